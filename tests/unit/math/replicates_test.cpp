// SPDX-License-Identifier: Apache-2.0
// Ratios by replicate and differences of ratios.
#include "parley/math/replicates.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace parley {
namespace {

const std::vector<double> values = {1, 4, 2, 8, 5, 7, 1, 3}, weights = {1, 2, 1, 1, 3, 1, 1, 2},
                          divisors = {2, 1, 1, 4, 2, 1, 1, 3};

TEST(Replicated, HasTheMeanAndErrorOfTheRatioToTheBit) {
  const Replicated made = replicated({values, weights, divisors}, 2);
  const Estimate known = replicated_ratio(values, weights, divisors, 2);
  EXPECT_EQ(made.mean, known.mean);
  ASSERT_EQ(made.deviations.size(), 2U);
  EXPECT_NEAR(made.deviations[0] + made.deviations[1], 0.0, 1e-15);  // rounding of numbers near 1
}

// Two replicates of means 1 and 3 against none: 2, and the error of two numbers, sqrt(2) / sqrt(2).
TEST(ReplicatedDifference, IsThatOfMeansByHand) {
  const std::vector<double> a = {1, 3}, b = {0, 0}, ones = {1, 1};
  const Estimate found = replicated_difference({a, ones, {}}, {b, ones, {}}, 2);
  EXPECT_DOUBLE_EQ(found.mean, 2.0);
  EXPECT_DOUBLE_EQ(found.standard_error, 1.0);
}

TEST(ReplicatedDifference, OfTheSameDrawsHasNoError) {
  std::vector<double> more = values;
  for (double& value : more) value += 1.0;
  const Estimate found = replicated_difference({more, weights, {}}, {values, weights, {}}, 4);
  EXPECT_NEAR(found.mean, 1.0, 1e-15);
  EXPECT_NEAR(found.standard_error, 0.0, 1e-15);  // rounding
  const Estimate none = replicated_difference({values, weights, {}}, {values, weights, {}}, 4);
  EXPECT_EQ(none.mean, 0.0);
  EXPECT_EQ(none.standard_error, 0.0);
}

// One draw of 64 makes the difference of 1/64: plain sampling with two more such draws has the error
// sqrt(sum e^2 + 2 max e^2), e = 63/64^2 for that draw and -1/64^2 for the others.
TEST(ReplicatedDifference, OfARareEventIsNotMadeTooSure) {
  std::vector<double> a(64, 0.0), b(64, 0.0), ones(64, 1.0);
  a[5] = 1.0;
  const Estimate found = replicated_difference({a, ones, {}}, {b, ones, {}}, 16);
  const double one = 63.0 / 4096.0, other = 1.0 / 4096.0;
  EXPECT_DOUBLE_EQ(found.mean, 1.0 / 64.0);
  EXPECT_NEAR(found.standard_error, std::sqrt(3.0 * one * one + 63.0 * other * other), 1e-15);
}

TEST(ReplicatedDifference, IsUndefinedWhereARatioIs) {
  const std::vector<double> zeros = {0, 0}, ones = {1, 1};
  EXPECT_TRUE(std::isnan(replicated_difference({ones, ones, {}}, {ones, zeros, {}}, 2).mean));
}

}  // namespace
}  // namespace parley
