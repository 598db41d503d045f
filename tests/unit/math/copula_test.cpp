// SPDX-License-Identifier: Apache-2.0
// The Gaussian copula: rank correlations as asked, margins still uniform, impossible matrices refused.
#include "parley/math/copula.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <numeric>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parley/math/distribution.h"
#include "parley/math/sobol.h"

namespace parley {
namespace {

using testing::HasSubstr;

/// columns[margin][point], joined.
std::vector<std::vector<double>> joined(const GaussianCopula& copula, std::uint32_t num_points) {
  const SobolPoints points(copula.dimension());
  std::vector<std::vector<double>> columns(copula.dimension(), std::vector<double>(num_points));
  std::vector<double> out(copula.dimension());
  for (std::uint32_t i = 0; i < num_points; ++i) {
    points.point(1, 0, i, out.data());
    copula.join(out.data());
    for (std::size_t d = 0; d < out.size(); ++d) columns[d][i] = out[d];
  }
  return columns;
}

std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> result(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) result[order[i]] = static_cast<double>(i);
  return result;
}

double spearman(const std::vector<double>& a, const std::vector<double>& b) {
  const std::vector<double> x = ranks(a);
  const std::vector<double> y = ranks(b);
  const auto n = static_cast<double>(x.size());
  double squares = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) squares += (x[i] - y[i]) * (x[i] - y[i]);
  return 1.0 - 6.0 * squares / (n * (n * n - 1.0));
}

