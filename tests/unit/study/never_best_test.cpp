// SPDX-License-Identifier: Apache-2.0
// Choices that nobody makes are pointed out only where that is known.
#include "parley/study/never_best.h"

#include <gmock/gmock.h>

#include "scenario_models.h"

namespace parley {
namespace {

study::NeverBestChoices found(const std::string& text, const RunContext& run = {}) {
  auto never = study::never_best(*tests::model_of(text), {.draws = 64, .replicates = 16, .seed = 1}, run);
  EXPECT_TRUE(never.has_value());
  return *never;
}

const std::string one_choice_is_worse = R"(parley 1
player one
param gain : pos = 1 to 2
play { one picks { take, leave } }
outcome taken when one is take
outcome left otherwise
payoff one { taken: gain, left: 0 }
)";

// Matching pennies with a third choice of `even` that loses against both: no equilibrium makes it, but that is the
// finding of a list, and none is made.
const std::string unsettled = R"(parley 1
player even
player odd
param gain : pos = 1 to 2
play {
  simultaneous {
    even picks { heads, tails, neither }
    odd picks { h, t }
  }
}
outcome lost when even is neither
outcome same when (even is heads and odd is h) or (even is tails and odd is t)
outcome other otherwise
payoff even { lost: -1, same: gain, other: 0 }
payoff odd { lost: 0, same: 0, other: gain }
)";

TEST(NeverBest, NamesAChoiceThatNoDrawMakes) {
  const auto never = found(one_choice_is_worse);
  EXPECT_EQ(never.draws, 64U);
  ASSERT_EQ(never.picks.size(), 1U);
  EXPECT_THAT(never.picks.front().labels, testing::ElementsAre("leave"));
}

TEST(NeverBest, SaysNothingWhereDrawsAreNotSettled) {
  const auto never = found(unsettled);
  EXPECT_EQ(never.draws, 0U);
  EXPECT_TRUE(never.picks.empty());
}

TEST(NeverBest, SaysNothingWhenItIsStopped) {
  std::stop_source stop;
  stop.request_stop();
  RunContext run;
  run.stop = stop.get_token();
  EXPECT_EQ(found(unsettled, run).draws, 0U);
}

}  // namespace
}  // namespace parley
