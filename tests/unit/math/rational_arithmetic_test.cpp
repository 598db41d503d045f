// SPDX-License-Identifier: Apache-2.0
// Exact rationals against GMP itself, across the border between the inline form and the large one.
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <gmp.h>
#include <gtest/gtest.h>

#include "parley/base/result.h"
#include "parley/math/rational.h"

namespace parley {
namespace {

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

class Mpq {
 public:
  explicit Mpq(const std::string& text) {
    mpq_init(value);
    mpq_set_str(value, text.c_str(), 10);
    mpq_canonicalize(value);
  }
  Mpq() { mpq_init(value); }
  Mpq(const Mpq&) = delete;
  Mpq& operator=(const Mpq&) = delete;
  ~Mpq() { mpq_clear(value); }
  [[nodiscard]] std::string text() const {
    std::string result(mpz_sizeinbase(mpq_numref(value), 10) + mpz_sizeinbase(mpq_denref(value), 10) + 3, '\0');
    mpq_get_str(result.data(), 10, value);
    return result.c_str();
  }
  mpq_t value;
};

/// Fractions of every size: small, close to 63 bits, beyond; often with common factors, so that results shrink again.
std::string random_fraction(std::mt19937_64& random) {
  const auto integer = [&](bool positive) {
    std::string digits = std::to_string(random() >> (random() % 64));
    for (std::uint64_t more = random() % 8; more > 6; --more) digits += std::to_string(random());
    if (random() % 8 == 0) digits = std::to_string(largest - static_cast<std::int64_t>(random() % 3));
    if (positive) return digits == "0" ? std::string("1") : digits;
    return random() % 2 == 0 ? digits : "-" + digits;
  };
  const std::string top = random() % 16 == 0 ? std::to_string(smallest) : integer(false);
  return top + "/" + (random() % 4 == 0 ? std::string("1") : integer(true));
}

Rational rational(const std::string& text) {
  const std::optional<Rational> parsed = Rational::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Rational());
}

TEST(RationalArithmetic, AgreesWithGmpOnRandomFractionsOfEverySize) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const Mpq a(random_fraction(random));
    const Mpq b(random_fraction(random));
    const Rational x = rational(a.text());
    const Rational y = rational(b.text());
    Mpq expected;
    mpq_add(expected.value, a.value, b.value);
    ASSERT_EQ((x + y).to_string(), expected.text()) << a.text() << " + " << b.text();
    mpq_sub(expected.value, a.value, b.value);
    ASSERT_EQ((x - y).to_string(), expected.text()) << a.text() << " - " << b.text();
    mpq_mul(expected.value, a.value, b.value);
    ASSERT_EQ((x * y).to_string(), expected.text()) << a.text() << " * " << b.text();
    if (!y.is_zero()) {
      mpq_div(expected.value, a.value, b.value);
      ASSERT_EQ((x / y).to_string(), expected.text()) << a.text() << " / " << b.text();
    }
    mpq_neg(expected.value, a.value);
    ASSERT_EQ((-x).to_string(), expected.text());
    mpz_fdiv_q(mpq_numref(expected.value), mpq_numref(a.value), mpq_denref(a.value));
    mpz_set_ui(mpq_denref(expected.value), 1);
    ASSERT_EQ(x.floor().to_string(), expected.text()) << a.text();
    ASSERT_EQ(x.sign(), mpq_sgn(a.value));
    ASSERT_EQ(x <=> y, mpq_cmp(a.value, b.value) <=> 0) << a.text() << " against " << b.text();
    ASSERT_EQ(x == y, mpq_equal(a.value, b.value) != 0);
  }
}

TEST(RationalArithmetic, ObeysTheLawsOfAFieldAndGivesEqualValuesEqualHashes) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 5'000; ++i) {
    const Rational a = rational(random_fraction(random));
    const Rational b = rational(random_fraction(random));
    const Rational c = rational(random_fraction(random));
    ASSERT_EQ((a + b) + c, a + (b + c));
    ASSERT_EQ(a * (b + c), a * b + a * c);
    ASSERT_EQ(a - a, Rational(0));
    // Back across the border: what fits must come out inline, or equality and hashes would break.
    const Rational back = (a + b) - b;
    ASSERT_EQ(back, a);
    ASSERT_EQ(back.hash(), a.hash());
    ASSERT_EQ(back.num_bits(), a.num_bits());
    if (!b.is_zero()) {
      ASSERT_EQ(a / b * b, a);
    }
  }
}

