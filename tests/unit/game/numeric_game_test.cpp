// SPDX-License-Identifier: Apache-2.0
// What one draw has of a parametric game: guards followed, vanished branches and choices gone, broken rules told.
#include "parley/game/numeric_game.h"

#include <limits>

#include <gtest/gtest.h>

#include "unit/game/parametric_games.h"

namespace parley::game {
namespace {

using test::Standoff;
using test::values_of;

Number exact(std::int64_t value) { return Number(Rational(value)); }
Number ratio(std::int64_t top, std::int64_t bottom) { return Number(Rational::ratio(top, bottom)); }

template <class T>
std::size_t count(const NumericGame<T>& game, NodeKind kind) {
  std::size_t n = 0;
  for (const auto& node : game.nodes) n += node.kind == kind ? 1 : 0;
  return n;
}

TEST(AtDraw, HasEveryBranchWhereAllArePossible) {
  const Standoff built;
  const auto game = at_draw_exact(built.game, built.slots({ratio(1, 4), exact(1), exact(1), exact(3)}));
  ASSERT_TRUE(game) << game.error().message;
  EXPECT_EQ(count(*game, NodeKind::chance), 1U);
  EXPECT_EQ(count(*game, NodeKind::decision), 4U);
  EXPECT_EQ(count(*game, NodeKind::guard), 0U);
  EXPECT_EQ(count(*game, NodeKind::terminal), 8U);
  ASSERT_EQ(game->infosets.size(), 3U);
  EXPECT_EQ(game->infosets[2].nodes.size(), 2U);
  EXPECT_EQ(game->edges_of(0)[0].prob, Rational::ratio(3, 4));
  EXPECT_EQ(game->edges_of(0)[1].report_prob, Rational::ratio(1, 4));
  EXPECT_EQ(game->payoff_range(0), Rational(5));  // from -2 to 3
  EXPECT_EQ(game->payoff_range(1), Rational(6));  // from -5 to 1
}

TEST(AtDraw, EdgesLeadToLaterNodesAndInfosetsHoldTheirNodes) {
  const Standoff built;
  const auto game = at_draw(built.game, values_of(built.slots({Number(0.3), exact(1), exact(1), exact(3)})));
  ASSERT_TRUE(game) << game.error().message;
  for (std::uint32_t n = 0; n < game->nodes.size(); ++n) {
    for (const auto& edge : game->edges_of(n)) EXPECT_GT(edge.to, n);
  }
  for (std::uint32_t h = 0; h < game->infosets.size(); ++h) {
    for (const std::uint32_t n : game->infosets[h].nodes) {
      EXPECT_EQ(game->nodes[n].kind, NodeKind::decision);
      EXPECT_EQ(game->nodes[n].place, h);
      EXPECT_EQ(game->nodes[n].num_edges, game->infosets[h].num_actions);
    }
  }
}

TEST(AtDraw, LeavesOutChoicesThatAreNotThere) {
  const Standoff built;
  const auto game = at_draw(built.game, values_of(built.slots({Number(0.3), exact(0), exact(1), exact(3)})));
  ASSERT_TRUE(game);
  EXPECT_EQ(game->infosets[0].num_actions, 2U);
  EXPECT_EQ(game->infosets[0].actions, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(count(*game, NodeKind::terminal), 6U);
}

TEST(AtDraw, LeavesOutBranchesOfProbabilityZeroAndTheInfosetsBehindThem) {
  const Standoff built;
  const auto game = at_draw(built.game, values_of(built.slots({exact(1), exact(0), exact(1), exact(3)})));
  ASSERT_TRUE(game);
  EXPECT_EQ(game->nodes[0].num_edges, 1U);
  ASSERT_EQ(game->infosets.size(), 2U);
  EXPECT_EQ(game->infosets[0].origin, 1U);
  EXPECT_EQ(game->infosets[1].origin, 2U);
  EXPECT_EQ(game->infosets[1].nodes.size(), 1U);
}

TEST(AtDraw, FollowsGuards) {
  const Standoff built;
  const auto game = at_draw_exact(built.game, built.slots({ratio(1, 4), exact(1), exact(0), exact(3)}));
  ASSERT_TRUE(game);
  EXPECT_EQ(game->infosets.size(), 2U);
  const auto& after_stay = game->nodes[game->edges_of(1)[0].to];
  EXPECT_EQ(after_stay.kind, NodeKind::terminal);
  EXPECT_EQ(game->payoffs[after_stay.place * 2], Rational::ratio(1, 3));
}

TEST(AtDraw, RoundingJustBelowZeroIsZero) {
  const Standoff built;
  const auto game = at_draw(built.game, values_of(built.slots({Number(1.0 + 1e-15), exact(1), exact(1), exact(3)})));
  ASSERT_TRUE(game) << game.error().message;
  EXPECT_EQ(game->nodes[0].num_edges, 1U);
}

struct Broken {
  std::vector<Number> inputs;
  std::string message;
};

TEST(AtDraw, TellsWhichRuleTheDrawBreaks) {
  const Standoff built;
  const double infinity = std::numeric_limits<double>::infinity();
  const Broken broken[] = {
      {{Number(1.5), exact(1), exact(1), exact(3)},
       "the chance of \"weary\" at \"leader.type\" at the start must lie between 0 and 1, and is -0.5"},
      {{Number(0.5), exact(1), exact(1), Number(infinity)},
       "the payoff of leader after leader.type: weary, leader: go must be a finite number, and is inf"},
  };
  for (const Broken& b : broken) {
    const auto game = at_draw(built.game, values_of(built.game.program.evaluate(b.inputs)));
    ASSERT_FALSE(game);
    EXPECT_EQ(game.error().code, ErrorCode::bad_input);
    EXPECT_EQ(game.error().message, b.message);
  }
}

TEST(AtDraw, TellsChancesThatDoNotAddUp) {
  test::GameBuilder built({"one"}, {"end"});
  const std::uint32_t coin = built.step("coin", {"heads", "tails"});
  built.chance(coin, {{1, 0, built.ratio(1, 2)}, {2, 1, built.ratio(1, 3)}});
  built.terminal(0, {built.exact(0)});
  built.terminal(0, {built.exact(1)});
  const auto game = at_draw_exact(built.game, built.slots({}));
  ASSERT_FALSE(game);
  EXPECT_EQ(game.error().message, "the chances at \"coin\" at the start must add up to 1, and are 5/6");
}

TEST(AtDraw, TellsADecisionWithoutChoices) {
  test::GameBuilder built({"one"}, {"end"});
  const std::uint32_t pick = built.step("pick", {"a", "b"});
  const std::uint32_t coin = built.step("coin", {"heads"});
  built.chance(coin, {{1, 0, built.exact(1)}});
  built.decision(built.infoset(0, pick, {built.exact(0), built.exact(0)}), {2, 3});
  built.terminal(0, {built.exact(0)});
  built.terminal(0, {built.exact(1)});
  const auto game = at_draw_exact(built.game, built.slots({}));
  ASSERT_FALSE(game);
  EXPECT_EQ(game.error().message,
            "one has no choice left at \"pick\" after coin: heads: at least one choice must be there in every draw");
}

TEST(AtDraw, TellsAnEndWithoutOutcome) {
  test::GameBuilder built({"one"}, {"end"});
  const std::uint32_t pick = built.step("pick", {"a", "b"});
  built.decision(built.infoset(0, pick, {built.exact(1), built.exact(1)}), {1, 2});
  built.terminal(0, {built.exact(0)});
  built.terminal(7, {built.exact(1)});
  const auto game = at_draw_exact(built.game, built.slots({}));
  ASSERT_FALSE(game);
  EXPECT_EQ(game.error().message,
            "no outcome holds after pick: b: add an outcome for it, or a last one with `otherwise`");
}

TEST(Exactness, IsThatOfTheNumbersThatTheDrawUses) {
  const Standoff built;
  EXPECT_TRUE(is_exact(built.game, built.slots({ratio(1, 4), exact(1), exact(1), exact(3)})));
  EXPECT_FALSE(is_exact(built.game, built.slots({ratio(1, 4), exact(1), exact(1), Number(3.5)})));
  EXPECT_FALSE(is_exact(built.game, built.slots({Number(0.25), exact(1), exact(1), exact(3)})));
  const auto refused = at_draw_exact(built.game, built.slots({ratio(1, 4), exact(1), Number(1.5), exact(3)}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace parley::game
