// SPDX-License-Identifier: Apache-2.0
// Pivots, primal and dual, on factors of the basis.
#include "parley/solve/nash/simplex/simplex.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace parley::solve::simplex {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
constexpr double feasibility = 1e-9;  // of scaled values
constexpr double optimality = 1e-9;
constexpr double smallest_pivot = 1e-9;
constexpr double doubtful_pivot = 1e-6;  // taken only with fresh factors
constexpr double bit = 1e-6;
constexpr std::size_t most_replaced = 64;

double power_of_two_near(double value) { return std::exp2(std::round(std::log2(value))); }

}  // namespace

Simplex::Simplex(Program program, std::vector<std::uint32_t> basis, std::uint64_t seed)
    : program_(std::move(program)), factors_(program_.columns), basic_(std::move(basis)), random_(seed) {
  scale();
  rows_ = program_.columns.transposed();
  const std::size_t columns = program_.columns.num_columns();
  position_.assign(columns, none);
  for (std::size_t i = 0; i < basic_.size(); ++i) position_[basic_[i]] = i;
  prices_.assign(columns, 0.0);
  weights_.assign(columns, 1.0);
  row_.assign(columns, 0.0);
}

/// Rows and columns by powers of two, which lose nothing, towards entries about 1.
void Simplex::scale() {
  SparseColumns& columns = program_.columns;
  constexpr int rounds = 3;
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> low(columns.num_rows, std::numeric_limits<double>::infinity());
    std::vector<double> high(columns.num_rows, 0.0);
    for (std::size_t e = 0; e < columns.values.size(); ++e) {
      const double size = std::abs(columns.values[e]);
      if (size == 0.0) continue;
      low[columns.rows[e]] = std::min(low[columns.rows[e]], size);
      high[columns.rows[e]] = std::max(high[columns.rows[e]], size);
    }
    for (std::size_t r = 0; r < columns.num_rows; ++r) {
      low[r] = high[r] == 0.0 ? 1.0 : 1.0 / power_of_two_near(std::sqrt(low[r] * high[r]));
      program_.rhs[r] *= low[r];
    }
    for (std::size_t e = 0; e < columns.values.size(); ++e) columns.values[e] *= low[columns.rows[e]];
    for (std::size_t k = 0; k < columns.num_columns(); ++k) {
      double largest = 0.0;
      for (std::size_t e = columns.first[k]; e < columns.first[k + 1]; ++e) {
        largest = std::max(largest, std::abs(columns.values[e]));
      }
      if (largest == 0.0) continue;
      const double factor = 1.0 / power_of_two_near(largest);
      for (std::size_t e = columns.first[k]; e < columns.first[k + 1]; ++e) columns.values[e] *= factor;
      program_.objective[k] *= factor;
    }
  }
}

/// Factors, values and reduced costs from the basis alone.
bool Simplex::refresh() {
  if (!factors_.factor(basic_)) return false;
  values_ = rhs_;
  factors_.solve(values_);
  Eigen::VectorXd duals(static_cast<Eigen::Index>(basic_.size()));
  for (std::size_t i = 0; i < basic_.size(); ++i) duals[static_cast<Eigen::Index>(i)] = program_.objective[basic_[i]];
  factors_.solve_transposed(duals);
  const SparseColumns& columns = program_.columns;
  for (std::size_t k = 0; k < prices_.size(); ++k) {
    prices_[k] = 0.0;
    if (position_[k] != none) continue;
    double price = program_.objective[k];
    for (std::size_t e = columns.first[k]; e < columns.first[k + 1]; ++e) {
      price -= columns.values[e] * duals[columns.rows[e]];
    }
    prices_[k] = price;
  }
  is_fresh_ = true;
  return values_.allFinite();
}

/// Raises what is basic: the same as raising the right-hand side by those columns.
bool Simplex::perturb() {
  rhs_ = Eigen::Map<const Eigen::VectorXd>(program_.rhs.data(), static_cast<Eigen::Index>(program_.rhs.size()));
  for (const std::uint32_t k : basic_) {
    if (program_.is_free[k]) continue;
    const double raise = bit * (1.0 + static_cast<double>(random_() >> 11U) * 0x1p-53);
    const SparseColumns& columns = program_.columns;
    for (std::size_t e = columns.first[k]; e < columns.first[k + 1]; ++e) {
      rhs_[columns.rows[e]] += raise * columns.values[e];
    }
  }
  return refresh();
}

End Simplex::maximise(const RunContext& run) {
  if (!perturb()) return End::gave_up;
  End end = run_steps(&Simplex::primal_step, run);
  if (end != End::optimal) return end;
  rhs_ = Eigen::Map<const Eigen::VectorXd>(program_.rhs.data(), static_cast<Eigen::Index>(program_.rhs.size()));
  if (!refresh()) return End::gave_up;
  end = run_steps(&Simplex::dual_step, run);
  if (end != End::optimal) return end;
  return run_steps(&Simplex::primal_step, run);
}

End Simplex::run_steps(Step (Simplex::*step)(), const RunContext& run) {
  const std::size_t most_pivots = num_pivots_ + 200 * (basic_.size() + 100);
  std::ranges::fill(weights_, 1.0);
  while (num_pivots_ < most_pivots) {
    if (run.should_stop()) return End::stopped;
    if (factors_.num_replaced() >= most_replaced && !refresh()) return End::gave_up;
    const Step taken = (this->*step)();
    if (taken == Step::moved) continue;
    if (is_fresh_) return taken == Step::done ? End::optimal : End::gave_up;
    if (!refresh()) return End::gave_up;
  }
  return End::gave_up;
}

