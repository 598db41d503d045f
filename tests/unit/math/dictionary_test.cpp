// SPDX-License-Identifier: Apache-2.0
// Exact pivots in words, in 128 bits and in GMP: the same numbers, and no wrong ones where words end.
#include "parley/math/dictionary.h"

#include <random>

#include <gmock/gmock.h>

#include "parley/base/result.h"

namespace parley {
namespace {

using testing::ElementsAre;

/// s_r = b_r + sum of a_rc x_c, with labels x: 0 .., s: after them.
template <class Int>
Dictionary<Int> made(const std::vector<Rational>& constants, const std::vector<std::vector<Rational>>& coefficients) {
  const std::size_t columns = coefficients.front().size(), rows = coefficients.size();
  std::vector<std::uint32_t> basic, nonbasic;
  for (std::size_t c = 0; c < columns; ++c) nonbasic.push_back(static_cast<std::uint32_t>(c));
  for (std::size_t r = 0; r < rows; ++r) basic.push_back(static_cast<std::uint32_t>(columns + r));
  Dictionary<Int> out(rows + columns, basic, nonbasic);
  for (std::size_t r = 0; r < rows; ++r) {
    out.set_constant(r, constants[r]);
    for (std::size_t c = 0; c < columns; ++c) out.set_coefficient(r, c, coefficients[r][c]);
  }
  return out;
}

template <class Int>
std::vector<Rational> constants_of(const Dictionary<Int>& dictionary) {
  std::vector<Rational> out;
  for (std::size_t r = 0; r < dictionary.num_rows(); ++r) out.push_back(dictionary.constant(r));
  return out;
}

/// s = 1 - 2x - y, t = 1 - x - 3y: x in for s gives x = (1 - s - y) / 2 and t = (1 + s - 5y) / 2.
TEST(Dictionary, PivotsAsByHand) {
  auto d = made<std::int64_t>({1, 1}, {{-2, -1}, {-1, -3}});
  ASSERT_TRUE(d.pivot(0, 0));
  EXPECT_THAT(constants_of(d), ElementsAre(Rational::ratio(1, 2), Rational::ratio(1, 2)));
  EXPECT_EQ(d.basic(0), 0U);
  EXPECT_EQ(d.row_of(0), 0U);
  EXPECT_EQ(d.column_of(2), 0U);
  EXPECT_EQ(d.row_of(2), d.num_rows());
  EXPECT_DOUBLE_EQ(d.coefficient_near(1, 0), 0.5);
  EXPECT_DOUBLE_EQ(d.coefficient_near(1, 1), -2.5);
  ASSERT_TRUE(d.pivot(1, 1));  // x = 2/5, y = 1/5
  EXPECT_THAT(constants_of(d), ElementsAre(Rational::ratio(2, 5), Rational::ratio(1, 5)));
}

TEST(Dictionary, AColumnThatIsDroppedIsZeroForEver) {
  auto d = made<Int128>({1, 1}, {{-2, -1}, {-1, -3}});
  d.drop_column(0);
  EXPECT_EQ(d.num_columns(), 1U);
  EXPECT_EQ(d.nonbasic(0), 1U);
  EXPECT_EQ(d.column_of(0), d.num_columns());
  d.drop_row(0);
  EXPECT_EQ(d.basic(0), 3U);
  ASSERT_TRUE(d.pivot(0, 0));  // t = 1 - 3y
  EXPECT_EQ(d.constant(0), Rational::ratio(1, 3));
}

/// The limit of x is 1/2 in the first row and 1 in the second.
TEST(Dictionary, ComparesWhereRowsEndAnEdge) {
  const auto d = made<BigInteger>({1, 1, 2}, {{-2, -1}, {-1, -3}, {-4, 1}});
  EXPECT_LT(d.compare_limits(0, 1, 0), 0);
  EXPECT_GT(d.compare_limits(1, 0, 0), 0);
  EXPECT_EQ(d.compare_limits(0, 2, 0), 0);
  EXPECT_NE(d.compare_limits(0, 2, 0, {2, 3, 4}), 0);
  EXPECT_EQ(d.compare_limits(0, 2, 0, {2, 3, 4}), -d.compare_limits(2, 0, 0, {2, 3, 4}));
}

/// Random pivots: each width that holds the numbers gives the same ones, and where words refuse nothing has changed.
TEST(Dictionary, WidthsAgreeAndRefuseInTime) {
  std::mt19937_64 random(11);
  std::size_t refused_by_words = 0, refused_by_wide = 0;
  for (int game = 0; game < 60; ++game) {
    const std::size_t size = 3 + static_cast<std::size_t>(game) % 20;
    std::uniform_int_distribution<std::int64_t> number(-2000, 2000);
    std::vector<Rational> constants(size);
    std::vector<std::vector<Rational>> coefficients(size, std::vector<Rational>(size));
    for (auto& constant : constants) constant = Rational(number(random));
    for (auto& row : coefficients) {
      for (auto& value : row) value = Rational(number(random));
    }
    auto words = made<std::int64_t>(constants, coefficients);
    auto wide = made<Int128>(constants, coefficients);
    auto big = made<BigInteger>(constants, coefficients);
    bool in_words = true, in_wide = true;
    for (std::size_t step = 0; step < 3 * size; ++step) {
      const std::size_t row = random() % size, column = random() % size;
      if (big.coefficient_sign(row, column) == 0) continue;
      if (in_words) {
        const auto before = constants_of(words);
        in_words = words.pivot(row, column);
        if (!in_words) {
          EXPECT_EQ(constants_of(words), before);
          ++refused_by_words;
        }
      }
      if (in_wide && !wide.pivot(row, column)) {
        in_wide = false;
        ++refused_by_wide;
      }
      ASSERT_TRUE(big.pivot(row, column));
      EXPECT_TRUE(!in_words || constants_of(words) == constants_of(big));
      EXPECT_TRUE(!in_wide || constants_of(wide) == constants_of(big));
    }
  }
  EXPECT_GT(refused_by_words, 10U);  // the test would show nothing otherwise
  EXPECT_GT(refused_by_wide, 2U);
}

TEST(Dictionary, WidenedGoesOnWhereWordsEnd) {
  const Rational large(1'000'000'007);
  auto words = made<std::int64_t>({large, large}, {{-large, 1}, {7, -large}});
  ASSERT_TRUE(words.pivot(0, 0));
  auto reference = made<BigInteger>({large, large}, {{-large, 1}, {7, -large}});
  ASSERT_TRUE(reference.pivot(0, 0));
  auto wide = words.widened<Int128>();
  EXPECT_EQ(constants_of(wide), constants_of(reference));
  ASSERT_TRUE(wide.pivot(1, 1));
  ASSERT_TRUE(reference.pivot(1, 1));
  EXPECT_EQ(constants_of(wide), constants_of(reference));
  EXPECT_EQ(constants_of(wide.widened<BigInteger>()), constants_of(reference));
}

TEST(Dictionary, TakesIntegersOnly) {
  Dictionary<std::int64_t> d(2, {1}, {0});
  EXPECT_FALSE(Dictionary<std::int64_t>::fits(Rational::ratio(1, 2)));
  EXPECT_FALSE(Dictionary<std::int64_t>::fits(*Rational::parse("1e30")));
  EXPECT_TRUE(Dictionary<BigInteger>::fits(*Rational::parse("1e30")));
  EXPECT_THROW(d.set_constant(0, Rational::ratio(1, 2)), InternalError);
}

}  // namespace
}  // namespace parley
