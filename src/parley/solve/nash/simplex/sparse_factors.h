// SPDX-License-Identifier: Apache-2.0
// Triangular factors of a sparse matrix whose solves pass over what is 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <Eigen/Core>

namespace parley::solve::simplex {

/// Column by column: entries first[k] .. first[k + 1] of `rows` and `values`.
struct SparseColumns {
  std::size_t num_rows = 0;
  std::vector<std::size_t> first = {0};
  std::vector<std::uint32_t> rows;
  std::vector<double> values;

  [[nodiscard]] std::size_t num_columns() const { return first.size() - 1; }
  void add(std::uint32_t row, double value) {
    rows.push_back(row);
    values.push_back(value);
  }
  void end_column() { first.push_back(rows.size()); }
  /// Calls `use(row, value)` for the entries of a column.
  template <class Use>
  void for_each(std::size_t column, const Use& use) const {
    for (std::size_t e = first[column]; e < first[column + 1]; ++e) use(rows[e], values[e]);
  }
  /// As many columns as this has rows.
  [[nodiscard]] SparseColumns transposed() const;
};

/// Source   Gilbert and Peierls 1988 (each column costs what it has to do); columns in the order of COLAMD (Davis and
///          others 2004), pivots of at least a tenth of the largest in the row that is shortest.
class SparseFactors {
 public:
  /// Of the matrix of `columns[chosen]`, square. False where it is singular as far as rounding can tell.
  [[nodiscard]] bool factor(const SparseColumns& columns, std::span<const std::uint32_t> chosen);
  /// x with M x = `vector`, in its place; by position in `chosen`.
  void solve(Eigen::VectorXd& vector) const;
  /// y with y M = `vector`, in its place; by row.
  void solve_transposed(Eigen::VectorXd& vector) const;

 private:
  void clear(const SparseColumns& columns, std::span<const std::uint32_t> chosen);
  void find_pattern(const SparseColumns& columns, std::size_t column);
  void walk(std::uint32_t row);
  [[nodiscard]] bool end_step(std::uint32_t step);

  // Steps of the elimination: L has rows of the matrix, U has steps; both without their diagonals.
  SparseColumns lower_, upper_, lower_by_row_, upper_by_row_;
  std::vector<double> diagonal_;
  std::vector<std::uint32_t> order_;      // by step: position of its column
  std::vector<std::uint32_t> pivot_row_;  // by step
  std::vector<std::uint32_t> step_of_;    // by row
  // While factors are made:
  std::vector<std::size_t> row_counts_;
  std::vector<double> work_;                                    // by row
  std::vector<bool> is_met_;                                    // by row
  std::vector<std::uint32_t> pattern_;                          // rows, each after those that it changes
  std::vector<std::pair<std::uint32_t, std::size_t>> to_walk_;  // row, next entry
};

}  // namespace parley::solve::simplex