Simplex::Step Simplex::primal_step() {
  const std::size_t k = entering();
  if (k == none) return Step::done;
  Eigen::VectorXd column = factors_.column(static_cast<std::uint32_t>(k));
  factors_.solve(column);
  const std::size_t r = leaving(column);
  if (r == none) return Step::failed;
  const auto at = static_cast<Eigen::Index>(r);
  if (!is_fresh_ && column[at] < doubtful_pivot) return Step::failed;
  find_row(r);
  pivot(r, k, column, std::max(0.0, values_[at] / column[at]));
  return Step::moved;
}

Simplex::Step Simplex::dual_step() {
  std::size_t r = none;
  double lowest = -feasibility;
  for (std::size_t i = 0; i < basic_.size(); ++i) {
    const double value = values_[static_cast<Eigen::Index>(i)];
    if (program_.is_free[basic_[i]] || value >= lowest) continue;
    lowest = value;
    r = i;
  }
  if (r == none) return Step::done;
  find_row(r);
  const std::size_t k = entering_for(row_);
  if (k == none) return Step::failed;
  Eigen::VectorXd column = factors_.column(static_cast<std::uint32_t>(k));
  factors_.solve(column);
  const auto at = static_cast<Eigen::Index>(r);
  if (column[at] > -smallest_pivot || (!is_fresh_ && column[at] > -doubtful_pivot)) return Step::failed;
  pivot(r, k, column, values_[at] / column[at]);
  return Step::moved;
}

std::size_t Simplex::entering() const {
  std::size_t best = none;
  double most = 0.0;
  for (std::size_t k = 0; k < prices_.size(); ++k) {
    if (prices_[k] <= optimality || position_[k] != none) continue;
    const double gain = prices_[k] * prices_[k] / weights_[k];
    if (gain <= most) continue;
    most = gain;
    best = k;
  }
  return best;
}

/// Of the rows that stop the column within the tolerance the one with the largest entry.
std::size_t Simplex::leaving(const Eigen::VectorXd& column) const {
  double limit = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < basic_.size(); ++i) {
    const auto at = static_cast<Eigen::Index>(i);
    if (column[at] <= smallest_pivot || program_.is_free[basic_[i]]) continue;
    limit = std::min(limit, (std::max(values_[at], 0.0) + feasibility) / column[at]);
  }
  std::size_t best = none;
  for (std::size_t i = 0; i < basic_.size(); ++i) {
    const auto at = static_cast<Eigen::Index>(i);
    if (column[at] <= smallest_pivot || program_.is_free[basic_[i]] || values_[at] > limit * column[at]) continue;
    if (best == none || column[static_cast<Eigen::Index>(best)] < column[at]) best = i;
  }
  return best;
}

std::size_t Simplex::entering_for(const std::vector<double>& row) const {
  double limit = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < row.size(); ++k) {
    if (row[k] >= -smallest_pivot || position_[k] != none) continue;
    limit = std::min(limit, (std::min(prices_[k], 0.0) - optimality) / row[k]);
  }
  std::size_t best = none;
  for (std::size_t k = 0; k < row.size(); ++k) {
    if (row[k] >= -smallest_pivot || position_[k] != none || prices_[k] < limit * row[k]) continue;
    if (best == none || row[k] < row[best]) best = k;
  }
  return best;
}

/// The row of a basic unknown in terms of all columns that are not basic.
void Simplex::find_row(std::size_t position) {
  Eigen::VectorXd multipliers = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(basic_.size()));
  multipliers[static_cast<Eigen::Index>(position)] = 1.0;
  factors_.solve_transposed(multipliers);
  std::ranges::fill(row_, 0.0);
  for (std::size_t r = 0; r < basic_.size(); ++r) {
    const double factor = multipliers[static_cast<Eigen::Index>(r)];
    if (std::abs(factor) < 1e-14) continue;
    for (std::size_t e = rows_.first[r]; e < rows_.first[r + 1]; ++e) row_[rows_.rows[e]] += factor * rows_.values[e];
  }
}

void Simplex::pivot(std::size_t position, std::size_t column, const Eigen::VectorXd& solved, double step) {
  const auto at = static_cast<Eigen::Index>(position);
  const std::uint32_t left = basic_[position];
  const double price = prices_[column] / solved[at];
  const double weight = weights_[column] / (solved[at] * solved[at]);
  for (std::size_t k = 0; k < row_.size(); ++k) {
    if (row_[k] == 0.0 || position_[k] != none) continue;
    prices_[k] -= price * row_[k];
    weights_[k] = std::max(weights_[k], row_[k] * row_[k] * weight);
  }
  prices_[left] = -price;
  weights_[left] = std::max(weight, 1.0);
  prices_[column] = 0.0;
  values_ -= step * solved;
  values_[at] = step;
  factors_.replace(position, solved);
  basic_[position] = static_cast<std::uint32_t>(column);
  position_[column] = position;
  position_[left] = none;
  is_fresh_ = false;
  ++num_pivots_;
}

}  // namespace parley::solve::simplex
