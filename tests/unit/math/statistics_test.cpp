// SPDX-License-Identifier: Apache-2.0
// Ordered sums, weighted averages and quantiles, errors from replicates: by hand and by brute force.
#include "parley/math/statistics.h"

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "parley/base/result.h"
#include "parley/math/rational.h"

namespace parley {
namespace {

TEST(OrderedSum, KeepsWhatPlainAdditionLoses) {
  EXPECT_EQ(ordered_sum(std::vector<double>{1.0, 1e100, 1.0, -1e100}), 2.0);  // Neumaier 1974's example
  EXPECT_EQ(ordered_sum(std::vector<double>(10, 0.1)), 1.0);
  EXPECT_EQ(ordered_sum({}), 0.0);
}

// Compensated summation: the error is one rounding of the result plus n eps^2 times the sum of sizes (Higham 2002,
// 4.3).
TEST(OrderedSum, IsTheRoundedExactSumOfManyTerms) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 20; ++round) {
    std::vector<double> values(1000);
    Rational exact;
    double sizes = 0.0;
    for (double& value : values) {
      value = std::ldexp(static_cast<double>(random() >> 11U) * (random() % 2 == 0 ? 1.0 : -1.0),
                         -static_cast<int>(random() % 60));
      exact += Rational::from_double(value);
      sizes += std::fabs(value);
    }
    const double expected = exact.to_double();
    EXPECT_NEAR(ordered_sum(values), expected, std::fabs(expected) * 0x1p-52 + sizes * 1000.0 * 0x1p-104);
  }
}

TEST(OrderedSum, CarriesInfinities) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(ordered_sum(std::vector<double>{1.0, infinity, 2.0}), infinity);
  EXPECT_TRUE(std::isnan(ordered_sum(std::vector<double>{infinity, -infinity})));
}

TEST(WeightedMean, ByHand) {
  EXPECT_EQ(weighted_mean(std::vector<double>{1.0, 2.0, 4.0}, std::vector<double>{1.0, 1.0, 2.0}), 2.75);
  EXPECT_EQ(weighted_mean(std::vector<double>{1.0, 5.0}, std::vector<double>{0.0, 3.0}), 5.0);
  EXPECT_TRUE(std::isnan(weighted_mean(std::vector<double>{1.0}, std::vector<double>{0.0})));
  EXPECT_TRUE(std::isnan(weighted_mean({}, {})));
}

TEST(WeightedQuantile, ByHand) {
  const std::vector<double> values = {30.0, 10.0, 20.0, 40.0};
  const std::vector<double> equal_weights(4, 0.1);
  EXPECT_EQ(weighted_quantile(values, equal_weights, 0.0), 10.0);
  EXPECT_EQ(weighted_quantile(values, equal_weights, 0.25), 10.0);
  EXPECT_EQ(weighted_quantile(values, equal_weights, 0.2500001), 20.0);
  EXPECT_EQ(weighted_quantile(values, equal_weights, 0.5), 20.0);
  EXPECT_EQ(weighted_quantile(values, equal_weights, 0.75), 30.0);
  EXPECT_EQ(weighted_quantile(values, equal_weights, 1.0), 40.0);
  const std::vector<double> weights = {0.0, 1.0, 0.0, 9.0};
  EXPECT_EQ(weighted_quantile(values, weights, 0.1), 10.0);
  EXPECT_EQ(weighted_quantile(values, weights, 0.5), 40.0);
  EXPECT_EQ(weighted_quantile(values, std::vector<double>{1.0, 0.0, 1.0, 0.0}, 0.0), 20.0);
  EXPECT_THROW((void)weighted_quantile(values, std::vector<double>(4, 0.0), 0.5), InternalError);
}

