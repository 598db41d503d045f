// SPDX-License-Identifier: Apache-2.0
// Choices that backward induction settles whatever the beliefs may be (language.md, section 9, *Settled*), one game at
// a time and by the definition. The fast way over blocks of draws is settled_program; this one decides what that
// leaves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/game/numeric_game.h"

namespace parley::solve {

/// Two choices are tied within this share of their player's payoff range (docs/language.md, section 9, *Numbers*).
inline constexpr double tie_tolerance = 1e-9;

enum class SettledBy : std::uint8_t {
  not_settled,
  one_node,         ///< a set of one node
  fixed_belief,     ///< chance and types alone fix the belief
  best_everywhere,  ///< best at every node
  every_way,        ///< best against every pure way of playing the free sets that reaches the set
};

enum class WhyUnsettled : std::uint8_t {
  none,
  belief_matters,  ///< what is best turns on a belief that others' choices shape
  later_open,      ///< what is best turns on later choices that are not settled
  never_reached,   ///< no free play reaches the set
  too_many_ways,   ///< more than max_ways ways, and no sufficient test settles it
};

struct SettledChoice {
  SettledBy by = SettledBy::not_settled;
  WhyUnsettled why = WhyUnsettled::none;
  std::uint32_t action = 0;           ///< settled: the choice (the first of those tied)
  std::vector<std::uint32_t> tied{};  ///< actions tied with it, itself included; empty where none is
  bool tie_matters = false;           ///< a tied action leads to another chance of some outcome
};

struct SettledOptions {
  std::uint32_t max_ways = 4096;
  double tie_tolerance = solve::tie_tolerance;  ///< of the player's payoff range; 0 for exact games
  /// The first so many quantities are outcomes; a tie that changes only later ones (events) does not matter.
  std::uint32_t num_outcomes = 0xffffffffU;
};

struct SettledSolution {
  std::vector<SettledChoice> choices;  ///< by information set
  bool all_settled = false;
  std::uint32_t ties = 0;  ///< information sets with a tie
  std::uint32_t ties_that_matter = 0;
  Termination termination = Termination::finished;
};

/// T is double or Rational (ties are then equality, whatever the tolerance).
/// Cost     O(sweeps * sets * ways * nodes below); games that are all settled by the cheap tests need one sweep.
template <class T>
[[nodiscard]] SettledSolution solve_settled(const game::NumericGame<T>& game, const SettledOptions& options,
                                            const RunContext& run);

}  // namespace parley::solve
