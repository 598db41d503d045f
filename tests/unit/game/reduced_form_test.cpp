// SPDX-License-Identifier: Apache-2.0
// The reduced strategic form against counts by hand, the full form, and Kuhn's theorem.
#include "parley/game/reduced_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "games/game_files.h"
#include "unit/game/random_games.h"

namespace parley::game {
namespace {

using testing::ElementsAre;

constexpr std::uint64_t most_contingencies = 3000;

/// The reduced strategy of a player that a pure profile follows.
std::size_t strategy_of(const ReducedForm& form, const StrategyProfile<Rational>& pure, std::size_t player) {
  std::size_t found = form.choices[player].size();
  for (std::size_t s = 0; s < form.choices[player].size(); ++s) {
    bool follows = true;
    for (std::size_t k = 0; k < form.sets[player].size(); ++k) {
      const std::uint32_t action = form.choices[player][s][k];
      follows = follows && (action == none || pure.probs[form.sets[player][k].infoset][action] == Rational(1));
    }
    if (!follows) continue;
    EXPECT_EQ(found, form.choices[player].size()) << "two reduced strategies for one plan";
    found = s;
  }
  EXPECT_LT(found, form.choices[player].size());
  return found;
}

std::size_t contingency_of(const ReducedForm& form, const StrategyProfile<Rational>& pure) {
  std::size_t contingency = 0;
  std::size_t stride = 1;
  for (std::size_t p = 0; p < form.sets.size(); ++p) {
    contingency += stride * strategy_of(form, pure, p);
    stride *= form.table.sizes[p];
  }
  return contingency;
}

// Source: Selten 1975, figure 2, worked by hand: after its a1 player 1 moves no more, so of four plans three are left.
TEST(ReducedForm, OfSeltensFigureTwoIsTheTableWorkedByHand) {
  const auto game = test::load_numeric(test::game_path("selten1975_fig2.efg"));
  const auto form = reduced_form(game, 6);
  ASSERT_TRUE(form) << form.error().message;
  EXPECT_THAT(form->table.sizes, ElementsAre(3, 2));
  EXPECT_THAT(form->choices[0], ElementsAre(ElementsAre(0, none), ElementsAre(1, 0), ElementsAre(1, 1)));
  std::vector<std::string> first, second;
  for (const auto& payoff : form->table.payoffs[0]) first.push_back(payoff.to_string());
  for (const auto& payoff : form->table.payoffs[1]) second.push_back(payoff.to_string());
  EXPECT_THAT(first, ElementsAre("1", "0", "0", "1", "0", "2"));
  EXPECT_THAT(second, ElementsAre("1", "2", "2", "1", "3", "0"));
}

// A centipede in which each player moves k times has k + 1 reduced plans a player: stop at one's j-th turn, or never.
TEST(ReducedForm, OfACentipedeHasOneStrategyForEachTurnAndOneMore) {
  const auto game = test::load_numeric(test::game_path("shohamleytonbrown2008_fig5_9.efg"));
  const auto form = reduced_form(game, 1000);
  ASSERT_TRUE(form) << form.error().message;
  EXPECT_THAT(form->table.sizes, ElementsAre(4, 3));  // three turns and two
}

TEST(ReducedForm, IsRefusedPastItsLimit) {
  const auto game = test::load_numeric(test::game_path("selten1975_fig2.efg"));
  const auto form = reduced_form(game, 5);
  ASSERT_FALSE(form);
  EXPECT_EQ(form.error().code, ErrorCode::too_large);
}

// Counted without walking: 200 sets in a row of two choices each are 2^200 plans.
TEST(ReducedForm, IsRefusedWithoutOverflowWhereItIsAstronomic) {
  NumericGame<Rational> game;
  game.num_players = 1;
  constexpr std::uint32_t sets = 200;
  game.nodes.push_back({NodeKind::chance, 0, sets, 0, none});
  for (std::uint32_t k = 0; k < sets; ++k) {
    game.edges.push_back({1 + k, Rational::ratio(1, sets), Rational::ratio(1, sets), k});
  }
  for (std::uint32_t k = 0; k < sets; ++k) {
    game.nodes.push_back({NodeKind::decision, sets + 2 * k, 2, k, none});
    game.edges.push_back({1 + sets + 2 * k, {}, {}, 0});
    game.edges.push_back({2 + sets + 2 * k, {}, {}, 1});
    game.infosets.push_back({0, 2, 0, none, {0, 1}, {1 + k}});
  }
  for (std::uint32_t t = 0; t < 2 * sets; ++t) {
    game.nodes.push_back({NodeKind::terminal, 3 * sets, 0, t, none});
    game.payoffs.emplace_back(t);
  }
  const auto form = reduced_form(game, ~std::uint64_t{0});
  ASSERT_FALSE(form);
  EXPECT_EQ(form.error().code, ErrorCode::too_large);
}

TEST(ReducedForm, IsRefusedWhereHistoriesWereMerged) {
  NumericGame<Rational> game;
  game.num_players = 1;
  game.nodes = {{NodeKind::decision, 0, 2, 0, none}, {NodeKind::terminal, 2, 0, 0, none}};
  game.edges = {{1, {}, {}, 0}, {1, {}, {}, 1}};
  game.infosets = {{0, 2, 0, none, {0, 1}, {0}}};
  game.payoffs = {Rational(1)};
  const auto form = reduced_form(game, 100);
  ASSERT_FALSE(form);
  EXPECT_EQ(form.error().code, ErrorCode::unsupported);
}

// Every combination of whole pure plans, by the full form of the tree, gets what its reduced plans get.
TEST(RandomTrees, HaveTheSamePayoffsInTheFullAndTheReducedForm) {
  std::size_t checked = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const test::RandomTree tree(seed, 1 + static_cast<std::uint32_t>(seed % 3), 4);
    const auto table = strategic_form(tree.game(), 300);
    if (!table) continue;
    const auto game = numeric(tree.game());
    ASSERT_TRUE(game);
    const auto form = reduced_form(*game, most_contingencies);
    ASSERT_TRUE(form) << form.error().message;
    for (std::size_t c = 0; c < table->contingencies.size(); ++c) {
      StrategyProfile<Rational> pure;
      for (const auto& infoset : game->infosets) pure.probs.emplace_back(infoset.num_actions);
      std::vector<std::uint64_t> strategy;
      std::uint64_t rest = c;
      for (const auto& strategies : table->strategies) {
        strategy.push_back(rest % strategies.size());
        rest /= strategies.size();
      }
      for (std::size_t i = tree.game().infosets.size(); i-- > 0;) {
        const auto& infoset = tree.game().infosets[i];
        if (infoset.player == none) continue;
        std::uint64_t& left = strategy[infoset.player];
        for (std::size_t h = 0; h < game->infosets.size(); ++h) {
          if (game->infosets[h].origin == i) pure.probs[h][left % infoset.actions.size()] = Rational(1);
        }
        left /= infoset.actions.size();
      }
      const std::size_t reduced = contingency_of(*form, pure);
      for (std::size_t p = 0; p < form->sets.size(); ++p) {
        EXPECT_EQ(table->outcomes[c].payoffs[p], form->table.payoffs[p][reduced]) << "seed " << seed;
      }
      ++checked;
    }
  }
  EXPECT_GT(checked, 1000U);
}

// Source: Kuhn 1953: with perfect recall a mixture and its behaviour come to every end with the same chance.
TEST(RandomTrees, AreWorthTheSameMixedAndAsBehaviour) {
  std::size_t checked = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const test::RandomTree tree(seed, 1 + static_cast<std::uint32_t>(seed % 3), 5);
    const auto game = numeric(tree.game());
    ASSERT_TRUE(game);
    const auto form = reduced_form(*game, most_contingencies);
    if (!form) continue;
    test::Random random(seed + 5000);
    StrategyProfile<Rational> mixed;
    for (const std::uint32_t size : form->table.sizes) {
      std::vector<Rational> row(size);
      std::uint32_t sum = 0;
      while (sum == 0) {
        for (Rational& prob : row) {
          const std::uint32_t weight = random.below(3) == 0 ? 1 + random.below(4) : 0;
          prob = Rational(weight);
          sum += weight;
        }
      }
      for (Rational& prob : row) prob /= Rational(sum);
      mixed.probs.push_back(std::move(row));
    }
    const auto profile = behaviour(*form, mixed);
    for (std::size_t h = 0; h < game->infosets.size(); ++h) {
      Rational sum;
      for (const Rational& prob : profile.probs[h]) sum += prob;
      EXPECT_EQ(sum, Rational(1));
    }
    for (std::uint32_t p = 0; p < game->num_players; ++p) {
      Rational value;
      const auto values = strategy_values(form->table, mixed, p);
      for (std::size_t s = 0; s < values.size(); ++s) value += mixed.probs[p][s] * values[s];
      EXPECT_EQ(value, test::expected(*game, profile, p)) << "seed " << seed;
    }
    ++checked;
  }
  EXPECT_GT(checked, 100U);
}

}  // namespace
}  // namespace parley::game