// n equal weights: the quantile of share k / n is the k-th smallest, whatever k / n and the weights round to.
TEST(WeightedQuantile, HitsEveryStepOfEqualWeights) {
  for (const std::size_t n : {3U, 7U, 10U, 49U, 100U, 4096U}) {
    std::vector<double> values(n);
    for (std::size_t i = 0; i < n; ++i) values[i] = static_cast<double>((i * 11 + 3) % n);  // shuffled: 11 divides no n
    for (const double weight : {1.0, 0.1, 1.0 / 3.0, 1e-200}) {
      const std::vector<double> weights(n, weight);
      for (std::size_t k = 1; k <= n; k += 1 + n / 50) {
        const double share = static_cast<double>(k) / static_cast<double>(n);
        ASSERT_EQ(weighted_quantile(values, weights, share), static_cast<double>(k - 1)) << k << " of " << n;
      }
    }
  }
}

TEST(EffectiveNumber, ByHand) {
  EXPECT_EQ(effective_number(std::vector<double>(8, 0.3)), 8.0);
  EXPECT_EQ(effective_number(std::vector<double>{1.0, 0.0, 0.0}), 1.0);
  EXPECT_DOUBLE_EQ(effective_number(std::vector<double>{3.0, 1.0}), 1.6);
  EXPECT_EQ(effective_number(std::vector<double>{0.0, 0.0}), 0.0);
  EXPECT_EQ(effective_number({}), 0.0);
  EXPECT_EQ(effective_number(std::vector<double>(4, 1e-200)), 4.0);
  EXPECT_EQ(effective_number(std::vector<double>(4, 1e200)), 4.0);
}

// Two replicates of equal weight with means 1 and 3: the mean is 2, its standard error |3 - 1| / 2 = 1.
TEST(ReplicatedRatio, OfTwoReplicatesByHand) {
  const std::vector<double> values = {0.0, 2.0, 2.0, 4.0};  // replicate 0: 0 and 2; replicate 1: 2 and 4
  const Estimate estimate = replicated_ratio(values, std::vector<double>(4, 1.0), {}, 2);
  EXPECT_EQ(estimate.mean, 2.0);
  EXPECT_NEAR(estimate.standard_error, 1.0, 1e-15);
}

// Without weights it is the textbook standard error of the mean of the replicates.
TEST(ReplicatedRatio, IsTheStandardErrorOfTheMeanOfEqualReplicates) {
  std::mt19937_64 random(2);
  constexpr std::size_t num_replicates = 16;
  std::vector<double> values(num_replicates * 50);
  for (double& value : values) value = static_cast<double>(random() >> 11U) * 0x1p-53;
  std::vector<double> means(num_replicates, 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) means[i % num_replicates] += values[i] / 50.0;
  double mean = 0.0;
  for (const double m : means) mean += m / num_replicates;
  double squares = 0.0;
  for (const double m : means) squares += (m - mean) * (m - mean);
  const Estimate estimate = replicated_ratio(values, std::vector<double>(values.size(), 0.7), {}, num_replicates);
  EXPECT_NEAR(estimate.mean, mean, 1e-14);
  EXPECT_NEAR(estimate.standard_error, std::sqrt(squares / (15.0 * 16.0)), 1e-14);
}

// Ratio of two sums by hand: replicate sums (1, 2) and (3, 2); ratio 4/4 = 1; deviations 1 - 2 = -1 and 3 - 2 = 1, each
// over the total 4: standard error sqrt(2/1 * (1/16 + 1/16)) = 1/2.
TEST(ReplicatedRatio, LinearisesTheRatio) {
  const Estimate estimate =
      replicated_ratio(std::vector<double>{1.0, 3.0}, std::vector<double>{1.0, 1.0}, std::vector<double>{2.0, 2.0}, 2);
  EXPECT_EQ(estimate.mean, 1.0);
  EXPECT_NEAR(estimate.standard_error, 0.5, 1e-15);
}

TEST(ReplicatedRatio, HasNoErrorWhereEveryReplicateAgrees) {
  std::mt19937_64 random(3);
  std::vector<double> weights(4096);
  for (double& weight : weights) weight = static_cast<double>(random() >> 11U) * 0x1p-53;
  for (const double value : {0.3, 1.0 / 3.0, 1.0, 0.0, -7.7e10}) {
    const Estimate estimate = replicated_ratio(std::vector<double>(4096, value), weights, {}, 16);
    EXPECT_NEAR(estimate.mean, value, 2e-16 * std::fabs(value));
    EXPECT_EQ(estimate.standard_error, 0.0);
  }
}

