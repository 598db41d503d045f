// SPDX-License-Identifier: Apache-2.0
// Constants, discrete distributions and samples, by hand.
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parley/base/result.h"
#include "parley/math/distribution.h"

namespace parley {
namespace {

using testing::HasSubstr;

Number exact(const std::string& text) { return Number(Rational::parse(text).value()); }

Distribution discrete(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::vector<std::pair<Number, Number>> numbers;
  for (const auto& [value, prob] : entries) numbers.emplace_back(exact(value), exact(prob));
  return Distribution::discrete(numbers).value();
}

TEST(ConstantDistribution, IsItsValue) {
  const Distribution third = Distribution::constant(exact("1/3"));
  EXPECT_TRUE(third.is_constant());
  EXPECT_TRUE(third.is_discrete());
  EXPECT_EQ(third.constant_value(), exact("1/3"));
  EXPECT_EQ(third.median(), exact("1/3"));
  EXPECT_EQ(third.quantile(0.9), 1.0 / 3.0);
  EXPECT_EQ(third.mean(), 1.0 / 3.0);
  EXPECT_EQ(third.variance(), 0.0);
  EXPECT_EQ(third.cdf(0.3), 0.0);
  EXPECT_EQ(third.cdf(1.0 / 3.0), 1.0);
  EXPECT_EQ(third.describe(), "1/3");
  ASSERT_EQ(third.discrete_values().size(), 1U);
  EXPECT_EQ(third.discrete_values()[0].second, 1.0);
}

TEST(DiscreteDistribution, SortsJoinsAndDrops) {
  const Distribution values = discrete({{"3", "0.25"}, {"1", "0.5"}, {"2", "0"}, {"3", "0.25"}});
  ASSERT_EQ(values.discrete_values().size(), 2U);
  EXPECT_EQ(values.discrete_values()[0], (std::pair{exact("1"), 0.5}));
  EXPECT_EQ(values.discrete_values()[1], (std::pair{exact("3"), 0.5}));
  EXPECT_EQ(values.kind(), DistributionKind::discrete);
  EXPECT_FALSE(values.is_constant());
  EXPECT_EQ(values.describe(), "in { 1: 0.5, 3: 0.5 }");
  EXPECT_EQ(values.mean(), 2.0);
  EXPECT_EQ(values.variance(), 1.0);
  EXPECT_EQ(values.support_bounds(), (std::pair{1.0, 3.0}));
}

// The quantile is the smallest value whose cumulative probability reaches u.
TEST(DiscreteDistribution, QuantileStepsWhereTheCumulativeIsReached) {
  const Distribution values = discrete({{"1", "0.1"}, {"2", "0.2"}, {"5", "0.7"}});
  EXPECT_EQ(values.quantile(1e-300), 1.0);
  EXPECT_EQ(values.quantile(0.1), 1.0);
  EXPECT_EQ(values.quantile(std::nextafter(0.1, 1.0)), 2.0);
  EXPECT_EQ(values.quantile(0.3), 2.0);  // 0.1 + 0.2 is added exactly
  EXPECT_EQ(values.quantile(std::nextafter(0.3, 1.0)), 5.0);
  EXPECT_EQ(values.quantile(1.0 - 0x1p-53), 5.0);
  EXPECT_EQ(values.cdf(0.99), 0.0);
  EXPECT_EQ(values.cdf(2.0), 0.3);
  EXPECT_EQ(values.cdf(4.9), 0.3);
  EXPECT_EQ(values.cdf(5.0), 1.0);
}

// The language, section 9: the smallest value whose cumulative probability reaches 1/2.
TEST(DiscreteDistribution, MedianIsTheSmallestValueThatReachesAHalf) {
  EXPECT_EQ(discrete({{"1", "0.5"}, {"2", "0.5"}}).median(), exact("1"));
  EXPECT_EQ(discrete({{"1", "0.4999999999999999999999"}, {"2", "0.5000000000000000000001"}}).median(), exact("2"));
  // 0.1 + 0.2 + 0.2 reaches a half exactly, which floating point misses or passes as it likes.
  EXPECT_EQ(discrete({{"1/3", "0.1"}, {"2/3", "0.2"}, {"1", "0.2"}, {"2", "0.5"}}).median(), exact("1"));
  EXPECT_EQ(discrete({{"7", "1/3"}, {"8", "1/3"}, {"9", "1/3"}}).median(), exact("8"));
}

TEST(DiscreteDistribution, TakesInexactProbabilitiesThatAddUpWithinRounding) {
  const auto values = Distribution::discrete({{Number(1.0), Number(0.1)}, {Number(2.0), Number(0.9 + 1e-12)}});
  ASSERT_TRUE(values);
  EXPECT_EQ(values->cdf(2.0), 1.0);
  EXPECT_NEAR(values->discrete_values()[0].second + values->discrete_values()[1].second, 1.0, 1e-15);
}

TEST(DiscreteDistribution, RefusesProbabilitiesThatAreNone) {
  const auto error = [](const std::vector<std::pair<Number, Number>>& entries) {
    const auto result = Distribution::discrete(entries);
    EXPECT_FALSE(result);
    return result ? std::string() : result.error().message;
  };
  EXPECT_THAT(error({}), HasSubstr("at least one value"));
  EXPECT_THAT(error({{exact("1"), exact("0.5")}, {exact("2"), exact("0.4")}}), HasSubstr("add up to 0.9"));
  EXPECT_THAT(error({{exact("1"), exact("1.5")}, {exact("2"), exact("-0.5")}}),
              HasSubstr("1.5, and must lie in [0, 1]"));
  EXPECT_THAT(error({{exact("1"), exact("0.333333333333")}, {exact("2"), exact("2/3")}}), HasSubstr("add up to"));
  EXPECT_THAT(error({{Number(1.0), Number(0.5)}, {Number(2.0), Number(0.5 + 1e-8)}}), HasSubstr("add up to"));
  EXPECT_THAT(error({{Number(1.0), Number(std::nan(""))}}), HasSubstr("must lie in [0, 1]"));
  EXPECT_THAT(error({{Number(std::numeric_limits<double>::infinity()), exact("1")}}), HasSubstr("finite"));
}

TEST(DiscreteDistribution, AndOthersRefuseQuestionsThatDoNotFit) {
  EXPECT_THROW((void)discrete({{"1", "1"}}).constant_value(), InternalError);
  EXPECT_THROW((void)Distribution::samples({1.0})->discrete_values(), InternalError);
}

TEST(Samples, AreTheirEmpiricalDistribution) {
  const Distribution samples = Distribution::samples({4.0, 1.0, 3.0, 1.0}).value();
  EXPECT_EQ(samples.mean(), 2.25);
  EXPECT_EQ(samples.variance(), 1.6875);  // 27/4 - 81/16
  EXPECT_EQ(samples.quantile(0.25), 1.0);
  EXPECT_EQ(samples.quantile(0.5), 1.0);
  EXPECT_EQ(samples.median().value, 1.0);
  EXPECT_EQ(samples.quantile(0.5000001), 3.0);
  EXPECT_EQ(samples.quantile(0.75), 3.0);
  EXPECT_EQ(samples.quantile(0.76), 4.0);
  EXPECT_EQ(samples.quantile(1e-300), 1.0);
  EXPECT_EQ(samples.quantile(1.0 - 0x1p-53), 4.0);
  EXPECT_EQ(samples.cdf(0.0), 0.0);
  EXPECT_EQ(samples.cdf(1.0), 0.5);
  EXPECT_EQ(samples.cdf(3.5), 0.75);
  EXPECT_EQ(samples.support_bounds(), (std::pair{1.0, 4.0}));
  EXPECT_FALSE(samples.is_discrete());
}

// For every n the quantile at k / n, as doubles round it, is the k-th smallest value.
TEST(Samples, QuantilesHitEveryStep) {
  for (const std::size_t n : {1U, 3U, 10U, 49U, 1000U}) {
    std::vector<double> values(n);
    for (std::size_t i = 0; i < n; ++i) values[i] = static_cast<double>(n - i);
    const Distribution samples = Distribution::samples(values).value();
    for (std::size_t k = 1; k <= n; ++k) {
      const double share = static_cast<double>(k) / static_cast<double>(n);
      ASSERT_EQ(samples.quantile(share), static_cast<double>(k)) << k << " of " << n;
      ASSERT_EQ(samples.cdf(static_cast<double>(k)), share);
    }
  }
}

TEST(Samples, MustBeFiniteAndSome) {
  EXPECT_FALSE(Distribution::samples({}));
  const auto bad = Distribution::samples({1.0, std::nan(""), 2.0});
  ASSERT_FALSE(bad);
  EXPECT_THAT(bad.error().message, HasSubstr("sample 2"));
}

}  // namespace
}  // namespace parley
