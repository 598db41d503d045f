// SPDX-License-Identifier: Apache-2.0
// Lists of equilibria of the game files: every entry certified, and as many as publications know.
#include <string>

#include <gmock/gmock.h>

#include "game_files.h"
#include "parley/game/certificate.h"
#include "parley/solve/equilibrium_list.h"

namespace parley {
namespace {

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
      EXPECT_LE(certificate.largest_deviation_gain, 1e-8 * game.largest_payoff_range());
      EXPECT_LE(certificate.max_regret, 1e-8 * game.largest_payoff_range());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Files, EveryList, testing::ValuesIn(test::solvable_files(PARLEY_TEST_DATA)),
                         [](const auto& file) { return test::test_name(file.param); });

struct Known {
  std::string file;
  std::size_t equilibria = 0;
};

class KnownNumber : public testing::TestWithParam<Known> {};

TEST_P(KnownNumber, OfEquilibriaIsListed) {
  const auto game = game::in_doubles(test::load_numeric(test::game_path(GetParam().file)));
  EXPECT_EQ(solve::list_equilibria(game, {}, std::nullopt, RunContext{}).equilibria.size(), GetParam().equilibria);
}

// Tables without ties: all equilibria are isolated, and these are their numbers in the publications (von Stengel 1999;
// McKelvey and McLennan 1997; Nau, Gomez Canovas and Hansen 2004; Shapley 1974; O'Neill 1987). Trees: Bagwell (1995)
// has with noise 1/100 the pure equilibrium and two mixed ones; Myerson (1991), figure 2.1, one; of Selten's horse
// (1975) one component is sequential.
INSTANTIATE_TEST_SUITE_P(Publications, KnownNumber,
                         testing::Values(Known{"vonstengel1999_6x6_game_with_75_eq_small_payoffs.nfg", 75},
                                         Known{"2x2x2.nfg", 9}, Known{"nau2004_sec3.nfg", 3},
                                         Known{"nau2004_sec4.nfg", 1}, Known{"shapley1974_fig2.nfg", 3},
                                         Known{"oneill.nfg", 1}, Known{"bagwell1995.efg", 3},
                                         Known{"myerson1991_fig2_1.efg", 1}, Known{"reiley2008_fig1.efg", 1},
                                         Known{"selten1975_fig1.efg", 1}, Known{"selten1975_fig2.efg", 1},
                                         Known{"watson2013_fig29_1.efg", 2}),
                         [](const auto& known) { return test::test_name(known.param.file); });

}  // namespace
}  // namespace parley
