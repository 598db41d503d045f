// SPDX-License-Identifier: Apache-2.0
// Certificates against brute force over all pure plans, and against hand-worked games.
#include "parley/game/certificate.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "games/game_files.h"
#include "unit/game/random_games.h"

namespace parley::game {
namespace {

using test::for_random_games;

TEST(RandomGames, RegretIsThatOfTheBestOfAllPurePlans) {
  const std::size_t checked = for_random_games(400, false, [](const auto& game, const auto& profile) {
    const auto certificate = certify(game, profile, tremble_beliefs(game, profile));
    Rational most;
    for (std::uint32_t p = 0; p < game.num_players; ++p) {
      const Rational value = test::expected(game, profile, p);
      EXPECT_EQ(certificate.values[p], value);
      EXPECT_EQ(certificate.reported_values[p], value);  // files have no evidence
      const Rational regret = test::best_plan_by_enumeration(game, profile, p) - value;
      EXPECT_EQ(certificate.regret[p], regret);
      most = std::max(most, regret);
    }
    EXPECT_EQ(certificate.max_regret, most);
  });
  EXPECT_GT(checked, 200U);
}

// Tolerance: payoffs are below 50 in size and paths have at most 5 moves, so rounding stays below 100 ulps of 50.
TEST(RandomGames, FloatingPointAgreesWithExactNumbers) {
  for_random_games(200, false, [](const auto& game, const auto& profile) {
    const auto exact = certify(game, profile, tremble_beliefs(game, profile));
    const auto doubles = game::in_doubles(game);
    const auto rough_profile = test::in_doubles(profile);
    const auto rough = certify(doubles, rough_profile, tremble_beliefs(doubles, rough_profile));
    constexpr double tolerance = 100 * 50 * 2.2e-16;
    for (std::uint32_t p = 0; p < game.num_players; ++p) {
      EXPECT_NEAR(rough.values[p], exact.values[p].to_double(), tolerance);
      EXPECT_NEAR(rough.regret[p], exact.regret[p].to_double(), tolerance);
    }
    for (std::size_t h = 0; h < game.infosets.size(); ++h) {
      EXPECT_NEAR(rough.gain[h], exact.gain[h].to_double(), tolerance);
      EXPECT_NEAR(rough.reach[h], exact.reach[h].to_double(), tolerance);
    }
  });
}

TEST(RandomGames, ActionValuesAreExpectedPayoffsAfterTheActionGivenTheBeliefs) {
  for_random_games(200, false, [](const auto& game, const auto& profile) {
    const auto beliefs = tremble_beliefs(game, profile);
    const auto certificate = certify(game, profile, beliefs);
    Rational largest;
    for (std::size_t h = 0; h < game.infosets.size(); ++h) {
      const auto& infoset = game.infosets[h];
      Rational played, best_other;
      bool any = false;
      for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
        Rational value;
        for (std::size_t k = 0; k < infoset.nodes.size(); ++k) {
          const std::uint32_t child = game.edges_of(infoset.nodes[k])[a].to;
          value += beliefs.probs[h][k] * test::expected(game, profile, infoset.player, child);
        }
        EXPECT_EQ(certificate.action_values[h][a], value);
        played += profile.probs[h][a] * value;
        if (profile.probs[h][a] == Rational(1)) continue;
        best_other = any ? std::max(best_other, value) : value;
        any = true;
      }
      EXPECT_EQ(certificate.gain[h], best_other - played);
      largest = std::max(largest, certificate.gain[h]);
    }
    EXPECT_EQ(certificate.largest_deviation_gain, largest);
  });
}

// Source: the one-shot deviation principle for consistent beliefs (Hendon, Jacobsen and Sloth 1996).
TEST(RandomGames, WithoutGainAtAnySetThereIsNoRegret) {
  std::size_t without_gain = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const test::RandomTree tree(seed, 2, 3);
    const auto game = numeric(tree.game());
    ASSERT_TRUE(game);
    test::Random random(seed);
    for (int trial = 0; trial < 30; ++trial) {
      const auto profile = test::random_profile(*game, random, true);
      const auto certificate = certify(*game, profile, tremble_beliefs(*game, profile));
      if (certificate.largest_deviation_gain.sign() > 0) continue;
      ++without_gain;
      EXPECT_EQ(certificate.max_regret, Rational(0)) << seed;
    }
  }
  EXPECT_GT(without_gain, 100U);
}

// Worked by hand. The horse's other equilibrium, (down, across, left): player 2 off the path would gain 4 - 1 = 3 by
// going down, since player 3 goes left; no player has regret, so it is Nash and not sequential.
TEST(SeltensHorse, OtherEquilibriumHasGainThreeOffThePathAndNoRegret) {
  const auto game = test::load_numeric(test::game_path("selten1975_fig1.efg"));
  const auto profile = test::parse_profile(game, "NE,0,1,1,0,1,0");
  const auto certificate = certify(game, profile, tremble_beliefs(game, profile));
  EXPECT_EQ(certificate.max_regret, Rational(0));
  EXPECT_EQ(certificate.reach[1], Rational(0));
  EXPECT_EQ(certificate.gain[1], Rational(3));
  EXPECT_EQ(certificate.largest_deviation_gain, Rational(3));
  EXPECT_EQ(certificate.gain[0], Rational(1) - Rational(3));
}

