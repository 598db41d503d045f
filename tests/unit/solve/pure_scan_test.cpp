// SPDX-License-Identifier: Apache-2.0
// The scan for pure equilibria against the definition, cell by cell.
#include "parley/solve/nash/pure_scan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/solve/random_tables.h"

namespace parley::solve {
namespace {

using testing::ElementsAre;

/// Source: the definition; a contingency is an equilibrium where nobody gains by another strategy.
std::vector<std::size_t> by_regret(const game::PayoffTable& table) {
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k < table.num_contingencies(); ++k) {
    if (max_regret(table, pure_profile(table, k).exact).is_zero()) found.push_back(k);
  }
  return found;
}

TEST(PureScan, FindsWhatHasNoRegretInRandomGamesWithTies) {
  const std::vector<std::vector<std::uint32_t>> shapes = {
      {1},       {5},       {1, 1},    {1, 7},    {6, 1},    {3, 3},       {4, 5},         {1, 1, 1},
      {2, 2, 2}, {3, 1, 4}, {3, 4, 2}, {1, 5, 1}, {2, 1, 2}, {2, 3, 2, 2}, {2, 2, 2, 2, 2}};
  for (const auto& shape : shapes) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      for (const std::int64_t high : {1, 3, 50}) {
        const auto table = random_table(shape, seed, 0, high);
        EXPECT_EQ(pure_equilibria(table), by_regret(table)) << "seed " << seed << " up to " << high;
      }
    }
  }
}

TEST(PureScan, TellsPayoffsApartThatNoDoubleDoes) {
  const Rational huge = *Rational::parse("1e30");
  const Rational tiny = *Rational::parse("1e-30");
  const auto table = make_table({2, 2}, [&](std::size_t p, std::size_t k) {
    const bool second = p == 0 ? k % 2 == 1 : k / 2 == 1;
    return second ? huge + tiny : huge;
  });
  EXPECT_THAT(pure_equilibria(table), ElementsAre(3U));
}

TEST(PureScan, CountsEveryCellOfAGameThatPaysTheSameEverywhere) {
  EXPECT_EQ(pure_equilibria(random_table({3, 4, 2}, 1, 5, 5)).size(), 24U);
}

TEST(PureScan, NamesEachPlayersStrategy) {
  const auto table = random_table({3, 4, 2}, 1, 0, 9);
  EXPECT_THAT(strategies_at(table, 2 + 3 * 1 + 12 * 1), ElementsAre(2U, 1U, 1U));
  const auto equilibrium = pure_profile(table, 2 + 3 * 1 + 12 * 1);
  EXPECT_THAT(equilibrium.profile.probs[1], ElementsAre(0.0, 1.0, 0.0, 0.0));
  EXPECT_EQ(equilibrium.exact.probs[0][2], Rational(1));
  EXPECT_TRUE(equilibrium.radius.is_zero());
}

// 20 x 20 x 20 and 200 x 200 as in the benchmarks: whatever is found is checked, and the best cell is among it where
// the players' payoffs agree.
TEST(PureScan, FindsTheCommonOptimumOfALargeGame) {
  for (const auto& shape : std::vector<std::vector<std::uint32_t>>{{200, 200}, {20, 20, 20}}) {
    const auto base = random_table(shape, 3, 0, 1'000'000'000);
    const auto table = make_table(shape, [&](std::size_t, std::size_t k) { return base.payoffs[0][k]; });
    const auto found = pure_equilibria(table);
    const auto best = std::ranges::max_element(base.payoffs[0]) - base.payoffs[0].begin();
    EXPECT_THAT(found, testing::Contains(static_cast<std::size_t>(best)));
  }
}

}  // namespace
}  // namespace parley::solve
