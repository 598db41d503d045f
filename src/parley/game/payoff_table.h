// SPDX-License-Identifier: Apache-2.0
// A game in strategic form as numbers alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/game/extensive_game.h"
#include "parley/game/profile.h"
#include "parley/math/rational.h"

namespace parley::game {

/// Who gets what under each combination of strategies (contingency).
struct PayoffTable {
  std::vector<std::uint32_t> sizes;            ///< strategies, by player; at least 1 each
  std::vector<std::vector<Rational>> payoffs;  ///< [player][contingency], the first player's strategy running fastest

  [[nodiscard]] std::size_t num_players() const { return sizes.size(); }
  [[nodiscard]] std::size_t num_contingencies() const { return payoffs.empty() ? 0 : payoffs.front().size(); }
};

[[nodiscard]] PayoffTable payoff_table(const StrategicGame& game);

/// What a player gets, by its own strategy, against what the others play. `profile.probs[player][strategy]`.
/// Cost     O(contingencies) for each player, less where others leave strategies out.
template <class T>
[[nodiscard]] std::vector<T> strategy_values(const PayoffTable& table, const StrategyProfile<T>& profile,
                                             std::size_t player);

/// The most that any player could gain by another strategy: 0 exactly where the profile is a Nash equilibrium.
[[nodiscard]] Rational max_regret(const PayoffTable& table, const StrategyProfile<Rational>& profile);

}  // namespace parley::game
