// SPDX-License-Identifier: Apache-2.0
// The distributions of the language: what an analyst may say about a number.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "parley/base/result.h"
#include "parley/math/number.h"

namespace parley {

enum class Support : unsigned char { real, positive, probability };  // real, pos, prob

enum class DistributionKind : unsigned char {
  constant,
  normal,
  lognormal,
  logitnormal,
  uniform,
  triangular,
  pert,
  beta,
  gamma,
  discrete,
  samples
};

/// One distribution, checked when made and immutable after. Copies share what is large.
class Distribution {
 public:
  /// A constant; never drawn.
  static Distribution constant(Number value);
  /// `low to high`: 5th and 95th percentile of a normal, lognormal or logit-normal, by support.
  static Result<Distribution> range(Support support, Number low, Number high);
  /// By kind and arguments in the order of the language: normal(m, s), triangular(a, mode, b), gamma(shape, scale) ...
  /// Needs a kind other than constant, discrete and samples. Errors name the argument and the rule.
  static Result<Distribution> from(DistributionKind kind, const std::vector<Number>& arguments);
  /// Values with probabilities, which must lie in [0, 1] and sum to 1 (exactly where all are exact, else within 1e-9).
  /// Entries of probability 0 are dropped, equal values joined, values sorted.
  static Result<Distribution> discrete(std::vector<std::pair<Number, Number>> values_and_probs);
  /// The empirical distribution of finite values, each with equal weight. Needs at least one.
  static Result<Distribution> samples(std::vector<double> values);

  [[nodiscard]] DistributionKind kind() const;
  [[nodiscard]] bool is_constant() const { return kind() == DistributionKind::constant; }
  /// True where the values form a finite list (constant, discrete).
  [[nodiscard]] bool is_discrete() const;
  /// The constant's exact value. Needs is_constant().
  [[nodiscard]] const Number& constant_value() const;
  /// Values in rising order with their probabilities. Needs is_discrete().
  [[nodiscard]] const std::vector<std::pair<Number, double>>& discrete_values() const;

  /// The smallest x with P(X <= x) >= u, for u in (0, 1); always finite, inside the support, and rising with u.
  /// Accurate to a few units in the last place; beta, pert and gamma to 1e-13 of their size (over the smaller shape
  /// where that is below 1), for u above 1e-100.
  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double cdf(double x) const;  ///< P(X <= x)
  [[nodiscard]] double mean() const;         ///< infinite where it passes the largest double
  [[nodiscard]] double variance() const;
  /// The median as the language means it: exact for a constant, a discrete value where exact, and uniform(a, b) of
  /// exact arguments stays a double (a drawn parameter is floating point).
  [[nodiscard]] Number median() const;
  /// Smallest closed interval that holds all the probability; infinite ends where unbounded.
  [[nodiscard]] std::pair<double, double> support_bounds() const;
  /// Nothing if the distribution cannot leave the support (ends of probability zero are no leaving); else what is
  /// wrong.
  [[nodiscard]] std::string leaves(Support support) const;
  /// As the language writes it, for people: "lognormal(2.3, 0.4)", "0.25 to 0.65".
  [[nodiscard]] std::string describe() const;

 private:
  struct Body;
  explicit Distribution(std::shared_ptr<const Body> body) : body_(std::move(body)) {}
  std::shared_ptr<const Body> body_;
};

/// Quantile and cumulative probability of the standard normal.
[[nodiscard]] double normal_quantile(double u);
[[nodiscard]] double normal_cdf(double z);

/// The standard normal's 95 % point, 1.6448536269514722.
inline constexpr double z_95 = 1.6448536269514722;

}  // namespace parley
