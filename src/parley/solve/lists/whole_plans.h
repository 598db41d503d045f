// SPDX-License-Identifier: Apache-2.0
// What leaving the path is worth, and beliefs under which no plan from a set on is better.
#pragma once

#include <cstdint>

#include "parley/solve/lists/off_path_part.h"

namespace parley::solve::lists {

/// To the mover, given that play comes to the door's set: the action and then what is said, or, set by set, then the
/// best plan (beliefs at later sets need not follow from this one's).
[[nodiscard]] double door_value(const HistoryTree& tree, const PlayOnPath& play, const Behaviour& behaviour,
                                const OffPathDoor& door, OffPathRule rule);

/// Needs    a behaviour that is decided after the set.
[[nodiscard]] bool some_belief_against_whole_plans(const HistoryTree& tree, const Behaviour& behaviour,
                                                   std::uint32_t set);

}  // namespace parley::solve::lists