// For independent points the standard error of Spearman's coefficient is at most about 1 / sqrt(n) = 0.004 for n =
// 2^16; scrambled Sobol points do better, so four of them leave a wide margin and would still catch 2 sin(pi r / 6)
// taken for r (0.5 gives 0.4826 without the sine).
TEST(GaussianCopula, GivesTheRankCorrelationsAsked) {
  const double tolerance = 4.0 / 256.0 / 4.0;
  for (const double r : {-0.9, -0.5, -0.1, 0.3, 0.5, 0.7, 0.95}) {
    const auto copula = GaussianCopula::from(2, {{0, 1, r}});
    ASSERT_TRUE(copula);
    const auto columns = joined(*copula, 65'536);
    EXPECT_NEAR(spearman(columns[0], columns[1]), r, tolerance);
  }
}

TEST(GaussianCopula, GivesSeveralCorrelationsAtOnceAndNoneWhereNoneIsAsked) {
  const auto copula = GaussianCopula::from(5, {{4, 1, 0.6}, {1, 2, -0.4}});
  ASSERT_TRUE(copula);
  const auto columns = joined(*copula, 65'536);
  const double tolerance = 4.0 / 256.0 / 4.0;
  EXPECT_NEAR(spearman(columns[1], columns[4]), 0.6, tolerance);
  EXPECT_NEAR(spearman(columns[1], columns[2]), -0.4, tolerance);
  EXPECT_NEAR(spearman(columns[2], columns[4]), 0.0, tolerance);
  EXPECT_NEAR(spearman(columns[0], columns[1]), 0.0, tolerance);
}

TEST(GaussianCopula, KeepsMarginsUniform) {
  const auto copula = GaussianCopula::from(3, {{0, 1, 0.8}, {1, 2, 0.5}});
  ASSERT_TRUE(copula);
  for (std::vector<double>& column : joined(*copula, 65'536)) {
    std::ranges::sort(column);
    double largest_gap = 0.0;  // Kolmogorov's distance; 1.95 / sqrt(n) is its 0.1 % point for independent points
    for (std::size_t i = 0; i < column.size(); ++i) {
      largest_gap = std::max(largest_gap, std::fabs(column[i] - (static_cast<double>(i) + 0.5) / 65'536.0));
    }
    EXPECT_LT(largest_gap, 1.95 / 256.0);
  }
}

// With two margins the joined normals are z1 and rho z1 + sqrt(1 - rho^2) z2, rho = 2 sin(pi r / 6).
TEST(GaussianCopula, IsTheTwoByTwoFormulaByHand) {
  const auto copula = GaussianCopula::from(2, {{0, 1, 0.5}});
  ASSERT_TRUE(copula);
  double u[2] = {0.9, 0.2};
  copula->join(u);
  const double rho = 2.0 * std::sin(std::numbers::pi / 12.0);
  const double z = rho * normal_quantile(0.9) + std::sqrt(1.0 - rho * rho) * normal_quantile(0.2);
  EXPECT_EQ(u[0], 0.9);
  EXPECT_NEAR(u[1], normal_cdf(z), 1e-15);
}

TEST(GaussianCopula, LeavesOtherMarginsUntouchedToTheBit) {
  const auto copula = GaussianCopula::from(4, {{3, 1, 0.7}, {0, 2, 0.0}});
  ASSERT_TRUE(copula);
  double u[4] = {0.1, 0.3, 1.0 / 3.0, 0.7};
  copula->join(u);
  EXPECT_EQ(u[0], 0.1);
  EXPECT_EQ(u[2], 1.0 / 3.0);
  EXPECT_NE(u[3], 0.7);
  double v[3] = {0.1, 0.2, 0.3};
  GaussianCopula::independent(3).join(v);
  EXPECT_EQ(v[1], 0.2);
}

TEST(GaussianCopula, StaysInsideTheUnitIntervalAtTheCorners) {
  const auto copula = GaussianCopula::from(3, {{0, 1, 0.99}, {0, 2, -0.99}, {1, 2, -0.99}});
  ASSERT_TRUE(copula);
  for (const double low : {1e-300, 0x1p-33, 0.5}) {
    for (const double high : {0.5, 1.0 - 0x1p-33, 1.0 - 0x1p-53}) {
      double u[3] = {low, high, low};
      copula->join(u);
      for (const double x : u) {
        EXPECT_GT(x, 0.0);
        EXPECT_LT(x, 1.0);
      }
    }
  }
}

// Three equal negative correlations rho are possible for rho > -1/2 only: 2 sin(pi f 0.9 / 6) < 1/2 for
// f < 6 asin(1/4) / (0.9 pi) = 0.5362.
TEST(GaussianCopula, RefusesAnImpossibleMatrixWithTheLargestFactor) {
  const auto copula = GaussianCopula::from(3, {{0, 1, -0.9}, {1, 2, -0.9}, {0, 2, -0.9}});
  ASSERT_FALSE(copula);
  EXPECT_EQ(copula.error().code, ErrorCode::bad_input);
  EXPECT_THAT(copula.error().message, HasSubstr("not positive definite"));
  EXPECT_THAT(copula.error().message, HasSubstr("0.53 "));
}

// Two parameters that move together cannot be said to do so perfectly: the matrix is singular.
TEST(GaussianCopula, RefusesAPerfectCorrelation) {
  for (const double r : {1.0, -1.0}) {
    const auto copula = GaussianCopula::from(2, {{0, 1, r}});
    ASSERT_FALSE(copula);
    EXPECT_THAT(copula.error().message, HasSubstr("0.99 "));
  }
}

TEST(GaussianCopula, RefusesWhatIsNoCorrelation) {
  EXPECT_FALSE(GaussianCopula::from(2, {{0, 1, 1.5}}));
  EXPECT_FALSE(GaussianCopula::from(2, {{0, 1, std::numeric_limits<double>::quiet_NaN()}}));
  EXPECT_FALSE(GaussianCopula::from(2, {{0, 2, 0.5}}));
  EXPECT_FALSE(GaussianCopula::from(2, {{1, 1, 0.5}}));
  EXPECT_FALSE(GaussianCopula::from(2, {{0, 1, 0.5}, {1, 0, 0.5}}));
  EXPECT_TRUE(GaussianCopula::from(0, {}));
}

TEST(GaussianCopula, TellsTheCorrelationsOfTheNormalsBeneath) {
  const auto copula = GaussianCopula::from(4, {{0, 2, 0.6}, {2, 3, -0.3}});
  ASSERT_TRUE(copula);
  EXPECT_EQ(copula->correlated(), (std::vector<std::size_t>{0, 2, 3}));
  EXPECT_NEAR(copula->correlation(2, 0), 2.0 * std::sin(std::numbers::pi * 0.6 / 6.0), 1e-15);
  EXPECT_NEAR(copula->correlation(2, 3), 2.0 * std::sin(-std::numbers::pi * 0.3 / 6.0), 1e-15);
  EXPECT_NEAR(copula->correlation(0, 3), 0.0, 1e-15);
  EXPECT_EQ(copula->correlation(0, 1), 0.0);
  EXPECT_EQ(copula->correlation(1, 1), 1.0);
}

TEST(GaussianCopula, JoinsInAnyOrderWithTheSameCorrelations) {
  const auto copula = GaussianCopula::from(4, {{0, 2, 0.6}, {2, 3, -0.3}, {0, 3, 0.2}});
  ASSERT_TRUE(copula);
  const std::vector<std::uint32_t> order = {3, 1, 0, 2};
  const GaussianCopula other = copula->in_order(order);
  EXPECT_EQ(other.correlated(), (std::vector<std::size_t>{3, 0, 2}));
  for (std::size_t a = 0; a < 4; ++a) {
    for (std::size_t b = 0; b < 4; ++b) EXPECT_NEAR(other.correlation(a, b), copula->correlation(a, b), 1e-14);
  }
  // Each margin depends on those before it in the order alone: 3 on none, 0 not on 2.
  std::vector<double> u = {0.2, 0.3, 0.4, 0.7}, v = {0.2, 0.3, 0.9, 0.7};
  other.join(u.data());
  other.join(v.data());
  EXPECT_EQ(u[3], 0.7);
  EXPECT_EQ(u[1], 0.3);
  EXPECT_EQ(u[0], v[0]);
  EXPECT_NE(u[0], 0.2);
  EXPECT_NE(u[2], v[2]);
}

}  // namespace
}  // namespace parley
