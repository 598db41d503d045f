// SPDX-License-Identifier: Apache-2.0
// Rationals to and from text and doubles, against the C library's correctly rounded strtod.
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "parley/math/number.h"
#include "parley/math/rational.h"

namespace parley {
namespace {

double nearest(const std::string& text) {
  const std::optional<Rational> parsed = Rational::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed ? parsed->to_double() : std::numeric_limits<double>::quiet_NaN();
}

TEST(RationalToDouble, RoundsLikeStrtodOnRandomDecimals) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 50'000; ++i) {
    std::string text(random() % 2, '-');
    text += std::to_string(random() >> (random() % 64));
    if (random() % 2 == 0) text.append(".").append(std::to_string(random()));
    if (random() % 2 == 0) text.append("e").append(std::to_string(static_cast<int>(random() % 680) - 345));
    ASSERT_EQ(nearest(text), std::strtod(text.c_str(), nullptr)) << text;
  }
}

TEST(RationalToDouble, RoundsQuotientsCorrectly) {
  // The error of the nearest double is at most half the gap to its neighbours: checked exactly, with no floating point.
  std::mt19937_64 random(4);
  for (int i = 0; i < 20'000; ++i) {
    const auto top = static_cast<std::int64_t>(random() >> (1 + random() % 60));
    const auto bottom = static_cast<std::int64_t>(random() >> (1 + random() % 60)) + 1;
    const Rational value = Rational::ratio(top, bottom);
    const double rounded = value.to_double();
    const auto distance = [&](double x) {
      const Rational difference = Rational::from_double(x) - value;
      return difference.sign() < 0 ? -difference : difference;
    };
    ASSERT_LE(distance(rounded), distance(std::nextafter(rounded, -1.0))) << value.to_string();
    ASSERT_LE(distance(rounded), distance(std::nextafter(rounded, 1e300))) << value.to_string();
  }
}

TEST(RationalToDouble, BreaksTiesToEvenInEveryRange) {
  const Rational two(2);
  const Rational odd = two.pow(53) + Rational(1);  // half way between 2^53 and 2^53 + 2
  const Rational next = two.pow(53) + Rational(3);
  EXPECT_EQ(odd.to_double(), 0x1p53);
  EXPECT_EQ(next.to_double(), 0x1p53 + 4.0);
  EXPECT_EQ((odd * two.pow(-400)).to_double(), 0x1p-347);
  EXPECT_EQ((odd + two.pow(-900)).to_double(), 0x1p53 + 2.0);
  EXPECT_EQ((odd - two.pow(-900)).to_double(), 0x1p53);
  // Among the subnormal numbers the grid is 2^-1074.
  EXPECT_EQ(two.pow(-1075).to_double(), 0.0);
  EXPECT_EQ((Rational(3) * two.pow(-1075)).to_double(), 0x1p-1073);
  EXPECT_EQ((two.pow(-1075) + two.pow(-1500)).to_double(), 0x1p-1074);
  // Rounding to 53 bits and then to the grid would round this up: 2^-1022 (1 - 2^-53 - 2^-60).
  const Rational below_normal = two.pow(-1022) * (Rational(1) - two.pow(-53) - two.pow(-60));
  EXPECT_EQ(below_normal.to_double(), 0x1p-1022 - 0x1p-1074);
  EXPECT_EQ((two.pow(-1022) * (Rational(1) - two.pow(-53))).to_double(), 0x1p-1022);
}

