// SPDX-License-Identifier: Apache-2.0
// What the checker proves and refutes of chances over all histories, and what it warns of.
#include <gtest/gtest.h>

#include "unit/scenario/checker_text.h"

namespace parley::scenario {
namespace {

constexpr std::string_view end = "outcome done otherwise\npayoff leader { done: 0 }\n";

bool told(std::string_view steps, std::string_view code, std::string_view before = {}) {
  return has_code(std::string(before) + "play {\n" + std::string(steps) + "}\n" + std::string(end), code);
}

// Kuhn's poker: after each first card the second cards' chances are 0, 1/2, 1/2.
TEST(Chances, AreAddedUpAfterEachHistory) {
  EXPECT_FALSE(told(
      "  chance first { J: 1/3, Q: 1/3, K: rest }\n"
      "  chance second { J: 0 if first is J else 1/2, Q: 0 if first is Q else 1/2, K: 0 if first is K else 1/2 }\n",
      "P0304"));
  EXPECT_TRUE(
      told("  chance first { J: 1/3, Q: 1/3, K: rest }\n"
           "  chance second { J: 0 if first is J else 1/2, Q: 0 if first is Q else 1/2, K: 1/2 }\n",
           "P0304"));
}

TEST(Chances, AreNotJudgedWhereThePlayCannotCome) {
  // The step comes only after `stay`, where the chances add up.
  EXPECT_FALSE(
      told("  leader picks { stay, leave }\n"
           "  chance c { a: 0.5 if leader is stay else 0.7, b: 0.5 } when leader is stay\n",
           "P0304"));
  EXPECT_FALSE(
      told("  leader picks { stay, leave }\n  stop when leader is leave\n"
           "  chance c { a: 0.5 if leader is stay else 0.7, b: 0.5 }\n",
           "P0304"));
  // A label of chance 0 has no branch.
  EXPECT_FALSE(told("  chance x { u: 0, v: 1 }\n  chance c { a: 0.5 if x is v else 0.7, b: 0.5 }\n", "P0304"));
  EXPECT_TRUE(told("  chance x { u: 0.1, v: rest }\n  chance c { a: 0.5 if x is v else 0.7, b: 0.5 }\n", "P0304"));
}

TEST(Chances, OfDrawnParametersAreRefutedOnlyWhereEveryDrawBreaksThem) {
  const std::string_view params = "param p : prob = 0.2 to 0.7\nparam q : prob = 0.2 to 0.7\n";
  EXPECT_TRUE(told("  chance c { a: p, b: q }\n", "P0304", params));       // almost surely not 1
  EXPECT_FALSE(told("  chance c { a: p, b: 1 - p }\n", "P0304", params));  // always 1
  EXPECT_FALSE(told("  chance c { a: p, b: 1 - p }\n", "W0303", params));
  EXPECT_FALSE(told("  chance c { a: p, b: q, d: rest }\n", "P0304", params));  // in some draws only
  EXPECT_TRUE(told("  chance c { a: p, b: q, d: rest }\n", "W0303", params));
  EXPECT_FALSE(told("  chance c { a: p / 2, b: q / 2, d: rest }\n", "W0303", params));  // proved from the ranges
}

TEST(Chances, OfTypesAreJudgedLikeThoseOfMoves) {
  EXPECT_TRUE(has_code("player leader type { a: 0.3, b: 0.3, c: 0.3 }\n", "P0304"));
  EXPECT_FALSE(has_code("player leader type { a: 1/3, b: 1/3, c: 1/3 }\n", "P0304"));
  EXPECT_FALSE(has_code("param p : prob = 0.2 to 0.4\nplayer leader type { a: p, b: rest }\n", "W0303"));
}

TEST(Chances, MayUsePrivateParametersAndTheirParts) {
  const std::string_view low = "param s = uniform(0, 1) private to leader\n";
  EXPECT_FALSE(told("  chance c { a: s, b: rest }\n", "W0303", low));
  const std::string_view high = "param s = uniform(2, 3) private to leader\n";
  EXPECT_TRUE(told("  chance c { a: s, b: rest }\n", "P0303", high));
}

TEST(Chances, InRoundsAreJudgedWhateverTheLastRoundWas) {
  EXPECT_FALSE(
      told("  repeat 3 times {\n    chance c { a: 0.5 if d is x else 0.4, b: rest }\n    chance d { x: 0.5, y: rest "
           "}\n  }\n",
           "P0304"));
  EXPECT_TRUE(told(
      "  repeat 3 times {\n    chance c { a: 0.8 if d is x else 0.7, b: 0.4 }\n    chance d { x: 0.5, y: rest }\n  }\n",
      "P0304"));
}

TEST(Warnings, TellStepsThatNoPlayReaches) {
  EXPECT_TRUE(
      told("  leader picks { stay, leave }\n  leader picks x in { a, b } when leader is stay and leader is leave\n",
           "W0401"));
  EXPECT_TRUE(told("  leader picks { stay, leave }\n  stop\n  leader picks x in { a, b }\n", "W0401"));
  EXPECT_FALSE(
      told("  leader picks { stay, leave }\n  stop when leader is stay\n  leader picks x in { a, b }\n", "W0401"));
  const std::string_view param = "param p = 1 to 2\n";
  EXPECT_FALSE(told("  leader picks { stay, leave } when p > 3\n", "W0401", param));  // a normal has no end
  EXPECT_TRUE(told("  leader picks { stay, leave } when p > 3\n", "W0401", "param p = uniform(1, 2)\n"));
}

TEST(Warnings, TellChoicesThatAreNeverOpen) {
  EXPECT_TRUE(told("  leader picks { stay, leave }\n  leader picks x in { a, b when leader is none }\n", "W0402"));
  EXPECT_FALSE(told("  leader picks { stay, leave }\n  leader picks x in { a, b when leader is stay }\n", "W0402"));
}

TEST(Warnings, TellOutcomesInWhichNoPlayEnds) {
  EXPECT_TRUE(
      has_code("outcome a when leader is stay\noutcome b when leader is leave\noutcome c otherwise\n"
               "payoff leader { always: 0 }\n",
               "W0502"));
  EXPECT_FALSE(
      has_code("play {\n  leader picks { stay, leave } when p > 0\n}\nparam p = 1 to 2\noutcome a when leader is stay\n"
               "outcome b when leader is leave\noutcome c otherwise\npayoff leader { always: 0 }\n",
               "W0502"));
  // After rounds anything may be so.
  EXPECT_FALSE(
      has_code("play {\n  repeat 2 times {\n    leader picks { stay, leave }\n    stop when leader is leave\n  }\n}\n"
               "outcome a when leader is stay\noutcome b otherwise\npayoff leader { always: 0 }\n",
               "W0502"));
}

TEST(Warnings, OfHiddenTypesLookThroughLets) {
  const std::string_view rival = "player rival type { firm: 0.4, soft: rest }\npayoff rival { always: 0 }\n";
  EXPECT_TRUE(has_code(
      std::string(rival) + "let hard = 1 if rival.type is firm\npayoff leader { left: hard, stayed: 1 }\n", "W0501"));
  EXPECT_FALSE(has_code(std::string(rival) + "let hard = 1 if rival.type is firm\n", "W0501"));
}

TEST(Warnings, OfDoubleSourcesNeedThePriorAndTheEvidenceOnOneThing) {
  const std::string_view text =
      "source S \"S\"\nparam p : prob = 0.2 to 0.6 from S\nparam q : prob = 0.2 to 0.6\nplayer leader type { a: p, b: "
      "rest }\n"
      "play {\n  chance c { x: q, y: rest }\n  leader picks { stay, leave }\n}\n";
  EXPECT_TRUE(has_code(std::string(text) + "evidence e \"E\" from S { leader.type a : b = 2 : 1 }\n", "W0301"));
  EXPECT_TRUE(has_code(std::string(text) + "evidence e \"E\" from S { p above 0.3 : below 0.3 = 2 : 1 }\n", "W0301"));
  EXPECT_FALSE(has_code(std::string(text) + "evidence e \"E\" from S { q above 0.3 : below 0.3 = 2 : 1 }\n", "W0301"));
  EXPECT_FALSE(has_code(std::string(text) + "evidence e \"E\" from S { noted }\n", "W0301"));
}

}  // namespace
}  // namespace parley::scenario
