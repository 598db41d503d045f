// SPDX-License-Identifier: Apache-2.0
// Means, variances and medians against closed forms, and draws through scrambled Sobol points against both.
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "distribution_cases.h"
#include "parley/math/distribution.h"
#include "parley/math/sobol.h"
#include "parley/math/statistics.h"
#include "reference_values.h"

namespace parley {
namespace {

using enum DistributionKind;

void expect_moments(const Distribution& distribution, double mean, double variance) {
  EXPECT_NEAR(distribution.mean(), mean, 1e-14 * std::fabs(mean)) << distribution.describe();
  EXPECT_NEAR(distribution.variance(), variance, 1e-13 * variance) << distribution.describe();
}

// Source of the closed forms: Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, 1994-1995.
TEST(Moments, AreTheClosedForms) {
  expect_moments(made(normal, {3.0, 2.0}), 3.0, 4.0);
  expect_moments(made(uniform, {-1.0, 5.0}), 2.0, 3.0);
  expect_moments(made(triangular, {0.0, 1.0, 5.0}), 2.0, 7.0 / 6.0);
  expect_moments(made(beta, {2.0, 3.0}), 0.4, 0.04);
  expect_moments(made(gamma, {2.5, 4.0}), 10.0, 40.0);
  const double e = std::exp(1.0);
  expect_moments(made(lognormal, {0.5, 1.0}), e, (e - 1.0) * e * e);
  // pert(0, 1, 5) is 5 beta(1.8, 4.2): mean (0 + 4 + 5) / 6 and variance 25 (1.8 * 4.2) / (36 * 7).
  expect_moments(made(pert, {0.0, 1.0, 5.0}), 1.5, 0.75);
}

// 1e-12 is what is promised; the reference is Simpson's rule on 4,800 intervals with 60 digits.
TEST(Moments, OfTheLogitNormalAgreeWithQuadratureOfSixtyDigits) {
  for (const auto& [m, s, mean, variance] : reference::logitnormal) {
    const Distribution distribution = made(logitnormal, {m, s});
    EXPECT_NEAR(distribution.mean(), mean, 1e-12 * mean) << distribution.describe();
    EXPECT_NEAR(distribution.variance(), variance, 1e-12 * variance) << distribution.describe();
  }
}

// Two ways of integrating meet at s = 1.5 and must agree there; moments are smooth in s, so a step of 2^-40 moves them
// by less than 1e-12.
TEST(Moments, OfTheLogitNormalAreContinuousWhereTheMethodChanges) {
  for (const double m : {0.0, -1.0, 2.0, -20.0, 30.0, -300.0}) {
    const Distribution below = made(logitnormal, {m, 1.5 - 0x1p-40});
    const Distribution above = made(logitnormal, {m, 1.5});
    EXPECT_NEAR(below.mean() / above.mean(), 1.0, 1e-11) << m;
    EXPECT_NEAR(below.variance() / above.variance(), 1.0, 2e-11) << m;
  }
}

// Limits: a narrow one is logistic(m) with slope s; far to the left it is lognormal; a very wide one is a fair coin.
TEST(Moments, OfTheLogitNormalHaveTheRightLimits) {
  const double p = 1.0 / (1.0 + std::exp(-0.7));
  const Distribution narrow = made(logitnormal, {0.7, 1e-9});
  EXPECT_NEAR(narrow.mean(), p, 1e-15);
  EXPECT_NEAR(narrow.variance() / (1e-18 * p * p * (1.0 - p) * (1.0 - p)), 1.0, 1e-12);
  for (const double s : {0.5, 1.4, 1.6}) {
    const Distribution left = made(logitnormal, {-60.0, s});
    const Distribution same = made(lognormal, {-60.0, s});
    EXPECT_NEAR(left.mean() / same.mean(), 1.0, 1e-12) << s;
    EXPECT_NEAR(left.variance() / same.variance(), 1.0, 1e-11) << s;
  }
  const Distribution wide = made(logitnormal, {0.0, 1e6});
  EXPECT_NEAR(wide.mean(), 0.5, 1e-12);
  // E[p (1 - p)] = integral of the logistic's p (1 - p) dt / (s sqrt(2 pi)) = 1 / (s sqrt(2 pi)) to first order.
  EXPECT_NEAR(wide.variance(), 0.25 - 1.0 / (1e6 * std::sqrt(2.0 * 3.14159265358979)), 1e-12);
  EXPECT_NEAR(made(logitnormal, {2.0, 3.0}).mean() + made(logitnormal, {-2.0, 3.0}).mean(), 1.0, 1e-15);
}

// Scrambled Sobol points in 16 replicates: the mean of draws lies within five of its own standard errors of the closed
// form, and these are far below those of random draws. 15 degrees of freedom: |t| > 5 has a chance of 1.6e-4 a test.
TEST(Draws, ReproduceMeansAndVariances) {
  constexpr std::uint32_t num_replicates = 16;
  constexpr std::uint32_t points_each = 2048;
  const std::vector<Distribution> cases = {
      made(normal, {1.0, 2.0}),
      made(lognormal, {0.0, 0.5}),
      made(logitnormal, {-1.0, 1.5}),
      made(uniform, {2.0, 3.0}),
      made(triangular, {0.0, 1.0, 4.0}),
      made(pert, {0.0, 1.0, 4.0}),
      made(beta, {0.7, 2.0}),
      made(gamma, {0.8, 2.0}),
      Distribution::range(Support::probability, Number(0.25), Number(0.65)).value(),
      Distribution::samples({3.0, 1.0, 4.0, 1.0, 5.0}).value(),
  };
  const SobolPoints points(cases.size());
  std::vector<double> out(cases.size());
  std::vector<std::vector<double>> values(cases.size());
  std::vector<std::vector<double>> squares(cases.size());
  for (std::uint32_t i = 0; i < num_replicates * points_each; ++i) {
    points.point(1, i % num_replicates, i / num_replicates, out.data());
    for (std::size_t d = 0; d < cases.size(); ++d) {
      const double x = cases[d].quantile(out[d]);
      values[d].push_back(x);
      squares[d].push_back((x - cases[d].mean()) * (x - cases[d].mean()));
    }
  }
  const std::vector<double> weights(values[0].size(), 1.0);
  for (std::size_t d = 0; d < cases.size(); ++d) {
    const Estimate mean = replicated_ratio(values[d], weights, {}, num_replicates);
    const Estimate variance = replicated_ratio(squares[d], weights, {}, num_replicates);
    EXPECT_NEAR(mean.mean, cases[d].mean(), 5.0 * mean.standard_error) << cases[d].describe();
    EXPECT_NEAR(variance.mean, cases[d].variance(), 5.0 * variance.standard_error) << cases[d].describe();
    const double random_error = std::sqrt(cases[d].variance() / static_cast<double>(weights.size()));
    EXPECT_LT(mean.standard_error, random_error / 5.0) << cases[d].describe();
  }
}

TEST(Median, IsTheMiddleQuantile) {
  EXPECT_EQ(made(normal, {3.0, 2.0}).median().value, 3.0);
  EXPECT_DOUBLE_EQ(made(lognormal, {2.0, 0.5}).median().value, std::exp(2.0));
  EXPECT_EQ(made(logitnormal, {0.0, 5.0}).median().value, 0.5);
  EXPECT_EQ(made(uniform, {0.0, 40.0}).median().value, 20.0);
  EXPECT_FALSE(made(uniform, {0.0, 40.0}).median().is_exact());
  EXPECT_NEAR(made(triangular, {0.0, 1.0, 2.0}).median().value, 1.0, 1e-15);
  EXPECT_NEAR(made(gamma, {1.0, 1.0}).median().value, std::log(2.0), 1e-15);
  EXPECT_NEAR(made(beta, {5.0, 5.0}).median().value, 0.5, 1e-15);
}

}  // namespace
}  // namespace parley
