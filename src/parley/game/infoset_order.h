// SPDX-License-Identifier: Apache-2.0
// The order in time of the information sets of a tree, as far as there is one.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/game/extensive_game.h"

namespace parley::game {

/// For each information set the length of the longest chain of decisions that can come before it. Sets that come before
/// each other in a circle (trees without a common order in time) share their number. Chance sets get 0.
/// Cost     O(nodes).
[[nodiscard]] std::vector<std::uint32_t> infoset_blocks(const ExtensiveGame& game);

}  // namespace parley::game
