// SPDX-License-Identifier: Apache-2.0
// Common denominators and divisors.
#include "parley/math/common_denominator.h"

#include "parley/math/rational_big.h"

namespace parley {
namespace {

Rational from_integer(const Integer& value) {
  return RationalAccess::from_big([&](mpq_ptr out) { mpz_set(mpq_numref(out), value.get()); });
}

}  // namespace

Rational least_common_denominator(std::span<const Rational> values) {
  Integer common;
  mpz_set_ui(common.get(), 1);
  for (const Rational& value : values) mpz_lcm(common.get(), common.get(), BigView(value).denominator());
  return from_integer(common);
}

void make_integers(std::vector<Rational>& values) {
  const Rational denominator = least_common_denominator(values);
  Integer divisor;  // of all the integers; 0 where all are 0
  for (Rational& value : values) {
    value *= denominator;
    mpz_gcd(divisor.get(), divisor.get(), BigView(value).numerator());
  }
  if (mpz_cmp_ui(divisor.get(), 1) <= 0) return;
  const Rational common = from_integer(divisor);
  for (Rational& value : values) value /= common;
}

}  // namespace parley
