// SPDX-License-Identifier: Apache-2.0
// What telling draws apart is worth to one who chooses: the value of choosing in each cell, less that of one choice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/math/statistics.h"

namespace parley::study {

/// What each choice gives in each draw. Draw i belongs to replicate i mod num_replicates; replicates of even number are
/// one half, the others the other.
struct ChoiceValues {
  std::vector<std::vector<double>> values;  ///< [choice][draw]; at least one choice
  std::vector<double> weights;              ///< of the draws
  std::size_t num_replicates = 2;           ///< at least 2
};

/// Each half chooses for the other: in every cell the choice of the largest sum, if it beats that of the choice for
/// all; the choice for all is the best of all draws (differences below 1e-12 of the values' size are none). The worth
/// is the weighted mean over all draws of the value of the cell's choice less that of the choice for all; below 0 it is
/// 0. It and its error are exactly 0 where no cell chooses differently.
struct Worth {
  Estimate worth;
  std::vector<std::size_t> choices;  ///< by cell, from all draws together
};

/// The best choice for all draws together.
[[nodiscard]] std::size_t best_choice(const ChoiceValues& values);
/// Draw i is in cell cells[i] < num_cells.
[[nodiscard]] Worth worth_of_cells(const ChoiceValues& values, const std::vector<std::uint32_t>& cells,
                                   std::size_t num_cells);
/// The same of cells that stand in order, with one choice for each of at most three ranges of them.
[[nodiscard]] Worth worth_of_ranges(const ChoiceValues& values, const std::vector<std::uint32_t>& cells,
                                    std::size_t num_cells);
/// A draw itself has chances of cells: parts[cell][choice][draw] is the chance times the value given the cell, and
/// their sum over cells is the value of the choice.
[[nodiscard]] Worth worth_of_parts(const std::vector<std::vector<std::vector<double>>>& parts,
                                   const std::vector<double>& weights, std::size_t num_replicates);
/// Cells from several numbers of each draw (columns[k][draw]): each half grows a tree of at most `most_cells` that
/// splits where the best choices of both sides gain most, at one of 15 equal-weight points of a number, and at the
/// median of the number split least where nothing gains. No choices by cell: the halves have cells of their own.
[[nodiscard]] Worth worth_of_tree(const ChoiceValues& values, const std::vector<const std::vector<double>*>& columns,
                                  std::size_t most_cells);
/// Every draw is a cell of its own; its values are known and leave nothing to be estimated but the choice for all.
[[nodiscard]] Worth worth_of_draws(const ChoiceValues& values);

/// Cells of about equal weight along one number, equal numbers together.
struct Bins {
  std::vector<std::uint32_t> cells;  ///< by draw
  std::vector<double> borders;       ///< between cell k and k + 1, rising
  std::vector<double> shares;        ///< of the weight, by cell
};
[[nodiscard]] Bins equal_bins(const std::vector<double>& column, const std::vector<double>& weights,
                              std::size_t most_bins);

}  // namespace parley::study
