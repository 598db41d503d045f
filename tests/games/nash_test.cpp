// SPDX-License-Identifier: Apache-2.0
// Nash equilibria of published games: how many are known, and that each is one by the game alone.
#include <ostream>
#include <set>
#include <string>

#include <gmock/gmock.h>

#include "games/game_files.h"
#include "parley/game/certificate.h"
#include "parley/game/payoff_table.h"
#include "parley/game/reduced_form.h"
#include "parley/solve/nash/bimatrix.h"
#include "parley/solve/nash/pure_scan.h"
#include "parley/solve/nash/sequence_lemke.h"
#include "parley/solve/nash/sequence_program.h"
#include "parley/solve/nash/supports.h"

namespace parley {
namespace {

/// From tests/games/files/README.md.
struct Known {
  std::string_view file;
  std::size_t num_pure, num_extreme, num_value_vectors;
};

void PrintTo(const Known& known, std::ostream* out) { *out << known.file; }

game::PayoffTable table_of(const std::filesystem::path& path) {
  if (path.extension() == ".nfg") return game::payoff_table(test::load_nfg(path));
  auto form = game::reduced_form(test::load_numeric(path), 100'000);
  if (!form) {
    ADD_FAILURE() << path << ": " << form.error().message;
    return {};
  }
  return form->table;
}

Rational worth(const game::PayoffTable& table, const game::StrategyProfile<Rational>& profile, std::size_t player) {
  const auto values = game::strategy_values(table, profile, player);
  Rational sum;
  for (std::size_t s = 0; s < values.size(); ++s) sum += profile.probs[player][s] * values[s];
  return sum;
}

class TwoPlayers : public testing::TestWithParam<Known> {};

TEST_P(TwoPlayers, HaveTheEquilibriaThatAreKnown) {
  const Known& known = GetParam();
  const auto table = table_of(test::game_path(known.file));
  EXPECT_EQ(solve::pure_equilibria(table).size(), known.num_pure);
  const auto list = solve::bimatrix_equilibria(table, {});
  EXPECT_EQ(list.equilibria.size(), known.num_extreme);
  EXPECT_NE(list.completeness, solve::Completeness::found);
  std::set<std::pair<Rational, Rational>> values;
  for (const auto& one : list.equilibria) {
    EXPECT_EQ(game::max_regret(table, one.exact), Rational(0));
    values.emplace(worth(table, one.exact, 0), worth(table, one.exact, 1));
  }
  EXPECT_EQ(values.size(), known.num_value_vectors);
}

INSTANTIATE_TEST_SUITE_P(
    Published, TwoPlayers,
    testing::Values(Known{"vonstengel1999_6x6_game_with_75_eq_small_payoffs.nfg", 2, 75, 38},
                    Known{"bagwell1995.efg", 1, 3, 3}, Known{"selten1975_fig2.efg", 1, 2, 1},
                    Known{"nau2004_sec3.nfg", 2, 3, 3}, Known{"shapley1974_fig2.nfg", 2, 3, 3},
                    Known{"reiley2008_fig1.efg", 0, 1, 1}, Known{"myerson1991_fig2_1.efg", 0, 1, 1},
                    Known{"myerson1991_fig4_2.efg", 1, 3, 3}, Known{"shohamleytonbrown2008_fig5_1.efg", 9, 21, 6},
                    Known{"shohamleytonbrown2008_fig5_9.efg", 1, 4, 1},
                    Known{"shohamleytonbrown2008_fig6_8.efg", 2, 6, 5}, Known{"vonstengel2022_fig10.12.efg", 2, 4, 1},
                    Known{"watson2013_fig29_1.efg", 2, 3, 2}, Known{"vonstengelforges2008_fig1.efg", 2, 6, 1},
                    Known{"jakobsen2016_fig1a.efg", 4, 4, 1}, Known{"oneill.nfg", 0, 1, 1}, Known{"deg1.nfg", 3, 6, 3}),
    [](const auto& one) { return test::test_name(one.param.file); });

TEST(ThreePlayers, HaveTheEquilibriaThatAreKnown) {
  const auto nine = table_of(test::game_path("2x2x2.nfg"));
  const auto list = solve::list_by_supports(nine, {}, {});
  EXPECT_EQ(list.equilibria.size(), 9U);
  EXPECT_EQ(list.completeness, solve::Completeness::complete);
  EXPECT_EQ(solve::pure_equilibria(nine).size(), 4U);
  std::size_t completely_mixed = 0;
  for (const auto& one : list.equilibria) {
    bool is_mixed = true;
    for (const auto& row : one.profile.probs) {
      for (const double prob : row) is_mixed = is_mixed && prob > 0.0;
    }
    completely_mixed += is_mixed ? 1 : 0;
  }
  EXPECT_EQ(completely_mixed, 2U);

  const auto irrational = solve::list_by_supports(table_of(test::game_path("nau2004_sec4.nfg")), {}, {});
  ASSERT_EQ(irrational.equilibria.size(), 1U);
  EXPECT_TRUE(irrational.equilibria[0].exact.probs.empty());
  EXPECT_LT(irrational.equilibria[0].radius, *Rational::parse("1e-12"));
  EXPECT_EQ(irrational.completeness, solve::Completeness::complete);
}

/// Selten's horse has two components of equilibria: they are not lost, and the list does not claim to be complete.
TEST(ThreePlayers, ContinuaAreNotPassedOverInSilence) {
  const auto list = solve::list_by_supports(table_of(test::game_path("selten1975_fig1.efg")), {}, {});
  EXPECT_EQ(list.completeness, solve::Completeness::found);
  EXPECT_FALSE(list.undecided.empty());
  EXPECT_GE(list.equilibria.size(), 2U);
}

/// The certificate is of the tree and knows nothing of tables or sequences.
class TwoPlayerTrees : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(TwoPlayerTrees, EveryMethodEndsInEquilibria) {
  const auto game = test::load_numeric(GetParam());
  const auto regret = [&](const game::StrategyProfile<Rational>& profile) {
    return game::certify(game, profile, game::tremble_beliefs(game, profile)).max_regret;
  };
  const auto lemke = solve::solve_sequence_lemke(game, {});
  ASSERT_TRUE(lemke && lemke->profile);
  EXPECT_EQ(regret(*lemke->profile), Rational(0));
  if (solve::is_constant_sum(game)) {
    const auto program = solve::solve_sequence_program(game, {});
    ASSERT_TRUE(program && program->profile);
    EXPECT_EQ(regret(*program->profile), Rational(0));
    EXPECT_EQ(program->values, lemke->values);
  }
  const auto form = game::reduced_form(game, 10'000);
  if (!form) return;  // too large for a table
  for (const auto& one : solve::bimatrix_equilibria(form->table, {}).equilibria) {
    EXPECT_EQ(regret(game::behaviour(*form, one.exact)), Rational(0));
  }
}

std::vector<std::filesystem::path> two_player_trees() {
  std::vector<std::filesystem::path> files;
  for (auto& path : test::solvable_files(PARLEY_TEST_DATA)) {
    if (path.extension() == ".efg" && test::load_efg(path).players.size() == 2) files.push_back(std::move(path));
  }
  return files;
}

INSTANTIATE_TEST_SUITE_P(Files, TwoPlayerTrees, testing::ValuesIn(two_player_trees()),
                         [](const auto& one) { return test::test_name(one.param); });

}  // namespace
}  // namespace parley
