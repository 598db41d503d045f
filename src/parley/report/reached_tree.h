// SPDX-License-Identifier: Apache-2.0
// The tree of one solved draw as far as play comes to it: chances of being reached, choices and beliefs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "parley/game/parametric.h"
#include "parley/report/game_tree.h"
#include "parley/report/json_writer.h"
#include "parley/study/play.h"

namespace parley::report {

/// Branches that fewer plays than this share come to are folded away.
inline constexpr double least_reach = 0.001;

struct ReachedNode {
  TreeRow row;             ///< `parent` is an index of a reached node
  double edge_prob = 1.0;  ///< of the branch that leads here, by chance or by choice
  double reach = 1.0;
  std::size_t folded = 0;  ///< branches below `least_reach`
};

struct ReachedTree {
  std::string at;  ///< "centre"
  std::vector<std::string> players;
  std::vector<ReachedNode> nodes;              ///< the root first, prefix order
  std::vector<study::PlayAtInfoset> infosets;  ///< those that the nodes' `row.infoset` names, by position
};

/// Needs    `tree` and `play` of this unmerged game at the same draw, the tree whole.
[[nodiscard]] ReachedTree reached_tree(const game::ParametricGame& game, const GameTree& tree,
                                       const study::PlayAtDraw& play);
/// {"at","players","fold_below","nodes": [..],"infosets": [..]} as parley/report/1 has it.
[[nodiscard]] Json reached_tree_json(const ReachedTree& tree);

}  // namespace parley::report
