// SPDX-License-Identifier: Apache-2.0
// What is never and always in a model, and what only no draw showed.
#include "parley/study/certain.h"

#include <cmath>
#include <string>

#include <gmock/gmock.h>

#include "parley/study/prediction.h"
#include "scenario_models.h"

namespace parley::study {
namespace {

// The comet comes where danger is above 0.999: in one draw of a thousand, and in none of these 64.
const std::string comet = R"(parley 1
player watcher type { calm: 1/2, tense: rest }
param danger : prob = uniform(0, 1)
param toll : pos = uniform(1, 2)
play {
  chance sky { clear: 1 if danger < 0.999 else 0, comet: rest }
  watcher picks { stay, run }
}
outcome blow when sky is comet
outcome miracle when toll > 3
outcome quiet otherwise
payoff watcher { blow: -toll - (1 if watcher is run), miracle: 1 - (1 if watcher is run), quiet: 0 - (1 if watcher is run) }
)";

Prediction prediction_of(const std::string& text, std::size_t draws, const std::vector<std::string>& targets) {
  const auto model = tests::model_of(text, {}, targets);
  RunContext run;
  auto prediction = predict(*model, {.draws = draws, .replicates = 16, .seed = 1}, run);
  if (prediction) return *std::move(prediction);
  ADD_FAILURE() << prediction.error().message;
  return {};
}

TEST(CertainChance, IsNotAnEventThatOnlyNoDrawShows) {
  const Prediction found = prediction_of(comet, 64, {"P(quiet)", "P(blow given watcher.type is calm)"});
  const Average& blow = found.outcomes[0].chance;
  EXPECT_EQ(blow.mean, 0.0);
  EXPECT_NEAR(blow.standard_error, std::sqrt(2.0) / 64.0, 1e-15) << "two imagined draws of 64";
  EXPECT_EQ(found.targets[0].average.mean, 1.0);
  EXPECT_NEAR(found.targets[0].average.standard_error, std::sqrt(2.0) / 64.0, 1e-15);
  EXPECT_NEAR(found.targets[1].average.standard_error, std::sqrt(2.0) / 64.0, 1e-15);
}

TEST(CertainChance, IsWhatNoPlayCanGiveOrEveryPlayGives) {
  const Prediction found = prediction_of(
      comet, 64, {"P(quiet or blow or miracle)", "P(watcher is run and watcher is stay)", "P(quiet given quiet)"});
  const Average& miracle = found.outcomes[1].chance;
  EXPECT_EQ(miracle.mean, 0.0) << "the toll is at most 2";
  EXPECT_EQ(miracle.standard_error, 0.0);
  const auto expect = [&](std::size_t target, double mean) {
    EXPECT_EQ(found.targets[target].average.mean, mean) << found.targets[target].text;
    EXPECT_EQ(found.targets[target].average.standard_error, 0.0) << found.targets[target].text;
  };
  expect(0, 1.0);
  expect(1, 0.0);
  expect(2, 1.0);
}

// The firm holder never yields: -1 against -2. The claimant claims up to a cost of 10, far above what 64 draws show:
// that is no more than not seen.
TEST(CertainChance, IsWhatTheLastMoverNeverDoes) {
  const Prediction found = prediction_of(R"(parley 1
player claimant
player holder type { firm: 1/2, soft: rest }
param cost : pos = 0.1 to 0.2
play {
  claimant picks { claim, let_be }
  holder picks { fight, give_up } when claimant is claim
}
outcome peace when claimant is let_be
outcome war when holder is fight
outcome cession otherwise
payoff claimant { peace: 0, war: -cost, cession: 10 }
payoff holder { peace: 4, war: (-1 if type is firm else -3), cession: -2 }
)",
                                         64, {"P(cession given holder.type is firm)", "P(peace)"});
  EXPECT_EQ(found.targets[0].average.mean, 0.0);
  EXPECT_EQ(found.targets[0].average.standard_error, 0.0);
  EXPECT_EQ(found.targets[1].average.mean, 0.0);
  EXPECT_GT(found.targets[1].average.standard_error, 0.0);
}

TEST(CertainChance, IsAnyWhereEveryDrawIsTheSameGame) {
  const Prediction found = prediction_of(R"(parley 1
player one
play { one picks { a, b } }
outcome first when one is a
outcome second otherwise
payoff one { first: 1, second: 0 }
)",
                                         16, {});
  EXPECT_EQ(found.outcomes[1].chance.mean, 0.0);
  EXPECT_EQ(found.outcomes[1].chance.standard_error, 0.0);
}

}  // namespace
}  // namespace parley::study
