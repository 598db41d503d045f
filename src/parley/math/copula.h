// SPDX-License-Identifier: Apache-2.0
// The Gaussian copula that joins marginals by rank correlations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "parley/base/result.h"

namespace parley {

struct RankCorrelation {
  std::size_t first = 0;
  std::size_t second = 0;
  double spearman = 0.0;  ///< in [-1, 1]
};

/// Correlation 2 sin(pi r / 6) for each named pair, 0 for the others.
class GaussianCopula {
 public:
  /// The independent copula of `dimension` margins.
  static GaussianCopula independent(std::size_t dimension);
  /// Errors  bad_input where the matrix is not positive definite: the message gives the largest factor in [0, 1] by
  ///         which all the correlations could be multiplied (to two digits, rounded down); the caller names the pairs.
  static Result<GaussianCopula> from(std::size_t dimension, const std::vector<RankCorrelation>& correlations);

  [[nodiscard]] std::size_t dimension() const { return dimension_; }
  /// Replace the entries of `uniforms` (in (0, 1), one a margin) by dependent ones. A margin without correlation is
  /// left untouched, to the bit.
  void join(double* uniforms) const;
  /// Margins with some correlation: in rising order, or as `in_order` took them.
  [[nodiscard]] const std::vector<std::size_t>& correlated() const { return correlated_; }
  /// Correlation of the normals beneath two margins.
  [[nodiscard]] double correlation(std::size_t first, std::size_t second) const;
  /// The same copula with its margins joined in another order: a margin depends on the uniforms of those that stand
  /// before it in `order` alone, a permutation of all margins (Rosenblatt 1952).
  [[nodiscard]] GaussianCopula in_order(std::span<const std::uint32_t> order) const;

 private:
  std::size_t dimension_ = 0;
  std::vector<std::size_t> correlated_;  // margins with some correlation
  std::vector<double> cholesky_;         // lower triangle of those, row by row
};

}  // namespace parley
