// SPDX-License-Identifier: Apache-2.0
// Guards, errors, rounds, holding and evidence in built games, against worked numbers.
#include "parley/build/builder.h"

#include <gmock/gmock.h>

#include "parley/build/hold.h"
#include "parley/study/prediction.h"
#include "scenario_models.h"

namespace parley {
namespace {

using tests::built;
using tests::model_of;

study::Prediction predicted(const build::Model& model, std::size_t draws = 256) {
  RunContext run;
  auto prediction = study::predict(model, {.draws = draws, .replicates = 16, .seed = 3}, run);
  EXPECT_TRUE(prediction) << prediction.error().message;
  return *std::move(prediction);
}

double chance(const study::Prediction& prediction, const std::string& outcome) {
  for (const auto& row : prediction.outcomes) {
    if (row.name == outcome) return row.chance.mean;
  }
  ADD_FAILURE() << outcome;
  return -1.0;
}

std::string with_payoffs(const std::string& play) { return "parley 1\nplayer one\nplayer two\n" + play; }

// A step that only some draws have: in those with x > 0.5 one moves and takes the 1, in the others nothing happens.
TEST(Guards, LetAParamDecideWhetherAStepIsThere) {
  const auto model = model_of(with_payoffs(R"(
param x : prob = uniform(0, 1)
play { one picks { take, leave } when x > 0.5 }
outcome taken when one is take
outcome nothing otherwise
payoff one { taken: 1, nothing: 0 }
payoff two { taken: 0, nothing: 0 }
)"));
  const auto prediction = predicted(*model);
  // Scrambled Sobol points in base 2 put exactly half of each replicate above 1/2.
  EXPECT_DOUBLE_EQ(chance(prediction, "taken"), 0.5);
  EXPECT_EQ(prediction.counts.failed, 0U);
}

TEST(Guards, LetAParamDecideWhetherAChoiceIsThere) {
  const auto model = model_of(with_payoffs(R"(
param x : prob = uniform(0, 1)
play { one picks { small, big when x > 0.25, bigger when x > 0.75 } }
outcome low when one is small
outcome middle when one is big
outcome high otherwise
payoff one { low: 0, middle: 1, high: 2 }
payoff two { always: 0 }
)"));
  const auto prediction = predicted(*model);
  EXPECT_DOUBLE_EQ(chance(prediction, "low"), 0.25);
  EXPECT_DOUBLE_EQ(chance(prediction, "middle"), 0.5);
  EXPECT_DOUBLE_EQ(chance(prediction, "high"), 0.25);
}

TEST(Guards, LetAParamDecideTheOutcome) {
  const auto model = model_of(with_payoffs(R"(
param x : prob = uniform(0, 1)
play { one picks { a, b } }
outcome first when one is a and x > 0.5
outcome second otherwise
payoff one { first: 1, second: 0 }
payoff two { always: x }
)"));
  EXPECT_DOUBLE_EQ(chance(predicted(*model), "first"), 0.5);
}

TEST(Errors, ShowTheHistoryInWhichNoOutcomeHolds) {
  const auto result = built(with_payoffs(R"(
play {
  one picks { a, b }
  two picks { c, d }
}
outcome only when one is a
payoff one { only: 1 }
payoff two { only: 1 }
)"));
  EXPECT_EQ(result.model, nullptr);
  ASSERT_FALSE(result.diagnostics.list.empty());
  EXPECT_EQ(result.diagnostics.list.front().code, "P0508");
  EXPECT_THAT(result.diagnostics.list.front().notes, testing::Contains(testing::HasSubstr("one is b")));
}

TEST(Errors, NameThePickThatWasSkippedAndIsNeeded) {
  const auto result = built(with_payoffs(R"(
play {
  one picks { stop_here, go_on }
  two picks amount in { 1, 2 } when one is go_on
}
outcome end otherwise
payoff one { end: amount }
payoff two { end: 0 }
)"));
  ASSERT_FALSE(result.diagnostics.list.empty());
  EXPECT_EQ(result.diagnostics.list.front().code, "P0410");
  EXPECT_THAT(result.diagnostics.list.front().message, testing::HasSubstr("amount"));
}

// What `first` was tells its mover whether `hidden` was drawn at all, which it does not see. Between the two it informs
// nobody, and must be remembered all the same.
TEST(Merging, RemembersAMoveThatInformsAgainLater) {
  const std::string text = R"(parley 1
player one type { x: p, y: rest }
player two
param p : prob = 0.1 to 0.8
param q : prob = 0.1 to 0.8
param w : pos = 1 to 6
play {
  one picks first in { l, m }
  one picks pause in { l, m }
  chance hidden { l: q / 2, m: rest } when first is l seen by two
  chance open { l: p, m: rest } when pause is l
  one picks last in { l, m, n }
}
outcome ended when last is l
outcome missed when hidden is m
outcome hit otherwise
payoff one { ended: 3, missed: 2 * w, hit: -1 + w, always: (w if hidden is m) - (1 if last is m) +
                                                           (-2 if type is x and open is m) }
payoff two { always: 0 }
)";
  const auto merged = predicted(*model_of(text));
  build::BuildOptions as_tree;
  as_tree.merge = false;
  const auto tree = predicted(*model_of(text, as_tree));
  for (const char* outcome : {"ended", "missed", "hit"})
    EXPECT_NEAR(chance(merged, outcome), chance(tree, outcome), 1e-12);
  EXPECT_LE(merged.largest_deviation_gain, 1e-12);
}

TEST(Repeat, CountsFinishedRoundsOnly) {
  // Two rounds are cut by no stop; in the third `one` stops: two rounds are finished.
  const auto model = model_of(with_payoffs(R"(
play {
  repeat 5 times as round_number {
    one picks { more, enough }
    stop when one is enough
  }
}
outcome end otherwise
payoff one { end: 10 if one is enough and count(one is more) = 2 else 0 }
payoff two { end: round_number + 100 * count(one is more) }
)"),
                              {}, {"value(two)"});
  const auto prediction = predicted(*model, 16);
  EXPECT_DOUBLE_EQ(prediction.values[0].value.mean, 10.0);
  EXPECT_DOUBLE_EQ(prediction.values[1].value.mean, 203.0);
}

// What a held lever is held at changes no draw of the params: differences between points are no noise.
TEST(Hold, LeavesTheDrawsOfTheOtherParamsAlone) {
  const std::string text = with_payoffs(R"(
param x : real = normal(0, 1)
param y : real = normal(0, 1)
param z : real = normal(0, 1)
play { one picks { a, b } }
outcome end otherwise
payoff one { end: 0 }
payoff two { end: z }
)");
  const auto model = model_of(text, {}, {"value(two)"});
  const auto free = predicted(*model);
  const auto held = build::hold(*model, {{"x", Number(7.0)}});
  ASSERT_TRUE(held);
  EXPECT_EQ(predicted(*held).values[1].value.mean, free.values[1].value.mean);
}

TEST(Hold, ListsTheChoicesWhereTheValueIsNone) {
  const auto model = model_of(with_payoffs(R"(
menu price { low: 1, high: 3 }
play {
  one picks price
  two picks { yes, no } when price is low
}
outcome end otherwise
payoff one { end: price }
payoff two { end: 0 }
)"));
  const auto wrong = build::hold(*model, {{"price", std::string("middle")}});
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().message, testing::HasSubstr("low, high"));
  const auto between = build::hold(*model, {{"price", Number(2.0)}});  // its labels are tested
  ASSERT_FALSE(between);
  EXPECT_THAT(between.error().message, testing::HasSubstr("only at one of its choices"));
}

// Section 9, *Evidence*: odds 3 : 1 on a type with prior 1/4 known to all give 1/2; hidden ones leave the game alone.
TEST(Evidence, UpdatesWhatPlayersKnowOrOnlyWhatIsReported) {
  for (const bool hidden : {false, true}) {
    const auto model = model_of(std::string(R"(parley 1
player one type { high: 1/4, low: rest }
player two
evidence report "It was seen" )") +
                                (hidden ? "known to nobody " : "") + R"({ one.type high : low = 3 : 1 }
play { two picks { bet, pass } }
outcome won when two is bet and one.type is high
outcome lost when two is bet
outcome passed otherwise
payoff one { always: 0 }
payoff two { won: 3, lost: -2, passed: 0 }
)");
    const auto prediction = predicted(*model, 16);
    // Known: 3/2 - 2/2 > 0, two bets and wins half the time. Hidden: 3/4 - 6/4 < 0, two passes.
    EXPECT_DOUBLE_EQ(chance(prediction, "won"), hidden ? 0.0 : 0.5);
    EXPECT_DOUBLE_EQ(chance(prediction, "passed"), hidden ? 1.0 : 0.0);
  }
}

}  // namespace
}  // namespace parley
