// SPDX-License-Identifier: Apache-2.0
// Sequences, plans and behaviour against counts by hand and the definition of expected payoffs.
#include "parley/solve/nash/sequences/sequence_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "games/game_files.h"
#include "parley/solve/nash/sequences/complementarity.h"
#include "poker.h"
#include "unit/game/random_games.h"

namespace parley::solve {
namespace {

using game::NumericGame;
using Plans = std::array<RealizationPlan<Rational>, 2>;

/// The products of a profile's own chances.
Plans plans_of(const SequenceForm& form, const game::StrategyProfile<Rational>& profile) {
  Plans plans;
  for (std::size_t p = 0; p < 2; ++p) {
    plans[p].assign(form.num_sequences(p), Rational(1));
    for (const auto& set : form.players[p].sets) {
      for (std::uint32_t a = 0; a < set.num_actions; ++a) {
        plans[p][set.first + a] = plans[p][set.parent] * profile.probs[set.infoset][a];
      }
    }
  }
  return plans;
}

template <class Check>
void for_random_trees(const Check& check) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const test::RandomTree tree(seed, 2, 5);
    const auto game = game::numeric(tree.game());
    ASSERT_TRUE(game);
    const auto form = sequence_form(*game);
    ASSERT_TRUE(form) << form.error().message;
    test::Random random(seed + 9000);
    check(*game, *form, test::random_profile(*game, random, seed % 3 == 0));
  }
}

// By hand: a player of Kuhn's poker has, for each of three cards, two sets of two choices, and the empty sequence. The
// 30 ends fall under as many pairs of sequences: six deals, five ways to play each.
TEST(SequenceForm, OfKuhnsPokerHasThirteenSequencesAPlayer) {
  const auto form = sequence_form(test::Poker(test::kuhn(3)).build());
  ASSERT_TRUE(form);
  EXPECT_EQ(form->num_sequences(0), 13U);
  EXPECT_EQ(form->num_sequences(1), 13U);
  EXPECT_EQ(form->cells.size(), 30U);
  EXPECT_EQ(form->lowest[0], Rational(-2));
  EXPECT_EQ(form->highest[1], Rational(2));
  for (const auto& cell : form->cells) EXPECT_EQ(cell.chance, Rational::ratio(1, 6));
}

// Ends under one pair of sequences add up, whatever chance did: (1 + 3) / 2 and (2 + 5) / 2.
TEST(SequenceForm, SumsWhatPlayersCannotTellApart) {
  NumericGame<Rational> game;
  game.num_players = 2;
  game.nodes = {{game::NodeKind::chance, 0, 2, 0, game::none},
                {game::NodeKind::decision, 2, 2, 0, game::none},
                {game::NodeKind::decision, 4, 2, 0, game::none}};
  for (std::uint32_t t = 0; t < 4; ++t) game.nodes.push_back({game::NodeKind::terminal, 6, 0, t, game::none});
  const Rational half = Rational::ratio(1, 2);
  game.edges = {{1, half, half, 0}, {2, half, half, 1}, {3, {}, {}, 0}, {4, {}, {}, 1}, {5, {}, {}, 0}, {6, {}, {}, 1}};
  game.infosets = {{0, 2, 0, game::none, {0, 1}, {1, 2}}};
  for (const int payoff : {1, 0, 2, 0, 3, 0, 5, 0}) game.payoffs.emplace_back(payoff);
  const auto form = sequence_form(game);
  ASSERT_TRUE(form);
  ASSERT_EQ(form->cells.size(), 2U);
  EXPECT_EQ(form->cells[0].payoffs[0], Rational(2));
  EXPECT_EQ(form->cells[1].payoffs[0], Rational::ratio(7, 2));
  EXPECT_EQ(form->cells[0].chance, Rational(1));
}

