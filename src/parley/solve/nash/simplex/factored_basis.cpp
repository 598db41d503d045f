// SPDX-License-Identifier: Apache-2.0
// Factors and the columns that were replaced since.
#include "parley/solve/nash/simplex/factored_basis.h"

#include <ranges>

namespace parley::solve::simplex {

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
    for (std::size_t e = first[k]; e < first[k + 1]; ++e) {
      const std::size_t to = next[rows[e]]++;
      result.rows[to] = static_cast<std::uint32_t>(k);
      result.values[to] = values[e];
    }
  }
  return result;
}

bool FactoredBasis::factor(std::span<const std::uint32_t> basic) {
  const auto size = static_cast<Eigen::Index>(basic.size());
  Eigen::SparseMatrix<double> matrix(size, size);
  std::vector<Eigen::Triplet<double>> entries;
  for (std::size_t position = 0; position < basic.size(); ++position) {
    const std::uint32_t k = basic[position];
    for (std::size_t e = columns_.first[k]; e < columns_.first[k + 1]; ++e) {
      entries.emplace_back(static_cast<int>(columns_.rows[e]), static_cast<int>(position), columns_.values[e]);
    }
  }
  matrix.setFromTriplets(entries.begin(), entries.end());
  factors_.compute(matrix);
  etas_.clear();
  return factors_.info() == Eigen::Success;
}

void FactoredBasis::solve(Eigen::VectorXd& vector) const {
  vector = factors_.solve(vector).eval();
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
    for (const auto& [i, value] : eta.others) at -= value * vector[i];
    at /= eta.pivot;
  }
  vector = factors_.transpose().solve(vector).eval();
}

void FactoredBasis::replace(std::size_t position, const Eigen::VectorXd& solved) {
  Eta eta{position, solved[static_cast<Eigen::Index>(position)], {}};
  for (Eigen::Index i = 0; i < solved.size(); ++i) {
    if (solved[i] != 0.0 && static_cast<std::size_t>(i) != position) {
      eta.others.emplace_back(static_cast<std::uint32_t>(i), solved[i]);
    }
  }
  etas_.push_back(std::move(eta));
}

Eigen::VectorXd FactoredBasis::column(std::uint32_t k) const {
  Eigen::VectorXd vector = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(columns_.num_rows));
  for (std::size_t e = columns_.first[k]; e < columns_.first[k + 1]; ++e) vector[columns_.rows[e]] = columns_.values[e];
  return vector;
}

}  // namespace parley::solve::simplex
