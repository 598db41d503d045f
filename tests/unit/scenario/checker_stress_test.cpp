// SPDX-License-Identifier: Apache-2.0
// Texts that no person would write: the checker answers each, soon and without harm.
#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "parley/scenario/analyse.h"

namespace parley::scenario {
namespace {

std::string with_play(const std::string& statements) {
  return "parley 1\nplayer leader\n" + statements +
         "\nplay {\n  leader picks { stay, leave }\n}\noutcome left when leader is leave\noutcome stayed otherwise\n"
         "payoff leader { left: 0, stayed: 1 }\n";
}

/// Analyses and says how many errors there were.
std::size_t errors_of(const std::string& text) {
  const auto begin = std::chrono::steady_clock::now();
  const auto analysis = analyse(SourceText("stress", "", text));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(took.count(), 20.0);  // far above what it takes, so that a busy machine does not fail it
  EXPECT_TRUE(analysis);
  if (!analysis) return 0;
  for (const Diagnostic& diagnostic : analysis->diagnostics.list) EXPECT_FALSE(diagnostic.message.empty());
  EXPECT_LE(analysis->diagnostics.count(Severity::error), 20U);
  EXPECT_EQ(analysis->scenario == nullptr, analysis->diagnostics.has_errors());
  return analysis->diagnostics.count(Severity::error);
}

TEST(CheckerStress, EmptyAndTinyTexts) {
  EXPECT_GT(errors_of(""), 0U);
  EXPECT_GT(errors_of("parley 1"), 0U);
  EXPECT_GT(errors_of("parley 1\nplay"), 0U);
  EXPECT_GT(errors_of(std::string(1, '\0')), 0U);
}

TEST(CheckerStress, LetsThatReferToEachOtherInALongCircle) {
  std::string lets;
  for (int i = 0; i < 10'000; ++i) {
    lets += "let x" + std::to_string(i) + " = x" + std::to_string((i + 1) % 10'000) + " + 1\n";
  }
  EXPECT_EQ(errors_of(with_play(lets)), 1U);
}

TEST(CheckerStress, AChainOfLetsLongerThanTheStackIsDeep) {
  std::string forwards = "let x0 = 1\n";
  std::string backwards;
  for (int i = 1; i < 10'000; ++i) {
    forwards += "let x" + std::to_string(i) + " = x" + std::to_string(i - 1) + " + 1\n";
    backwards = "let y" + std::to_string(i) + " = y" + std::to_string(i - 1) + " + 1\n" + backwards;
  }
  EXPECT_EQ(errors_of(with_play(forwards)), 1U);
  EXPECT_EQ(errors_of(with_play(backwards + "let y0 = 1\n")), 1U);
}

// Each let uses the one before twice: put in place they would be 2^900 operations.
TEST(CheckerStress, LetsThatDoubleAreSharedAndNotMultiplied) {
  std::string lets = "param p : prob = 0.2 to 0.4\nlet x0 = p\n";
  for (int i = 1; i < 900; ++i) {
    const std::string before = "x" + std::to_string(i - 1);
    lets += "let x" + std::to_string(i) + " = (" + before + " + " + before + ") / 2\n";
  }
  EXPECT_LE(errors_of(with_play(lets + "payoff rest_of { }\n")), 2U);  // the stray payoff only
  std::string numbers = "let x0 = 3\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "x" + std::to_string(i - 1);
    numbers += "let x" + std::to_string(i) + " = " + before + " * " + before + "\n";
  }
  EXPECT_EQ(errors_of(with_play(numbers)), 1U);  // too long to be kept exactly, told once
}

TEST(CheckerStress, TenThousandOutcomes) {
  std::string outcomes;
  std::string payoffs = "payoff leader {\n";
  for (int i = 0; i < 10'000; ++i) {
    outcomes += "outcome o" + std::to_string(i) + " when leader is leave\n";
    payoffs += "  o" + std::to_string(i) + ": 1\n";
  }
  EXPECT_EQ(errors_of("parley 1\nplayer leader\nplay {\n  leader picks { stay, leave }\n}\n" + outcomes +
                      "outcome stayed otherwise\n" + payoffs + "  stayed: 0\n}\n"),
            0U);
}

TEST(CheckerStress, TablesOfTwentyThousandLabels) {
  std::string labels;
  std::string tests;
  for (int i = 0; i < 20'000; ++i) {
    labels += (i == 0 ? "l" : ", l") + std::to_string(i) + ": 0.00005";
    tests += (i == 0 ? "l" : ", l") + std::to_string(i);
  }
  EXPECT_EQ(errors_of("parley 1\nplayer leader type { " + labels + " }\nplay {\n  chance c { " + labels +
                      " }\n  leader picks { stay, leave }\n}\noutcome a when c in { " + tests +
                      " }\noutcome b otherwise\npayoff leader { a: 0, b: 1 }\n"),
            0U);
}

TEST(CheckerStress, NamesOfTenThousandCharacters) {
  const std::string name(10'000, 'n');
  EXPECT_EQ(errors_of(with_play("param " + name + " = 1\nlet other = " + name + " + 1\n")), 0U);
  EXPECT_EQ(errors_of(with_play("param " + name + " = 1\nlet other = " + name + "m + 1\n")), 1U);
}

TEST(CheckerStress, UnknownNamesByTheThousand) {
  std::string lets;
  for (int i = 0; i < 5'000; ++i) lets += "let a" + std::to_string(i) + " = b" + std::to_string(i) + "\n";
  EXPECT_EQ(errors_of(with_play(lets)), 20U);
}

TEST(CheckerStress, ThousandsOfVariants) {
  std::string variants;
  for (int i = 0; i < 3'000; ++i)
    variants += "variant v" + std::to_string(i) + " \"V\" { let x = " + std::to_string(i) + " }\n";
  EXPECT_EQ(errors_of(with_play(variants)), 1U);  // more than may be
}

TEST(CheckerStress, PicksFromMoreValuesThanFitInMemory) {
  std::string steps;
  for (int i = 0; i < 2'000; ++i) steps += "  leader picks x" + std::to_string(i) + " in 0 to 1 step 0.0002\n";
  EXPECT_EQ(
      errors_of("parley 1\nplayer leader\nplay {\n" + steps + "}\noutcome done otherwise\npayoff leader { done: 1 }\n"),
      1U);
}

TEST(CheckerStress, AHundredPlayersAreRefusedBeforeTheirPayoffsAreMade) {
  std::string players;
  for (int i = 0; i < 100; ++i) {
    players += "player p" + std::to_string(i) + "\npayoff p" + std::to_string(i) + " { always: 0 }\n";
  }
  EXPECT_EQ(errors_of(with_play(players)), 1U);
}

// Every step depends on all before it: the histories are beyond counting, and are left to the game.
TEST(CheckerStress, ChancesThatDependOnEverythingBefore) {
  std::string steps;
  std::string condition = "leader is stay";
  for (int i = 0; i < 200; ++i) {
    const std::string name = "c" + std::to_string(i);
    steps += "  chance " + name + " { a: 0.5 if " + condition + " else 0.25, b: rest }\n";
    condition += " or " + name + " is a";
  }
  EXPECT_EQ(errors_of("parley 1\nplayer leader\nplay {\n  leader picks { stay, leave }\n" + steps +
                      "}\noutcome a when " + condition + "\noutcome b otherwise\npayoff leader { a: 0, b: 1 }\n"),
            0U);
}

TEST(CheckerStress, DeepNestingOfParenthesesAndConditions) {
  for (const int depth : {50, 200, 300, 5'000, 100'000}) {
    const auto size = static_cast<std::size_t>(depth);
    const std::string text = "let x = " + std::string(size, '(') + "1" + std::string(size, ')') + "\n";
    EXPECT_LE(errors_of(with_play(text)), 20U);
  }
  std::string chain = "1";
  for (int i = 0; i < 900; ++i) chain += " + 1";
  EXPECT_EQ(errors_of(with_play("let x = " + chain + "\n")), 0U);
}

}  // namespace
}  // namespace parley::scenario