// Source: von Stengel 1996: expected payoffs are bilinear in the plans; here against the recursion over the tree.
TEST(SequenceForm, GivesProfilesTheirExpectedPayoffs) {
  for_random_trees([](const auto& game, const auto& form, const auto& profile) {
    const Plans plans = plans_of(form, profile);
    for (std::uint32_t p = 0; p < 2; ++p) {
      EXPECT_TRUE(is_realization_plan(form.players[p], plans[p]));
      Rational value;
      const auto values = sequence_values(form, p, plans[1 - p]);
      for (std::size_t s = 0; s < values.size(); ++s) value += plans[p][s] * values[s];
      EXPECT_EQ(value, test::expected(game, profile, p));
      if (test::num_pure_plans(game, p) > test::most_plans) continue;
      EXPECT_EQ(best_plan<Rational>(form.players[p], values).value, test::best_plan_by_enumeration(game, profile, p));
    }
  });
}

TEST(SequenceForm, MakesBehaviourThatMakesThePlans) {
  for_random_trees([](const auto& game, const auto& form, const auto& profile) {
    const Plans plans = plans_of(form, profile);
    const auto made = behaviour(form, plans);
    EXPECT_EQ(plans_of(form, made), plans);
    for (std::size_t h = 0; h < game.infosets.size(); ++h) {
      Rational sum;
      for (const Rational& prob : made.probs[h]) sum += prob;
      EXPECT_EQ(sum, Rational(1));
    }
  });
}

TEST(SequenceForm, ScalesEndsToUnits) {
  const auto form = sequence_form(test::Poker(test::leduc(1)).build());
  ASSERT_TRUE(form);
  const auto payoffs = unit_payoffs(*form, 0);
  for (std::size_t c = 0; c < payoffs.size(); ++c) {
    EXPECT_GE(payoffs[c], 0.0);
    EXPECT_LE(payoffs[c], form->cells[c].chance.to_double());
  }
}

TEST(SequenceForm, TellsPlansFromWhatIsNone) {
  const auto form = sequence_form(test::Poker(test::kuhn(3)).build());
  ASSERT_TRUE(form);
  auto plan = uniform_plan<Rational>(form->players[0]);
  EXPECT_TRUE(is_realization_plan(form->players[0], plan));
  plan[1] += Rational::ratio(1, 7);
  EXPECT_FALSE(is_realization_plan(form->players[0], plan));
  plan[2] -= Rational::ratio(1, 7);
  EXPECT_FALSE(is_realization_plan(form->players[0], plan));  // choices after them no longer add up
  EXPECT_FALSE(is_realization_plan(form->players[0], RealizationPlan<Rational>(13)));
}

TEST(SequenceForm, IsRefusedWithoutRecall) {
  // One set at two stages of one play: an absent-minded player.
  NumericGame<Rational> game;
  game.num_players = 2;
  game.nodes = {{game::NodeKind::decision, 0, 2, 0, game::none},
                {game::NodeKind::decision, 2, 2, 0, game::none},
                {game::NodeKind::terminal, 4, 0, 0, game::none},
                {game::NodeKind::terminal, 4, 0, 1, game::none},
                {game::NodeKind::terminal, 4, 0, 2, game::none}};
  game.edges = {{1, {}, {}, 0}, {2, {}, {}, 1}, {3, {}, {}, 0}, {4, {}, {}, 1}};
  game.infosets = {{0, 2, 0, game::none, {0, 1}, {0, 1}}};
  game.payoffs.assign(6, Rational(0));
  const auto form = sequence_form(game);
  ASSERT_FALSE(form);
  EXPECT_EQ(form.error().code, ErrorCode::unsupported);
  EXPECT_NE(form.error().message.find("perfect recall"), std::string::npos);
}

TEST(SequenceForm, IsRefusedWhereHistoriesWereMerged) {
  NumericGame<Rational> game;
  game.num_players = 2;
  game.nodes = {{game::NodeKind::decision, 0, 2, 0, game::none}, {game::NodeKind::terminal, 2, 0, 0, game::none}};
  game.edges = {{1, {}, {}, 0}, {1, {}, {}, 1}};
  game.infosets = {{0, 2, 0, game::none, {0, 1}, {0}}};
  game.payoffs.assign(2, Rational(0));
  const auto form = sequence_form(game);
  ASSERT_FALSE(form);
  EXPECT_NE(form.error().message.find("merged"), std::string::npos);
}

}  // namespace
}  // namespace parley::solve
