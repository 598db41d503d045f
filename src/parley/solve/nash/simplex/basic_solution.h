// SPDX-License-Identifier: Apache-2.0
// Equations in unknowns that are 0 or more, and the solution of one basis of them, in floating point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <Eigen/Core>

#include "parley/solve/nash/simplex/factored_basis.h"

namespace parley::solve::simplex {

inline constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();
inline constexpr double feasibility = 1e-9;     // of scaled values
inline constexpr double smallest_pivot = 1e-9;  // of scaled entries

/// columns v = rhs, v >= 0 but for the free unknowns, all of which are and stay in the basis.
struct Equations {
  SparseColumns columns;
  std::vector<double> rhs;    ///< by row
  std::vector<bool> is_free;  ///< by column
};

/// Rows and columns by powers of two, which lose nothing, towards entries about 1.
/// Returns  the factor of each column: its unknown counts in units so much larger.
std::vector<double> equilibrate(Equations& equations);

/// Unknowns that are not basic are 0.
class BasicSolution {
 public:
  BasicSolution(const Equations& equations, std::vector<std::uint32_t> basis);

  /// Raises what is basic and not free by a random bit each, `bit` to twice that, as if the right-hand side were so:
  /// no pivot then stands still. From there on `refresh` gives the values that follow.
  void raise(double bit, std::uint64_t seed);
  /// Raises what rounding has pushed below its bound to a bit above it.
  void lift();
  /// Takes all bits back.
  void lower();
  /// Factors and values from the basis alone. False where rounding shows it as singular.
  [[nodiscard]] bool refresh();

  /// A column in terms of the basis.
  [[nodiscard]] Eigen::VectorXd solved_column(std::size_t k) const;
  /// What stops a column as it rises from 0: of the rows within the tolerance the one with the largest entry.
  /// `nowhere` where nothing does. Source: Harris 1973.
  [[nodiscard]] std::size_t leaving(const Eigen::VectorXd& solved) const;
  /// The column enters at `step`; what was at the position leaves at 0.
  void exchange(std::size_t position, std::size_t column, const Eigen::VectorXd& solved, double step);
  /// Whether factors are as `refresh` made them; and whether it is time to make them anew.
  [[nodiscard]] bool is_fresh() const { return factors_.num_replaced() == 0; }
  [[nodiscard]] bool is_worn() const;

  [[nodiscard]] double value(std::size_t position) const { return values_[static_cast<Eigen::Index>(position)]; }
  [[nodiscard]] bool is_basic(std::size_t column) const { return position_[column] != nowhere; }
  [[nodiscard]] bool is_free(std::size_t position) const { return equations_.is_free[basis_[position]]; }
  [[nodiscard]] std::size_t size() const { return basis_.size(); }
  [[nodiscard]] const std::vector<std::uint32_t>& basis() const { return basis_; }
  [[nodiscard]] const FactoredBasis& factors() const { return factors_; }

 private:
  [[nodiscard]] double random_bit();
  void raise_by(std::size_t position, double more);

  const Equations& equations_;
  FactoredBasis factors_;
  std::vector<std::uint32_t> basis_;   // by position
  std::vector<std::size_t> position_;  // by column
  Eigen::VectorXd rhs_, values_;       // raised; values by position
  double bit_ = 0.0;
  std::mt19937_64 random_;
};

}  // namespace parley::solve::simplex
