// SPDX-License-Identifier: Apache-2.0
// What is done wherever play can come, and what it is worth there.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/solve/lists/history_tree.h"

namespace parley::solve::lists {

/// A play that is decided at every set it comes to.
struct PlayOnPath {
  Behaviour behaviour;                           ///< other sets' rows are empty
  std::vector<double> reach;                     ///< by node; 0 off the path
  std::vector<std::vector<WeightedNode>> nodes;  ///< by set: where play comes, with the chances of coming there
  std::vector<double> values;                    ///< by set on the path: to its mover, given that play comes there

  [[nodiscard]] bool comes_to(std::uint32_t set) const { return !nodes[set].empty(); }
};

/// Needs    a behaviour that is decided at every set that it comes to.
[[nodiscard]] PlayOnPath play_on_path(const HistoryTree& tree, Behaviour behaviour);

}  // namespace parley::solve::lists
