// SPDX-License-Identifier: Apache-2.0
// Explanations of small games whose paths, losses and flips follow by hand, and of games at the edge of having any.
#include <chrono>
#include <cmath>
#include <string>

#include <gmock/gmock.h>

#include "parley/report/json_why.h"
#include "parley/report/why_sentences.h"
#include "verified.h"

namespace parley {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;

why::Explanation explained(const build::Model& model, const std::string& outcome, const why::Options& options = {}) {
  const auto found = why::explain(model, tests::outcome_of(model, outcome), options, RunContext{});
  if (!found) {
    ADD_FAILURE() << found.error().message;
    return {};
  }
  return *found;
}

std::string text_of(const why::Explanation& explanation) {
  std::string text;
  for (const report::WhySentence& sentence : report::why_sentences(explanation)) text += sentence.text + "\n";
  return text;
}

// The buyer buys above price = 6, and then the keeper opens. Worth is 5 at the centre; 6 is the 60 % point, 0.25335
// normal scores away. To sell, the keeper would lose 1 of its range of 2 (-1 to 1), the buyer 1 of its range of 1 (-1
// to 0).
const std::string shop = R"(parley 1
player keeper
player buyer
param worth : pos = uniform(0, 10)
param mood : real = uniform(0, 1)
param price = 6
play {
  keeper picks { open, shut }
  buyer picks { buy, leave } when keeper is open
}
outcome sale when buyer is buy
outcome none_of_it otherwise
payoff keeper { sale: 2, none_of_it: 0, always: -(1 if keeper is open) }
payoff buyer { sale: worth - price, none_of_it: 0 }
)";

TEST(Why, FindsPathLossesAndFlipsThatFollowByHand) {
  const auto model = tests::model_of(shop);
  const why::Explanation found = explained(*model, "sale", {.negated = true});
  const why::PointFacts& facts = found.facts;
  EXPECT_FALSE(facts.holds);
  ASSERT_EQ(facts.path.size(), 1U);
  EXPECT_THAT(facts.path[0].margin, testing::Optional(DoubleNear(1.0, 1e-12)));
  ASSERT_TRUE(facts.path[0].flip.has_value());
  EXPECT_EQ(facts.path[0].flip->name, "worth");
  EXPECT_NEAR(facts.path[0].flip->value_after, 6.0, 1e-7);
  EXPECT_NEAR(facts.path[0].flip->length.value(), 0.2533471, 1e-6);
  EXPECT_EQ(facts.paths.paths, 1.0);
  EXPECT_EQ(facts.paths.open, 0.0);
  ASSERT_EQ(facts.paths.deviations.size(), 1U);
  EXPECT_EQ(facts.paths.deviations[0].infoset.player, "keeper");
  EXPECT_NEAR(facts.paths.deviations[0].loss_share, 0.5, 1e-12);
  ASSERT_EQ(facts.paths.least.size(), 2U);
  EXPECT_TRUE(facts.paths.least[0].needs && facts.paths.least[1].needs);
  EXPECT_NEAR(facts.paths.least_share, 1.5, 1e-12);
  ASSERT_EQ(facts.changes.size(), 2U);
  EXPECT_EQ(facts.changes[0].goal, why::Goal::happens);
  ASSERT_EQ(facts.changes[0].constants.size(), 1U);
  EXPECT_NEAR(facts.changes[0].constants[0].value_after, 5.0, 1e-6);
  ASSERT_TRUE(facts.changes[0].joint.has_value());
  EXPECT_EQ(facts.changes[0].joint->parts.size(), 1U);  // mood does nothing
  EXPECT_TRUE(facts.changes[0].levers.empty());         // an open shop sells nothing
}

// Sale happens where worth is above 6: in 40 % of the draws. Elsewhere the keeper's choice comes first.
TEST(Why, SaysWhatStopsTheOutcomeOverTheDraws) {
  const auto model = tests::model_of(shop);
  const why::Explanation found = explained(*model, "sale");
  ASSERT_TRUE(found.over_draws.has_value());
  EXPECT_NEAR(found.over_draws->happens_share, 0.4, 0.01);
  ASSERT_EQ(found.over_draws->stops.size(), 1U);
  EXPECT_EQ(found.over_draws->stops[0].player, "keeper");
  EXPECT_NEAR(found.over_draws->stops[0].share, 1.0, 1e-12);
  EXPECT_FALSE(found.typical.has_value());
}

