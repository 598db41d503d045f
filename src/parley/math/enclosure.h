// SPDX-License-Identifier: Apache-2.0
// Interval arithmetic that is safe: exact in rationals, rounded outwards in doubles.
#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <limits>
#include <span>
#include <vector>

#include "parley/math/rational.h"

namespace parley {

/// All numbers from `low` to `high`, ends included. N is double or Rational.
template <class N>
struct Enclosure {
  N low{};
  N high{};
  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

template <class N>
using Box = std::vector<Enclosure<N>>;

/// Below and above the number that was rounded to `r`. A rounding error is at most half a unit in the last place, which
/// is at most |r| 2^-53 or below the smallest normal number. Needs r finite; rounding to nearest, no extra precision.
[[nodiscard]] inline double rounded_down(double r) {
  return r - (std::abs(r) * 0x1p-52 + std::numeric_limits<double>::min());
}
[[nodiscard]] inline double rounded_up(double r) {
  return r + (std::abs(r) * 0x1p-52 + std::numeric_limits<double>::min());
}
[[nodiscard]] inline const Rational& rounded_down(const Rational& r) { return r; }
[[nodiscard]] inline const Rational& rounded_up(const Rational& r) { return r; }

template <class N>
[[nodiscard]] Enclosure<N> point(const N& value) {
  return {value, value};
}

template <class N>
[[nodiscard]] Enclosure<N> operator+(const Enclosure<N>& a, const Enclosure<N>& b) {
  return {rounded_down(a.low + b.low), rounded_up(a.high + b.high)};
}

template <class N>
[[nodiscard]] Enclosure<N> operator-(const Enclosure<N>& a) {
  return {-a.high, -a.low};
}

template <class N>
[[nodiscard]] Enclosure<N> operator-(const Enclosure<N>& a, const Enclosure<N>& b) {
  return {rounded_down(a.low - b.high), rounded_up(a.high - b.low)};
}

template <class N>
[[nodiscard]] Enclosure<N> operator*(const Enclosure<N>& a, const Enclosure<N>& b) {
  const N ll = a.low * b.low;
  const N lh = a.low * b.high;
  const N hl = a.high * b.low;
  const N hh = a.high * b.high;
  return {rounded_down(std::min(std::min(ll, lh), std::min(hl, hh))),
          rounded_up(std::max(std::max(ll, lh), std::max(hl, hh)))};
}

/// At most, and for `N` Rational exactly, the distance between the ends.
template <class N>
[[nodiscard]] N width(const Enclosure<N>& a) {
  return rounded_up(a.high - a.low);
}

template <class N>
[[nodiscard]] N largest_size(const Enclosure<N>& a) {
  const N low = a.low < N{} ? -a.low : a.low;
  const N high = a.high < N{} ? -a.high : a.high;
  return std::max(low, high);
}

template <class N>
[[nodiscard]] bool has_zero(const Enclosure<N>& a) {
  return a.low <= N{} && N{} <= a.high;
}

/// The numbers of both; low > high where there are none.
template <class N>
[[nodiscard]] Enclosure<N> intersection(const Enclosure<N>& a, const Enclosure<N>& b) {
  return {std::max(a.low, b.low), std::min(a.high, b.high)};
}

template <class N>
[[nodiscard]] Enclosure<N> hull(const Enclosure<N>& a, const Enclosure<N>& b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

[[nodiscard]] inline double middle(const Enclosure<double>& a) { return 0.5 * a.low + 0.5 * a.high; }
[[nodiscard]] inline Rational middle(const Enclosure<Rational>& a) { return (a.low + a.high) / Rational(2); }
[[nodiscard]] inline double to_double(double value) { return value; }
[[nodiscard]] inline double to_double(const Rational& value) { return value.to_double(); }

/// Doubles around an exact number; the number itself where it is a double. Needs a size below the largest double.
[[nodiscard]] Enclosure<double> enclosure_of(const Rational& value);
[[nodiscard]] inline Enclosure<Rational> exact_enclosure(const Enclosure<double>& a) {
  return {Rational::from_double(a.low), Rational::from_double(a.high)};
}

/// Outwards to multiples of 2^-bits: exact numbers stay short. Needs 0 < bits <= 4096.
[[nodiscard]] Enclosure<Rational> rounded_outwards(const Enclosure<Rational>& a, std::int32_t bits);

/// The fraction of least denominator within the ends.
/// Source   Graham, Knuth and Patashnik, Concrete Mathematics, section 4.5 (the Stern-Brocot tree).
[[nodiscard]] Rational simplest_within(const Enclosure<Rational>& a);

}  // namespace parley
