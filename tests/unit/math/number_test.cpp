// SPDX-License-Identifier: Apache-2.0
// Numbers stay exact until something that is not touches them.
#include "parley/math/number.h"

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace parley {
namespace {

Number exact(const std::string& text) { return Number(Rational::parse(text).value()); }

void expect_exact(const Number& number, const std::string& text) {
  ASSERT_TRUE(number.is_exact()) << text;
  EXPECT_EQ(number.exact->to_string(), text);
  EXPECT_EQ(number.value, number.exact->to_double());
}

TEST(Numbers, ExactOperandsGiveExactResults) {
  const Number third = exact("1/3");
  const Number quarter = exact("0.25");
  expect_exact(add(third, quarter), "7/12");
  expect_exact(subtract(third, quarter), "1/12");
  expect_exact(multiply(third, quarter), "1/12");
  expect_exact(divide(third, quarter), "4/3");
  expect_exact(negate(third), "-1/3");
  expect_exact(absolute(exact("-1/3")), "1/3");
  expect_exact(absolute(third), "1/3");
  expect_exact(minimum(third, quarter), "1/4");
  expect_exact(maximum(third, quarter), "1/3");
  expect_exact(modulo(exact("7/2"), exact("1")), "1/2");
  expect_exact(power(third, exact("-3")), "27");
  expect_exact(power(exact("0"), exact("0")), "1");
}

TEST(Numbers, TenthsAddUp) {
  Number sum = exact("0");
  for (int i = 0; i < 10; ++i) sum = add(sum, exact("0.1"));
  EXPECT_TRUE(equal(sum, exact("1")));
}

TEST(Numbers, TheLesserAndGreaterOfSomethingUndefinedAreUndefined) {
  const Number undefined = logarithm(exact("-1"));
  for (const Number& other : {exact("3"), Number(-2.5), Number(std::numeric_limits<double>::infinity())}) {
    for (const Number& result :
         {minimum(undefined, other), minimum(other, undefined), maximum(undefined, other), maximum(other, undefined)}) {
      EXPECT_TRUE(std::isnan(result.value));
      EXPECT_FALSE(result.is_exact());
    }
  }
}

TEST(Numbers, OneFloatingOperandMakesTheResultFloating) {
  const Number third = exact("1/3");
  const Number half(0.5);
  using Operation = std::function<Number(const Number&, const Number&)>;
  const auto plain_modulo = [](const Number& a, const Number& b) { return modulo(a, b); };
  const auto plain_power = [](const Number& a, const Number& b) { return power(a, b); };
  for (const Operation& operation :
       std::vector<Operation>{add, subtract, multiply, divide, minimum, maximum, plain_modulo, plain_power}) {
    EXPECT_FALSE(operation(third, half).is_exact());
    EXPECT_FALSE(operation(half, third).is_exact());
  }
  EXPECT_EQ(add(third, half).value, 1.0 / 3.0 + 0.5);
  EXPECT_EQ(minimum(third, half).value, 1.0 / 3.0);
  for (const Number& result : {exponential(third), logarithm(third), square_root(exact("4")), negate(half)}) {
    EXPECT_FALSE(result.is_exact());
  }
  EXPECT_EQ(square_root(exact("4")).value, 2.0);
}

TEST(Numbers, WithoutAValueAreNotFinite) {
  const Number zero = exact("0");
  EXPECT_FALSE(std::isfinite(divide(exact("1"), zero).value));
  EXPECT_FALSE(std::isfinite(divide(zero, zero).value));
  EXPECT_FALSE(std::isfinite(modulo(exact("1"), zero).value));
  EXPECT_FALSE(std::isfinite(power(zero, exact("-1")).value));
  EXPECT_FALSE(std::isfinite(power(exact("-8"), exact("1/3")).value));
  EXPECT_FALSE(std::isfinite(logarithm(zero).value));
  EXPECT_FALSE(std::isfinite(logarithm(exact("-1")).value));
  EXPECT_FALSE(std::isfinite(square_root(exact("-1")).value));
  EXPECT_FALSE(std::isfinite(exponential(exact("1e4")).value));
}

// The language: `mod(a, b)` has the sign of b.
TEST(Numbers, ModuloHasTheSignOfTheDivisorAndAgreesInBothForms) {
  for (const char* a : {"7", "-7", "7.5", "-7.5", "0", "6", "-6", "0.25"}) {
    for (const char* b : {"3", "-3", "0.5", "-0.5", "1000"}) {
      const Number rest = modulo(exact(a), exact(b));
      ASSERT_TRUE(rest.is_exact());
      // a - b floor(a / b), and between 0 and b.
      EXPECT_TRUE(divide(subtract(exact(a), rest), exact(b)).exact->is_integer()) << a << " mod " << b;
      EXPECT_LT(absolute(rest).value, absolute(exact(b)).value);
      EXPECT_GE(rest.exact->sign() * exact(b).exact->sign(), 0) << a << " mod " << b;
      EXPECT_EQ(modulo(exact(a).value, exact(b).value), rest.value) << a << " mod " << b;  // dyadic: no rounding
    }
  }
}

TEST(Numbers, PowersAreExactUpToAThousand) {
  EXPECT_TRUE(power(exact("1.5"), exact("1000")).is_exact());
  EXPECT_TRUE(power(exact("1.5"), exact("-1000")).is_exact());
  EXPECT_FALSE(power(exact("1.5"), exact("1001")).is_exact());
  EXPECT_FALSE(power(exact("4"), exact("1/2")).is_exact());
  EXPECT_EQ(power(exact("4"), exact("1/2")).value, 2.0);
}

TEST(Numbers, RepeatedSquaringEndsInFloatingPointInsteadOfFillingTheMemory) {
  Number x = exact("1/3");
  for (int i = 0; i < 100; ++i) x = multiply(x, x);
  EXPECT_FALSE(x.is_exact());
  EXPECT_EQ(x.value, 0.0);
  Number y = exact("3");
  for (int i = 0; i < 10; ++i) y = power(y, exact("1000"));
  EXPECT_EQ(y.value, std::numeric_limits<double>::infinity());
}

TEST(Numbers, CompareExactlyWhereBothAreExact) {
  const Number a = exact("0.1");
  const Number b(add(a, exact("1e-30")));
  EXPECT_EQ(a.value, b.value);
  EXPECT_TRUE(less(a, b));
  EXPECT_FALSE(less(b, a));
  EXPECT_FALSE(equal(a, b));
  EXPECT_TRUE(less_equal(a, b));
  EXPECT_FALSE(less_equal(b, a));
  EXPECT_TRUE(equal(a, Number(0.1)));
  EXPECT_FALSE(less(a, Number(0.1)));
}

TEST(Numbers, PrintTheShortestFormThatReadsBack) {
  EXPECT_EQ(to_string(exact("1/3")), "1/3");
  EXPECT_EQ(to_string(exact("1/4")), "0.25");
  EXPECT_EQ(to_string(exact("35%")), "0.35");
  EXPECT_EQ(to_string(Number(0.1)), "0.1");
  EXPECT_EQ(to_string(Number(1.0 / 3.0)), "0.3333333333333333");
  EXPECT_EQ(to_string(Number(2.0)), "2");
  EXPECT_EQ(to_string(Number(-1e-20)), "-1e-20");
}

TEST(Numbers, AFloatingNumberIsTheRationalOfItsDouble) {
  EXPECT_EQ(Number(0.5).to_rational(), Rational::ratio(1, 2));
  EXPECT_EQ(exact("1/3").to_rational(), Rational::ratio(1, 3));
  EXPECT_NE(Number(1.0 / 3.0).to_rational(), Rational::ratio(1, 3));
}

}  // namespace
}  // namespace parley
