// SPDX-License-Identifier: Apache-2.0
// Quantal play of a scenario in full, and whether the default selection hangs on payoff units.
#include "parley/study/quantal.h"

#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parley/study/scale_check.h"
#include "scenario_models.h"

namespace parley {
namespace {

using study::QuantalPlay;
using testing::ElementsAre;

/// The game of the centre; the model lives as long.
struct Centre {
  explicit Centre(const std::string& text) : model(tests::model_of(text)) {
    RunContext run;
    auto found = study::named_game(*model, {}, {}, run);
    EXPECT_TRUE(found.has_value());
    game = *std::move(found);
  }
  std::shared_ptr<const build::Model> model;
  study::NamedGame game;
};

QuantalPlay played(const Centre& centre, std::optional<double> lambda, std::size_t most_points = 400) {
  auto play = study::quantal_play(centre.game, {.lambda = lambda, .most_points = most_points}, RunContext{});
  EXPECT_TRUE(play.has_value());
  return *std::move(play);
}

// All settled: leave, since nobody who may take would not. Quantal play settles nothing.
const std::string trust = R"(parley 1
player giver
player taker
play {
  giver picks { keep, give }
  taker picks { take, share } when giver is give
}
outcome kept when giver is keep
outcome taken when taker is take
outcome shared otherwise
payoff giver { kept: 1, taken: 0, shared: 2 }
payoff taker { kept: 0, taken: 3, shared: 2 }
)";

/// Rows and columns, two pure equilibria and a mixed one (trap (d) of the methods); `times`: of one's payoffs.
std::string meeting(int times) {
  return "parley 1\nplayer one\nplayer two\n"
         "play { simultaneous {\n  one picks { t, b }\n  two picks { l, r }\n} }\n"
         "outcome tl when one is t and two is l\noutcome br when one is b and two is r\noutcome apart otherwise\n"
         "payoff one { tl: " +
         std::to_string(15 * times) + ", br: " + std::to_string(10 * times) +
         ", apart: 0 }\n"
         "payoff two { tl: 5, br: 11, apart: 0 }\n";
}

// The taker's log-odds are lambda (3 - 2); with p of taking, giving is worth 2 (1 - p) against 1.
TEST(QuantalPlayAtADraw, IsThatOfTheClosedForm) {
  const QuantalPlay play = played(Centre(trust), 0.8);
  const double take = 1.0 / (1.0 + std::exp(-0.8));
  const double give = 1.0 / (1.0 + std::exp(0.8 * (1.0 - 2.0 * (1.0 - take))));
  ASSERT_EQ(play.play.outcomes.size(), 3U);
  EXPECT_NEAR(play.play.outcomes[0].value.value, 1.0 - give, 1e-9);
  EXPECT_NEAR(play.play.outcomes[1].value.value, give * take, 1e-9);
  EXPECT_THAT(play.play.marks, ElementsAre("quantal"));
  EXPECT_LE(play.logit_error.value_or(1.0), 1e-9);
  // What the taker could gain: to take always, 3 instead of what it gets.
  const auto& taker = play.play.choices[1];
  EXPECT_EQ(taker.infoset.player, "taker");
  EXPECT_EQ(taker.settled_by, "logit");
  EXPECT_NEAR(taker.margin.value, 1.0, 1e-12);
  EXPECT_NEAR(play.play.largest_deviation_gain.value, std::max(1.0 - take, give * std::abs(1.0 - 2.0 * (1.0 - take))),
              1e-9);
}

TEST(QuantalPlayAtADraw, HasTheBranchFromUniformPlayInTheOrderOfItsChoices) {
  const QuantalPlay play = played(Centre(trust), 0.8);
  ASSERT_GE(play.branch.size(), 2U);
  EXPECT_EQ(play.branch.front().lambda, 0.0);
  EXPECT_THAT(play.branch.front().probs, ElementsAre(ElementsAre(0.5, 0.5), ElementsAre(0.5, 0.5)));
  const auto& last = play.branch.back();
  EXPECT_NEAR(last.lambda, 0.8, 1e-12);
  EXPECT_EQ(last.largest_deviation_gain, play.play.largest_deviation_gain.value);
  for (std::size_t k = 0; k < last.outcomes.size(); ++k) {
    EXPECT_EQ(last.outcomes[k].name, play.play.outcomes[k].name);
    EXPECT_EQ(last.outcomes[k].value, play.play.outcomes[k].value);
  }
  for (std::size_t k = 0; k < play.play.choices.size(); ++k) {
    for (std::size_t a = 0; a < 2; ++a) EXPECT_EQ(last.probs[k][a], play.play.choices[k].probs[a].prob.value);
  }
}

TEST(QuantalPlayAtADraw, AtLambdaZeroIsUniform) {
  const QuantalPlay play = played(Centre(trust), 0.0);
  EXPECT_EQ(play.branch.size(), 1U);
  EXPECT_NEAR(play.play.outcomes[0].value.value, 0.5, 1e-15);
  EXPECT_THAT(play.play.marks, ElementsAre("quantal"));
}

TEST(QuantalPlayAtADraw, IsASequentialEquilibriumInTheLimit) {
  const QuantalPlay play = played(Centre(trust), std::nullopt);
  EXPECT_THAT(play.play.marks, ElementsAre("sequential"));
  EXPECT_EQ(play.play.outcomes[0].value.value, 1.0);
  EXPECT_FALSE(play.logit_error.has_value());
  EXPECT_EQ(play.play.ties, 0U);
}

TEST(QuantalPlayAtADraw, KeepsNoMorePointsThanAskedForAndBothEnds) {
  const Centre centre(trust);
  const QuantalPlay all = played(centre, std::nullopt);
  const QuantalPlay few = played(centre, std::nullopt, 5);
  ASSERT_GT(all.branch.size(), 5U);
  ASSERT_EQ(few.branch.size(), 5U);
  EXPECT_EQ(few.branch.front().lambda, 0.0);
  EXPECT_EQ(few.branch.back().lambda, all.branch.back().lambda);
}

TEST(QuantalPlayAtADraw, RefusesALambdaThatIsNone) {
  const Centre centre(trust);
  for (const double lambda : {-1.0, std::numeric_limits<double>::infinity(), std::nan("")}) {
    const auto play = study::quantal_play(centre.game, {.lambda = lambda}, RunContext{});
    ASSERT_FALSE(play.has_value());
    EXPECT_EQ(play.error().code, ErrorCode::bad_option);
  }
}

TEST(QuantalPlayAtADraw, SaysThatItWasStopped) {
  std::stop_source stop;
  stop.request_stop();
  RunContext run;
  run.stop = stop.get_token();
  const auto play = study::quantal_play(Centre(trust).game, {}, run);
  ASSERT_FALSE(play.has_value());
  EXPECT_EQ(play.error().code, ErrorCode::stopped);
}

std::vector<study::ScaledPlay> scaled(const Centre& centre) {
  const auto selected = study::default_play(centre.game, centre.game.game, centre.game.settled, RunContext{});
  EXPECT_TRUE(selected.has_value());
  auto plays = study::check_scales(centre.game, *selected, RunContext{});
  EXPECT_TRUE(plays.has_value());
  return *std::move(plays);
}

// One's payoffs times 3 select br, times 6 select tl (small steps agree): doubling one's, or halving two's with all
// payoffs in other units, is the same game.
TEST(ScaleCheck, FindsThatOnePlayersUnitsChangeTheSelection) {
  const auto plays = scaled(Centre(meeting(1)));
  for (const auto& play : plays) EXPECT_TRUE(play.same);
  std::vector<std::pair<std::string, bool>> found;
  for (const auto& play : scaled(Centre(meeting(3)))) {
    found.emplace_back(fmt::format("{} times {}", play.player, to_string(play.factor)), play.same);
    EXPECT_NEAR(play.values[0].value.value, play.outcomes[0].value.value > 0.5 ? 45.0 : 30.0, 1e-9);
    EXPECT_NEAR(play.values[1].value.value, play.outcomes[0].value.value > 0.5 ? 5.0 : 11.0, 1e-9);
  }
  EXPECT_THAT(found, ElementsAre(std::pair("one times 0.5", false), std::pair("one times 2", true),
                                 std::pair("two times 0.5", true), std::pair("two times 2", false)));
}

TEST(ScaleCheck, ChangesNothingWhereAllIsSettledAndStaysExact) {
  for (const auto& play : scaled(Centre(trust))) {
    EXPECT_TRUE(play.same);
    EXPECT_EQ(play.values[0].value, Number(Rational(1)));
  }
}

}  // namespace
}  // namespace parley
