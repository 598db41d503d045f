// SPDX-License-Identifier: Apache-2.0
// Trees as tables, tables as trees.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "games/game_files.h"
#include "parley/game/certificate.h"
#include "unit/game/random_games.h"

namespace parley::game {
namespace {

using testing::ElementsAre;

// Source: Selten 1975, figure 2, worked by hand: player 1's strategies are (a1 or a2) and then (a1 or a2); it gets 1
// wherever it begins with a1, else 0, or what its second choice gives where player 2 goes on.
TEST(StrategicForm, OfSeltensFigureTwoIsTheTableWorkedByHand) {
  const auto table = strategic_form(test::load_efg(test::game_path("selten1975_fig2.efg")), 100);
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_THAT(table->strategies[0], ElementsAre("a1, a1", "a1, a2", "a2, a1", "a2, a2"));
  EXPECT_THAT(table->strategies[1], ElementsAre("a1", "a2"));
  std::vector<std::string> first, second;
  for (const auto& outcome : table->outcomes) {
    first.push_back(outcome.payoffs[0].to_string());
    second.push_back(outcome.payoffs[1].to_string());
  }
  EXPECT_THAT(first, ElementsAre("1", "1", "0", "0", "1", "1", "0", "2"));
  EXPECT_THAT(second, ElementsAre("1", "1", "2", "2", "1", "1", "3", "0"));
}

// Expected payoffs of every pure combination, tree against table.
TEST(RandomGames, StrategicFormHoldsTheExpectedPayoffs) {
  std::size_t checked = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const test::RandomTree tree(seed, 2, 4);
    const auto table = strategic_form(tree.game(), 300);
    if (!table) {
      EXPECT_EQ(table.error().code, ErrorCode::too_large);
      continue;
    }
    const auto game = numeric(tree.game());
    ASSERT_TRUE(game);
    const auto table_game = numeric(*table);
    for (std::size_t c = 0; c < table->contingencies.size(); ++c) {
      // Read the strategies back into choices: the last information set of a player runs fastest.
      StrategyProfile<Rational> profile;
      for (const auto& infoset : game->infosets) profile.probs.emplace_back(infoset.num_actions);
      std::vector<std::uint64_t> strategy = {c % table->strategies[0].size(), c / table->strategies[0].size()};
      for (std::size_t i = tree.game().infosets.size(); i-- > 0;) {
        const auto& infoset = tree.game().infosets[i];
        if (infoset.player == none) continue;
        std::uint64_t& rest = strategy[infoset.player];
        for (std::size_t h = 0; h < game->infosets.size(); ++h) {
          if (game->infosets[h].origin == i) profile.probs[h][rest % infoset.actions.size()] = Rational(1);
        }
        rest /= infoset.actions.size();
      }
      for (std::uint32_t p = 0; p < 2; ++p) {
        EXPECT_EQ(table->outcomes[c].payoffs[p], test::expected(*game, profile, p));
        EXPECT_EQ(table_game.payoffs[c * 2 + p], table->outcomes[c].payoffs[p]);
      }
    }
    ++checked;
  }
  EXPECT_GT(checked, 100U);
}

TEST(StrategicForm, IsRefusedPastItsLimit) {
  const auto table = strategic_form(test::load_efg(test::game_path("shohamleytonbrown2008_fig5_9.efg")), 31);
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, ErrorCode::too_large);
  EXPECT_TRUE(strategic_form(test::load_efg(test::game_path("shohamleytonbrown2008_fig5_9.efg")), 32));
}

TEST(StrategicForm, IsMadeOfTreesWithImperfectRecallToo) {
  const auto table = strategic_form(test::load_efg(test::game_path("wichardt2008.efg")), 100);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->contingencies.size(), 8U);
}

TEST(StrategicForm, GivesAPlayerWithoutMovesOneStrategy) {
  const auto file =
      read_efg("EFG 2 R \"\" { \"one\" \"two\" }\np \"\" 1 1 \"\" { \"a\" \"b\" } 0\nt \"\" 1 \"\" { 1 2 }\nt \"\" 0");
  ASSERT_TRUE(file);
  const auto table = strategic_form(file->game, 10);
  ASSERT_TRUE(table);
  EXPECT_THAT(table->strategies[1], ElementsAre("-"));
}

// A table's tree has the table as its strategic form.
TEST(PublishedTables, AreTheStrategicFormOfTheirTree) {
  for (const auto& path : test::files_in(std::filesystem::path(PARLEY_TEST_DATA) / "games/files", ".nfg")) {
    const StrategicGame table = test::load_nfg(path);
    const auto back = strategic_form(extensive(table), table.contingencies.size());
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, table) << path;
  }
}

TEST(PublishedTables, GiveTheSameGameDirectlyAndThroughTheirTree) {
  for (const auto& path : test::files_in(std::filesystem::path(PARLEY_TEST_DATA) / "games/files", ".nfg")) {
    const StrategicGame table = test::load_nfg(path);
    const auto direct = numeric(table);
    const auto through_tree = numeric(extensive(table));
    ASSERT_TRUE(through_tree);
    EXPECT_EQ(direct.nodes.size(), through_tree->nodes.size());
    test::Random random(5);
    for (int trial = 0; trial < 20; ++trial) {
      const auto profile = test::random_profile(direct, random, false);
      const auto first = certify(direct, profile, tremble_beliefs(direct, profile));
      const auto second = certify(*through_tree, profile, tremble_beliefs(*through_tree, profile));
      EXPECT_EQ(first.values, second.values) << path;
      EXPECT_EQ(first.regret, second.regret) << path;
      EXPECT_EQ(first.gain, second.gain) << path;
    }
  }
}

// In one simultaneous block the gain at a player's one information set is its regret.
TEST(PublishedTables, HaveGainsThatAreRegretsWhereSomethingElseIsBetter) {
  for (const auto& path : test::files_in(std::filesystem::path(PARLEY_TEST_DATA) / "games/files", ".nfg")) {
    const auto game = test::load_numeric(path);
    test::Random random(9);
    for (int trial = 0; trial < 20; ++trial) {
      const auto profile = test::random_profile(game, random, trial % 2 == 0);
      const auto certificate = certify(game, profile, tremble_beliefs(game, profile));
      for (std::uint32_t p = 0; p < game.num_players; ++p) {
        EXPECT_EQ(std::max(certificate.gain[p], Rational(0)), certificate.regret[p]) << path;
      }
      EXPECT_EQ(certificate.largest_deviation_gain, certificate.max_regret);
    }
  }
}

}  // namespace
}  // namespace parley::game
