// SPDX-License-Identifier: Apache-2.0
// A tree that tells draws apart so that the best choice of each part gains most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace parley::study {

/// Gains below this share of the size of the values are none.
inline constexpr double least_gain = 1e-12;

/// Where the largest number stands; `start` unless another is larger by more than `least`.
[[nodiscard]] std::size_t largest(std::span<const double> numbers, std::size_t start, double least);

struct TreeOptions {
  std::size_t most_cells = 8;
  std::size_t for_all = 0;  ///< what a cell chooses where nothing is better
  double least = 0.0;       ///< a smaller gain is none
};

struct ChoiceTree {
  std::vector<std::uint32_t> cells;  ///< by draw, those that weigh nothing included
  std::vector<std::size_t> choices;  ///< by cell
};

/// `values[choice][draw]`, `columns[k][draw]`: the numbers that the tree may split by. What weighs 0 has no say.
/// Cost     O(draws (choices + log draws) columns) a level of the tree.
[[nodiscard]] ChoiceTree grow_tree(const std::vector<std::vector<double>>& values, const std::vector<double>& weights,
                                   const std::vector<const std::vector<double>*>& columns, const TreeOptions& options);

}  // namespace parley::study
