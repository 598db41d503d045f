// SPDX-License-Identifier: Apache-2.0
// Trees of a draw: guards, impossible branches and missing choices are not in them.
#include "parley/report/game_tree.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "fixtures.h"

namespace parley::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// chance weather { good: input 0, bad: rest }; after good, if input 1 holds, one picks { stay, go }, where go is there
/// only if input 2 is 1; else the play ends as "quiet".
game::ParametricGame small_game() {
  game::ParametricGame game;
  game.players = {"one"};
  game.quantities = {{"quiet", true}, {"gone", true}};
  game.steps = {{"weather", {"weather"}, {"good", "bad"}, {{"good"}, {"bad"}}},
                {"one", {"one"}, {"stay", "go"}, {{"stay"}, {"go"}}}};
  game.program = game::Program(3);
  const game::Slot good = game.program.input(0), asked = game.program.input(1), there = game.program.input(2);
  const game::Slot yes = game.program.exact(1), no = game.program.exact(0);
  const game::Slot bad = game.program.subtract(yes, good);
  game.nodes = {{game::NodeKind::chance, 0, 2, 0},
                {game::NodeKind::guard, 2, 2, asked.index},
                {game::NodeKind::decision, 4, 2, 0},
                {game::NodeKind::terminal, 6, 0, 0},
                {game::NodeKind::terminal, 6, 0, 1}};
  game.edges = {{game::NodeId{1}, 0, good, good}, {game::NodeId{3}, 1, bad, bad}, {game::NodeId{2}, 0, yes, yes},
                {game::NodeId{3}, 0, no, no},     {game::NodeId{3}, 0, {}, {}},   {game::NodeId{4}, 1, {}, {}}};
  game.chances = {{0, 0}};
  game::Infoset infoset;
  infoset.step = 1;
  infoset.actions = {0, 1};
  infoset.available = {yes, there};
  infoset.nodes = {game::NodeId{2}};
  game.infosets = {infoset};
  game.terminals = {{{no}, {yes, no}}, {{yes}, {no, yes}}};
  return game;
}

std::vector<Number> slots(const game::ParametricGame& game, double good, double asked, double there) {
  const std::vector<Number> inputs = {Number(good), Number(asked), Number(there)};
  return game.program.evaluate(inputs);
}

TEST(GameTree, HasEveryHistoryInPrefixOrder) {
  const game::ParametricGame game = small_game();
  EXPECT_EQ(tree_text({}, game_tree(game, slots(game, 0.25, 1, 1), {})),
            "chance weather\n"
            "├─ 25.0 % good → one #0\n"
            "│  ├─ stay → quiet (0)\n"
            "│  └─ go → gone (1)\n"
            "└─ 75.0 % bad → quiet (0)\n");
}

TEST(GameTree, LeavesOutWhatTheDrawDoesNotHave) {
  const game::ParametricGame game = small_game();
  EXPECT_EQ(tree_text({}, game_tree(game, slots(game, 1, 1, 0), {})),
            "chance weather\n"
            "└─ 100 % good → one #0\n"
            "   └─ stay → quiet (0)\n");
  EXPECT_EQ(tree_text({}, game_tree(game, slots(game, 1, 0, 1), {})),
            "chance weather\n"
            "└─ 100 % good → quiet (0)\n");
}

TEST(GameTree, CountsWhatItsDepthCutsOff) {
  const game::ParametricGame game = small_game();
  EXPECT_EQ(tree_text({}, game_tree(game, slots(game, 0.25, 1, 1), 1)),
            "chance weather\n"
            "├─ 25.0 % good → one #0  ... 2 below\n"
            "└─ 75.0 % bad → quiet (0)\n");
  EXPECT_EQ(game_tree(game, slots(game, 0.25, 1, 1), 0).rows[0].cut, 4U);
}

TEST(GameTree, IsADotGraphOfItsRows) {
  const game::ParametricGame game = small_game();
  const std::string dot = tree_dot(game_tree(game, slots(game, 0.25, 1, 1), {}), "a \"title\"");
  EXPECT_THAT(dot, HasSubstr("label=\"a \\\"title\\\"\""));
  EXPECT_THAT(dot, HasSubstr("n0 -> n1 [label=\"25.0 % good\"]"));
  EXPECT_THAT(dot, Not(HasSubstr("dashed")));  // every information set has one node
}

TEST(GameTree, IsAListOfNodesAsJson) {
  const game::ParametricGame game = small_game();
  const auto json =
      nlohmann::json::parse(tree_json(testing::head(), "centre", game_tree(game, slots(game, 0.25, 1, 1), {})).dump());
  EXPECT_EQ(json["schema"], "parley/tree/1");
  ASSERT_EQ(json["nodes"].size(), 5U);
  EXPECT_EQ(json["nodes"][1]["prob"], 0.25);
  EXPECT_EQ(json["nodes"][1]["player"], "one");
  EXPECT_EQ(json["nodes"][2]["outcome"], "quiet");
  EXPECT_EQ(json["nodes"][2]["parent"], 1);
  EXPECT_TRUE(json["nodes"][0]["parent"].is_null());
}

}  // namespace
}  // namespace parley::report
