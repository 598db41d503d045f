// SPDX-License-Identifier: Apache-2.0
// The few questions about a number that doubles answer up to rounding and rationals exactly.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "parley/math/rational.h"

namespace parley::solve::settled {

/// Rounding noise of a sum of products, relative to its largest term: far above 2^-53, far below any tie tolerance.
inline constexpr double rounding_noise = 1e-12;

/// What counts as 0 among numbers of the given size.
inline double noise_floor(double size) { return rounding_noise * size; }
inline Rational noise_floor(const Rational&) { return {}; }

/// A tie tolerance, in units of payoff.
inline double tolerance_of(double tie_tolerance, double range) { return tie_tolerance * range; }
inline Rational tolerance_of(double, const Rational&) { return {}; }

inline bool is_noise(double x, double floor) { return std::abs(x) <= floor; }
inline bool is_noise(const Rational& x, const Rational&) { return x.is_zero(); }

inline bool same_number(double x, double y, double floor) {
  return std::abs(x - y) <= std::max(floor, rounding_noise * std::max(std::abs(x), std::abs(y)));
}
inline bool same_number(const Rational& x, const Rational& y, const Rational&) { return x == y; }

/// Equal for numbers that are `same_number`, but for a few in 10^4 that lie at a border of the 24 bits kept: those are
/// then not recognised as the same, which costs ways and never a wrong answer.
inline std::size_t number_hash(double x, double floor) {
  if (std::abs(x) <= floor || x == 0.0) return 0;
  int exponent = 0;
  const double mantissa = std::nearbyint(std::ldexp(std::frexp(x, &exponent), 24));
  return static_cast<std::size_t>(std::bit_cast<std::uint64_t>(std::ldexp(mantissa, exponent)));
}
inline std::size_t number_hash(const Rational& x, const Rational&) { return x.hash(); }

inline std::size_t mix(std::size_t hash, std::size_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
  return hash ^ (hash >> 29U);
}

}  // namespace parley::solve::settled
