// SPDX-License-Identifier: Apache-2.0
// Small dense linear programs: beliefs that support a choice, orders of mistakes.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace parley {

/// Maximise c x subject to rows of a x <= b and x >= 0. For tens of unknowns; rows are scaled to a largest coefficient
/// of 1, and a row counts as kept where it is broken by less than 1e-11.
///
/// Source   Dantzig's simplex method in two phases, with Bland's rule against going in circles.
class LinearProgram {
 public:
  explicit LinearProgram(std::size_t num_unknowns) : num_unknowns_(num_unknowns) {}

  [[nodiscard]] std::size_t num_unknowns() const { return num_unknowns_; }
  /// `row` has a coefficient for each unknown.
  void add_at_most(std::vector<double> row, double bound);
  void add_at_least(std::vector<double> row, double bound);
  void add_equal(const std::vector<double>& row, double value);

  struct Solution {
    std::vector<double> x;
    bool is_bounded = true;  ///< false: the objective can be made as large as one likes; x is some point
  };
  /// Nothing where no x keeps all rows. Where rounding defeats the rule against circles (10,000 pivots) x is some
  /// point: check what matters. Cost: O(rows * (rows + unknowns)) a pivot, few pivots.
  [[nodiscard]] std::optional<Solution> maximise(const std::vector<double>& objective) const;
  [[nodiscard]] bool is_feasible() const;

 private:
  std::size_t num_unknowns_;
  std::vector<std::vector<double>> rows_;  // the last number of a row is its bound
};

}  // namespace parley
