// SPDX-License-Identifier: Apache-2.0
// Between doubles, dyadic numbers and short fractions.
#include "parley/math/enclosure.h"

namespace parley {

Enclosure<double> enclosure_of(const Rational& value) {
  const double nearest = value.to_double();
  if (Rational::from_double(nearest) == value) return point(nearest);
  return {rounded_down(nearest), rounded_up(nearest)};
}

Enclosure<Rational> rounded_outwards(const Enclosure<Rational>& a, std::int32_t bits) {
  const Rational scale = Rational(2).pow(bits);
  return {(a.low * scale).floor() / scale, -((-a.high * scale).floor() / scale)};
}

Rational simplest_within(const Enclosure<Rational>& a) {
  if (has_zero(a)) return {};
  if (a.high.sign() < 0) return -simplest_within(-a);
  const Rational whole = a.low.floor();
  if (whole == a.low) return a.low;
  if (whole + Rational(1) <= a.high) return whole + Rational(1);
  // Both ends lie strictly between two integers: the reciprocals of what is left are simpler.
  const Enclosure<Rational> rest{Rational(1) / (a.high - whole), Rational(1) / (a.low - whole)};
  return whole + Rational(1) / simplest_within(rest);
}

}  // namespace parley
