// SPDX-License-Identifier: Apache-2.0
// A parametric game at one draw as the tree of an .efg file.
#include <set>

#include <gtest/gtest.h>

#include "games/game_files.h"
#include "parley/game/extensive_game.h"
#include "parley/game/gambit_line.h"
#include "unit/game/parametric_games.h"

namespace parley::game {
namespace {

using test::Standoff;

Number exact(std::int64_t value) { return Number(Rational(value)); }
Number ratio(std::int64_t top, std::int64_t bottom) { return Number(Rational::ratio(top, bottom)); }

TEST(ExtensiveAtDraw, IsTheTreeInPrefixOrderWithTellingLabels) {
  const Standoff built;
  const auto tree =
      extensive(built.game, built.slots({ratio(1, 3), exact(0), exact(1), exact(3)}), "standoff", "a draw");
  ASSERT_TRUE(tree) << tree.error().message;
  EXPECT_EQ(write_efg(*tree), R"(EFG 2 R "standoff" { "leader" "rival" }
"a draw"

c "leader.type" 1 "leader.type" { "weary" 2/3 "bold" 1/3 } 0
p "leader" 1 1 "leader: weary" { "stay" "go" } 0
p "answer" 2 1 "answer: stay" { "yes" "no" } 0
t "quiet" 1 "quiet" { 1, 1 }
t "war" 2 "war" { -2, 0 }
t "exit" 3 "exit" { 3, 1 }
p "leader 2" 1 2 "leader: bold" { "stay" "go" } 0
p "answer 2" 2 1 0
t "quiet 2" 4 "quiet 2" { 2, 1 }
t "war 2" 5 "war 2" { -1, -5 }
t "exit 2" 3
)");
}

TEST(ExtensiveAtDraw, WritesTheExactDecimalsOfDoublesAndChancesThatAddUpToOne) {
  const Standoff built;
  const auto tree = extensive(built.game, built.slots({Number(0.1), exact(0), exact(0), Number(0.1)}), "", "");
  ASSERT_TRUE(tree) << tree.error().message;
  const Rational tenth = Rational::from_double(0.1);
  EXPECT_EQ(tree->infosets[0].probs[0], Rational::from_double(1 - 0.1));
  EXPECT_EQ(tree->infosets[0].probs[0] + tree->infosets[0].probs[1], Rational(1));
  bool found = false;
  for (const auto& outcome : tree->outcomes) found = found || outcome.payoffs[0] == tenth;
  EXPECT_TRUE(found);
  EXPECT_NE(write_efg(*tree).find("0.1000000000000000055511151231257827021181583404541015625"), std::string::npos);
}

TEST(ExtensiveAtDraw, GivesTheSameGameAsTheDrawItself) {
  const Standoff built;
  for (const std::int64_t rival : {0, 1}) {
    for (const std::int64_t fight : {0, 1}) {
      const auto slots = built.slots({ratio(1, 3), exact(fight), exact(rival), exact(3)});
      const auto drawn = at_draw_exact(built.game, slots);
      const auto tree = extensive(built.game, slots, "", "");
      ASSERT_TRUE(drawn && tree);
      const auto back = read_efg(write_efg(*tree));
      ASSERT_TRUE(back) << back.error().message;
      EXPECT_EQ(back->game, *tree);
      EXPECT_TRUE(back->warnings.empty());
      const auto read = numeric(back->game);
      ASSERT_TRUE(read);
      EXPECT_EQ(read->nodes.size(), drawn->nodes.size());
      ASSERT_EQ(read->infosets.size(), drawn->infosets.size());
      const auto order = gambit_order(*drawn), read_order = gambit_order(*read);
      for (std::size_t i = 0; i < order.size(); ++i) {
        EXPECT_EQ(drawn->infosets[order[i]].player, read->infosets[read_order[i]].player);
        EXPECT_EQ(drawn->infosets[order[i]].num_actions, read->infosets[read_order[i]].num_actions);
        EXPECT_EQ(drawn->infosets[order[i]].nodes.size(), read->infosets[read_order[i]].nodes.size());
      }
    }
  }
}

TEST(ExtensiveAtDraw, LabelsAreUniqueNonemptyAndTrimmed) {
  test::GameBuilder built({" a ", "a"}, {"end", ""});
  const std::uint32_t pick = built.step("pick ", {" x", "x", ""});
  const Slot one = built.exact(1);
  built.decision(built.infoset(0, pick, {one, one, one}), {1, 2, 3});
  built.decision(built.infoset(0, pick, {one, one, one}), {4, 5, 6});
  for (std::uint32_t i = 0; i < 5; ++i) built.terminal(i % 2, {built.exact(i), built.exact(0)});
  const auto tree = extensive(built.game, built.slots({}), "", "");
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->players, (std::vector<std::string>{"a", "a 2"}));
  EXPECT_EQ(tree->infosets[0].actions, (std::vector<std::string>{"x", "x 2", "-"}));
  std::set<std::string> labels;
  for (const auto& infoset : tree->infosets) labels.insert(infoset.label);
  EXPECT_EQ(labels, (std::set<std::string>{"pick", "pick 2"}));
  std::set<std::string> nodes;
  for (const auto& node : tree->nodes) nodes.insert(node.label);
  EXPECT_EQ(nodes.size(), tree->nodes.size());
}

TEST(ExtensiveAtDraw, RefusesMergedHistories) {
  test::GameBuilder built({"one"}, {"end"});
  const std::uint32_t pick = built.step("pick", {"a", "b"});
  built.decision(built.infoset(0, pick, {built.exact(1), built.exact(1)}), {1, 1});
  built.terminal(0, {built.exact(0)});
  const auto tree = extensive(built.game, built.slots({}), "", "");
  ASSERT_FALSE(tree);
  EXPECT_EQ(tree.error().code, ErrorCode::unsupported);
}

// 0.1 + 0.2 + 0.7 is above 1 by an ulp in exact arithmetic of the doubles, and a branch of 1e-18 cannot take that off.
TEST(ExtensiveAtDraw, TakesRoundingFromTheLargestChanceWhereTheLastIsTooSmall) {
  test::GameBuilder built({"one"}, {"end"});
  const std::uint32_t coin = built.step("coin", {"a", "b", "c"});
  const Slot a = built.input(), b = built.input(), c = built.input();
  built.chance(coin, {{1, 0, a}, {2, 1, b}, {3, 2, c}});
  for (int i = 0; i < 3; ++i) built.terminal(0, {built.exact(i)});
  const auto tree = extensive(built.game, built.slots({Number(0.1), Number(0.9), Number(1e-18)}), "", "");
  ASSERT_TRUE(tree) << tree.error().message;
  const auto& probs = tree->infosets[0].probs;
  EXPECT_EQ(probs[2], Rational::from_double(1e-18));
  EXPECT_EQ(probs[0] + probs[1] + probs[2], Rational(1));
}

TEST(GambitLine, ListsPlayersThenInformationSetsByFirstAppearance) {
  const Standoff built;
  const auto game = at_draw_exact(built.game, built.slots({ratio(1, 3), exact(0), exact(1), exact(3)}));
  ASSERT_TRUE(game);
  StrategyProfile<Rational> profile;
  profile.probs = {
      {Rational(1), Rational(0)}, {Rational::ratio(1, 3), Rational::ratio(2, 3)}, {Rational(0), Rational(1)}};
  EXPECT_EQ(to_gambit_line(*game, profile), "NE,1,0,1/3,2/3,0,1");
}

TEST(GambitLine, WritesDoublesSoThatTheyReadBackTheSame) {
  const auto exact_game = test::load_numeric(test::game_path("selten1975_fig1.efg"));
  const auto game = game::in_doubles(exact_game);
  const StrategyProfile<double> profile = {{{1.0, 0.0}, {0.1, 0.9}, {1.0 / 3.0, 2.0 / 3.0}}};
  EXPECT_EQ(to_gambit_line(game, profile), "NE,1,0,0.1,0.9,0.3333333333333333,0.6666666666666666");
}

TEST(GambitLine, GivesAnActionToSetsBehindChancesOfZero) {
  const auto file = read_efg(R"(EFG 2 R "" { "one" }
c "" 1 "" { "never" 0 "always" 1 } 0
p "" 1 1 "never" { "a" "b" } 0
t "" 1 "" { 1 }
t "" 2 "" { 2 }
p "" 1 2 "always" { "a" "b" } 0
t "" 1
t "" 2
)");
  ASSERT_TRUE(file) << file.error().message;
  const auto game = numeric(file->game);
  ASSERT_TRUE(game);
  ASSERT_EQ(game->infosets.size(), 1U);
  EXPECT_EQ(game->infosets[0].origin, 2U);
  const StrategyProfile<Rational> profile = {{{Rational(0), Rational(1)}}};
  EXPECT_EQ(to_gambit_line(*game, profile), "NE,0,1");
  EXPECT_EQ(to_gambit_line(file->game, *game, profile), "NE,1,0,0,1");
}

}  // namespace
}  // namespace parley::game