TEST(RationalToDouble, OverflowsWhereRoundingDoes) {
  const Rational two(2);
  const Rational half_way = two.pow(1024) - two.pow(970);  // between the largest double and 2^1024
  EXPECT_EQ(half_way.to_double(), std::numeric_limits<double>::infinity());
  EXPECT_EQ((half_way - two.pow(-10)).to_double(), std::numeric_limits<double>::max());
  EXPECT_EQ((-half_way).to_double(), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(two.pow(100'000).to_double(), std::numeric_limits<double>::infinity());
  EXPECT_EQ(two.pow(-100'000).to_double(), 0.0);
}

TEST(RationalFromDouble, IsExactForEveryBitPattern) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    const Rational exact = Rational::from_double(value);
    ASSERT_EQ(exact.to_double(), value);
    ASSERT_EQ(std::strtod(exact_decimal(value).c_str(), nullptr), value);
    ASSERT_EQ(Rational::parse(exact_decimal(value)), exact);
  }
  for (const double value : {0.0, 1.0, -0.5, 0x1p-1074, 0x1p62, 0x1p63, -0x1p63, 0x1p64, 0x1p-62, 0x1p-63, 1e308}) {
    EXPECT_EQ(Rational::from_double(value).to_double(), value);
  }
}

TEST(ExactDecimal, WritesTheWholeExpansion) {
  EXPECT_EQ(exact_decimal(0.1), "0.1000000000000000055511151231257827021181583404541015625");
  EXPECT_EQ(exact_decimal(-0.75), "-0.75");
  EXPECT_EQ(exact_decimal(1e22), "10000000000000000000000");
  EXPECT_EQ(exact_decimal(1e23), "99999999999999991611392");
  EXPECT_EQ(exact_decimal(0.0), "0");
  EXPECT_EQ(exact_decimal(-0.0), "0");
  EXPECT_EQ(exact_decimal(0x1p-1074).size(), 2U + 1074U);  // 5^1074 / 10^1074
}

TEST(RationalText, ReadsTheNumbersOfTheLanguage) {
  const std::pair<const char*, const char*> cases[] = {
      {"12", "12"},
      {"-12", "-12"},
      {"0.25", "1/4"},
      {"-0.25", "-1/4"},
      {"1e-3", "1/1000"},
      {"1E3", "1000"},
      {"1e+3", "1000"},
      {"1/3", "1/3"},
      {"-2/6", "-1/3"},
      {"35%", "7/20"},
      {"12.5%", "1/8"},
      {"0.1/0.3", "1/3"},
      {"007", "7"},
      {"0/5", "0"},
      {"-0", "0"},
      {".5", "1/2"},
      {"5.", "5"},
      {"1.50e2", "150"},
      {"0.000", "0"},
      {"50%/2", "1/4"},
      {"9223372036854775807", "9223372036854775807"},
      {"9223372036854775808", "9223372036854775808"},
      {"0.00000000000000000001", "1/100000000000000000000"},
  };
  for (const auto& [text, expected] : cases) {
    const std::optional<Rational> parsed = Rational::parse(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(parsed->to_string(), expected) << text;
  }
}

TEST(RationalText, RefusesWhatIsNoNumber) {
  for (const char* text : {"",     "-",   "+1",  "--1",   "1/0", "1/0.0", "/3",     "3/",      "1/2/3",
                           "1 2",  " 1",  "1 ",  "e3",    "1e",  "1e+",   "1e--2",  "1.2.3",   "abc",
                           "0x10", "inf", "nan", "1,5",   "%",   "1%%",   "1e4001", "1e-4001", "1e99999999999999999999",
                           "1/-3", ".",   "-.",  "1_000", "1%5"}) {
    EXPECT_EQ(Rational::parse(text), std::nullopt) << text;
  }
  EXPECT_EQ(Rational::parse(std::string_view("1\0", 2)), std::nullopt);
  EXPECT_TRUE(Rational::parse("1e4000"));
  EXPECT_TRUE(Rational::parse("1e-4000"));
}

TEST(RationalText, WritesFiniteDecimalsAsDecimalsAndOthersAsQuotients) {
  const std::pair<const char*, const char*> cases[] = {
      {"1/4", "0.25"},
      {"-1/4", "-0.25"},
      {"12", "12"},
      {"-12", "-12"},
      {"1/3", "1/3"},
      {"0", "0"},
      {"7/20", "0.35"},
      {"1/1000", "0.001"},
      {"1000001/1000", "1000.001"},
      {"-1/7", "-1/7"},
      {"1/1024", "0.0009765625"},
      {"1/3125", "0.00032"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(Rational::parse(text)->to_decimal_string(), expected);
}

TEST(RationalText, WhatIsWrittenReadsBackEqual) {
  std::mt19937_64 random(6);
  for (int i = 0; i < 10'000; ++i) {
    Rational value = Rational::ratio(static_cast<std::int64_t>(random() >> (random() % 64)),
                                     static_cast<std::int64_t>(random() >> (1 + random() % 63)) + 1);
    if (random() % 4 == 0) value = value * Rational(10).pow(static_cast<std::int32_t>(random() % 80) - 40);
    if (random() % 2 == 0) value = -value;
    ASSERT_EQ(Rational::parse(value.to_string()), value);
    ASSERT_EQ(Rational::parse(value.to_decimal_string()), value);
  }
}

}  // namespace
}  // namespace parley
