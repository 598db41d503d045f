// SPDX-License-Identifier: Apache-2.0
// A number of a scenario: exact while only rationals touched it, floating point from then on.
#pragma once

#include <optional>
#include <string>

#include "parley/math/rational.h"

namespace parley {

/// Exactness is contagious the wrong way round: exact op exact is exact, anything else is a double.
struct Number {
  double value = 0.0;  ///< always set; the nearest double of `exact` where that is set
  std::optional<Rational> exact;

  Number() = default;
  explicit Number(double floating) : value(floating) {}
  explicit Number(Rational rational) : value(rational.to_double()), exact(std::move(rational)) {}

  [[nodiscard]] bool is_exact() const { return exact.has_value(); }
  /// The rational itself, or the exact rational of the double. Needs a finite value.
  [[nodiscard]] Rational to_rational() const { return exact ? *exact : Rational::from_double(value); }
  friend bool operator==(const Number& a, const Number& b) = default;
};

/// The operations of the language on numbers. Division by zero, the logarithm of a number not above 0 and their like
/// give a double that is not finite; who needs a finite number checks. What is undefined stays so in `min` and `max`.
/// `mod` has the sign of b; `pow` is exact for exact bases and integer exponents of at most 1,000 in size. Exactness
/// ends, whatever the operation, where numerators and denominators together pass 2^20 bits: a few lines of repeated
/// squaring would otherwise fill the memory.
[[nodiscard]] Number add(const Number& a, const Number& b);
[[nodiscard]] Number subtract(const Number& a, const Number& b);
[[nodiscard]] Number multiply(const Number& a, const Number& b);
[[nodiscard]] Number divide(const Number& a, const Number& b);
[[nodiscard]] Number negate(const Number& a);
[[nodiscard]] Number absolute(const Number& a);
[[nodiscard]] Number minimum(const Number& a, const Number& b);
[[nodiscard]] Number maximum(const Number& a, const Number& b);
[[nodiscard]] Number modulo(const Number& a, const Number& b);
[[nodiscard]] Number power(const Number& a, const Number& b);
[[nodiscard]] Number exponential(const Number& a);
[[nodiscard]] Number logarithm(const Number& a);
[[nodiscard]] Number square_root(const Number& a);
[[nodiscard]] bool less(const Number& a, const Number& b);  ///< exact where both are
[[nodiscard]] bool less_equal(const Number& a, const Number& b);
[[nodiscard]] bool equal(const Number& a, const Number& b);

/// The double functions that `modulo` and `power` use, for the lanes to agree with.
[[nodiscard]] double modulo(double a, double b);
[[nodiscard]] double power(double a, double b);

/// "1/3" for a rational that is no finite decimal, "0.25" for one that is, the shortest digits that read back the same
/// double otherwise.
[[nodiscard]] std::string to_string(const Number& number);
/// The exact decimal expansion of a finite double, without exponent.
[[nodiscard]] std::string exact_decimal(double value);

}  // namespace parley