/// The estimate where `hits` of 4,096 draws of equal weight are 1, in as many of 16 replicates as there can be.
Estimate of_hits(int hits) {
  std::vector<double> values(4096, 0.0);
  for (int k = 0; k < hits; ++k) values[static_cast<std::size_t>(k) * 17] = 1.0;
  return replicated_ratio(values, std::vector<double>(values.size(), 0.3), {}, 16);
}

// With k hits of n the deviations are k of 1 - p and n - k of -p, whose squares add up to n p (1 - p); the two imagined
// ones add 2 (1 - p)^2.
TEST(ReplicatedRatio, OfARareEventIsThatOfAProportionWithTwoMoreHits) {
  for (int hits = 1; hits < 60; ++hits) {
    const double p = hits / 4096.0;
    const double by_hand = std::sqrt(4096.0 * p * (1.0 - p) + 2.0 * (1.0 - p) * (1.0 - p)) / 4096.0;
    EXPECT_NEAR(of_hits(hits).standard_error, by_hand, 1e-15) << hits << " hits";
  }
  EXPECT_LT(of_hits(80).standard_error, std::sqrt(80.0) / 4096.0) << "many hits: the spread alone";
}

// How often the interval of two errors holds the true chance, by the binomial distribution: 93 % of the time or
// more. With the plain error of k hits it would be 87 % at five expected hits.
TEST(ReplicatedRatio, CoversRareEvents) {
  constexpr double n = 4096.0;
  for (double expected = 4.0; expected <= 30.0; expected += 0.5) {
    const double p = expected / n;
    double covered = 0.0;
    for (int hits = 1; hits <= 63; ++hits) {
      const Estimate estimate = of_hits(hits);
      if (std::fabs(estimate.mean - p) > 2.0 * estimate.standard_error) continue;
      covered += std::exp(std::lgamma(n + 1.0) - std::lgamma(hits + 1.0) - std::lgamma(n - hits + 1.0) +
                          hits * std::log(p) + (n - hits) * std::log1p(-p));
    }
    EXPECT_GT(covered, 0.93) << expected << " hits expected";
  }
}

// Source: the rule of three. After n draws without a hit the 95 % upper bound of a chance is close to 3 / n.
TEST(ErrorOfTheUnseen, IsThatOfTwoImaginedDraws) {
  const std::vector<double> weights(400, 0.25);
  const double error = error_of_the_unseen(weights, {});
  EXPECT_NEAR(error, std::sqrt(2.0) / 400.0, 1e-15);
  EXPECT_GT(2.0 * error, 2.5 / 400.0);
  EXPECT_LT(2.0 * error, 3.0 / 400.0);
  std::vector<double> condition(400, 0.0);
  for (std::size_t i = 0; i < 100; ++i) condition[i] = 0.5;
  EXPECT_NEAR(error_of_the_unseen(weights, condition), std::sqrt(2.0) / 100.0, 1e-15) << "100 draws meet it";
  EXPECT_TRUE(std::isnan(error_of_the_unseen(std::vector<double>(3, 0.0), {})));
}

TEST(ReplicatedRatio, IsUndefinedWithoutWeightAndItsErrorWithoutReplicates) {
  const Estimate none = replicated_ratio(std::vector<double>{1.0, 2.0}, std::vector<double>{0.0, 0.0}, {}, 2);
  EXPECT_TRUE(std::isnan(none.mean));
  EXPECT_TRUE(std::isnan(none.standard_error));
  const Estimate single = replicated_ratio(std::vector<double>{1.0, 2.0}, std::vector<double>{1.0, 1.0}, {}, 1);
  EXPECT_EQ(single.mean, 1.5);
  EXPECT_TRUE(std::isnan(single.standard_error));
}

}  // namespace
}  // namespace parley
