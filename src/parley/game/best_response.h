// SPDX-License-Identifier: Apache-2.0
// What a player's best plan in the whole game gets against the others' choices.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/game/numeric_game.h"
#include "parley/game/profile.h"

namespace parley::game {

/// Edges by the node that they lead to: parents[first[n] .. first[n + 1]) are the nodes with an edge into n.
struct Parents {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> nodes;
};

template <class T>
[[nodiscard]] Parents parents_of(const NumericGame<T>& game);

/// Value to `player` of the best of all its plans, the others playing `profile`.
///
/// Needs    perfect recall (InternalError where information sets of the player come before each other in a circle).
/// Cost     O(edges).
template <class T>
[[nodiscard]] T best_response_value(const NumericGame<T>& game, const Parents& parents,
                                    const StrategyProfile<T>& profile, std::uint32_t player);

}  // namespace parley::game
