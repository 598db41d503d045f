// SPDX-License-Identifier: Apache-2.0
// Pivots, primal and dual, on factors of the basis.
#include "parley/solve/nash/simplex/simplex.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace parley::solve::simplex {
namespace {

constexpr double optimality = 1e-9;
constexpr double doubtful_pivot = 1e-6;  // taken only with fresh factors
constexpr double noise = 1e-14;          // of a multiplier

/// One entry by way of its row and of its column: what rounding has made of the factors.
bool disagree(double by_row, double by_column) {
  constexpr double close = 1e-8;
  return std::abs(by_row - by_column) > close * (1.0 + std::abs(by_column));
}

}  // namespace

Simplex::Simplex(const Program& program, std::vector<std::uint32_t> basis)
    : program_(program),
      rows_(program.equations.columns.transposed()),
      solution_(program.equations, std::move(basis)),
      prices_(program.objective.size(), 0.0),
      weights_(program.objective.size(), 1.0),
      row_(program.objective.size(), 0.0) {}

End Simplex::maximise(double bit, std::uint64_t seed, const RunContext& run) {
  solution_.raise(bit, seed);
  if (!refresh()) return End::gave_up;
  lifts_ = true;
  End end = run_steps(&Simplex::primal_step, run);
  if (end != End::optimal) return end;
  lifts_ = false;
  solution_.lower();
  if (!refresh()) return End::gave_up;
  end = run_steps(&Simplex::dual_step, run);
  if (end != End::optimal) return end;
  return run_steps(&Simplex::primal_step, run);
}

/// Factors, values and prices from the basis alone.
bool Simplex::refresh() {
  if (!solution_.refresh()) return false;
  if (lifts_) solution_.lift();
  Eigen::VectorXd duals(static_cast<Eigen::Index>(basis().size()));
  for (std::size_t i = 0; i < basis().size(); ++i) {
    duals[static_cast<Eigen::Index>(i)] = program_.objective[basis()[i]];
  }
  solution_.factors().solve_transposed(duals);
  const SparseColumns& columns = program_.equations.columns;
  for (std::size_t k = 0; k < prices_.size(); ++k) {
    prices_[k] = 0.0;
    if (solution_.is_basic(k)) continue;
    double price = program_.objective[k];
    for (std::size_t e = columns.first[k]; e < columns.first[k + 1]; ++e) {
      price -= columns.values[e] * duals[columns.rows[e]];
    }
    prices_[k] = price;
  }
  return true;
}

End Simplex::run_steps(Step (Simplex::*step)(), const RunContext& run) {
  constexpr std::size_t pivots_a_row = 200;
  const std::size_t most_pivots = num_pivots_ + pivots_a_row * (basis().size() + 100);
  std::ranges::fill(weights_, 1.0);
  while (num_pivots_ < most_pivots) {
    if (run.should_stop()) return End::stopped;
    if (solution_.is_worn() && !refresh()) return End::gave_up;
    const Step taken = (this->*step)();
    if (taken == Step::moved) continue;
    if (solution_.is_fresh()) return taken == Step::done ? End::optimal : End::gave_up;
    if (!refresh()) return End::gave_up;
  }
  return End::gave_up;
}

Simplex::Step Simplex::primal_step() {
  const std::size_t k = best_priced();
  if (k == nowhere) return Step::done;
  const Eigen::VectorXd column = solution_.solved_column(k);
  const std::size_t r = solution_.leaving(column);
  if (r == nowhere) return Step::failed;
  const double entry = column[static_cast<Eigen::Index>(r)];
  if (!solution_.is_fresh() && entry < doubtful_pivot) return Step::failed;
  find_row(r);
  if (!solution_.is_fresh() && disagree(row_[k], entry)) return Step::failed;
  pivot(r, k, column, std::max(0.0, solution_.value(r) / entry));
  return Step::moved;
}

Simplex::Step Simplex::dual_step() {
  const std::size_t r = lowest();
  if (r == nowhere) return Step::done;
  find_row(r);
  const std::size_t k = stopped_first();
  if (k == nowhere) return Step::failed;
  const Eigen::VectorXd column = solution_.solved_column(k);
  const double entry = column[static_cast<Eigen::Index>(r)];
  if (entry > (solution_.is_fresh() ? -smallest_pivot : -doubtful_pivot)) return Step::failed;
  if (!solution_.is_fresh() && disagree(row_[k], entry)) return Step::failed;
  pivot(r, k, column, solution_.value(r) / entry);
  return Step::moved;
}

/// The column that raises the objective most for the distance that it moves, as Devex estimates it.
std::size_t Simplex::best_priced() const {
  std::size_t best = nowhere;
  double most = 0.0;
  for (std::size_t k = 0; k < prices_.size(); ++k) {
    if (prices_[k] <= optimality || prices_[k] * prices_[k] <= most * weights_[k]) continue;
    most = prices_[k] * prices_[k] / weights_[k];
    best = k;
  }
  return best;
}

/// The position most below its bound.
std::size_t Simplex::lowest() const {
  std::size_t found = nowhere;
  double least = -feasibility;
  for (std::size_t i = 0; i < basis().size(); ++i) {
    if (solution_.is_free(i) || solution_.value(i) >= least) continue;
    least = solution_.value(i);
    found = i;
  }
  return found;
}

/// Of the columns whose prices reach 0 first within the tolerance the one with the largest entry in the row.
std::size_t Simplex::stopped_first() const {
  double limit = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < row_.size(); ++k) {
    if (row_[k] >= -smallest_pivot || solution_.is_basic(k)) continue;
    limit = std::min(limit, (std::min(prices_[k], 0.0) - optimality) / row_[k]);
  }
  std::size_t best = nowhere;
  double largest = -smallest_pivot;
  for (std::size_t k = 0; k < row_.size(); ++k) {
    if (row_[k] >= largest || solution_.is_basic(k) || prices_[k] < limit * row_[k]) continue;
    largest = row_[k];
    best = k;
  }
  return best;
}

/// The row of a basic unknown in terms of all columns that are not basic.
void Simplex::find_row(std::size_t position) {
  Eigen::VectorXd multipliers = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(basis().size()));
  multipliers[static_cast<Eigen::Index>(position)] = 1.0;
  solution_.factors().solve_transposed(multipliers);
  std::ranges::fill(row_, 0.0);
  for (std::size_t r = 0; r < basis().size(); ++r) {
    const double factor = multipliers[static_cast<Eigen::Index>(r)];
    if (std::abs(factor) < noise) continue;
    for (std::size_t e = rows_.first[r]; e < rows_.first[r + 1]; ++e) row_[rows_.rows[e]] += factor * rows_.values[e];
  }
}

void Simplex::pivot(std::size_t position, std::size_t column, const Eigen::VectorXd& solved, double step) {
  const double entry = solved[static_cast<Eigen::Index>(position)];
  const double price = prices_[column] / entry;
  const double weight = weights_[column] / (entry * entry);
  for (std::size_t k = 0; k < row_.size(); ++k) {
    if (row_[k] == 0.0 || solution_.is_basic(k)) continue;
    prices_[k] -= price * row_[k];
    weights_[k] = std::max(weights_[k], row_[k] * row_[k] * weight);
  }
  const std::uint32_t left = basis()[position];
  prices_[left] = -price;
  weights_[left] = std::max(weight, 1.0);
  prices_[column] = 0.0;
  solution_.exchange(position, column, solved, step);
  ++num_pivots_;
}

}  // namespace parley::solve::simplex
