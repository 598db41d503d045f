// SPDX-License-Identifier: Apache-2.0
// What distributions refuse and in which words, what leaves a support, how distributions are described.
#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "distribution_cases.h"
#include "parley/base/result.h"
#include "parley/math/distribution.h"

namespace parley {
namespace {

using enum DistributionKind;
using testing::HasSubstr;
using testing::IsEmpty;

std::string refusal(DistributionKind kind, const std::vector<double>& arguments) {
  std::vector<Number> numbers;
  for (const double argument : arguments) numbers.emplace_back(argument);
  const Result<Distribution> result = Distribution::from(kind, numbers);
  if (result) return "accepted";
  EXPECT_EQ(result.error().code, ErrorCode::bad_input);
  return result.error().message;
}

std::string range_refusal(Support support, double low, double high) {
  const Result<Distribution> result = Distribution::range(support, Number(low), Number(high));
  return result ? "accepted" : result.error().message;
}

TEST(DistributionErrors, NameTheArgumentAndTheRule) {
  EXPECT_EQ(refusal(normal, {1.0, 0.0}), "normal(1, 0): s is 0, and must be above 0");
  EXPECT_EQ(refusal(lognormal, {1.0, -2.0}), "lognormal(1, -2): s is -2, and must be above 0");
  EXPECT_EQ(refusal(normal, {1.0}), "normal takes 2 numbers (m, s), and 1 stand here");
  EXPECT_EQ(refusal(triangular, {1.0, 2.0}), "triangular takes 3 numbers (a, mode, b), and 2 stand here");
  EXPECT_EQ(refusal(triangular, {0.0, 5.0, 3.0}),
            "triangular(0, 5, 3): the mode is 5, and must lie between a = 0 and b = 3");
  EXPECT_EQ(refusal(pert, {0.0, -1.0, 3.0}), "pert(0, -1, 3): the mode is -1, and must lie between a = 0 and b = 3");
  EXPECT_EQ(refusal(uniform, {3.0, 2.0}),
            "uniform(3, 2): a is 3 and b is 2: a must be below b (write a constant for one value)");
  EXPECT_EQ(refusal(beta, {0.0, 2.0}), "beta(0, 2): a is 0, and must lie between 0.001 and 1000000");
  EXPECT_EQ(refusal(beta, {2.0, 1e7}), "beta(2, 10000000): b is 10000000, and must lie between 0.001 and 1000000");
  EXPECT_EQ(refusal(gamma, {-1.0, 2.0}), "gamma(-1, 2): shape is -1, and must lie between 0.001 and 1000000");
  EXPECT_EQ(refusal(gamma, {1.0, 0.0}), "gamma(1, 0): scale is 0, and must be above 0");
}

TEST(DistributionErrors, OneValueIsNoUniform) {
  EXPECT_THAT(refusal(uniform, {2.0, 2.0}), HasSubstr("a must be below b"));
  EXPECT_THAT(refusal(triangular, {2.0, 2.0, 2.0}), HasSubstr("a must be below b"));
  EXPECT_THAT(refusal(pert, {2.0, 2.0, 2.0}), HasSubstr("a must be below b"));
}

TEST(DistributionErrors, NothingThatIsNotFinite) {
  const double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const DistributionKind kind : {normal, lognormal, logitnormal, uniform, beta, gamma}) {
    for (const double bad : {infinity, -infinity, nan}) {
      EXPECT_THAT(refusal(kind, {bad, 1.0}), HasSubstr("is not a finite number"));
      EXPECT_THAT(refusal(kind, {0.5, bad}), HasSubstr("is not a finite number"));
    }
  }
}

TEST(DistributionErrors, NothingWhoseValuesOverflow) {
  EXPECT_THAT(refusal(lognormal, {800.0, 1.0}), HasSubstr("largest number"));
  EXPECT_THAT(refusal(lognormal, {0.0, 100.0}), HasSubstr("largest number"));
  EXPECT_THAT(refusal(normal, {1.0, 1e308}), HasSubstr("largest number"));
  EXPECT_THAT(refusal(uniform, {-1e308, 1e308}), HasSubstr("largest number"));
  EXPECT_THAT(refusal(gamma, {1000.0, 1e305}), HasSubstr("largest number"));
  EXPECT_THAT(range_refusal(Support::positive, 1e-300, 1e300), HasSubstr("largest number"));
}

TEST(RangeErrors, NameTheRuleAndWhatToWriteInstead) {
  EXPECT_THAT(range_refusal(Support::real, 3.0, 2.0), HasSubstr("the first must be below the second"));
  EXPECT_THAT(range_refusal(Support::real, 2.0, 2.0), HasSubstr("the first must be below the second"));
  EXPECT_EQ(range_refusal(Support::positive, 0.0, 2.0),
            "0 to 2: both ends of a `pos` range must be above 0; use `uniform` or `triangular` for a range that starts "
            "at 0");
  EXPECT_THAT(range_refusal(Support::probability, 0.0, 0.5), HasSubstr("strictly between 0 and 1"));
  EXPECT_THAT(range_refusal(Support::probability, 0.5, 1.0), HasSubstr("strictly between 0 and 1"));
  EXPECT_THAT(range_refusal(Support::real, 0.0, std::numeric_limits<double>::infinity()), HasSubstr("finite"));
}

// The language: a form that can leave its support is an error, an end of probability zero is no leaving.
TEST(Leaving, FollowsTheRuleOfTheLanguage) {
  EXPECT_THAT(made(uniform, {0.0, 40.0}).leaves(Support::positive), IsEmpty());
  EXPECT_THAT(made(uniform, {0.0, 1.0}).leaves(Support::probability), IsEmpty());
  EXPECT_THAT(made(pert, {0.0, 0.0, 1.0}).leaves(Support::probability), IsEmpty());
  EXPECT_THAT(made(beta, {0.5, 0.5}).leaves(Support::probability), IsEmpty());
  EXPECT_THAT(made(gamma, {0.5, 0.5}).leaves(Support::positive), IsEmpty());
  EXPECT_THAT(made(lognormal, {0.0, 1.0}).leaves(Support::positive), IsEmpty());
  EXPECT_THAT(made(logitnormal, {0.0, 1.0}).leaves(Support::probability), IsEmpty());
  EXPECT_THAT(made(normal, {0.0, 1.0}).leaves(Support::real), IsEmpty());
  EXPECT_EQ(made(normal, {5.0, 0.1}).leaves(Support::positive),
            "normal(5, 0.1) can be below 0, and a `pos` parameter is always above 0");
  EXPECT_EQ(made(gamma, {1.0, 0.1}).leaves(Support::probability),
            "gamma(1, 0.1) can be above 1, and a `prob` parameter lies in [0, 1]");
  EXPECT_THAT(made(uniform, {-0.1, 0.5}).leaves(Support::probability), HasSubstr("below 0"));
}

TEST(Leaving, CountsAValueOfItsOwnProbabilityAtTheEnd) {
  EXPECT_EQ(Distribution::constant(Number(0.0)).leaves(Support::positive),
            "0 can be 0, and a `pos` parameter is always above 0");
  EXPECT_THAT(Distribution::constant(Number(0.0)).leaves(Support::probability), IsEmpty());
  EXPECT_THAT(Distribution::constant(Number(1.0)).leaves(Support::probability), IsEmpty());
  EXPECT_THAT(Distribution::samples({0.0, 1.0})->leaves(Support::positive), HasSubstr("can be 0"));
  EXPECT_THAT(Distribution::samples({0.0, 1.0})->leaves(Support::probability), IsEmpty());
  EXPECT_THAT(Distribution::samples({0.5, 1.5})->leaves(Support::probability), HasSubstr("above 1"));
}

TEST(Description, IsWhatTheLanguageWrites) {
  const auto exact = [](const char* text) { return Number(Rational::parse(text).value()); };
  EXPECT_EQ(made(lognormal, {2.3, 0.4}).describe(), "lognormal(2.3, 0.4)");
  EXPECT_EQ(Distribution::range(Support::probability, exact("25%"), exact("0.65"))->describe(), "0.25 to 0.65");
  EXPECT_EQ(Distribution::from(uniform, {exact("1/3"), exact("2")})->describe(), "uniform(1/3, 2)");
  EXPECT_EQ(Distribution::samples({1.0, 2.0})->describe(), "samples of 2 values");
}

TEST(Description, KnowsTheKindOfARange) {
  EXPECT_EQ(Distribution::range(Support::real, Number(1.0), Number(2.0))->kind(), normal);
  EXPECT_EQ(Distribution::range(Support::positive, Number(1.0), Number(2.0))->kind(), lognormal);
  EXPECT_EQ(Distribution::range(Support::probability, Number(0.1), Number(0.2))->kind(), logitnormal);
}

TEST(DistributionErrors, KindsWithoutArgumentsAreOurOwnMistake) {
  EXPECT_THROW((void)Distribution::from(samples, {}), InternalError);
  EXPECT_THROW((void)Distribution::from(constant, {}), InternalError);
}

}  // namespace
}  // namespace parley
