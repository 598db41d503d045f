// SPDX-License-Identifier: Apache-2.0
// The simplex method in floating point for sparse programs that are degenerate throughout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include <Eigen/Core>

#include "parley/base/run_context.h"
#include "parley/solve/nash/simplex/factored_basis.h"

namespace parley::solve::simplex {

/// Maximise objective v where columns v = rhs, v >= 0 but for the free unknowns.
struct Program {
  SparseColumns columns;
  std::vector<double> rhs;        ///< by row
  std::vector<double> objective;  ///< by column
  std::vector<bool> is_free;      ///< by column; those must be in the basis to start from, and stay there
};

enum class End : std::uint8_t { optimal, gave_up, stopped };

/// From a feasible basis to one that is optimal as far as rounding can tell. Ties are broken beforehand: every basic
/// value at the start is raised by a random bit of about a millionth, so that no pivot stands still. In the end the
/// bits are taken away again, and where that breaks a bound the dual simplex method mends it.
///
/// Cost     a product with the factors of the basis for the column, for the row and a product with the matrix a pivot.
/// Source   Dantzig 1963; Harris 1973 (Devex prices and the test of ratios with a tolerance).
class Simplex {
 public:
  /// `basis` must be feasible. The same seed gives the same pivots.
  Simplex(Program program, std::vector<std::uint32_t> basis, std::uint64_t seed);

  [[nodiscard]] End maximise(const RunContext& run);
  /// By position.
  [[nodiscard]] const std::vector<std::uint32_t>& basis() const { return basic_; }
  [[nodiscard]] std::size_t num_pivots() const { return num_pivots_; }

 private:
  enum class Step : std::uint8_t { moved, done, failed };

  void scale();
  [[nodiscard]] bool refresh();
  [[nodiscard]] bool perturb();
  [[nodiscard]] End run_steps(Step (Simplex::*step)(), const RunContext& run);
  [[nodiscard]] Step primal_step();
  [[nodiscard]] Step dual_step();
  [[nodiscard]] std::size_t entering() const;
  [[nodiscard]] std::size_t leaving(const Eigen::VectorXd& column) const;
  [[nodiscard]] std::size_t entering_for(const std::vector<double>& row) const;
  void find_row(std::size_t position);
  void pivot(std::size_t position, std::size_t column, const Eigen::VectorXd& solved, double step);

  Program program_;
  SparseColumns rows_;
  FactoredBasis factors_;
  std::vector<std::uint32_t> basic_;     // by position
  std::vector<std::size_t> position_;    // by column; none: not basic
  Eigen::VectorXd rhs_, values_;         // perturbed; values by position
  std::vector<double> prices_, weights_;  // by column: reduced costs, Devex weights
  std::vector<double> row_;              // by column: the row of the pivot
  std::mt19937_64 random_;
  std::size_t num_pivots_ = 0;
  bool is_fresh_ = false;  // factors, values and prices were just made anew
};

}  // namespace parley::solve::simplex
