// SPDX-License-Identifier: Apache-2.0
// Switch points against thresholds known by hand and against plain scans of the solved game with the param held.
#include "parley/study/switch_points.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "parley/build/hold.h"
#include "parley/study/play.h"
#include "scenario_models.h"

namespace parley {
namespace {

using study::Switch;
using testing::DoubleNear;

study::SwitchPoints scanned(const build::Model& model, std::size_t threads = 1) {
  RunContext run;
  run.num_threads = threads;
  return study::switch_points(model, run);
}

// One acts above gain = 3, of 1 to 9 uniformly (1-99 %: 1.08 to 8.92); how much two minds only matters to the value.
const std::string by_hand = R"(parley 1
player one
player two
param gain : pos = uniform(1, 9)
param steps : pos = in { 1: 1/4, 2: 1/4, 4: 1/2 }
param idle : pos = uniform(0, 1)
play {
  one picks { act, wait }
  two picks { join, stay }
}
outcome acted when one is act
outcome waited otherwise
payoff one { acted: gain - 3, waited: 0 }
payoff two { always: idle + ((3 - steps) if two is join) }
)";

// The centres are gain = 5, steps = 2: one acts, two joins.
TEST(SwitchPoints, AreTheThresholdsOfTheModel) {
  const auto model = tests::model_of(by_hand);
  const auto points = scanned(*model);
  ASSERT_EQ(points.by_input.size(), 3U);
  const std::vector<Switch>& gain = points.by_input[0];
  ASSERT_EQ(gain.size(), 2U);
  constexpr double width = 1e-6 * 7.84;
  EXPECT_THAT(gain[0].value, DoubleNear(3.0, width));
  EXPECT_EQ(gain[0].from + " " + gain[0].to, "waited acted");
  EXPECT_FALSE(gain[0].infoset.has_value());
  EXPECT_THAT(gain[1].value, DoubleNear(3.0, width));
  EXPECT_EQ(gain[1].from + " " + gain[1].to, "wait act");
  EXPECT_EQ(gain[1].infoset->player, "one");
  const std::vector<Switch>& steps = points.by_input[1];
  ASSERT_EQ(steps.size(), 1U);  // no outcome turns
  EXPECT_EQ(steps[0].value, 4.0);
  EXPECT_EQ(steps[0].from + " " + steps[0].to, "join stay");
  EXPECT_EQ(steps[0].infoset->player, "two");
  EXPECT_TRUE(points.by_input[2].empty());
}

// Neighbouring doubles at 1e6 are 1.2e-10 apart, and 1e-6 of the range is 1e-10: a step cannot become so narrow.
TEST(SwitchPoints, OfARangeThatIsNarrowFarFromZeroAreFoundToARounding) {
  const auto model = tests::model_of(R"(parley 1
player one
param gain : pos = uniform(1000000, 1000000.0001)
play { one picks { act, wait } }
outcome acted when one is act
outcome waited otherwise
payoff one { acted: gain, waited: 1000000.00003 }
)");
  const auto points = scanned(*model);
  ASSERT_EQ(points.by_input.at(0).size(), 2U);
  constexpr double roundings = 8.0 * 1.2e-10;
  EXPECT_THAT(points.by_input[0][0].value, DoubleNear(1000000.00003, roundings));
}

/// The most likely outcome with the param held there and all else at the centre.
std::string likeliest(const build::Model& model, const std::string& param, double value) {
  const auto held = build::hold(model, {{param, Number(value)}});
  RunContext run;
  const auto play = study::play_at(*held, {}, {}, run);
  const auto best = std::ranges::max_element(play->outcomes, {}, [](const auto& one) { return one.value.value; });
  return best->name;
}

TEST(SwitchPoints, SlowOfTheCaseAgreeWithPlainScans) {
  const auto source = scenario::read_source(PARLEY_TEST_DATA "/cases/negotiated_exit/negotiated_exit.parley");
  const auto model = build::build(tests::analysed(*source), {}).model;
  const auto points = scanned(*model);
  std::size_t outcomes_turn = 0;
  for (std::size_t d = 0; d < points.by_input.size(); ++d) {
    const build::Input& input = model->inputs[model->drawn[d]];
    if (input.kind != build::Input::Kind::param || input.distribution.is_discrete()) continue;
    const double low = input.distribution.quantile(0.01);
    const double high = input.distribution.quantile(0.99);
    std::vector<Switch> turns = points.by_input[d];
    std::erase_if(turns, [](const Switch& one) { return one.infoset.has_value(); });
    outcomes_turn += turns.size();
    // On both sides of each, twice the width away, the outcomes are those that it names.
    for (const Switch& turn : turns) {
      const double aside = 2e-6 * (high - low);
      EXPECT_EQ(likeliest(*model, input.name, turn.value - aside), turn.from) << input.name << " " << turn.value;
      EXPECT_EQ(likeliest(*model, input.name, turn.value + aside), turn.to) << input.name << " " << turn.value;
    }
    // And a scan of its own, on other points, sees no other change.
    std::string before = likeliest(*model, input.name, low);
    std::size_t changes = 0;
    for (int k = 1; k <= 24; ++k) {
      std::string now = likeliest(*model, input.name, std::lerp(low, high, k / 24.0));
      changes += now != before ? 1 : 0;
      before = std::move(now);
    }
    EXPECT_LE(changes, turns.size()) << input.name;
  }
  EXPECT_GT(outcomes_turn, 0U);
}

TEST(SwitchPoints, DoNotDependOnThreads) {
  const auto model = tests::model_of(by_hand);
  const auto one = scanned(*model, 1);
  const auto four = scanned(*model, 4);
  for (std::size_t d = 0; d < one.by_input.size(); ++d) {
    ASSERT_EQ(one.by_input[d].size(), four.by_input[d].size());
    for (std::size_t k = 0; k < one.by_input[d].size(); ++k) {
      EXPECT_EQ(one.by_input[d][k].value, four.by_input[d][k].value);
    }
  }
}

TEST(SwitchPoints, OfAnUnsettledGameAreFoundToo) {
  // Matching pennies with a prize: mixed throughout, and above a fine of 2 nobody plays.
  const auto model = tests::model_of(R"(parley 1
player even
player odd
param fine : pos = uniform(1, 3)
play {
  even picks enters in { yes, no }
  simultaneous {
    even picks { heads, tails } when enters is yes
    odd picks { h, t } when enters is yes
  }
}
outcome absent when enters is no
outcome same when (even is heads and odd is h) or (even is tails and odd is t)
outcome other otherwise
payoff even { absent: 0, same: 5 - fine, other: -1 - fine }
payoff odd { absent: 0, same: -1, other: 1 }
)");
  // Even wins 5 or loses 1, each with chance 1/2: worth 2 before the fine.
  const auto points = scanned(*model);
  const auto& fine = points.by_input[0];
  ASSERT_FALSE(fine.empty());
  EXPECT_THAT(fine.back().value, DoubleNear(2.0, 1e-6 * 2.0 + 1e-7));
  EXPECT_EQ(fine.back().to, "no");
}

}  // namespace
}  // namespace parley