// At the median of skewed, 3, one waits; but the evidence makes values above 5 a hundred times as likely.
TEST(Why, ExplainsATypicalDrawWhereTheCentreIsNone) {
  const auto model = tests::model_of(R"(parley 1
player one
param skewed : pos = uniform(0, 6)
param idle : real = uniform(0, 1)
evidence leak "A leak" { skewed above 5 : below 5 = 100 : 1 }
play { one picks { act, wait } }
outcome acted when one is act
outcome waited otherwise
payoff one { acted: skewed - 4, waited: 0 }
)");
  const why::Explanation found = explained(*model, "acted", {.negated = true});
  EXPECT_EQ(found.facts.likeliest, "waited");
  EXPECT_EQ(found.over_draws->likeliest, "acted");
  ASSERT_TRUE(found.typical.has_value());
  EXPECT_TRUE(found.typical->holds);
  EXPECT_THAT(text_of(found), HasSubstr("but in 9"));
}

// With one step in a list and a number: 3 + 2 is enough and neither alone is.
TEST(Why, FindsAJointChangeOfAListAndANumber) {
  const auto model = tests::model_of(R"(parley 1
player one
param steps : real = in { 1: 1/4, 2: 1/2, 3: 1/4 }
param push : real = normal(0, 1)
param noise : real = normal(0, 1)
play { one picks { act, wait } }
outcome acted when one is act
outcome waited otherwise
payoff one { acted: steps * 3 + push - 10, waited: 0 }
)");
  const why::Explanation found = explained(*model, "acted");
  const why::GoalChanges& changes = found.facts.changes.front();
  EXPECT_TRUE(changes.singles.empty());  // push would have to be 4
  ASSERT_TRUE(changes.joint.has_value());
  ASSERT_EQ(changes.joint->parts.size(), 2U);
  EXPECT_EQ(changes.joint->parts[0].value_after, 3.0);
  EXPECT_NEAR(changes.joint->parts[1].value_after, 1.0, 1e-6);
  // The middle of the band of 3 is the 87.5 % point, 1.15035 normal scores; push moves by 1.
  EXPECT_NEAR(changes.joint->length, std::hypot(1.1503494, 1.0), 1e-5);
}

// The design point of a plane: push_a + push_b > 2 is nearest at (1, 1), of length sqrt(2).
TEST(Why, FindsTheDesignPointOfAPlane) {
  const auto model = tests::model_of(R"(parley 1
player one
param push_a : real = normal(0, 1)
param push_b : real = normal(0, 1)
param noise : real = normal(0, 1)
play { one picks { act, wait } }
outcome acted when one is act
outcome waited otherwise
payoff one { acted: push_a + push_b - 2, waited: 0 }
)");
  const why::Explanation found = explained(*model, "acted");
  ASSERT_TRUE(found.facts.changes.front().joint.has_value());
  EXPECT_NEAR(found.facts.changes.front().joint->length, std::sqrt(2.0), 0.005 * std::sqrt(2.0));
  EXPECT_EQ(found.facts.changes.front().joint->parts.size(), 2U);
}

TEST(Why, SaysThatNoPathLeadsToAnOutcomeThatCannotHappen) {
  const auto model = tests::model_of(R"(parley 1
player one
param gain = 3
play { one picks { act, wait } }
outcome acted when one is act
outcome waited when one is wait
outcome never otherwise
payoff one { acted: gain, waited: 5, never: 0 }
)");
  const why::Explanation found = explained(*model, "never");
  EXPECT_EQ(found.facts.paths.paths, 0.0);
  EXPECT_TRUE(found.facts.paths.least.empty());
  EXPECT_FALSE(found.over_draws.has_value());  // nothing is drawn
  EXPECT_THAT(text_of(found), HasSubstr("No path of the game leads to never"));
}

