// SPDX-License-Identifier: Apache-2.0
// Beliefs against Bayes, against the limit of trembles that defines them, and against hand-worked games.
#include <algorithm>

#include <gtest/gtest.h>

#include "games/game_files.h"
#include "parley/game/certificate.h"
#include "unit/game/random_games.h"

namespace parley::game {
namespace {

using test::for_random_games;

TEST(RandomGames, BeliefsOnThePathAreThoseOfBayes) {
  for_random_games(300, false, [](const auto& game, const auto& profile) {
    std::vector<Rational> chance(game.nodes.size());
    test::spread(game, profile, Rational(1), 0, chance);
    const auto beliefs = tremble_beliefs(game, profile);
    for (std::size_t h = 0; h < game.infosets.size(); ++h) {
      Rational total, sum;
      for (const std::uint32_t n : game.infosets[h].nodes) total += chance[n];
      for (std::size_t k = 0; k < game.infosets[h].nodes.size(); ++k) {
        sum += beliefs.probs[h][k];
        if (total.is_zero()) continue;
        EXPECT_EQ(beliefs.probs[h][k], chance[game.infosets[h].nodes[k]] / total);
      }
      EXPECT_EQ(sum, Rational(1));
    }
  });
}

// The limit that defines the beliefs, taken near its end: every unused action gets 1e-30 and the used ones the rest in
// proportion. A belief is then off by at most (moves: 5) * (actions: 3) * 1e-30 * (ratio of the weights of two paths:
// chances are at least 1/9, so below 9^5), less than 1e-20.
TEST(RandomGames, BeliefsOffThePathAreTheLimitOfUniformTrembles) {
  const Rational eps = Rational(10).pow(-30);
  for_random_games(300, false, [&eps](const auto& game, const auto& profile) {
    auto trembled = profile;
    for (auto& row : trembled.probs) {
      const auto unused = std::count_if(row.begin(), row.end(), [](const Rational& p) { return p.is_zero(); });
      for (Rational& p : row) p = p.is_zero() ? eps : p * (Rational(1) - Rational(unused) * eps);
    }
    std::vector<Rational> chance(game.nodes.size());
    test::spread(game, trembled, Rational(1), 0, chance);
    const auto beliefs = tremble_beliefs(game, profile);
    for (std::size_t h = 0; h < game.infosets.size(); ++h) {
      Rational total;
      for (const std::uint32_t n : game.infosets[h].nodes) total += chance[n];
      for (std::size_t k = 0; k < game.infosets[h].nodes.size(); ++k) {
        const Rational limit = chance[game.infosets[h].nodes[k]] / total;
        EXPECT_NEAR((beliefs.probs[h][k] - limit).to_double(), 0.0, 1e-20);
      }
    }
  });
}

// Source: Selten 1975, the horse. Worked by hand: where nobody goes down, player 3 is reached by one mistake of player
// 1 or by one of player 2 after player 1's right move, so both nodes weigh the same.
TEST(SeltensHorse, BeliefsOfPlayerThreeAreEvenWhereNobodyGoesDown) {
  const auto game = test::load_numeric(test::game_path("selten1975_fig1.efg"));
  const auto profile = test::parse_profile(game, "NE,1,0,1,0,0,1");
  const auto beliefs = tremble_beliefs(game, profile);
  ASSERT_EQ(game.infosets[2].player, 2U);
  EXPECT_EQ(beliefs.probs[2], (std::vector<Rational>{Rational::ratio(1, 2), Rational::ratio(1, 2)}));
}

// Worked by hand: player 1 goes down, so player 3 is sure of the node after that; player 2 is off the path and needs no
// second mistake to be reached, and its one node has all the belief.
TEST(SeltensHorse, BeliefsFollowPlayerOneWhereItGoesDown) {
  const auto game = test::load_numeric(test::game_path("selten1975_fig1.efg"));
  const auto profile = test::parse_profile(game, "NE,0,1,1/3,2/3,1,0");
  const auto beliefs = tremble_beliefs(game, profile);
  EXPECT_EQ(beliefs.probs[1], (std::vector<Rational>{Rational(1)}));
  EXPECT_EQ(beliefs.probs[2], (std::vector<Rational>{Rational(0), Rational(1)}));
}

// Two mistakes weigh nothing beside one: after a choice of nature (1/4, 3/4) player 1 always stays; player 2 moves
// after one deviation there or, in another branch, after two.
TEST(Trembles, FewestMistakesHaveAllTheBeliefWeightedByChance) {
  const char* text = R"(EFG 2 R "trembles" { "one" "two" }
c "" 1 "nature" { "l" 1/4 "r" 1/2 "s" 1/4 } 0
p "" 1 1 "after l" { "stay" "leave" } 0
t "" 1 "" { 0 0 }
p "" 2 1 "two" { "a" "b" } 0
t "" 1
t "" 1
p "" 1 2 "after r" { "stay" "leave" } 0
t "" 1
p "" 2 1 0
t "" 1
t "" 1
p "" 1 3 "after s" { "stay" "leave" } 0
t "" 1
p "" 1 4 "again" { "stay" "leave" } 0
t "" 1
p "" 2 1 0
t "" 1
t "" 1
)";
  const auto file = read_efg(text);
  ASSERT_TRUE(file) << file.error().message;
  const auto game = numeric(file->game);
  ASSERT_TRUE(game);
  const auto profile = test::parse_profile(*game, "NE,1,0,1,0,1,0,1,0,1,0");
  const auto beliefs = tremble_beliefs(*game, profile);
  EXPECT_EQ(game->infosets[1].player, 1U);
  EXPECT_EQ(beliefs.probs[1], (std::vector<Rational>{Rational::ratio(1, 3), Rational::ratio(2, 3), Rational(0)}));
}

/// A path of `length` chance moves that goes on with chance 1e-30 each time, to two nodes of one information set, the
/// second three times as likely as the first.
NumericGame<double> long_shot(std::uint32_t length) {
  NumericGame<double> game;
  game.num_players = 1;
  game.payoffs = {0.0, 1.0};
  const std::uint32_t fork = length, first = length + 1, second = length + 2, lost = length + 3, won = length + 4;
  const auto add = [&game](NodeKind kind, std::uint32_t place, std::vector<NumericGame<double>::Edge> edges) {
    game.nodes.push_back(
        {kind, static_cast<std::uint32_t>(game.edges.size()), static_cast<std::uint32_t>(edges.size()), place});
    game.edges.insert(game.edges.end(), edges.begin(), edges.end());
  };
  for (std::uint32_t n = 0; n < length; ++n) {
    add(NodeKind::chance, 0, {{n + 1, 1e-30, 1e-30}, {lost, 1 - 1e-30, 1 - 1e-30}});
  }
  add(NodeKind::chance, 0, {{first, 0.25, 0.25}, {second, 0.75, 0.75}});
  add(NodeKind::decision, 0, {{lost}, {won}});
  add(NodeKind::decision, 0, {{won}, {lost}});
  add(NodeKind::terminal, 0, {});
  add(NodeKind::terminal, 1, {});
  game.infosets.push_back({0, 2, 0, none, {0, 1}, {first, second}});
  EXPECT_EQ(fork + 5, game.nodes.size());
  return game;
}

// 1e-30 to the 40th is far below the smallest double; the belief is 1/4 and 3/4 all the same.
TEST(Trembles, BeliefsSurviveChancesBelowTheSmallestDouble) {
  const NumericGame<double> game = long_shot(40);
  const StrategyProfile<double> profile = {{{1.0, 0.0}}};
  const auto beliefs = tremble_beliefs(game, profile);
  EXPECT_EQ(beliefs.probs[0], (std::vector<double>{0.25, 0.75}));
  const auto certificate = certify(game, profile, beliefs);
  EXPECT_EQ(certificate.action_values[0], (std::vector<double>{0.75, 0.25}));
  EXPECT_EQ(certificate.gain[0], -0.5);
}

}  // namespace
}  // namespace parley::game
