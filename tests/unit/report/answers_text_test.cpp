// SPDX-License-Identifier: Apache-2.0
// Texts for people: within the screen, the same with and without colour, saying what must be said.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixtures.h"
#include "parley/report/check_text.h"
#include "parley/report/frontier_map.h"
#include "parley/report/frontier_text.h"
#include "parley/report/predict_text.h"
#include "parley/report/solve_text.h"

namespace parley::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace parley::report::testing;  // NOLINT: fixtures

study::Summary summary(bool settled) {
  study::Summary summary;
  summary.game = play().game;
  summary.game.all_settled = settled;
  if (!settled) summary.not_settled = {{leader_set(), "what is best turns on a belief that others' choices shape"}};
  return summary;
}

std::vector<study::ExpectationResult> expectations() {
  study::ExpectationResult pass;
  pass.expectation.line = 12;
  pass.expectation.text = "P(leader is exit) < 0.01 holding pressure is ease";
  pass.values = {0.0};
  pass.holds = true;
  study::ExpectationResult near = pass;
  near.expectation.text = "P(leader is exit) rises with offer holding pressure is build_up";
  near.values = {0.1, 0.2, 0.3};
  near.close = true;
  near.standard_error = 0.004;
  study::ExpectationResult failed = pass;
  failed.expectation.variant = "patron_first";
  failed.values = {0.02};
  failed.holds = false;
  return {pass, near, failed};
}

std::vector<std::string> all_texts(const TextStyle& style) {
  return {predict_text(style, "A negotiated exit", "patron_first", prediction()),
          frontier_text(style, "A negotiated exit", "", numeric_frontier()),
          frontier_text(style, "A negotiated exit", "", staircase_frontier()),
          solve_text(style, "A negotiated exit", "", play(), {{"pain", "35", true}}),
          check_text(style, "x.parley", "A negotiated exit", "", summary(false)),
          expectations_text(style, expectations())};
}

TEST(Texts, FitEightyColumns) {
  for (const std::string& text : all_texts({.colour = false, .width = 80})) EXPECT_LE(widest(text), 80U) << text;
  for (const std::string& text : all_texts({.colour = true, .width = 80})) EXPECT_LE(widest(text), 80U) << text;
}

TEST(Texts, FitOtherScreensToo) {
  for (const std::size_t width : {60U, 100U, 140U}) {
    for (const std::string& text : all_texts({.colour = false, .width = width})) {
      // The table of outcomes has a least width of its own.
      EXPECT_LE(widest(text), std::max<std::size_t>(width, 80)) << text;
    }
  }
}

TEST(Texts, AreTheSameWithColourAndWithout) {
  const auto plain_texts = all_texts({.colour = false, .width = 80});
  const auto coloured_texts = all_texts({.colour = true, .width = 80});
  for (std::size_t k = 0; k < plain_texts.size(); ++k) EXPECT_EQ(plain(coloured_texts[k]), plain(plain_texts[k]));
}

TEST(PredictText, ShowsMeanErrorRangeAndShareOfAnOutcome) {
  const std::string text = predict_text({}, "A negotiated exit", "", prediction());
  EXPECT_THAT(text, HasSubstr("46.7 %   ±0.3  12-78 %   61 %"));
  EXPECT_THAT(text, HasSubstr("roughly even"));
  EXPECT_THAT(text, HasSubstr("never in this model"));
}

TEST(PredictText, SaysWhatIsHeldAndWhatPlayersKnow) {
  const std::string text = predict_text({}, "A negotiated exit", "", prediction());
  EXPECT_THAT(text, HasSubstr("held: offer at 0.85; every other choice is made freely"));
  EXPECT_THAT(text, HasSubstr("Within each draw the players know every parameter"));
}

TEST(PredictText, LeavesOutPlansThatPlayRarelyComesTo) {
  study::Prediction rare = prediction();
  for (study::PlanRow& row : rare.plans) {
    if (row.infoset.player == "leader") row.exists_share = 0.04;
  }
  const std::string text = predict_text({}, "", "", rare);
  EXPECT_THAT(text, Not(HasSubstr("leader (open)")));
  EXPECT_THAT(text, HasSubstr("1 information set more"));
}

TEST(PredictText, SaysThatItStoppedEarly) {
  study::Prediction partial = prediction();
  partial.termination = Termination::time_limit;
  partial.draws_done = 1024;
  EXPECT_THAT(predict_text({}, "", "", partial), HasSubstr("stopped early: 1,024 of 4,096 draws were solved"));
}

TEST(PredictText, NamesUnsettledSetsAndBrokenRules) {
  study::Prediction troubled = prediction();
  troubled.counts.unsettled = 7;
  troubled.counts.unsolved = 3;
  troubled.unsettled = {{leader_set(), "what is best turns on a belief", 7}};
  troubled.counts.failed = 2;
  troubled.failures = {{"chances of `opinion` add up to 1.2", 2, 31}};
  const std::string text = predict_text({}, "", "", troubled);
  EXPECT_THAT(text, HasSubstr("7 draws by backward induction"));
  EXPECT_THAT(text, HasSubstr("3 draws, left out of every average"));
  EXPECT_THAT(text, HasSubstr("not settled in 7 draws: leader (open)"));
  EXPECT_THAT(text, HasSubstr("failed in 2 draws (first draw 31): chances of `opinion` add up to 1.2"));
}

