// SPDX-License-Identifier: Apache-2.0
// Quantiles and cumulative probabilities against published tables, closed forms, exact sums and 50-digit series.
#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "distribution_cases.h"
#include "parley/math/distribution.h"
#include "reference_values.h"

namespace parley {
namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();

void expect_close(double actual, double expected, double relative, const std::string& what) {
  EXPECT_NEAR(actual, expected, std::fabs(expected) * relative) << what;
}

// Source: Abramowitz and Stegun 1964, table 26.6 (x for Q(x) = 10^-m), five decimals.
TEST(NormalQuantile, IsAsTabulatedFarOut) {
  const std::pair<double, double> table[] = {{1e-4, 3.71902},  {1e-5, 4.26489},  {1e-6, 4.75342},
                                             {1e-7, 5.19934},  {1e-8, 5.61200},  {1e-9, 5.99781},
                                             {1e-10, 6.36134}, {1e-15, 7.94135}, {1e-20, 9.26234}};
  for (const auto& [tail, z] : table) {
    EXPECT_NEAR(normal_quantile(tail), -z, 5e-6) << tail;
    EXPECT_NEAR(normal_cdf(-z), tail, tail * 5e-6 * 2.0 * z) << tail;  // d log Q = -z dz and a little more
  }
}

// Four units in the last place: one of the argument's conditioning (z times the density changes slowly) and three of
// the approximation.
TEST(NormalQuantile, IsCorrectToAFewUnitsInTheLastPlace) {
  for (const auto& [u, z] : reference::normal) {
    expect_close(normal_quantile(u), z, 4.0 * eps, std::to_string(u));
    EXPECT_EQ(normal_quantile(1.0 - u) < 0.0, u > 0.5);
  }
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_DOUBLE_EQ(normal_quantile(0.95), z_95);
}

TEST(NormalQuantile, IsSymmetricToTheBitAndFiniteEverywhere) {
  for (int k = 1; k < 1024; ++k) {
    const double u = k / 1024.0;
    EXPECT_EQ(normal_quantile(u), -normal_quantile(1.0 - u));
  }
  // Far out Mills' ratio holds: log Q(z) = -z^2 / 2 - log(z sqrt(2 pi)) - 1 / z^2 + ..., the last 7e-4 here.
  const double z = -normal_quantile(1e-300);
  EXPECT_NEAR(z * z / 2.0 + std::log(z * std::sqrt(2.0 * std::numbers::pi)), 300.0 * std::numbers::ln10, 1e-3);
  EXPECT_TRUE(std::isfinite(normal_quantile(std::numeric_limits<double>::denorm_min())));
  EXPECT_TRUE(std::isfinite(normal_quantile(1.0 - 0x1p-53)));
}

// The error of a quantile is that of the cumulative function divided by its slope in log(x). That function (Boost.Math)
// is good to some tens of units in the last place; 1e-13 was derived as 500 of them and holds for slopes of at least 1.
TEST(GammaQuantile, AgreesWithSeriesOfFiftyDigits) {
  for (const auto& [shape, scale, u, x] : reference::gamma) {
    const Distribution gamma = made(DistributionKind::gamma, {shape, scale});
    const std::string what = gamma.describe() + " at " + std::to_string(u);
    const double slope = std::min(1.0, shape);
    expect_close(gamma.quantile(u), x, 500.0 * eps / slope, what);
    expect_close(gamma.cdf(x), u, 500.0 * eps * std::max(1.0, shape), what);
    expect_close(made(DistributionKind::gamma, {shape, 8.0}).quantile(u), 8.0 * x, 500.0 * eps / slope, what);
  }
}

TEST(BetaQuantile, AgreesWithSeriesOfFiftyDigits) {
  for (const auto& [a, b, u, x] : reference::beta) {
    const Distribution beta = made(DistributionKind::beta, {a, b});
    const std::string what = beta.describe() + " at " + std::to_string(u);
    expect_close(beta.quantile(u), x, 500.0 * eps / std::min({1.0, a, b}), what);
    // Near 1 the argument itself is rounded, which a small b magnifies.
    if (x < 0.99) {
      expect_close(beta.cdf(x), u, 500.0 * eps * std::max(1.0, a + b), what);
    }
  }
}

// Source: chi-square tables (e.g. Abramowitz and Stegun, table 26.8): the chi-square with k degrees of freedom is
// gamma(k / 2, 2).
TEST(GammaQuantile, IsTheChiSquareOfTheTables) {
  struct Row {
    double freedom, u, x, rounding;
  };
  const Row table[] = {{1, 0.95, 3.84146, 5e-6},  {1, 0.99, 6.63490, 5e-6},   {2, 0.95, 5.99146, 5e-6},
                       {5, 0.05, 1.145476, 5e-7}, {10, 0.95, 18.3070, 5e-5},  {10, 0.005, 2.15586, 5e-6},
                       {30, 0.99, 50.8922, 5e-5}, {100, 0.95, 124.342, 5e-4}, {100, 0.005, 67.3276, 5e-5}};
  for (const Row& row : table) {
    EXPECT_NEAR(made(DistributionKind::gamma, {row.freedom / 2.0, 2.0}).quantile(row.u), row.x, 1.01 * row.rounding)
        << row.freedom << " " << row.u;
  }
}

// Source: tables of Student's t: |t| with v degrees of freedom has v / (v + t^2) ~ beta(v / 2, 1 / 2).
TEST(BetaQuantile, IsTheStudentsTOfTheTables) {
  struct Row {
    double freedom, two_sided, t;
  };
  const Row table[] = {{1, 0.05, 12.706}, {2, 0.05, 4.303},  {5, 0.01, 4.032},
                       {10, 0.05, 2.228}, {30, 0.01, 2.750}, {120, 0.05, 1.980}};
  for (const auto& [freedom, two_sided, t] : table) {
    const double x = made(DistributionKind::beta, {freedom / 2.0, 0.5}).quantile(two_sided);
    EXPECT_NEAR(std::sqrt(freedom * (1.0 - x) / x), t, 5.1e-4) << freedom;
  }
}

TEST(GammaQuantile, OfShapeOneIsTheExponentials) {
  const Distribution gamma = made(DistributionKind::gamma, {1.0, 3.0});
  for (const double u : uniforms()) {
    expect_close(gamma.quantile(u), -3.0 * std::log1p(-u), 20.0 * eps, std::to_string(u));
    expect_close(gamma.cdf(u), -std::expm1(-u / 3.0), 20.0 * eps, std::to_string(u));
  }
}

TEST(GammaQuantile, OfShapeAHalfIsTheSquareOfANormal) {
  const Distribution gamma = made(DistributionKind::gamma, {0.5, 2.0});
  for (const double u : {0.001, 0.1, 0.5, 0.9, 0.999}) {
    const double z = normal_quantile((1.0 - u) / 2.0);
    expect_close(gamma.quantile(u), z * z, 1e-12, std::to_string(u));
  }
}

TEST(BetaQuantile, HasTheClosedFormsOfUniformPowerAndArcsine) {
  for (const double u : uniforms()) {
    const std::string what = std::to_string(u);
    expect_close(made(DistributionKind::beta, {1.0, 1.0}).quantile(u), u, 10.0 * eps, what);
    expect_close(made(DistributionKind::beta, {3.0, 1.0}).quantile(u), std::cbrt(u), 20.0 * eps, what);
    expect_close(made(DistributionKind::beta, {1.0, 4.0}).quantile(u), -std::expm1(std::log1p(-u) / 4.0), 20.0 * eps,
                 what);
    if (u < 1e-100) continue;  // its square is no normal double
    const double sine = std::sin(std::numbers::pi * u / 2.0);
    expect_close(made(DistributionKind::beta, {0.5, 0.5}).quantile(u), sine * sine, 100.0 * eps, what);
  }
}

// P(X <= x) of beta(a, b) with whole a and b is P(at least a of a + b - 1 tosses fall below x): summed exactly.
TEST(BetaCdf, IsTheExactBinomialSum) {
  for (const auto& [a, b] : {std::pair{2, 3}, {1, 9}, {7, 7}, {20, 5}, {3, 60}}) {
    const Distribution beta = made(DistributionKind::beta, {static_cast<double>(a), static_cast<double>(b)});
    for (const double x : {0.01, 0.1, 0.375, 0.5, 0.83, 0.99}) {
      const Rational p = Rational::from_double(x);
      const int n = a + b - 1;
      Rational sum;
      Rational choose(1);
      for (int k = 0; k <= n; ++k) {
        if (k >= a) sum += choose * p.pow(k) * (Rational(1) - p).pow(n - k);
        choose = choose * Rational(n - k) / Rational(k + 1);
      }
      expect_close(beta.cdf(x), sum.to_double(), 1e-13, beta.describe());
    }
  }
}

// P(X > x) of gamma(k, 1) with whole k is P(fewer than k events of a Poisson process in x).
TEST(GammaCdf, IsThePoissonSum) {
  for (const int shape : {1, 2, 5, 20}) {
    const Distribution gamma = made(DistributionKind::gamma, {static_cast<double>(shape), 1.0});
    for (const double x : {0.5, 3.0, 10.0, 30.0}) {
      double term = std::exp(-x);
      double sum = 0.0;
      for (int k = 0; k < shape; ++k) {
        sum += term;
        term *= x / (k + 1);
      }
      EXPECT_NEAR(gamma.cdf(x), 1.0 - sum, 1e-14) << gamma.describe();
    }
  }
}

TEST(Quantiles, HaveTheClosedFormsOfTheOthers) {
  for (const double u : uniforms()) {
    const double z = normal_quantile(u);
    EXPECT_EQ(made(DistributionKind::normal, {2.0, 3.0}).quantile(u), 2.0 + 3.0 * z);
    EXPECT_DOUBLE_EQ(made(DistributionKind::lognormal, {0.5, 0.25}).quantile(u), std::exp(0.5 + 0.25 * z));
    EXPECT_NEAR(made(DistributionKind::logitnormal, {0.5, 2.0}).quantile(u), 1.0 / (1.0 + std::exp(-0.5 - 2.0 * z)),
                1e-15);
    EXPECT_DOUBLE_EQ(made(DistributionKind::uniform, {-1.0, 3.0}).quantile(u), -1.0 + 4.0 * u);
    // pert with the mode in the middle of [0, 1] is beta(3, 3), whose cumulative is x^3 (10 - 15 x + 6 x^2).
    const double x = made(DistributionKind::pert, {0.0, 0.5, 1.0}).quantile(u);
    expect_close(x * x * x * (10.0 - 15.0 * x + 6.0 * x * x), u, 1e-13, std::to_string(u));
  }
  // triangular(0, 1, 4): cumulative x^2 / 4 up to 1, then 1 - (4 - x)^2 / 12.
  const Distribution triangular = made(DistributionKind::triangular, {0.0, 1.0, 4.0});
  EXPECT_DOUBLE_EQ(triangular.quantile(0.09), 0.6);
  EXPECT_DOUBLE_EQ(triangular.quantile(0.25), 1.0);
  EXPECT_DOUBLE_EQ(triangular.quantile(11.0 / 12.0), 3.0);
  EXPECT_DOUBLE_EQ(triangular.cdf(0.6), 0.09);
  EXPECT_DOUBLE_EQ(triangular.cdf(3.0), 11.0 / 12.0);
}

// What `a to b` says: its ends are the 5 % and 95 % points.
TEST(Ranges, HaveTheirEndsAtTheFifthAndNinetyFifthPercentile) {
  const std::pair<Support, std::pair<double, double>> cases[] = {
      {Support::real, {-3.0, 8.0}},        {Support::real, {0.1, 0.2}},          {Support::positive, {0.5, 20.0}},
      {Support::positive, {1e-9, 1e9}},    {Support::probability, {0.25, 0.65}}, {Support::probability, {0.001, 0.9}},
      {Support::probability, {0.9, 0.99}}, {Support::probability, {1e-9, 2e-9}},
  };
  for (const auto& [support, ends] : cases) {
    const auto range = Distribution::range(support, Number(ends.first), Number(ends.second));
    ASSERT_TRUE(range);
    expect_close(range->quantile(0.05), ends.first, 1e-13, range->describe());
    expect_close(range->quantile(0.95), ends.second, 1e-13, range->describe());
    EXPECT_NEAR(range->cdf(ends.first), 0.05, 1e-13);
    EXPECT_NEAR(range->cdf(ends.second), 0.95, 1e-13);
  }
  const auto positive = Distribution::range(Support::positive, Number(2.0), Number(8.0));
  EXPECT_DOUBLE_EQ(positive->median().value, 4.0);  // the geometric mean
}

TEST(Quantiles, AndCumulativeProbabilitiesAreInverse) {
  for (const Distribution& distribution : continuous_cases()) {
    for (const double u : {1e-6, 0.01, 0.2, 0.5, 0.8, 0.99, 1.0 - 1e-6}) {
      const double x = distribution.quantile(u);
      if (x <= 1e-300 || x == distribution.support_bounds().second) continue;  // moved there by the end of the doubles
      // u lies between the probabilities of the neighbours four steps away, but for 1e-12 of its own size, which is
      // what the cumulative functions lose at the largest shapes (1e6 times eps, and some).
      double below = x;
      double above = x;
      for (int step = 0; step < 4; ++step) {
        below = std::nextafter(below, -std::numeric_limits<double>::infinity());
        above = std::nextafter(above, std::numeric_limits<double>::infinity());
      }
      const double slack = 1e-12 * std::min(u, 1.0 - u) + 4.0 * eps;
      EXPECT_LE(distribution.cdf(below) - slack, u) << distribution.describe();
      EXPECT_GE(distribution.cdf(above) + slack, u) << distribution.describe();
    }
  }
}

TEST(Quantiles, AreFiniteRisingAndInsideTheSupportWhateverTheParameters) {
  for (const Distribution& distribution : continuous_cases()) {
    const auto [low, high] = distribution.support_bounds();
    double previous = -std::numeric_limits<double>::infinity();
    for (const double u : {1e-300, 1e-100, 1e-20, 0x1p-53, 0x1p-33, 1e-6, 0.001, 0.05, 0.3, 0.5, 0.5 + 0x1p-53, 0.7,
                           0.95, 0.999, 1.0 - 1e-6, 1.0 - 0x1p-33, 1.0 - 0x1p-53}) {
      const double x = distribution.quantile(u);
      EXPECT_TRUE(std::isfinite(x)) << distribution.describe() << " at " << u;
      EXPECT_GE(x, previous) << distribution.describe() << " at " << u;
      EXPECT_GE(x, low);
      EXPECT_LE(x, high);
      if (low == 0.0) {
        EXPECT_GT(x, 0.0) << distribution.describe() << " at " << u;
      }
      EXPECT_EQ(x, distribution.quantile(u));
      previous = x;
    }
  }
}

// On the grid that draws come from, neighbours never change places by more than the quantile's own error.
TEST(Quantiles, RiseAlongAFineGrid) {
  for (const Distribution& distribution : continuous_cases()) {
    double previous = distribution.quantile(0x1p-33);
    for (int k = 1; k < 2000; ++k) {
      const double x = distribution.quantile(k / 2000.0);
      EXPECT_GE(x, previous) << distribution.describe() << " at " << k;
      previous = x;
    }
  }
}

TEST(Cdf, IsZeroAndOneOutside) {
  for (const Distribution& distribution : continuous_cases()) {
    const auto [low, high] = distribution.support_bounds();
    if (std::isfinite(low)) {
      EXPECT_EQ(distribution.cdf(low - 1.0), 0.0) << distribution.describe();
      EXPECT_EQ(distribution.cdf(low), 0.0) << distribution.describe();
    }
    if (std::isfinite(high)) {
      EXPECT_EQ(distribution.cdf(high), 1.0) << distribution.describe();
      EXPECT_EQ(distribution.cdf(high + 1.0), 1.0) << distribution.describe();
    }
  }
}

}  // namespace
}  // namespace parley