TEST(Certificate, RefusesProfilesOfAnotherShape) {
  const auto game = test::load_numeric(test::game_path("selten1975_fig1.efg"));
  auto profile = test::parse_profile(game, "NE,1,0,1,0,0,1");
  auto beliefs = tremble_beliefs(game, profile);
  beliefs.probs[2].pop_back();
  EXPECT_THROW(static_cast<void>(certify(game, profile, beliefs)), InternalError);
  beliefs = tremble_beliefs(game, profile);
  profile.probs[0].push_back(Rational());
  EXPECT_THROW(static_cast<void>(certify(game, profile, beliefs)), InternalError);
}

// Two own choices lead to the same continuation: player 1 picks a or b, which nobody will care about; nature picks left
// (1/3) or right; player 2, who sees neither, bets on it (2 for left, 1 for right), and player 1 gets what player 2
// gets not, or 1 more where nature went left. Worked by hand: l pays player 2 2/3, r pays 2/3; a tie.
TEST(MergedHistories, HaveTheRegretsOfTheirTree) {
  NumericGame<Rational> game;
  game.num_players = 2;
  const Rational left = Rational::ratio(1, 3), right = Rational::ratio(2, 3);
  game.nodes = {{NodeKind::decision, 0, 2, 0}, {NodeKind::chance, 2, 2, 0},   {NodeKind::decision, 4, 2, 1},
                {NodeKind::decision, 6, 2, 1}, {NodeKind::terminal, 8, 0, 0}, {NodeKind::terminal, 8, 0, 1},
                {NodeKind::terminal, 8, 0, 2}, {NodeKind::terminal, 8, 0, 3}};
  game.edges = {{1, {}, {}, 0}, {1, {}, {}, 1}, {2, left, left, 0}, {3, right, right, 1},
                {4, {}, {}, 0}, {5, {}, {}, 1}, {6, {}, {}, 0},     {7, {}, {}, 1}};
  game.infosets.push_back({0, 2, 0, none, {0, 1}, {0}});
  game.infosets.push_back({1, 2, 1, none, {0, 1}, {2, 3}});
  game.payoffs = {1, 2, 3, 0, 2, 0, 1, 1};  // left l, left r, right l, right r
  const StrategyProfile<Rational> profile = {{{left, right}, {Rational(1), Rational(0)}}};
  const auto certificate = certify(game, profile, tremble_beliefs(game, profile));
  EXPECT_EQ(certificate.values, (std::vector<Rational>{Rational::ratio(5, 3), Rational::ratio(2, 3)}));
  EXPECT_EQ(certificate.regret, (std::vector<Rational>{Rational(0), Rational(0)}));
  EXPECT_EQ(certificate.gain, (std::vector<Rational>{Rational(0), Rational(0)}));
  EXPECT_EQ(certificate.reach, (std::vector<Rational>{Rational(1), Rational(1)}));
}

TEST(BestResponse, RefusesAPlayerThatForgets) {
  NumericGame<double> game;  // an absent-minded driver
  game.num_players = 1;
  game.payoffs = {0.0, 4.0, 1.0};
  game.nodes = {{NodeKind::decision, 0, 2, 0},
                {NodeKind::decision, 2, 2, 0},
                {NodeKind::terminal, 4, 0, 0},
                {NodeKind::terminal, 4, 0, 1},
                {NodeKind::terminal, 4, 0, 2}};
  game.edges = {{1}, {2}, {3}, {4}};
  game.infosets.push_back({0, 2, 0, none, {0, 1}, {0, 1}});
  EXPECT_THROW(static_cast<void>(certify(game, StrategyProfile<double>{{{0.5, 0.5}}}, Beliefs<double>{{{0.5, 0.5}}})),
               InternalError);
}

// Source: Kuhn 1950; the value to the first player is -1/18 in every equilibrium.
TEST(KuhnPoker, ValueIsExactlyMinusOneEighteenth) {
  const auto folder = std::filesystem::path(PARLEY_TEST_DATA) / "cases/published/kuhn_poker";
  const auto game = test::load_numeric(folder / "kuhn_poker.efg");
  for (const std::string& line : test::lines_of(test::read_file(folder / "profiles.txt"))) {
    const auto profile = test::parse_profile(game, line);
    const auto certificate = certify(game, profile, tremble_beliefs(game, profile));
    EXPECT_EQ(certificate.values[0], Rational::ratio(-1, 18));
    EXPECT_EQ(certificate.values[1], Rational::ratio(1, 18));
  }
}

}  // namespace
}  // namespace parley::game
