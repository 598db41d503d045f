// SPDX-License-Identifier: Apache-2.0
// Turns of answers whose places are known.
#include "parley/study/turn_search.h"

#include <cmath>

#include <gmock/gmock.h>

namespace parley {
namespace {

using study::find_turn;

std::optional<std::string> low_below_pi(double x) { return x < 3.14159 ? "low" : "high"; }

TEST(TurnSearch, FindsTheFirstPlaceBeyondTheTurn) {
  const auto turn = find_turn({.from = 0.0, .end = 10.0, .step = 1.0, .width = 1e-6, .answer = "low"}, low_below_pi);
  ASSERT_TRUE(turn.at.has_value());
  EXPECT_EQ(turn.other, "high");
  EXPECT_GE(*turn.at, 3.14159);
  EXPECT_LT(turn.stays_to, 3.14159);
  EXPECT_LE(*turn.at - turn.stays_to, 1e-6);
}

TEST(TurnSearch, LooksDownwardsToo) {
  const auto turn = find_turn({.from = 10.0, .end = -10.0, .step = 3.0, .width = 1e-6, .answer = "high"}, low_below_pi);
  ASSERT_TRUE(turn.at.has_value());
  EXPECT_LT(*turn.at, 3.14159);
  EXPECT_GE(turn.stays_to, 3.14159);
}

TEST(TurnSearch, EndsAtTheEndWhereNothingTurns) {
  const auto turn = find_turn({.from = 0.0, .end = 2.5, .step = 1.0, .width = 1e-6, .answer = "low"}, low_below_pi);
  EXPECT_FALSE(turn.at.has_value());
  EXPECT_EQ(turn.stays_to, 2.5);
}

TEST(TurnSearch, EndsWhereNoAnswerIsGiven) {
  const auto until_two = [](double x) -> std::optional<std::string> {
    if (x > 2.0) return std::nullopt;
    return "low";
  };
  const auto turn = find_turn({.from = 0.0, .end = 9.0, .step = 1.0, .width = 1e-6, .answer = "low"}, until_two);
  EXPECT_FALSE(turn.at.has_value());
  EXPECT_EQ(turn.stays_to, 2.0);
}

}  // namespace
}  // namespace parley
