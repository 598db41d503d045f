// SPDX-License-Identifier: Apache-2.0
// Values of a basis, what stops a column, and exchanges.
#include "parley/solve/nash/simplex/basic_solution.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace parley::solve::simplex {
namespace {

constexpr std::size_t most_replaced = 64;

double power_of_two_near(double value) { return std::exp2(std::round(std::log2(value))); }

/// By the geometric mean of the largest and the smallest entry, of those that are not tiny beside the largest.
void scale_rows(Equations& equations) {
  constexpr double tiny = 1e-4;
  SparseColumns& columns = equations.columns;
  std::vector<double> high(columns.num_rows, 0.0);
  for (std::size_t e = 0; e < columns.values.size(); ++e) {
    high[columns.rows[e]] = std::max(high[columns.rows[e]], std::abs(columns.values[e]));
  }
  std::vector<double> low = high;
  for (std::size_t e = 0; e < columns.values.size(); ++e) {
    const double size = std::abs(columns.values[e]);
    const std::uint32_t row = columns.rows[e];
    if (size > tiny * high[row]) low[row] = std::min(low[row], size);
  }
  std::vector<double> factors(columns.num_rows, 1.0);
  for (std::size_t r = 0; r < columns.num_rows; ++r) {
    if (high[r] > 0.0) factors[r] = 1.0 / power_of_two_near(std::sqrt(low[r]) * std::sqrt(high[r]));
    equations.rhs[r] *= factors[r];
  }
  for (std::size_t e = 0; e < columns.values.size(); ++e) columns.values[e] *= factors[columns.rows[e]];
}

void scale_columns(SparseColumns& columns, std::vector<double>& factors) {
  for (std::size_t k = 0; k < columns.num_columns(); ++k) {
    double largest = 0.0;
    for (std::size_t e = columns.first[k]; e < columns.first[k + 1]; ++e) {
      largest = std::max(largest, std::abs(columns.values[e]));
    }
    if (largest == 0.0) continue;
    const double factor = 1.0 / power_of_two_near(largest);
    for (std::size_t e = columns.first[k]; e < columns.first[k + 1]; ++e) columns.values[e] *= factor;
    factors[k] *= factor;
  }
}

}  // namespace

std::vector<double> equilibrate(Equations& equations) {
  constexpr int rounds = 3;
  std::vector<double> factors(equations.columns.num_columns(), 1.0);
  for (int round = 0; round < rounds; ++round) {
    scale_rows(equations);
    scale_columns(equations.columns, factors);
  }
  return factors;
}

BasicSolution::BasicSolution(const Equations& equations, std::vector<std::uint32_t> basis)
    : equations_(equations),
      factors_(equations.columns),
      basis_(std::move(basis)),
      position_(equations.columns.num_columns(), nowhere) {
  for (std::size_t i = 0; i < basis_.size(); ++i) position_[basis_[i]] = i;
  lower();
}

void BasicSolution::raise(double bit, std::uint64_t seed) {
  random_.seed(seed);
  bit_ = bit;
  for (std::size_t i = 0; i < basis_.size(); ++i) {
    if (!is_free(i)) raise_by(i, random_bit());
  }
}

void BasicSolution::lift() {
  for (std::size_t i = 0; i < basis_.size(); ++i) {
    if (is_free(i) || value(i) >= -feasibility) continue;
    const double to = random_bit();
    raise_by(i, to - value(i));
    values_[static_cast<Eigen::Index>(i)] = to;
  }
}

double BasicSolution::random_bit() { return bit_ * (1.0 + static_cast<double>(random_() >> 11U) * 0x1p-53); }

/// As if the right-hand side had so much more of the column.
void BasicSolution::raise_by(std::size_t position, double more) {
  equations_.columns.for_each(basis_[position], [&](std::uint32_t row, double entry) { rhs_[row] += more * entry; });
}

void BasicSolution::lower() {
  const std::vector<double>& rhs = equations_.rhs;
  rhs_ = Eigen::Map<const Eigen::VectorXd>(rhs.data(), static_cast<Eigen::Index>(rhs.size()));
}

bool BasicSolution::refresh() {
  if (!factors_.factor(basis_)) return false;
  values_ = rhs_;
  factors_.solve(values_);
  return values_.allFinite();
}

Eigen::VectorXd BasicSolution::solved_column(std::size_t k) const {
  Eigen::VectorXd column = factors_.column(static_cast<std::uint32_t>(k));
  factors_.solve(column);
  return column;
}

std::size_t BasicSolution::leaving(const Eigen::VectorXd& solved) const {
  const double smallest = smallest_pivot * std::max(1.0, solved.lpNorm<Eigen::Infinity>());
  double limit = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < basis_.size(); ++i) {
    const double entry = solved[static_cast<Eigen::Index>(i)];
    if (entry <= smallest || is_free(i)) continue;
    limit = std::min(limit, (std::max(value(i), 0.0) + feasibility) / entry);
  }
  std::size_t best = nowhere;
  double largest = smallest;
  for (std::size_t i = 0; i < basis_.size(); ++i) {
    const double entry = solved[static_cast<Eigen::Index>(i)];
    if (entry <= largest || is_free(i) || value(i) > limit * entry) continue;
    largest = entry;
    best = i;
  }
  return best;
}

void BasicSolution::exchange(std::size_t position, std::size_t column, const Eigen::VectorXd& solved, double step) {
  values_ -= step * solved;
  values_[static_cast<Eigen::Index>(position)] = step;
  factors_.replace(position, solved);
  position_[basis_[position]] = nowhere;
  position_[column] = position;
  basis_[position] = static_cast<std::uint32_t>(column);
}

bool BasicSolution::is_worn() const { return factors_.num_replaced() >= most_replaced; }

}  // namespace parley::solve::simplex
