// SPDX-License-Identifier: Apache-2.0
// Finds Nash equilibria by the method that fits the game, and tells them.
#include "parley/study/nash.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "parley/game/reduced_form.h"
#include "parley/solve/nash/bimatrix.h"
#include "parley/solve/nash/index.h"
#include "parley/solve/nash/lemke_howson.h"
#include "parley/solve/nash/pure_scan.h"
#include "parley/solve/nash/sequence_lemke.h"
#include "parley/solve/nash/sequence_program.h"
#include "parley/solve/nash/supports.h"
#include "parley/solve/nash/zero_sum.h"
#include "parley/study/exact_game.h"

namespace parley::study {

namespace {

constexpr std::uint64_t most_contingencies_of_two = 1'000'000;
constexpr std::uint64_t most_contingencies_of_more = 20'000;

using Exact = game::NumericGame<Rational>;
using Profile = game::StrategyProfile<Rational>;

/// A game as a table: its own, or that of a tree's plans.
struct Table {
  game::PayoffTable payoffs;
  std::optional<game::ReducedForm> form;  ///< of a tree

  /// The same play by information set.
  [[nodiscard]] Profile by_infoset(const Profile& mixed) const { return form ? behaviour(*form, mixed) : mixed; }
};

Result<Table> table_of(const NamedGame& named, const Exact& game) {
  if (named.table) return Table{*named.table, std::nullopt};
  const bool is_of_two = game.num_players == 2;
  auto form = game::reduced_form(game, is_of_two ? most_contingencies_of_two : most_contingencies_of_more);
  if (!form) return std::unexpected(form.error());
  Table table{form->table, std::nullopt};
  table.form = *std::move(form);
  return table;
}

game::StrategyProfile<double> in_doubles(const Profile& exact) {
  game::StrategyProfile<double> profile;
  for (const auto& row : exact.probs) {
    auto& to = profile.probs.emplace_back();
    for (const Rational& prob : row) to.push_back(prob.to_double());
  }
  return profile;
}

Profile in_rationals(const game::StrategyProfile<double>& profile) {
  Profile exact;
  for (const auto& row : profile.probs) {
    auto& to = exact.probs.emplace_back();
    for (const double prob : row) to.push_back(Rational::from_double(prob));
  }
  return exact;
}

solve::NashEquilibrium equilibrium_of(Profile exact) {
  solve::NashEquilibrium one;
  one.profile = in_doubles(exact);
  one.exact = std::move(exact);
  return one;
}

Error stopped_early() {
  return {ErrorCode::stopped, "stopped before an equilibrium was found; `--time-limit` gives more time"};
}

NashAnswer answer_with(solve::NashEquilibrium one, std::string method) {
  NashAnswer answer;
  answer.list.equilibria.push_back(std::move(one));
  answer.label = {"found", "Nash equilibria"};
  answer.method = std::move(method);
  return answer;
}

/// Strategies of several plans of a tree can be one behaviour: it is listed once.
void merge_equal_behaviour(solve::NashList& list) {
  std::map<std::vector<std::vector<double>>, std::vector<std::size_t>> alike;
  std::vector<solve::NashEquilibrium> kept;
  std::vector<std::size_t> number(list.equilibria.size());
  for (std::size_t k = 0; k < list.equilibria.size(); ++k) {
    auto& one = list.equilibria[k];
    auto& candidates = alike[one.profile.probs];
    const auto same =
        std::ranges::find_if(candidates, [&](std::size_t other) { return kept[other].exact.probs == one.exact.probs; });
    number[k] = same != candidates.end() ? *same : kept.size();
    if (same != candidates.end()) continue;
    candidates.push_back(kept.size());
    kept.push_back(std::move(one));
  }
  for (auto& subset : list.subsets) {
    for (std::size_t& equilibrium : subset.equilibria) equilibrium = number[equilibrium];
    std::ranges::sort(subset.equilibria);
    subset.equilibria.erase(std::ranges::unique(subset.equilibria).begin(), subset.equilibria.end());
  }
  list.equilibria = std::move(kept);
}

void play_by_infoset(solve::NashList& list, const Table& table) {
  if (!table.form) return;
  for (auto& one : list.equilibria) {
    const bool is_exact = !one.exact.probs.empty();
    Profile behaviour = table.by_infoset(is_exact ? one.exact : in_rationals(one.profile));
    one.profile = in_doubles(behaviour);
    if (is_exact) one.exact = std::move(behaviour);
  }
  merge_equal_behaviour(list);
}

/// A single player's equilibria are the mixtures of its best strategies.
solve::NashList best_choices(const game::PayoffTable& table) {
  solve::NashList list;
  for (const std::size_t at : solve::pure_equilibria(table)) list.equilibria.push_back(solve::pure_profile(table, at));
  list.completeness = list.equilibria.size() == 1 ? solve::Completeness::complete : solve::Completeness::components;
  return list;
}

ListLabel label_of(solve::Completeness completeness) {
  switch (completeness) {
    case solve::Completeness::complete:
      return {"complete", "Nash equilibria"};
    case solve::Completeness::components:
      return {"components", "Nash equilibria"};
    case solve::Completeness::found:
      break;
  }
  return {"found", "Nash equilibria"};
}

/// What is proved once is looked at from another side: indices of all regular equilibria sum to 1.
void check_by_index(const game::PayoffTable& table, NashAnswer& answer) {
  if (answer.list.completeness != solve::Completeness::complete) return;
  const solve::IndexCheck check = solve::check_indices(table, answer.list);
  for (const auto& one : check.indices) answer.indices.push_back(one.index);
  if (check.verdict == solve::IndexCheck::Verdict::does_not_fit) {
    throw InternalError(fmt::format("a list that is proved to be complete has indices that sum to {}", check.sum));
  }
}

Result<NashAnswer> all_equilibria(const NamedGame& named, const Exact& game, const RunContext& run) {
  const auto table = table_of(named, game);
  if (!table) return std::unexpected(table.error());
  NashAnswer answer;
  switch (game.num_players) {
    case 1:
      answer.list = best_choices(table->payoffs);
      answer.method = "pure_scan";
      break;
    case 2:
      answer.list = solve::bimatrix_equilibria(table->payoffs, run);
      answer.method = "complementary_faces";
      break;
    default:
      answer.list = solve::list_by_supports(table->payoffs, {}, run);
      answer.method = "supports";
  }
  check_by_index(table->payoffs, answer);
  play_by_infoset(answer.list, *table);
  answer.label = label_of(answer.list.completeness);
  return answer;
}

Result<NashAnswer> pure_equilibria(const NamedGame& named, const Exact& game) {
  const auto table = table_of(named, game);
  if (!table) return std::unexpected(table.error());
  NashAnswer answer;
  for (const std::size_t at : solve::pure_equilibria(table->payoffs)) {
    answer.list.equilibria.push_back(solve::pure_profile(table->payoffs, at));
    answer.list.equilibria.back().component = static_cast<std::uint32_t>(answer.list.equilibria.size() - 1);
  }
  play_by_infoset(answer.list, *table);
  answer.list.completeness = solve::Completeness::complete;
  answer.label = {"complete", "Nash equilibria in pure strategies"};
  answer.method = "pure_scan";
  return answer;
}

Result<NashAnswer> one_of_two_in_table(const game::PayoffTable& table, const RunContext& run) {
  if (solve::constant_sum(table)) {
    auto solution = solve::solve_zero_sum(table, run);
    if (!solution.equilibrium) return std::unexpected(stopped_early());
    return answer_with(*std::move(solution.equilibrium), "linear_program");
  }
  auto end = solve::follow_lemke_howson(table, {}, run);
  if (!end) return std::unexpected(end.error());
  if (end->equilibrium) return answer_with(*std::move(end->equilibrium), "lemke_howson");
  if (end->termination != Termination::finished) return std::unexpected(stopped_early());
  return fail(ErrorCode::unsupported,
              "no path of Lemke and Howson could be followed to its end; leave `--concept nash` away for the default "
              "selection, or list with `--all`");
}

Result<NashAnswer> one_of_two_in_tree(const Exact& game, const RunContext& run) {
  const bool is_zero_sum = solve::is_constant_sum(game);
  auto found = is_zero_sum ? solve::solve_sequence_program(game, run) : solve::solve_sequence_lemke(game, run);
  if (!found) return std::unexpected(found.error());
  if (found->profile) {
    return answer_with(equilibrium_of(*std::move(found->profile)), is_zero_sum ? "sequence_program" : "sequence_lemke");
  }
  if (found->termination != Termination::finished) return std::unexpected(stopped_early());
  return fail(ErrorCode::unsupported,
              "no equilibrium could be proved on the sequence form; leave `--concept nash` away for the default "
              "selection, or list with `--all`");
}

/// In pure strategies where there is one, else what is selected by default.
Result<NashAnswer> one_of_more(const NamedGame& named, const Exact& game, const RunContext& run) {
  auto pure = pure_equilibria(named, game);
  if (pure && !pure->list.equilibria.empty()) return answer_with(std::move(pure->list.equilibria.front()), "pure_scan");
  const AnySolvedGame solved = solved_by_default(named.game, named.settled, run);
  const auto checked = std::visit([&](const auto& one) { return one.check(named.name_of); }, solved);
  if (!checked) return std::unexpected(checked.error());
  if (const auto* exact = std::get_if<SolvedGame<Rational>>(&solved)) {
    return answer_with(equilibrium_of(exact->profile), "backward_induction");
  }
  solve::NashEquilibrium one;
  one.profile = std::get<SolvedGame<double>>(solved).profile;
  return answer_with(std::move(one), "logit_path");
}

}  // namespace

Result<NashAnswer> nash_equilibria(const NamedGame& named, NashQuestion question, const RunContext& run) {
  const Exact game = exact_game(named.game);
  switch (question) {
    case NashQuestion::all:
      return all_equilibria(named, game, run);
    case NashQuestion::pure:
      return pure_equilibria(named, game);
    case NashQuestion::one:
      break;
  }
  if (game.num_players != 2) return one_of_more(named, game, run);
  return named.table ? one_of_two_in_table(*named.table, run) : one_of_two_in_tree(game, run);
}

}  // namespace parley::study
