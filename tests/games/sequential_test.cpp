// SPDX-License-Identifier: Apache-2.0
// Every game with perfect recall ends in a sequential equilibrium, by the certificate that shares nothing with solvers.
#include "parley/solve/sequential.h"

#include <gmock/gmock.h>

#include "game_files.h"
#include "parley/game/certificate.h"

namespace parley {
namespace {

class EveryGame : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(EveryGame, EndsInASequentialEquilibrium) {
  const auto exact = test::load_numeric(GetParam());
  const auto game = game::in_doubles(exact);
  const auto settled = solve::solve_settled(exact, {}, RunContext{});
  const auto solution = solve::solve_sequential(game, settled, {}, RunContext{});
  EXPECT_TRUE(solution.verified);
  const auto certificate = game::certify(game, solution.profile, solution.beliefs);
  const double range = game.largest_payoff_range();
  EXPECT_LE(certificate.largest_deviation_gain, 1e-8 * range);
  EXPECT_LE(certificate.max_regret, 1e-8 * range);
}

INSTANTIATE_TEST_SUITE_P(Files, EveryGame, testing::ValuesIn(test::solvable_files(PARLEY_TEST_DATA)),
                         [](const auto& file) { return test::test_name(file.param); });

// Source: README.md beside the files: three players with nine equilibria, pure and mixed. The range of payoffs is 12,
// and the end is solved to rounding.
TEST(GameOfThreePlayers, EndsInAnEquilibriumWithoutRegret) {
  const auto exact = test::load_numeric(test::game_path("2x2x2.nfg"));
  const auto game = game::in_doubles(exact);
  const auto solution = solve::solve_sequential(game, solve::solve_settled(exact, {}, RunContext{}), {}, RunContext{});
  EXPECT_TRUE(solution.verified);
  EXPECT_LE(game::certify(game, solution.profile, solution.beliefs).max_regret, 1e-9);
}

}  // namespace
}  // namespace parley
