// SPDX-License-Identifier: Apache-2.0
// Strategic forms: a table for two, a list for more.
#include "parley/report/strategic_text.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "fixtures.h"

namespace parley::report {
namespace {

/// Rows U, D; columns L, R; payoffs (1, 1/3), (0, 0), (2, 0), (3, -1) for UL, DL, UR, DR.
game::StrategicGame two_by_two() {
  game::StrategicGame game;
  game.players = {"row", "column"};
  game.strategies = {{"U", "D"}, {"L", "R"}};
  game.outcomes = {
      {"", {Rational(1), Rational::ratio(1, 3)}}, {"", {Rational(2), Rational(0)}}, {"", {Rational(3), Rational(-1)}}};
  game.contingencies = {0, game::none, 1, 2};
  return game;
}

TEST(StrategicText, IsATableForTwoPlayers) {
  EXPECT_EQ(strategic_text({}, two_by_two()),
            "  rows row, columns column\n"
            "          L      R\n"
            "  U  1, 1/3   2, 0\n"
            "  D    0, 0  3, -1\n");
}

TEST(StrategicText, IsAListForMorePlayers) {
  game::StrategicGame game = two_by_two();
  game.players.emplace_back("dummy");
  game.strategies.push_back({"x"});
  for (auto& outcome : game.outcomes) outcome.payoffs.emplace_back(5);
  EXPECT_EQ(strategic_text({}, game),
            "  row  column  dummy  payoffs\n"
            "  U    L       x      1, 1/3, 5\n"
            "  D    L       x      0, 0, 0\n"
            "  U    R       x      2, 0, 5\n"
            "  D    R       x      3, -1, 5\n");
}

TEST(StrategicJson, HasPayoffsWithTheFirstPlayersStrategyFastest) {
  const auto json = nlohmann::json::parse(strategic_json(testing::head(), "centre", two_by_two()).dump());
  EXPECT_EQ(json["payoffs"].dump(), R"([[1,"1/3"],[0,0],[2,0],[3,-1]])");
  EXPECT_EQ(json["strategies"]["row"].dump(), R"(["U","D"])");
}

}  // namespace
}  // namespace parley::report
