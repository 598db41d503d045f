// SPDX-License-Identifier: Apache-2.0
// How a comparison is written where numbers are missing.
#include "parley/report/diff_text.h"

#include <limits>

#include <gmock/gmock.h>

namespace parley::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

TEST(TextOfDiff, StoppedBeforeTheFirstDrawDoesNotSayThatNothingChanged) {
  Diff diff;
  diff.a.file = diff.b.file = "a.parley";
  const Estimate none = {undefined, undefined};
  diff.conclusions.push_back({"war", true, false, none, none, none});
  diff.termination = Termination::time_limit;
  const std::string text = diff_text({}, diff);
  EXPECT_THAT(text, Not(HasSubstr("Nothing changed")));
  EXPECT_THAT(text, HasSubstr("stopped early"));
}

TEST(TextOfDiff, AShareThatIsNotDefinedHasNoBarAndSaysWhy) {
  Diff diff;
  diff.a.file = diff.b.file = "a.parley";
  diff.assumptions.push_back({"param", "x", "param x = 1", "param x = 2", 1, 1, 0});
  diff.assumptions.push_back({"param", "y", "param y = 1", "param y = 2", 2, 2, 1});
  diff.conclusions.push_back({"war", true, false, {0.1, 0.01}, {0.4, 0.01}, {0.3, 0.01}});
  diff.shared.push_back({0, true});
  const Estimate known = {0.3, 0.01}, none = {undefined, undefined};
  diff.shares = study::Shares{{{0}, {1}}, {{{known, known, known}}, {{known, known, none}}}, {known}};
  const std::string text = diff_text({}, diff);
  EXPECT_THAT(text, HasSubstr("  param x        │██████  +30.0   ±1.0  +30.0       +30.0\n"
                              "  param y        │            -      -  +30.0       +30.0\n"));
  EXPECT_THAT(text, HasSubstr("-: not defined in one of them."));
}

}  // namespace
}  // namespace parley::report
