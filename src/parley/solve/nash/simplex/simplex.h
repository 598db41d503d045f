// SPDX-License-Identifier: Apache-2.0
// The simplex method in floating point for sparse programs that are degenerate throughout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "parley/base/run_context.h"
#include "parley/solve/nash/simplex/basic_solution.h"

namespace parley::solve::simplex {

/// Maximise objective v where v solves the equations.
struct Program {
  Equations equations;
  std::vector<double> objective;  ///< by column
};

enum class End : std::uint8_t { optimal, gave_up, stopped };

/// From a feasible basis to one that is optimal as far as rounding can tell. Ties are broken beforehand by random bits
/// on what is basic at the start. In the end the bits are taken back, and where that breaks a bound the dual simplex
/// method mends it.
///
/// Cost     two products with the factors of the basis and one with the matrix a pivot.
/// Source   Dantzig 1963; Harris 1973 (Devex prices; ratios with a tolerance).
class Simplex {
 public:
  /// `basis` must be feasible; the program must outlive this.
  Simplex(const Program& program, std::vector<std::uint32_t> basis);

  /// The same `bit` and seed give the same pivots.
  [[nodiscard]] End maximise(double bit, std::uint64_t seed, const RunContext& run);
  /// One pivot towards a basis that is exactly feasible and optimal. `exact`, by column: the exact value where it is
  /// basic, the exact price where it is not. False where no pivot can be trusted.
  [[nodiscard]] bool mend(const std::vector<double>& exact);
  /// By position.
  [[nodiscard]] const std::vector<std::uint32_t>& basis() const { return solution_.basis(); }
  [[nodiscard]] std::size_t num_pivots() const { return num_pivots_; }

 private:
  enum class Step : std::uint8_t { moved, done, failed };

  [[nodiscard]] bool refresh();
  [[nodiscard]] End run_steps(Step (Simplex::*step)(), const RunContext& run);
  [[nodiscard]] Step primal_step();
  [[nodiscard]] Step dual_step();
  [[nodiscard]] std::size_t best_priced() const;
  [[nodiscard]] std::size_t lowest() const;
  [[nodiscard]] std::size_t stopped_first() const;
  [[nodiscard]] bool mend_value(std::size_t position);
  [[nodiscard]] bool mend_price(std::size_t column, const std::vector<double>& exact);
  void find_row(std::size_t position);
  void pivot(std::size_t position, std::size_t column, const Eigen::VectorXd& solved, double step);

  const Program& program_;
  SparseColumns rows_;
  BasicSolution solution_;
  std::vector<double> prices_, weights_;  // by column: reduced costs, Devex weights
  std::vector<double> row_;               // by column: the row of the pivot
  std::size_t num_pivots_ = 0;
  bool lifts_ = false;  // what rounding has pushed below its bound is raised, as long as there are bits
};

}  // namespace parley::solve::simplex
