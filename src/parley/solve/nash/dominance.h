// SPDX-License-Identifier: Apache-2.0
// Which of two strict equilibria of a 2 by 2 game dominates the other.
#pragma once

#include <cstddef>
#include <optional>

#include "parley/game/payoff_table.h"

namespace parley::solve {

/// Contingencies of the table; nothing where neither dominates.
struct Dominance {
  std::optional<std::size_t> by_payoffs;  ///< nobody gets less there than in the other, and somebody more
  std::optional<std::size_t> by_risk;     ///< what the players lose by leaving it alone, multiplied, is more
};

/// Of a game with two players, two strategies each and two strict pure equilibria; empty of any other.
/// Source   Harsanyi and Selten 1988.
[[nodiscard]] Dominance dominance_of(const game::PayoffTable& table);

}  // namespace parley::solve
