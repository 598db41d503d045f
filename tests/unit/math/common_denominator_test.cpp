// SPDX-License-Identifier: Apache-2.0
// Common denominators, and integers in the same proportions.
#include "parley/math/common_denominator.h"

#include <gmock/gmock.h>

namespace parley {
namespace {

using testing::ElementsAre;

TEST(CommonDenominator, IsTheLeast) {
  EXPECT_EQ(least_common_denominator({}), Rational(1));
  const std::vector<Rational> values = {Rational::ratio(1, 6), Rational::ratio(-3, 4), Rational(5)};
  EXPECT_EQ(least_common_denominator(values), Rational(12));
}

TEST(CommonDenominator, IntegersKeepTheirProportions) {
  std::vector<Rational> values = {Rational::ratio(2, 3), Rational(0), Rational::ratio(-4, 9)};
  make_integers(values);
  EXPECT_THAT(values, ElementsAre(3, 0, -2));
  std::vector<Rational> zeros(3), large = {*Rational::parse("1e30"), *Rational::parse("1e-30")};
  make_integers(zeros);
  EXPECT_THAT(zeros, ElementsAre(0, 0, 0));
  make_integers(large);
  EXPECT_THAT(large, ElementsAre(*Rational::parse("1e60"), 1));
}

}  // namespace
}  // namespace parley
