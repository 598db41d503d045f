// SPDX-License-Identifier: Apache-2.0
// Enclosures hold what they must, and roots are proved where closed forms have them.
#include "parley/math/krawczyk.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parley {
namespace {

bool holds(const Enclosure<double>& outer, const Enclosure<Rational>& inner) {
  return Rational::from_double(outer.low) <= inner.low && inner.high <= Rational::from_double(outer.high);
}

// Source: the same operations in exact arithmetic.
TEST(Enclosure, OfDoublesHoldsTheExactResult) {
  std::mt19937_64 random(1);
  const auto draw = [&] {
    std::uniform_real_distribution<double> mantissa(-1.0, 1.0);
    const double a = std::ldexp(mantissa(random), static_cast<int>(random() % 80) - 40);
    const double b = a + std::ldexp(std::abs(mantissa(random)), static_cast<int>(random() % 80) - 60);
    return Enclosure<double>{a, b};
  };
  for (int k = 0; k < 2000; ++k) {
    const auto a = draw();
    const auto b = draw();
    const auto exact_a = exact_enclosure(a);
    const auto exact_b = exact_enclosure(b);
    EXPECT_TRUE(holds(a + b, exact_a + exact_b));
    EXPECT_TRUE(holds(a - b, exact_a - exact_b));
    EXPECT_TRUE(holds(a * b, exact_a * exact_b));
    EXPECT_LE(exact_a.high - exact_a.low, Rational::from_double(width(a)));
  }
}

TEST(Enclosure, OfDoublesHoldsResultsBelowTheSmallestNormalNumber) {
  const auto tiny = point(0x1p-1000);
  const auto product = tiny * tiny;
  EXPECT_LE(product.low, 0.0);
  EXPECT_GT(product.high, 0.0);
}

TEST(Enclosure, OfARationalIsAPointOnlyWhereADoubleIsExact) {
  EXPECT_EQ(enclosure_of(Rational::ratio(3, 8)), point(0.375));
  const auto third = enclosure_of(Rational::ratio(1, 3));
  EXPECT_TRUE(holds(third, point(Rational::ratio(1, 3))));
  EXPECT_LT(third.high - third.low, 1e-15);
  const auto hardly = enclosure_of(*Rational::parse("1e-400"));
  EXPECT_TRUE(holds(hardly, point(*Rational::parse("1e-400"))));
}

// Source: every fraction with a smaller denominator, by trying them.
TEST(Enclosure, SimplestFractionHasTheLeastDenominator) {
  std::mt19937_64 random(2);
  for (int k = 0; k < 300; ++k) {
    const auto a =
        Rational::ratio(static_cast<std::int64_t>(random() % 400) - 200, 1 + static_cast<std::int64_t>(random() % 90));
    const Enclosure<Rational> within{a, a + Rational::ratio(1, 1 + static_cast<std::int64_t>(random() % 200))};
    std::int64_t least = 1;
    while ((within.high * Rational(least)).floor() < within.low * Rational(least)) ++least;
    const Rational simplest = simplest_within(within);
    EXPECT_TRUE(within.low <= simplest && simplest <= within.high);
    EXPECT_TRUE((simplest * Rational(least)).is_integer()) << simplest.to_string() << " but " << least;
  }
}

TEST(Enclosure, RoundsOutwardsToDyadicNumbers) {
  const Enclosure<Rational> thirds{Rational::ratio(-1, 3), Rational::ratio(1, 3)};
  const auto rounded = rounded_outwards(thirds, 2);
  EXPECT_EQ(rounded.low, Rational::ratio(-1, 2));
  EXPECT_EQ(rounded.high, Rational::ratio(1, 2));
}

Enclosure<Rational> number(std::int64_t value) { return point(Rational(value)); }

/// x^2 + y^2 = 4, x y = 1: x = sqrt(2 + sqrt 3) is a root, y = 1 / x.
SquareSystem circle_and_hyperbola() {
  return {.values = [](const Box<Rational>& x) -> Box<Rational> {
            return {x[0] * x[0] + x[1] * x[1] - number(4), x[0] * x[1] - number(1)};
          },
          .jacobian = [](const Box<Rational>& x) -> Box<Rational> { return {x[0] + x[0], x[1] + x[1], x[1], x[0]}; }};
}

TEST(ProveRoot, EnclosesTheRootOfAClosedForm) {
  const Rational width = Rational(2).pow(-90);
  const auto root = prove_root(circle_and_hyperbola(), std::vector<double>{1.93185165, 0.51763809}, width);
  ASSERT_TRUE(root);
  // x^2 = 2 + sqrt 3 means (x^2 - 2)^2 = 3, and is monotone in x here.
  const auto squared = [](const Rational& x) { return (x * x - Rational(2)) * (x * x - Rational(2)); };
  EXPECT_LE(squared((*root)[0].low), Rational(3));
  EXPECT_GE(squared((*root)[0].high), Rational(3));
  EXPECT_LE((*root)[0].high - (*root)[0].low, width);
  EXPECT_LE((*root)[1].high - (*root)[1].low, width);
}

TEST(ProveRoot, ClaimsNothingWhereThereIsNone) {
  EXPECT_FALSE(prove_root(circle_and_hyperbola(), std::vector<double>{1.5, 0.5}, Rational::ratio(1, 1000)));
}

TEST(ProveRoot, ClaimsNothingAtADoubleRoot) {
  const SquareSystem square{.values = [](const Box<Rational>& x) -> Box<Rational> { return {x[0] * x[0]}; },
                            .jacobian = [](const Box<Rational>& x) -> Box<Rational> { return {x[0] + x[0]}; }};
  EXPECT_FALSE(prove_root(square, std::vector<double>{0.0}, Rational::ratio(1, 1000)));
  EXPECT_FALSE(prove_root(square, std::vector<double>{1e-6}, Rational::ratio(1, 1000)));
}

// x^2 = 2 on [1, 2] has one root, on [3, 4] none, and -2 .. 2 has two.
TEST(KrawczykStep, TellsOneRootFromNoneAndFromTwo) {
  const auto step_on = [](double low, double high) {
    const Enclosure<double> side{low, high};
    const std::vector<double> centre{middle(side)};
    const auto c = point(centre[0]);
    const Box<double> values{c * c - point(2.0)};
    const Box<double> jacobian{side + side};
    return krawczyk_step<double>(centre, Box<double>{side}, values, jacobian);
  };
  const auto one = step_on(1.0, 2.0);
  ASSERT_TRUE(one);
  EXPECT_TRUE(one->is_regular);
  EXPECT_TRUE(one->image[0].low > 1.0 && one->image[0].high < 2.0);
  const auto none = step_on(3.0, 4.0);
  ASSERT_TRUE(none);
  EXPECT_LT(none->image[0].high, 3.0);
  EXPECT_FALSE(step_on(-2.0, 2.0));
}

// Source: permutations and triangular matrices have known determinants.
TEST(DeterminantSign, IsThatOfEveryMatrixWithin) {
  const auto sign = [](std::vector<std::int64_t> entries, std::size_t size, Rational radius) {
    Box<Rational> matrix;
    for (const auto entry : entries) matrix.push_back({Rational(entry) - radius, Rational(entry) + radius});
    return determinant_sign(matrix, size);
  };
  EXPECT_EQ(determinant_sign({}, 0), 1);
  EXPECT_EQ(sign({0, 1, 1, 0}, 2, {}), -1);
  EXPECT_EQ(sign({0, 1, 0, 0, 0, 1, 1, 0, 0}, 3, {}), 1);
  EXPECT_EQ(sign({2, 7, 9, 0, -3, 5, 0, 0, 4}, 3, Rational::ratio(1, 100)), -1);
  EXPECT_EQ(sign({1, 2, 2, 4}, 2, {}), 0);
  EXPECT_EQ(sign({1, 2, 2, 4}, 2, Rational::ratio(1, 100)), 0);
  EXPECT_EQ(sign({1, 0, 0, 1}, 2, Rational(2)), 0);
}

// A matrix that doubles call singular is still decided exactly: 10^40 times a row that differs in the last digit.
TEST(DeterminantSign, OfASingleMatrixIsExact) {
  const Rational huge = *Rational::parse("1e40");
  const Box<Rational> nearly{point(huge), point(huge + Rational(1)), point(huge - Rational(1)), point(huge)};
  EXPECT_EQ(determinant_sign(nearly, 2), 1);  // huge^2 - (huge^2 - 1)
}

}  // namespace
}  // namespace parley
