// SPDX-License-Identifier: Apache-2.0
// What anyone can recompute of a solution from the game alone: values, gains, regrets. Shares nothing with the solvers.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/game/numeric_game.h"
#include "parley/game/profile.h"

namespace parley::game {

/// Beliefs that follow from a profile: Bayes where play can come; elsewhere from trembles of equal size at every choice
/// that the profile does not make (the nodes with fewest mistakes on their path, weighted by chance and by the chances
/// of the choices made).
/// Cost     O(edges). Source: Kreps and Wilson 1982 (consistency); the tremble is uniform.
template <class T>
[[nodiscard]] Beliefs<T> tremble_beliefs(const NumericGame<T>& game, const StrategyProfile<T>& profile);

template <class T>
struct Certificate {
  std::vector<T> values;           ///< by player, in the game's own chances
  std::vector<T> quantities;       ///< by quantity, likewise
  std::vector<T> reported_values;  ///< by player, with the reported chances
  std::vector<T> reported_quantities;
  std::vector<T> reach;  ///< by information set: chance that play comes there, in the game's own chances
  std::vector<T> gain;   ///< by information set: best choice that is not played for sure minus what is
                         ///< played, given the beliefs and the profile afterwards; below 0 where what is
                         ///< played is strictly best, 0 where there is one choice
  std::vector<std::vector<T>> action_values;  ///< [infoset][action], to its player, given the beliefs
  T largest_deviation_gain{};                 ///< 0 or more
  std::vector<T> regret;                      ///< by player: best response in the whole game minus the value
  T max_regret{};
};

/// Needs    a game with perfect recall (merged graphs: recall of what was kept); profile and beliefs of its shape.
/// Cost     O(edges * (players + quantities)).
template <class T>
[[nodiscard]] Certificate<T> certify(const NumericGame<T>& game, const StrategyProfile<T>& profile,
                                     const Beliefs<T>& beliefs);

}  // namespace parley::game
