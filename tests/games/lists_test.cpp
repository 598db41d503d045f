// SPDX-License-Identifier: Apache-2.0
// Lists of equilibria of the game files: every entry certified, and as many as publications know.
#include <map>
#include <set>

#include <gmock/gmock.h>

#include "game_files.h"
#include "parley/game/certificate.h"
#include "parley/solve/equilibrium_list.h"

namespace parley {
namespace {

double payoff_range(const game::NumericGame<double>& game) {
  double range = 0.0;
  for (std::uint32_t p = 0; p < game.num_players; ++p) range = std::max(range, game.payoff_range(p));
  return range;
}

class EveryList : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(EveryList, IsCertifiedEntryByEntry) {
  const auto game = game::in_doubles(test::load_numeric(GetParam()));
  for (const auto kind : {solve::ListConcept::sequential, solve::ListConcept::pure, solve::ListConcept::pbe}) {
    solve::ListOptions options;
    options.concept_kind = kind;
    const auto list = solve::list_equilibria(game, options, std::nullopt, RunContext{});
    EXPECT_TRUE(list.is_every_pure);
    if (kind == solve::ListConcept::sequential) {
      EXPECT_FALSE(list.equilibria.empty());
    }
    for (const auto& one : list.equilibria) {
      EXPECT_EQ(one.standing, solve::Standing::sequential);
      const auto certificate = game::certify(game, one.profile, one.beliefs);
      EXPECT_LE(certificate.largest_deviation_gain, 1e-8 * payoff_range(game));
      EXPECT_LE(certificate.max_regret, 1e-8 * payoff_range(game));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Files, EveryList, testing::ValuesIn(test::solvable_files(PARLEY_TEST_DATA)),
                         [](const auto& file) { return test::test_name(file.param); });

std::size_t num_listed(const std::string& name) {
  const auto game =
      game::in_doubles(test::load_numeric(std::filesystem::path(PARLEY_TEST_DATA) / "games/files" / name));
  return solve::list_equilibria(game, {}, std::nullopt, RunContext{}).equilibria.size();
}

// Tables without ties: all equilibria are isolated, and these are their numbers in the publications (von Stengel 1999;
// McKelvey and McLennan 1997; Nau, Gomez Canovas and Hansen 2004; Shapley 1974; O'Neill 1987).
TEST(Lists, OfTablesHaveTheKnownNumberOfEquilibria) {
  EXPECT_EQ(num_listed("vonstengel1999_6x6_game_with_75_eq_small_payoffs.nfg"), 75U);
  EXPECT_EQ(num_listed("2x2x2.nfg"), 9U);
  EXPECT_EQ(num_listed("nau2004_sec3.nfg"), 3U);
  EXPECT_EQ(num_listed("nau2004_sec4.nfg"), 1U);
  EXPECT_EQ(num_listed("shapley1974_fig2.nfg"), 3U);
  EXPECT_EQ(num_listed("oneill.nfg"), 1U);
}

// Bagwell (1995): with noise 1/100 the pure equilibrium and two mixed ones; Myerson (1991), figure 2.1: one.
TEST(Lists, OfTreesHaveTheKnownNumberOfEquilibria) {
  EXPECT_EQ(num_listed("bagwell1995.efg"), 3U);
  EXPECT_EQ(num_listed("myerson1991_fig2_1.efg"), 1U);
  EXPECT_EQ(num_listed("reiley2008_fig1.efg"), 1U);
  EXPECT_EQ(num_listed("selten1975_fig1.efg"), 1U);
  EXPECT_EQ(num_listed("selten1975_fig2.efg"), 1U);
  EXPECT_EQ(num_listed("watson2013_fig29_1.efg"), 2U);
}

}  // namespace
}  // namespace parley
