// SPDX-License-Identifier: Apache-2.0
// The unrolled histories as the game's graph: equal continuations joined, nodes in depth-first order.
#pragma once

#include "parley/build/unroll.h"
#include "parley/build/watch.h"
#include "parley/game/parametric.h"

namespace parley::build {

/// With `merge`, nodes whose continuations are the same nodes become one: ends with the same payoffs, chance moves with
/// the same branches, nodes of one information set with the same children (whoever moves later meets the same nodes).
/// Fills in nodes, edges, chances, infosets, terminals and steps of `game`, and the moment of each node.
void assemble(Unrolled unrolled, bool merge, game::ParametricGame& game, std::vector<std::uint32_t>& node_moment);

}  // namespace parley::build
