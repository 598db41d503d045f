// SPDX-License-Identifier: Apache-2.0
// Where the nodes of a tree stand in a picture that grows from left to right, and where lines join information sets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "parley/report/game_tree.h"

namespace parley::report {

/// Lengths of a picture, in its unit.
struct LayoutSizes {
  double row = 1.0;   ///< between two ends
  double lane = 0.2;  ///< between two dashed lines that run beside each other
  double fan = 1.0;   ///< over which the branches of a node spread before they run level
};

/// A dashed line down one column, through the branches of its nodes.
struct InfosetLine {
  std::uint32_t infoset = 0;
  double x = 0.0;
  std::vector<std::size_t> rows;  ///< of the tree, from the highest to the lowest; at least two
  bool through_nodes = false;     ///< runs through the nodes themselves, with nothing else between them
};

struct TreeLayout {
  std::vector<double> x, y;        ///< by row of the tree; y grows upwards from 0
  std::vector<double> level_from;  ///< by row: where its branches begin to spread, or its label begins
  std::vector<InfosetLine> lines;
  std::vector<std::pair<std::size_t, std::size_t>> leaps;  ///< rows of one information set in two columns
  double width = 0.0, height = 0.0;
};

/// Every end has a height of its own; a node stands midway between its first and its last branch. Sets whose nodes have
/// others between them get lines beside each other, so that no two are taken for one.
///
/// Needs    `label_width(row)`: what the branch to the row and the name at its node need, in the unit of the sizes.
/// Cost     O(n log n) in the rows, times the lines side by side in one column.
[[nodiscard]] TreeLayout layout_tree(const GameTree& tree, const LayoutSizes& sizes,
                                     const std::function<double(const TreeRow&)>& label_width);

}  // namespace parley::report
