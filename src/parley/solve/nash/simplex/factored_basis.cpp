// SPDX-License-Identifier: Apache-2.0
// Factors and the columns that were replaced since.
#include "parley/solve/nash/simplex/factored_basis.h"

#include <cmath>
#include <ranges>

namespace parley::solve::simplex {
namespace {

constexpr double noise = 1e-14;  // of entries about 1: what rounding leaves of a 0

}  // namespace

bool FactoredBasis::factor(std::span<const std::uint32_t> basic) {
  etas_.clear();
  return factors_.factor(columns_, basic);
}

void FactoredBasis::solve(Eigen::VectorXd& vector) const {
  factors_.solve(vector);
  for (const Eta& eta : etas_) {
    double& at = vector[static_cast<Eigen::Index>(eta.position)];
    if (at == 0.0) continue;
    at /= eta.pivot;
    for (const auto& [i, value] : eta.others) vector[i] -= value * at;
  }
}

void FactoredBasis::solve_transposed(Eigen::VectorXd& vector) const {
  for (const Eta& eta : std::views::reverse(etas_)) {
    double& at = vector[static_cast<Eigen::Index>(eta.position)];
    double sum = at;
    for (const auto& [i, value] : eta.others) sum -= value * vector[i];
    at = sum / eta.pivot;
  }
  factors_.solve_transposed(vector);
}

void FactoredBasis::replace(std::size_t position, const Eigen::VectorXd& solved) {
  Eta eta{position, solved[static_cast<Eigen::Index>(position)], {}};
  for (Eigen::Index i = 0; i < solved.size(); ++i) {
    if (std::abs(solved[i]) > noise && static_cast<std::size_t>(i) != position) {
      eta.others.emplace_back(static_cast<std::uint32_t>(i), solved[i]);
    }
  }
  etas_.push_back(std::move(eta));
}

Eigen::VectorXd FactoredBasis::column(std::uint32_t k) const {
  Eigen::VectorXd vector = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(columns_.num_rows));
  columns_.for_each(k, [&](std::uint32_t row, double value) { vector[row] += value; });
  return vector;
}

}  // namespace parley::solve::simplex
