// SPDX-License-Identifier: Apache-2.0
// The sequence form of two-player trees: as large as the tree, where a table of plans would be exponentially larger.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "parley/base/result.h"
#include "parley/game/numeric_game.h"
#include "parley/game/profile.h"
#include "parley/game/sequences.h"

namespace parley::solve {

/// A realization plan: by sequence, the product of the player's own chances on it. The empty sequence has 1, and the
/// choices of an information set sum to what leads there.
template <class T>
using RealizationPlan = std::vector<T>;

struct SequenceForm {
  /// What plays that end under a pair of sequences are worth, weighted by chance.
  struct Cell {
    std::array<std::uint32_t, 2> at;  ///< sequence of each player
    std::array<Rational, 2> payoffs;
    Rational chance;  ///< of those plays, if the players go there
  };
  std::array<game::PlayerSequences, 2> players;
  std::vector<Cell> cells;                  ///< in order of `at`; one for each pair under which a play ends
  std::array<Rational, 2> lowest, highest;  ///< payoff at an end of the game
  std::size_t num_infosets = 0;             ///< of the game

  [[nodiscard]] std::size_t num_sequences(std::size_t player) const { return players[player].sequences.size(); }
};

/// Needs    two players, a tree, perfect recall.
/// Errors   unsupported names the need that fails.
/// Cost     O(nodes).
/// Source   von Stengel 1996; Koller, Megiddo and von Stengel 1996 (both Games and Economic Behavior 14).
[[nodiscard]] Result<SequenceForm> sequence_form(const game::NumericGame<Rational>& game);

/// By cell: the payoff of a player, shifted and scaled so that its ends are worth 0 to 1, weighted by chance.
[[nodiscard]] std::vector<double> unit_payoffs(const SequenceForm& form, std::size_t player);

/// By own sequence: what plays that end there are worth to `player`, where the other plays `plan`.
template <class T>
[[nodiscard]] std::vector<T> sequence_values(const SequenceForm& form, std::size_t player,
                                             const RealizationPlan<T>& plan);

/// The best plan where a sequence is worth `values[sequence]`, as a pure choice by set of the player, and its worth by
/// set: last choices first, the first one of equal ones.
template <class T>
struct BestPlan {
  std::vector<std::uint32_t> actions;  ///< by set of the player
  std::vector<T> worth;                ///< by set: of the best way on from there
  T value{};
};
template <class T>
[[nodiscard]] BestPlan<T> best_plan(const game::PlayerSequences& player, std::span<const T> values);

/// The chances that make `plan`. Sets that it does not reach play what is best there against the other's plan (the
/// first of equal choices); for a Nash equilibrium it does not matter.
[[nodiscard]] game::StrategyProfile<Rational> behaviour(const SequenceForm& form,
                                                        const std::array<RealizationPlan<Rational>, 2>& plans);

/// Whether chances are 0 or more and sum as they must.
[[nodiscard]] bool is_realization_plan(const game::PlayerSequences& player, const RealizationPlan<Rational>& plan);

}  // namespace parley::solve
