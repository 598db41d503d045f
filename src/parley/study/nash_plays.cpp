// SPDX-License-Identifier: Apache-2.0
// Tells Nash equilibria: what everybody does, certified from the game, and lines of numbers.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "parley/game/certificate.h"
#include "parley/solve/equilibrium_list.h"
#include "parley/solve/nash/dominance.h"
#include "parley/solve/refinements.h"
#include "parley/study/nash.h"

namespace parley::study {

namespace {

using Exact = game::NumericGame<Rational>;

constexpr std::size_t most_nodes_to_test = 2'000;

game::NumericGame<double> doubles_of(const game::NumericGame<double>& game) { return game; }
game::NumericGame<double> doubles_of(const Exact& game) { return game::in_doubles(game); }

/// Tests every subgame, in trees small enough for that.
bool is_subgame_perfect(const NamedGame& named, const solve::NashEquilibrium& one) {
  const game::NumericGame<double> game = std::visit([](const auto& any) { return doubles_of(any); }, named.game);
  if (named.table || game.nodes.size() > most_nodes_to_test || !solve::can_list(game)) return false;
  solve::ListedEquilibrium listed;
  listed.profile = one.profile;
  listed.beliefs = game::tremble_beliefs(game, one.profile);
  listed.standing = solve::Standing::undecided;
  return solve::refinements_of(game, listed).subgame_perfect;
}

/// In a 2 by 2 table: marks for the strict equilibrium that dominates the other.
void mark_dominance(const NamedGame& named, const solve::NashEquilibrium& one, std::vector<std::string>& marks) {
  if (!named.table || one.exact.probs.empty()) return;
  const solve::Dominance dominance = solve::dominance_of(*named.table);
  const auto is_at = [&](std::size_t cell) {
    return one.exact.probs[0][cell % 2] == Rational(1) && one.exact.probs[1][cell / 2] == Rational(1);
  };
  if (dominance.by_payoffs && is_at(*dominance.by_payoffs)) marks.emplace_back("payoff_dominant");
  if (dominance.by_risk && is_at(*dominance.by_risk)) marks.emplace_back("risk_dominant");
}

std::vector<std::string> marks_of(const NamedGame& named, const NashAnswer& answer, const solve::NashEquilibrium& one) {
  std::vector<std::string> marks = {"nash"};
  if (named.table) marks.emplace_back("sequential");  // play comes to every set
  const bool is_pure = std::ranges::all_of(one.profile.probs, [](const auto& row) {
    return std::ranges::all_of(row, [](double chance) { return chance == 0.0 || chance == 1.0; });
  });
  if (is_pure) marks.emplace_back("pure");
  const bool is_joined =
      std::ranges::count(answer.list.equilibria, one.component, &solve::NashEquilibrium::component) > 1;
  if (is_joined) marks.emplace_back("component");
  if (is_subgame_perfect(named, one)) marks.emplace_back("subgame_perfect");
  mark_dominance(named, one, marks);
  return marks;
}

template <class T>
PlayAtDraw described(const NamedGame& named, const game::NumericGame<T>& game, const game::StrategyProfile<T>& profile,
                     std::vector<std::string> marks) {
  SolvedGame<T> solved;
  solved.game = game;
  solved.settled = named.settled;
  solved.core.roles.assign(game.infosets.size(), solve::CoreRole::open);
  solved.profile = profile;
  solved.beliefs = game::tremble_beliefs(game, profile);
  solved.certificate = game::certify(game, solved.profile, solved.beliefs);
  solved.listed.emplace();
  solved.listed->marks = std::move(marks);
  solved.listed->belief_ranges.resize(game.infosets.size());
  return named.describe(std::move(solved));
}

PlayAtDraw described(const NamedGame& named, const solve::NashEquilibrium& one, std::vector<std::string> marks) {
  if (const auto* doubles = std::get_if<game::NumericGame<double>>(&named.game)) {
    return described(named, *doubles, one.profile, std::move(marks));
  }
  const auto& exact = std::get<Exact>(named.game);
  if (one.exact.probs.empty()) return described(named, game::in_doubles(exact), one.profile, std::move(marks));
  return described(named, exact, one.exact, std::move(marks));
}

/// Any play at all: for what an answer says of the game where it lists nothing.
solve::NashEquilibrium first_choices(const AnyGame& any) {
  solve::NashEquilibrium first;
  std::visit(
      [&](const auto& game) {
        for (const auto& set : game.infosets) {
          first.exact.probs.emplace_back(set.num_actions).front() = Rational(1);
          first.profile.probs.emplace_back(set.num_actions).front() = 1.0;
        }
      },
      any);
  return first;
}

NashAccount account_of(const NashAnswer& answer) {
  NashAccount account;
  account.method = answer.method;
  for (const auto& one : answer.list.equilibria) {
    account.components.push_back(one.component);
    account.radii.push_back(one.radius.to_double());
  }
  for (const auto& subset : answer.list.subsets) account.subsets.push_back(subset.equilibria);
  account.indices = answer.indices;
  account.undecided = answer.list.undecided;
  return account;
}

}  // namespace

PlaysAtDraw described(const NamedGame& named, const NashAnswer& answer) {
  PlaysAtDraw plays;
  plays.concept_name = "nash";
  plays.label = answer.label;
  plays.termination = answer.list.termination;
  plays.nash = account_of(answer);
  plays.nash->is_table = named.table.has_value();
  for (const auto& one : answer.list.equilibria) {
    plays.equilibria.push_back(described(named, one, marks_of(named, answer, one)));
  }
  plays.selected =
      plays.equilibria.empty() ? described(named, first_choices(named.game), {}) : plays.equilibria.front();
  return plays;
}

void mark_selected(PlaysAtDraw& plays, const PlayAtDraw& selected) {
  constexpr double most_apart = 1e-6;
  const auto is_same = [&](const PlayAtDraw& play) {
    for (std::size_t k = 0; k < play.choices.size(); ++k) {
      const auto& probs = play.choices[k].probs;
      const auto& others = selected.choices[k].probs;
      if (play.choices[k].index != selected.choices[k].index) return false;
      for (std::size_t a = 0; a < probs.size(); ++a) {
        if (std::abs(probs[a].prob.value - others[a].prob.value) > most_apart) return false;
      }
    }
    return true;
  };
  for (PlayAtDraw& play : plays.equilibria) {
    if (is_same(play)) play.marks.emplace_back("selected");
  }
}

std::string gambit_lines(const NamedGame& named, const NashAnswer& answer) {
  std::string lines;
  for (const auto& one : answer.list.equilibria) {
    const bool is_exact = !one.exact.probs.empty() && std::holds_alternative<Exact>(named.game);
    lines += (is_exact ? named.gambit_line(one.exact) : named.gambit_line(one.profile)) + "\n";
  }
  return lines;
}

}  // namespace parley::study
