// SPDX-License-Identifier: Apache-2.0
// All pure Nash equilibria of a payoff table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/game/payoff_table.h"
#include "parley/solve/nash/nash_list.h"

namespace parley::solve {

/// Each player's strategy at a contingency of the table.
[[nodiscard]] std::vector<std::uint32_t> strategies_at(const game::PayoffTable& table, std::size_t contingency);

/// The contingencies at which every player's strategy is a best response, in ascending order. Compares exactly.
///
/// Cost     linear in contingencies times players: for each player one pass for the maximum over its own strategies and
///          one that marks what reaches it; a contingency marked by all is an equilibrium.
[[nodiscard]] std::vector<std::size_t> pure_equilibria(const game::PayoffTable& table);

/// The pure strategy profile of a contingency as an exact equilibrium of the list.
[[nodiscard]] NashEquilibrium pure_profile(const game::PayoffTable& table, std::size_t contingency);

}  // namespace parley::solve