// What is tied is taken first in the file: the other choice costs nothing, and is still not made.
TEST(Why, TellsATieAsALossOfNothing) {
  const auto model = tests::model_of(R"(parley 1
player one
play { one picks { act, wait } }
outcome acted when one is act
outcome waited otherwise
payoff one { acted: 1, waited: 1 }
)");
  const why::Explanation found = explained(*model, "waited");
  EXPECT_FALSE(found.facts.holds);
  ASSERT_EQ(found.facts.paths.deviations.size(), 1U);
  EXPECT_EQ(found.facts.paths.deviations[0].loss, 0.0);
  EXPECT_THAT(found.facts.path[0].margin, testing::Optional(0.0));
  EXPECT_EQ(found.facts.path[0].settled_by, "tie");
}

// A branch of chance 0 is no path; with some chance it is one.
TEST(Why, TakesABranchThatCannotOccurForNoPath) {
  const auto model = tests::model_of(R"(parley 1
player one
param chance_of_rain : prob = 0
play {
  chance weather { rain: chance_of_rain, sun: rest }
  one picks { stay, go }
}
outcome wet when weather is rain
outcome dry otherwise
payoff one { always: 1 if one is stay }
)");
  const why::Explanation found = explained(*model, "wet");
  EXPECT_FALSE(found.facts.holds);
  EXPECT_EQ(found.facts.paths.paths, 0.0);
  ASSERT_EQ(found.facts.changes[0].constants.size(), 1U);
  EXPECT_NEAR(found.facts.changes[0].constants[0].value_after, 0.0, 1e-8);
  EXPECT_NEAR(found.facts.changes[1].constants.at(0).value_after, 0.5, 1e-6);
}

TEST(Why, OfAGameWithoutAPlayerThatChoosesHasNoPathOfPlay) {
  const auto model = tests::model_of(R"(parley 1
player one
param odds : prob = 0.2 to 0.6
play { chance weather { rain: odds, sun: rest } }
outcome wet when weather is rain
outcome dry otherwise
payoff one { wet: 0, dry: 1 }
)");
  const why::Explanation found = explained(*model, "wet");
  EXPECT_TRUE(found.facts.holds);
  EXPECT_TRUE(found.facts.path.empty());
  EXPECT_NEAR(found.facts.changes.front().singles.at(0).value_after, 0.5, 1e-8);
  EXPECT_THAT(text_of(found), HasSubstr("No player has a choice"));
}

TEST(Why, EndsByItsTimeLimitWithWhatThereIs) {
  const auto model = tests::case_model("negotiated_exit");
  RunContext run;
  run.deadline = RunContext::Clock::now() + std::chrono::milliseconds(30);
  const auto found = why::explain(*model, tests::outcome_of(*model, "handover"), {}, run);
  if (!found) {
    EXPECT_EQ(found.error().code, ErrorCode::stopped);
    return;
  }
  EXPECT_EQ(found->termination, Termination::time_limit);
  (void)report::why_sentences(*found);
}

TEST(Why, RefusesADrawThatIsNotThere) {
  const auto model = tests::model_of(shop);
  const auto found = why::explain(*model, 0, {.point = {.draw = 5000}}, RunContext{});
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code, ErrorCode::bad_option);
}

// The document is the same to the byte whatever the number of threads.
TEST(SlowWhy, IsTheSameForAnyNumberOfThreads) {
  for (const char* name : {"negotiated_exit", "public_defiance"}) {
    const auto model = tests::case_model(name);
    std::string first;
    for (const std::size_t threads : {1U, 2U, 3U}) {
      RunContext run;
      run.num_threads = threads;
      const auto found = why::explain(*model, 1, {.most_draws = 128}, run);
      ASSERT_TRUE(found.has_value());
      const std::string text = report::why_json({}, *found, [](std::uint32_t at) { return at; }).dump();
      if (first.empty()) first = text;
      EXPECT_EQ(text, first);
    }
  }
}

}  // namespace
}  // namespace parley