// The chance on the fixture's map is (x + y) / 40 over 21 x 21 points: the contour of 1/2 is the falling diagonal.
TEST(FrontierMap, DrawsTheContourWhereItIs) {
  const std::string map = frontier_map({.colour = false, .width = 80}, numeric_frontier());
  EXPECT_THAT(map, HasSubstr("  60 │ ▒**▒"));
  EXPECT_THAT(map, HasSubstr("  30 │       ·"));  // lowest row: blank below 5 % at the left
  EXPECT_THAT(map, HasSubstr("chance in %"));
}

TEST(FrontierMap, ShowsAtLeastFiveShadesWithoutColour) {
  const std::string map = frontier_map({.colour = false, .width = 80}, numeric_frontier());
  for (const char* shade : {" ", "·", "░", "▒", "▓", "█"}) EXPECT_THAT(map, HasSubstr(shade));
}

TEST(FrontierMap, NumbersWideCellsAndMarksTheStaircase) {
  const std::string map = frontier_map({.colour = false, .width = 80}, staircase_frontier());
  EXPECT_THAT(map, HasSubstr("**▒▒▒▒ 50 ▒▒▒▒**"));
  EXPECT_THAT(map, HasSubstr("safe_exile │"));
  EXPECT_THAT(map, HasSubstr("maritime_strikes"));
}

TEST(FrontierMap, SaysHowManyPointsWereComputed) {
  study::Frontier sparse = numeric_frontier();
  for (std::size_t y = 0; y < 21; ++y) {
    for (std::size_t x = 0; x < 21; ++x) {
      if (x % 4 != 0 || y % 4 != 0) sparse.prob[y][x].reset();
    }
  }
  const std::string map = frontier_map({.colour = false, .width = 80}, sparse);
  EXPECT_THAT(map, HasSubstr("36 of 441 points computed"));
  // Linear between computed points, as the fixture is: the picture is the whole one.
  EXPECT_EQ(map.substr(0, map.find("chance in")),
            frontier_map({.colour = false, .width = 80}, numeric_frontier()).substr(0, map.find("chance in")));
}

TEST(FrontierText, ReadsTheContourAtSomeColumns) {
  const std::string text = words(frontier_text({}, "", "", numeric_frontier()));
  EXPECT_THAT(text,
              HasSubstr("pain candy where the chance is 50 % 5 % of draws 95 % of draws 20 60 45 none 27.5 52.5 37.5"));
  EXPECT_THAT(text, HasSubstr("50 30 any 45"));
  EXPECT_THAT(text, HasSubstr("90 % of the change is leader (open) going from stay to exit, having seen"));
  EXPECT_THAT(text, HasSubstr("10 % of the change comes without a changed choice"));
}

TEST(FrontierText, KeepsHeldAndFreeApart) {
  const std::string text = words(frontier_text({}, "", "", staircase_frontier()));
  EXPECT_THAT(text, HasSubstr("what is held is announced and binds"));
  EXPECT_THAT(
      text,
      HasSubstr("F marks the most frequent choice of coercer when left free: pressure build_up, offer amnesty, 32 %"));
  EXPECT_THAT(text, HasSubstr("No point was certified"));
  EXPECT_THAT(text, HasSubstr("That is another question than the map's"));
}

TEST(FrontierText, SaysWhereTheLevelIsNotReached) {
  study::Frontier low = staircase_frontier();
  for (auto& row : low.prob) row.assign(4, 0.1);
  for (auto& step : low.staircase) step.least_y.reset();
  EXPECT_THAT(frontier_text({}, "", "", low), HasSubstr("Nowhere on the map: it is 10.0 % at most."));
}

TEST(SolveText, ShowsThePathWithMarginsAndBeliefs) {
  const std::string text = solve_text({}, "A negotiated exit", "", play(), {});
  EXPECT_THAT(text, HasSubstr("-> build_up + amnesty  margin 5.139"));
  EXPECT_THAT(text, HasSubstr("believes opinion given 75.0 %, withheld 25.0 %"));
  EXPECT_THAT(text, HasSubstr("-> exit  a tie: the choice listed first"));
  EXPECT_THAT(text, HasSubstr("33.3 %      1/3"));
  EXPECT_THAT(text, HasSubstr("1 information set off the path"));
}

TEST(CheckText, NamesTheSetsThatAreNotSettled) {
  const std::string text = check_text({}, "x.parley", "", "", summary(false));
  EXPECT_THAT(text, HasSubstr("12 nodes: 4 decisions, 1 chance, 7 ends; 9 stored"));
  EXPECT_THAT(text, HasSubstr("no: 1 information set where it is not:"));
  EXPECT_THAT(check_text({}, "x.parley", "", "", summary(true)), HasSubstr("yes: backward induction alone"));
}

TEST(ExpectationsText, MarksWhatHoldsNarrowlyAndWhatFails) {
  const std::string text = words(expectations_text({}, expectations()));
  EXPECT_THAT(text, HasSubstr("pass P(leader is exit) < 0.01"));
  EXPECT_THAT(text, HasSubstr("near P(leader is exit) rises"));
  EXPECT_THAT(text, HasSubstr("found 10.0 %, 20.0 %, 30.0 %"));
  EXPECT_THAT(text, HasSubstr("FAIL P("));
  EXPECT_THAT(text, HasSubstr("variant patron_first)"));
  EXPECT_THAT(text, HasSubstr("2 of 3 hold, 1 of them narrowly"));
}

}  // namespace
}  // namespace parley::report