TEST(RationalArithmetic, HashesOfDistinctFractionsDiffer) {
  std::unordered_set<std::size_t> hashes;
  std::size_t count = 0;
  for (std::int64_t p = -60; p <= 60; ++p) {
    for (std::int64_t q = 1; q <= 60; ++q) {
      if (std::gcd(p, q) != 1) continue;
      hashes.insert(Rational::ratio(p, q).hash());
      ++count;
    }
  }
  EXPECT_EQ(hashes.size(), count);  // 64-bit hashes of 9,000 values: a collision has a chance of 2e-12
}

TEST(RationalArithmetic, HoldsTheSmallestInteger) {
  const Rational x(smallest);
  EXPECT_EQ((-x).to_string(), "9223372036854775808");
  EXPECT_EQ((-(-x)), x);
  EXPECT_EQ((Rational(1) / x).to_string(), "-1/9223372036854775808");
  EXPECT_EQ(Rational(1) / (Rational(1) / x), x);
  EXPECT_EQ((x / x), Rational(1));
  EXPECT_EQ(Rational::ratio(smallest, smallest), Rational(1));
  EXPECT_EQ(Rational::ratio(1, smallest), Rational(1) / x);
  EXPECT_EQ(x.to_int64(), smallest);
  EXPECT_EQ((-x).to_int64(), std::nullopt);
  EXPECT_EQ(x.floor(), x);
  EXPECT_EQ(Rational::ratio(smallest, 3).floor(), Rational(smallest / 3 - 1));
}

TEST(RationalArithmetic, ReducesToLowestTermsWithAPositiveDenominator) {
  EXPECT_EQ(Rational::ratio(6, -4).to_string(), "-3/2");
  EXPECT_EQ(Rational::ratio(-6, -4).to_string(), "3/2");
  EXPECT_EQ(Rational::ratio(0, -7).to_string(), "0");
  EXPECT_TRUE(Rational::ratio(8, 4).is_integer());
  EXPECT_FALSE(Rational::ratio(8, 3).is_integer());
  EXPECT_EQ(Rational::ratio(8, 3).to_int64(), std::nullopt);
}

TEST(RationalArithmetic, SumsTheHarmonicSeriesExactly) {
  Rational sum;
  for (std::int64_t k = 1; k <= 60; ++k) sum += Rational::ratio(1, k);
  // Source: Wolstenholme; H(60) as OEIS A001008(60) / A002805(60).
  EXPECT_EQ(sum.to_string(), "15117092380124150817026911/3230237388259077233637600");
}

TEST(RationalArithmetic, RaisesToPowers) {
  EXPECT_EQ(Rational::ratio(-2, 3).pow(3).to_string(), "-8/27");
  EXPECT_EQ(Rational::ratio(-2, 3).pow(-3).to_string(), "-27/8");
  EXPECT_EQ(Rational(0).pow(0), Rational(1));
  EXPECT_EQ(Rational(2).pow(100).to_string(), "1267650600228229401496703205376");
  EXPECT_EQ(Rational(2).pow(62) * Rational(2), Rational(2).pow(63));
  EXPECT_EQ(Rational(10).pow(40) / Rational(10).pow(39), Rational(10));
  EXPECT_EQ(Rational(2).pow(-100).floor(), Rational(0));
  EXPECT_EQ((-Rational(2).pow(-100)).floor(), Rational(-1));
}

TEST(RationalArithmetic, CopiesAndMovesKeepTheValueAndLeaveTheOriginalUsable) {
  Rational big = Rational(2).pow(80);
  Rational copy = big;
  EXPECT_EQ(copy, big);
  copy += Rational(1);
  EXPECT_NE(copy, big);
  Rational moved = std::move(copy);
  EXPECT_EQ(moved, big + Rational(1));
  copy = moved;
  EXPECT_EQ(copy, moved);
  const Rational& same = copy;
  copy = same;
  EXPECT_EQ(copy, moved);
  big = Rational(3);
  EXPECT_EQ(big.to_int64(), 3);
  std::vector<Rational> values(3, moved);
  values.push_back(Rational(1));
  EXPECT_EQ(values[2], moved);
}

TEST(RationalArithmetic, RefusesWhatHasNoValue) {
  EXPECT_THROW((void)Rational::ratio(1, 0), InternalError);
  EXPECT_THROW((void)(Rational(1) / Rational(0)), InternalError);
  EXPECT_THROW((void)(Rational(2).pow(80) / Rational(0)), InternalError);
  EXPECT_THROW((void)Rational(0).pow(-1), InternalError);
  EXPECT_THROW((void)Rational::from_double(std::numeric_limits<double>::infinity()), InternalError);
  EXPECT_THROW((void)Rational::from_double(std::numeric_limits<double>::quiet_NaN()), InternalError);
}

}  // namespace
}  // namespace parley
