// SPDX-License-Identifier: Apache-2.0
// Column by column: what is known already is eliminated where it reaches, then a pivot is chosen.
#include "parley/solve/nash/simplex/sparse_factors.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>

#include <Eigen/OrderingMethods>
#include <Eigen/SparseCore>

namespace parley::solve::simplex {
namespace {

constexpr std::uint32_t not_yet = std::numeric_limits<std::uint32_t>::max();
constexpr double singular = 1e-11;  // of entries about 1
constexpr double large_enough = 0.1;

std::vector<std::uint32_t> fill_reducing_order(const SparseColumns& columns, std::span<const std::uint32_t> chosen) {
  const auto size = static_cast<Eigen::Index>(chosen.size());
  std::vector<Eigen::Triplet<double>> entries;
  for (std::size_t k = 0; k < chosen.size(); ++k) {
    columns.for_each(chosen[k], [&](std::uint32_t row, double value) {
      entries.emplace_back(static_cast<int>(row), static_cast<int>(k), value);
    });
  }
  Eigen::SparseMatrix<double> matrix(size, size);
  matrix.setFromTriplets(entries.begin(), entries.end());
  Eigen::COLAMDOrdering<int>::PermutationType permutation;
  Eigen::COLAMDOrdering<int>()(matrix, permutation);
  std::vector<std::uint32_t> order(chosen.size());
  for (std::uint32_t k = 0; k < chosen.size(); ++k) {
    order[static_cast<std::size_t>(permutation.indices()[k])] = k;
  }
  return order;
}

}  // namespace

SparseColumns SparseColumns::transposed() const {
  SparseColumns result;
  result.num_rows = num_columns();
  result.first.assign(num_rows + 1, 0);
  for (const std::uint32_t row : rows) ++result.first[row + 1];
  for (std::size_t r = 0; r < num_rows; ++r) result.first[r + 1] += result.first[r];
  result.rows.resize(rows.size());
  result.values.resize(rows.size());
  std::vector<std::size_t> next(result.first.begin(), result.first.end() - 1);
  for (std::size_t k = 0; k < num_columns(); ++k) {
    for_each(k, [&](std::uint32_t row, double value) {
      const std::size_t to = next[row]++;
      result.rows[to] = static_cast<std::uint32_t>(k);
      result.values[to] = value;
    });
  }
  return result;
}

bool SparseFactors::factor(const SparseColumns& columns, std::span<const std::uint32_t> chosen) {
  clear(columns, chosen);
  order_ = fill_reducing_order(columns, chosen);
  for (std::uint32_t step = 0; step < chosen.size(); ++step) {
    const std::uint32_t column = chosen[order_[step]];
    find_pattern(columns, column);
    columns.for_each(column, [&](std::uint32_t row, double value) { work_[row] += value; });
    for (const std::uint32_t row : std::views::reverse(pattern_)) {
      const double factor = work_[row];
      if (step_of_[row] == not_yet || factor == 0.0) continue;
      lower_.for_each(step_of_[row], [&](std::uint32_t below, double value) { work_[below] -= value * factor; });
    }
    if (!end_step(step)) return false;
  }
  // L by the step at which its row was the pivot's.
  SparseColumns by_step = lower_;
  for (std::uint32_t& row : by_step.rows) row = step_of_[row];
  lower_by_row_ = by_step.transposed();
  upper_by_row_ = upper_.transposed();
  return true;
}

void SparseFactors::clear(const SparseColumns& columns, std::span<const std::uint32_t> chosen) {
  const std::size_t size = chosen.size();
  lower_ = upper_ = SparseColumns{};
  lower_.num_rows = upper_.num_rows = size;
  diagonal_.assign(size, 0.0);
  pivot_row_.assign(size, 0);
  step_of_.assign(size, not_yet);
  work_.assign(size, 0.0);
  is_met_.assign(size, false);
  pattern_.clear();
  row_counts_.assign(size, 0);
  for (const std::uint32_t k : chosen) columns.for_each(k, [&](std::uint32_t row, double) { ++row_counts_[row]; });
}

/// The rows in which the column can be other than 0 once what is known is eliminated.
void SparseFactors::find_pattern(const SparseColumns& columns, std::size_t column) {
  columns.for_each(column, [&](std::uint32_t row, double) {
    if (!is_met_[row]) walk(row);
  });
}

/// Depth first along the columns of L: a row joins the pattern after all rows that it changes.
void SparseFactors::walk(std::uint32_t row) {
  const auto start = [&](std::uint32_t r) {
    is_met_[r] = true;
    to_walk_.emplace_back(r, step_of_[r] == not_yet ? 0 : lower_.first[step_of_[r]]);
  };
  start(row);
  while (!to_walk_.empty()) {
    const std::uint32_t at = to_walk_.back().first;
    const std::size_t end = step_of_[at] == not_yet ? 0 : lower_.first[step_of_[at] + 1];
    std::size_t& next = to_walk_.back().second;
    while (next < end && is_met_[lower_.rows[next]]) ++next;
    if (next < end) {
      start(lower_.rows[next]);
      continue;
    }
    pattern_.push_back(at);
    to_walk_.pop_back();
  }
}

/// Chooses the pivot and stores the column's parts.
bool SparseFactors::end_step(std::uint32_t step) {
  double largest = 0.0;
  for (const std::uint32_t row : pattern_) {
    if (step_of_[row] == not_yet) largest = std::max(largest, std::abs(work_[row]));
  }
  if (!(largest > singular)) return false;
  std::uint32_t pivot = not_yet;
  for (const std::uint32_t row : pattern_) {
    if (step_of_[row] != not_yet || std::abs(work_[row]) < large_enough * largest) continue;
    if (pivot == not_yet || row_counts_[row] < row_counts_[pivot]) pivot = row;
  }
  const double entry = work_[pivot];
  for (const std::uint32_t row : pattern_) {
    if (row != pivot && work_[row] != 0.0) {
      if (step_of_[row] == not_yet) {
        lower_.add(row, work_[row] / entry);
      } else {
        upper_.add(step_of_[row], work_[row]);
      }
    }
    work_[row] = 0.0;
    is_met_[row] = false;
  }
  pattern_.clear();
  lower_.end_column();
  upper_.end_column();
  diagonal_[step] = entry;
  pivot_row_[step] = pivot;
  step_of_[pivot] = step;
  return true;
}

void SparseFactors::solve(Eigen::VectorXd& vector) const {
  const std::size_t size = diagonal_.size();
  Eigen::VectorXd by_step(vector.size());
  for (std::size_t s = 0; s < size; ++s) {
    const double factor = vector[pivot_row_[s]];
    by_step[static_cast<Eigen::Index>(s)] = factor;
    if (factor == 0.0) continue;
    lower_.for_each(s, [&](std::uint32_t row, double value) { vector[row] -= value * factor; });
  }
  for (std::size_t s = size; s-- > 0;) {
    const double factor = by_step[static_cast<Eigen::Index>(s)] / diagonal_[s];
    vector[order_[s]] = factor;
    if (factor == 0.0) continue;
    upper_.for_each(s, [&](std::uint32_t step, double value) { by_step[step] -= value * factor; });
  }
}

void SparseFactors::solve_transposed(Eigen::VectorXd& vector) const {
  const std::size_t size = diagonal_.size();
  Eigen::VectorXd by_step(vector.size());
  for (std::size_t s = 0; s < size; ++s) by_step[static_cast<Eigen::Index>(s)] = vector[order_[s]];
  for (std::size_t s = 0; s < size; ++s) {
    double& factor = by_step[static_cast<Eigen::Index>(s)];
    if (factor == 0.0) continue;
    factor /= diagonal_[s];
    upper_by_row_.for_each(s, [&](std::uint32_t step, double value) { by_step[step] -= value * factor; });
  }
  for (std::size_t s = size; s-- > 0;) {
    const double factor = by_step[static_cast<Eigen::Index>(s)];
    vector[pivot_row_[s]] = factor;
    if (factor == 0.0) continue;
    lower_by_row_.for_each(s, [&](std::uint32_t step, double value) { by_step[step] -= value * factor; });
  }
}

}  // namespace parley::solve::simplex
