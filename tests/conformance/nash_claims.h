// SPDX-License-Identifier: Apache-2.0
// The solvers of Nash equilibria, each as a row of the suite. Their claim is that no plan gains; beliefs are put beside
// it.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "conformance/claim.h"
#include "games/game_files.h"
#include "parley/game/certificate.h"
#include "parley/game/reduced_form.h"
#include "parley/solve/equilibrium_list.h"
#include "parley/solve/nash/bimatrix.h"
#include "parley/solve/nash/lemke_howson.h"
#include "parley/solve/nash/sequence_lemke.h"
#include "parley/solve/nash/sequence_program.h"
#include "parley/solve/nash/supports.h"
#include "parley/solve/nash/zero_sum.h"

namespace parley::test {

/// Of the scale: what a best plan of any player gains in the whole game.
inline double regret(const NumericGame<double>& game, const Claim& claim) {
  return game::certify(game, claim.profile, claim.beliefs).max_regret / scale_of(game);
}

inline bool is_of_two(const NumericGame<Rational>& game) {
  return game.num_players == 2 && !game.infosets.empty() && solve::can_list(game::in_doubles(game));
}
inline bool is_small(const NumericGame<Rational>& game, std::uint64_t most) {
  return game::reduced_form(game, most).has_value();
}
inline bool is_small_of_two(const NumericGame<Rational>& game) { return is_of_two(game) && is_small(game, 400); }
inline bool is_tiny_of_more(const NumericGame<Rational>& game) {
  return game.num_players > 2 && solve::can_list(game::in_doubles(game)) && is_small(game, 16);
}
inline bool is_zero_sum_tree(const NumericGame<Rational>& game) {
  return is_of_two(game) && solve::is_constant_sum(game);
}
inline bool is_zero_sum_table(const NumericGame<Rational>& game) {
  return is_zero_sum_tree(game) && is_small(game, 10'000);
}

/// Of nothing found: uniform play, and no claim.
inline Claim claim_of(const NumericGame<Rational>& game, const std::optional<game::StrategyProfile<Rational>>& found,
                      Termination termination) {
  const auto doubles = game::in_doubles(game);
  Claim claim;
  if (found) claim.profile = in_doubles(*found);
  for (const auto& set : game.infosets) {
    claim.chosen.push_back(true);
    if (!found) claim.profile.probs.emplace_back(set.num_actions, 1.0 / set.num_actions);
  }
  claim.beliefs = game::tremble_beliefs(doubles, claim.profile);
  claim.verified = found.has_value();
  claim.termination = termination;
  return claim;
}

/// The entry that leaves the most regret.
inline Claim claim_of(const NumericGame<Rational>& game, const game::ReducedForm& form, const solve::NashList& list) {
  Claim worst = claim_of(game, std::nullopt, list.termination);
  if (list.termination != Termination::finished) return worst;
  double most = -1.0;
  for (const auto& one : list.equilibria) {
    game::StrategyProfile<Rational> mixed = one.exact;
    for (std::size_t p = 0; mixed.probs.size() < one.profile.probs.size(); ++p) {
      auto& row = mixed.probs.emplace_back();
      for (const double prob : one.profile.probs[p]) row.push_back(Rational::from_double(prob));
    }
    Claim claim = claim_of(game, game::behaviour(form, mixed), list.termination);
    const double left = regret(game::in_doubles(game), claim);
    if (left <= most) continue;
    most = left;
    worst = std::move(claim);
  }
  return worst;
}

inline Claim all_of_two(const NumericGame<Rational>& game, const RunContext& run) {
  const auto form = game::reduced_form(game, 10'000);
  return claim_of(game, *form, solve::bimatrix_equilibria(form->table, run));
}

inline Claim all_by_supports(const NumericGame<Rational>& game, const RunContext& run) {
  const auto form = game::reduced_form(game, 10'000);
  return claim_of(game, *form, solve::list_by_supports(form->table, {}, run));
}

inline Claim value_of_table(const NumericGame<Rational>& game, const RunContext& run) {
  const auto form = game::reduced_form(game, 10'000);
  const auto solution = solve::solve_zero_sum(form->table, run);
  if (!solution.equilibrium) return claim_of(game, std::nullopt, solution.termination);
  return claim_of(game, game::behaviour(*form, solution.equilibrium->exact), solution.termination);
}

inline Claim end_of_path_in_table(const NumericGame<Rational>& game, const RunContext& run) {
  const auto form = game::reduced_form(game, 10'000);
  const auto end = solve::follow_lemke_howson(form->table, {}, run);
  if (!end->equilibrium) return claim_of(game, std::nullopt, end->termination);
  return claim_of(game, game::behaviour(*form, end->equilibrium->exact), end->termination);
}

inline Claim value_of_tree(const NumericGame<Rational>& game, const RunContext& run) {
  const auto found = solve::solve_sequence_program(game, run);
  return claim_of(game, found->profile, found->termination);
}

inline Claim end_of_path_in_tree(const NumericGame<Rational>& game, const RunContext& run) {
  const auto found = solve::solve_sequence_lemke(game, run);
  return claim_of(game, found->profile, found->termination);
}

}  // namespace parley::test
