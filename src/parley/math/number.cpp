// SPDX-License-Identifier: Apache-2.0
// Arithmetic of the language's numbers: exact where both sides are, floating point otherwise.
#include "parley/math/number.h"

#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace parley {
namespace {

constexpr std::int64_t largest_exact_exponent = 1000;
// A few lines of a scenario can square a number thirty times over; past this size floating point goes on.
constexpr std::size_t most_exact_bits = std::size_t{1} << 20U;

bool both_exact(const Number& a, const Number& b) {
  return a.exact && b.exact && a.exact->num_bits() + b.exact->num_bits() <= most_exact_bits;
}

std::optional<std::int32_t> exact_exponent(const Number& base, const Number& exponent) {
  if (!base.exact || !exponent.exact) return std::nullopt;
  const std::optional<std::int64_t> integer = exponent.exact->to_int64();
  if (!integer || std::abs(*integer) > largest_exact_exponent) return std::nullopt;
  if (*integer < 0 && base.exact->is_zero()) return std::nullopt;
  if (base.exact->num_bits() * static_cast<std::size_t>(std::abs(*integer)) > most_exact_bits) return std::nullopt;
  return static_cast<std::int32_t>(*integer);
}

}  // namespace

Number add(const Number& a, const Number& b) {
  return both_exact(a, b) ? Number(*a.exact + *b.exact) : Number(a.value + b.value);
}

Number subtract(const Number& a, const Number& b) {
  return both_exact(a, b) ? Number(*a.exact - *b.exact) : Number(a.value - b.value);
}

Number multiply(const Number& a, const Number& b) {
  return both_exact(a, b) ? Number(*a.exact * *b.exact) : Number(a.value * b.value);
}

Number divide(const Number& a, const Number& b) {
  const bool exact = both_exact(a, b) && !b.exact->is_zero();
  return exact ? Number(*a.exact / *b.exact) : Number(a.value / b.value);
}

Number negate(const Number& a) { return a.exact ? Number(-*a.exact) : Number(-a.value); }

Number absolute(const Number& a) {
  if (a.exact) return a.exact->sign() < 0 ? negate(a) : a;
  return Number(std::fabs(a.value));
}

Number minimum(const Number& a, const Number& b) {
  const Number& least = less(b, a) || std::isnan(b.value) ? b : a;
  return a.exact && b.exact ? least : Number(least.value);
}

Number maximum(const Number& a, const Number& b) {
  const Number& greatest = less(a, b) || std::isnan(b.value) ? b : a;
  return a.exact && b.exact ? greatest : Number(greatest.value);
}

Number modulo(const Number& a, const Number& b) {
  if (!both_exact(a, b) || b.exact->is_zero()) return Number(modulo(a.value, b.value));
  return Number(*a.exact - *b.exact * (*a.exact / *b.exact).floor());
}

Number power(const Number& a, const Number& b) {
  const std::optional<std::int32_t> exponent = exact_exponent(a, b);
  return exponent ? Number(a.exact->pow(*exponent)) : Number(power(a.value, b.value));
}

Number exponential(const Number& a) { return Number(std::exp(a.value)); }
Number logarithm(const Number& a) { return Number(std::log(a.value)); }
Number square_root(const Number& a) { return Number(std::sqrt(a.value)); }

bool less(const Number& a, const Number& b) { return a.exact && b.exact ? *a.exact < *b.exact : a.value < b.value; }
bool less_equal(const Number& a, const Number& b) {
  return a.exact && b.exact ? *a.exact <= *b.exact : a.value <= b.value;
}
bool equal(const Number& a, const Number& b) { return a.exact && b.exact ? *a.exact == *b.exact : a.value == b.value; }

double modulo(double a, double b) {
  const double rest = std::fmod(a, b);
  return rest != 0.0 && (rest < 0.0) != (b < 0.0) ? rest + b : rest;
}

double power(double a, double b) { return std::pow(a, b); }

std::string to_string(const Number& number) {
  return number.exact ? number.exact->to_decimal_string() : fmt::format("{}", number.value);
}

std::string exact_decimal(double value) { return Rational::from_double(value).to_decimal_string(); }

}  // namespace parley
