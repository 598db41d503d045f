// SPDX-License-Identifier: Apache-2.0
// A basis of sparse columns as factors, kept up to date while single columns are replaced.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "parley/solve/nash/simplex/sparse_factors.h"

namespace parley::solve::simplex {

/// Source   Dantzig and Orchard-Hays 1954 (product form of the inverse), on top of sparse factors.
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

  const SparseColumns& columns_;
  SparseFactors factors_;
  std::vector<Eta> etas_;
};

}  // namespace parley::solve::simplex
