// SPDX-License-Identifier: Apache-2.0
// Level lines of fields whose lines are known.
#include "parley/study/contour.h"

#include <cmath>

#include <gmock/gmock.h>

namespace parley::study {
namespace {

/// A field on a square grid of n by n points over [0, 1]^2, with all unit cells as leaves.
struct Square {
  Field field;
  std::vector<double> at;
  std::vector<Leaf> leaves;

  template <class Function>
  Square(std::size_t n, Function function) : field(n, std::vector<std::optional<double>>(n)) {
    for (std::size_t k = 0; k < n; ++k) at.push_back(static_cast<double>(k) / static_cast<double>(n - 1));
    for (std::size_t y = 0; y < n; ++y) {
      for (std::size_t x = 0; x < n; ++x) field[y][x] = function(at[x], at[y]);
    }
    for (std::size_t y = 0; y + 1 < n; ++y) {
      for (std::size_t x = 0; x + 1 < n; ++x) leaves.push_back({x, x + 1, y, y + 1});
    }
  }
};

TEST(Contour, OfALinearFieldIsTheLineItself) {
  const Square square(11, [](double x, double y) { return x + y; });
  const auto lines = contour(square.field, square.leaves, 0.95, square.at, square.at);
  ASSERT_EQ(lines.size(), 1U);
  for (const auto& [x, y] : lines.front()) EXPECT_NEAR(x + y, 0.95, 1e-14);
  EXPECT_GE(lines.front().size(), 10U);
}

TEST(Contour, OfAHillIsOneClosedRing) {
  const Square square(21, [](double x, double y) { return 1.0 - std::hypot(x - 0.5, y - 0.5); });
  const auto lines = contour(square.field, square.leaves, 0.7, square.at, square.at);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines.front().front(), lines.front().back());
  for (const auto& [x, y] : lines.front()) EXPECT_NEAR(std::hypot(x - 0.5, y - 0.5), 0.3, 0.01);
}

TEST(Contour, IsEmptyWhereTheLevelIsNotReached) {
  const Square square(5, [](double, double) { return 0.2; });
  EXPECT_TRUE(contour(square.field, square.leaves, 0.5, square.at, square.at).empty());
}

TEST(Staircase, GivesTheLeastValueThatReachesTheLevelOrNone) {
  const Field field{{0.1, 0.6}, {0.3, 0.7}, {0.4, 0.9}};
  const auto choices = staircase(field, 0.5, {0, 1}, {10, 20, 30}, {0, 1, 2}, false);
  EXPECT_FALSE(choices[0].least_y.has_value());
  EXPECT_EQ(choices[1].least_y, 10.0);
  const Field rising{{0.25}, {0.75}};
  const auto between = staircase(rising, 0.5, {0}, {10, 20}, {0, 1}, true);
  EXPECT_EQ(between[0].least_y, 15.0);
}

}  // namespace
}  // namespace parley::study
