// SPDX-License-Identifier: Apache-2.0
// A basis of sparse columns as factors, kept up to date while single columns are replaced.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Sparse>

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
  /// As many columns as this has rows.
  [[nodiscard]] SparseColumns transposed() const;
};

/// Source   Dantzig and Orchard-Hays 1954 (product form of the inverse), on top of Eigen's sparse LU factors.
class FactoredBasis {
 public:
  explicit FactoredBasis(const SparseColumns& columns) : columns_(columns) {}

  /// Columns `basic` afresh. False where they are singular as far as rounding can tell.
  [[nodiscard]] bool factor(std::span<const std::uint32_t> basic);
  /// x with B x = `vector`, in its place; by position in the basis.
  void solve(Eigen::VectorXd& vector) const;
  /// y with y B = `vector`, in its place; by row.
  void solve_transposed(Eigen::VectorXd& vector) const;
  /// Another column at a position; `solved` is what `solve` makes of it.
  void replace(std::size_t position, const Eigen::VectorXd& solved);
  [[nodiscard]] std::size_t num_replaced() const { return etas_.size(); }
  /// A column as a vector.
  [[nodiscard]] Eigen::VectorXd column(std::uint32_t k) const;

 private:
  struct Eta {
    std::size_t position;
    double pivot;
    std::vector<std::pair<std::uint32_t, double>> others;
  };
  using Factors = Eigen::SparseLU<Eigen::SparseMatrix<double>, Eigen::COLAMDOrdering<int>>;

  const SparseColumns& columns_;
  mutable Factors factors_;  // its view as a transposed matrix is not const
  std::vector<Eta> etas_;
};

}  // namespace parley::solve::simplex
