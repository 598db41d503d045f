// SPDX-License-Identifier: Apache-2.0
// Nash equilibria of tables and trees. Every answer is proved once, before anything is timed.
#include "contest.h"
#include "game_files.h"
#include "kinds.h"
#include "parley/game/certificate.h"
#include "parley/solve/nash/bimatrix.h"
#include "parley/solve/nash/lemke_howson.h"
#include "parley/solve/nash/pure_scan.h"
#include "parley/solve/nash/sequence_program.h"
#include "parley/solve/nash/zero_sum.h"

namespace parley::bench {
namespace {

void check_rows(const game::StrategyProfile<Rational>& profile) {
  for (const auto& row : profile.probs) {
    Rational sum;
    for (const Rational& prob : row) {
      if (prob.sign() < 0) die("a chance below 0");
      sum += prob;
    }
    if (sum != Rational(1)) die("chances that do not sum to 1");
  }
}

void check_equilibrium(const game::PayoffTable& table, const solve::NashEquilibrium& equilibrium) {
  if (equilibrium.exact.probs.size() != table.num_players()) die("an equilibrium that is not exact");
  check_rows(equilibrium.exact);
  if (!game::max_regret(table, equilibrium.exact).is_zero()) die("what was found is no equilibrium");
}

/// Random tables of a case, and what is in turns on them.
struct Tables {
  TempFolder folder;
  std::vector<game::PayoffTable> tables;
  Contest contest;

  /// `size` and, where they are there, `seeds` (from 1 on) and `payoffs` (lowest and highest).
  Tables(const Case& what, const std::string& more_arguments, std::string answers) {
    contest.answers = std::move(answers);
    contest.start_up_file = generated_file(folder, "start.nfg", "gen_nfg.py", "2x2 --seed 1 --sum 0");
    const std::string payoffs = what.has("payoffs") ? what.at("payoffs") : "0 100";
    for (std::size_t seed = 1; seed <= what.number("seeds", 1); ++seed) {
      contest.files.push_back(
          generated_file(folder, fmt::format("{}.nfg", seed), "gen_nfg.py",
                         fmt::format("{} --seed {} --range {} {}", what.at("size"), seed, payoffs, more_arguments)));
      tables.push_back(read_table(contest.files.back()));
    }
  }

  /// `find(table, run)` gives a list of equilibria, which are checked here and counted.
  template <class Find>
  void run(const Case& what, const Find& find) {
    for (const auto& table : tables) {
      const std::vector<solve::NashEquilibrium> found = find(table, RunContext{});
      for (const auto& equilibrium : found) check_equilibrium(table, equilibrium);
      contest.num_answers.push_back(found.size());
    }
    contest.solve = [&](std::size_t game, const RunContext& context) {
      if (find(tables[game], context).size() != contest.num_answers[game]) die("another answer than before");
    };
    run_contest(what, contest, folder);
  }
};

}  // namespace

void run_all_equilibria(const Case& what) {
  Tables games(what, "", "extreme equilibria");
  games.contest.threads = {1, 2};
  games.contest.peers = {lrsnash(), gambit("gambit-enummixed")};
  write_for_lrsnash(read_table(games.contest.start_up_file), games.contest.start_up_file + lrsnash().suffix);
  for (std::size_t game = 0; game < games.tables.size(); ++game) {
    write_for_lrsnash(games.tables[game], games.contest.files[game] + lrsnash().suffix);
  }
  games.run(what, [](const game::PayoffTable& table, const RunContext& run) {
    solve::NashList list = solve::bimatrix_equilibria(table, run);
    if (list.completeness == solve::Completeness::found) die("a list that may lack equilibria");
    return std::move(list.equilibria);
  });
}

void run_one_equilibrium(const Case& what) {
  Tables games(what, "", "equilibria");
  games.contest.peers = {gambit("gambit-lcp", {"-e", "1"})};
  games.run(what, [](const game::PayoffTable& table, const RunContext& run) {
    auto end = or_die(solve::follow_lemke_howson(table, {}, run));
    if (!end.equilibrium) die("a path without an end");
    return std::vector{*std::move(end.equilibrium)};
  });
}

void run_zero_sum(const Case& what) {
  Tables games(what, "--sum 0", "equilibria");
  games.contest.peers = {gambit("gambit-lp")};
  games.run(what, [](const game::PayoffTable& table, const RunContext& run) {
    auto solution = solve::solve_zero_sum(table, run);
    if (!solution.equilibrium) die("a game without a solution");
    return std::vector{*std::move(solution.equilibrium)};
  });
}

void run_pure_scan(const Case& what) {
  Tables games(what, "", "pure equilibria");
  games.contest.peers = {gambit("gambit-enumpure")};
  games.run(what, [](const game::PayoffTable& table, const RunContext&) {
    std::vector<solve::NashEquilibrium> found;
    for (const std::size_t contingency : solve::pure_equilibria(table)) {
      found.push_back(solve::pure_profile(table, contingency));
    }
    return found;
  });
}

void run_sequence_program(const Case& what) {
  const TempFolder folder;
  const std::string file = generated_file(folder, "game.efg", "gen_poker_efg.py", what.at("poker"));
  const auto tree = read_tree(file);
  const auto found = or_die(solve::solve_sequence_program(tree, RunContext{}));
  if (!found.profile) die("a tree without a solution");
  check_rows(*found.profile);
  const auto certificate = game::certify(tree, *found.profile, game::tremble_beliefs(tree, *found.profile));
  if (!certificate.max_regret.is_zero()) die("what was found is no equilibrium");
  fmt::print("  value {}, {} nodes, {} information sets\n", certificate.values[0].to_string(), tree.nodes.size(),
             tree.infosets.size());
  Contest contest;
  contest.files = {file};
  contest.num_answers = {1};
  contest.answers = "equilibria";
  contest.start_up_file = generated_file(folder, "start.nfg", "gen_nfg.py", "2x2 --seed 1 --sum 0");
  contest.peers = {gambit("gambit-lp")};
  contest.solve = [&](std::size_t, const RunContext& run) { or_die(solve::solve_sequence_program(tree, run)); };
  run_contest(what, contest, folder);
}

}  // namespace parley::bench
