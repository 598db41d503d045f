// SPDX-License-Identifier: Apache-2.0
// The normal, gamma and beta distribution functions and their inverses: what the laws of this folder are made from.
#pragma once

namespace parley {

/// Gamma with scale 1. Needs shape in [smallest_shape, largest_shape].
class StandardGamma {
 public:
  explicit StandardGamma(double shape);
  [[nodiscard]] double cdf(double x) const;       ///< x >= 0
  [[nodiscard]] double quantile(double u) const;  ///< u in (0, 1); may underflow to 0
  [[nodiscard]] double shape() const { return shape_; }

 private:
  [[nodiscard]] double start_below(double u) const;
  [[nodiscard]] double start_above(double tail) const;
  double shape_;
  double log_gamma_;  // of the shape
};

/// Beta on [0, 1]. Needs both shapes in [smallest_shape, largest_shape].
class StandardBeta {
 public:
  StandardBeta(double a, double b);
  [[nodiscard]] double cdf(double x) const;       ///< x in [0, 1]
  [[nodiscard]] double quantile(double u) const;  ///< u in (0, 1); may round to 0 or 1
  [[nodiscard]] double mean() const { return a_ / (a_ + b_); }
  [[nodiscard]] double variance() const;

 private:
  double a_;
  double b_;
  double log_beta_;    // log B(a, b)
  double logit_mean_;  // of log(x / (1 - x))
  double logit_sd_;
};

/// Shapes for which the functions above were checked: beyond them series converge slowly or not at all.
inline constexpr double smallest_shape = 1e-3;
inline constexpr double largest_shape = 1e6;

}  // namespace parley
