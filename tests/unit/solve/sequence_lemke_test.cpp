// SPDX-License-Identifier: Apache-2.0
// One equilibrium of every two-player tree, certified from the game alone, in floating point and exactly.
#include "parley/solve/nash/sequence_lemke.h"

#include <stop_token>

#include <gtest/gtest.h>

#include "games/game_files.h"
#include "parley/solve/nash/sequence_program.h"
#include "poker.h"
#include "random_games.h"
#include "tree_proof.h"
#include "unit/game/random_games.h"

namespace parley::solve {
namespace {

TreeEquilibrium proved(const game::NumericGame<Rational>& game) {
  auto found = solve_sequence_lemke(game, RunContext{});
  EXPECT_TRUE(found) << found.error().message;
  if (!found) return {};
  EXPECT_EQ(found->termination, Termination::finished);
  test::expect_equilibrium(game, *found);
  return *std::move(found);
}

TreeEquilibrium proved_exactly(const game::NumericGame<Rational>& game) {
  const auto form = sequence_form(game);
  EXPECT_TRUE(form);
  auto found = solve_by_exact_path(*form, RunContext{});
  test::expect_equilibrium(game, found);
  return found;
}

game::NumericGame<Rational> random_tree(std::uint64_t seed, std::uint32_t depth) {
  auto game = game::numeric(test::RandomTree(seed, 2, depth).game());
  EXPECT_TRUE(game);
  return *std::move(game);
}

std::vector<std::filesystem::path> two_player_files() {
  auto files = test::solvable_files(PARLEY_TEST_DATA);
  std::erase_if(files, [](const auto& path) { return test::load_numeric(path).num_players != 2; });
  return files;
}

class EveryFile : public testing::TestWithParam<std::filesystem::path> {};

// Tables too: a table is a tree whose players do not see each other, and their files hold them as merged ends.
TEST_P(EveryFile, HasAnEquilibriumOnLemkesPath) {
  const auto& path = GetParam();
  if (path.extension() == ".nfg") {
    const auto tree = game::numeric(game::extensive(test::load_nfg(path)));
    ASSERT_TRUE(tree);
    proved(*tree);
    proved_exactly(*tree);
    return;
  }
  const auto game = test::load_numeric(path);
  proved(game);
  if (fits_exact_path(*sequence_form(game))) proved_exactly(game);
}

INSTANTIATE_TEST_SUITE_P(Files, EveryFile, testing::ValuesIn(two_player_files()),
                         [](const auto& file) { return test::test_name(file.param); });

// Source: Kuhn 1950.
TEST(SequenceLemke, GivesKuhnsPokerItsValue) {
  EXPECT_EQ(proved(test::Poker(test::kuhn(3)).build()).values[0], Rational::ratio(-1, 18));
  EXPECT_EQ(proved_exactly(test::Poker(test::kuhn(3)).build()).values[0], Rational::ratio(-1, 18));
}

// Two methods that share neither path nor program must agree on the value.
TEST(SequenceLemke, GivesPokerTheValueOfTheLinearProgram) {
  for (const auto& rules : {test::kuhn(4), test::kuhn(13), test::leduc(1), test::leduc(2)}) {
    const auto game = test::Poker(rules).build();
    const auto program = solve_sequence_program(game, RunContext{});
    ASSERT_TRUE(program);
    EXPECT_EQ(proved(game).values, program->values);
  }
}

TEST(SequenceLemke, IsProvedOnRandomTrees) {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const auto game = random_tree(seed, 2 + static_cast<std::uint32_t>(seed % 6));
    const auto found = proved(game);
    EXPECT_FALSE(found.by_exact_pivots) << "seed " << seed;
    if (seed % 4 == 0) proved_exactly(game);
  }
}

// Games of another generator: simultaneous moves, hidden types, sets that stand above one another both ways.
TEST(SequenceLemke, IsProvedOnGamesWithHiddenMoves) {
  std::size_t checked = 0;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    const auto game = test::RandomGame(seed, seed % 2 == 0).build();
    if (game.num_players != 2) continue;
    proved(game);
    proved_exactly(game);
    ++checked;
  }
  EXPECT_GT(checked, 200U);
}

// Payoffs 0 and 1, of which most are equal, all payoffs equal, and the same for both players.
TEST(SequenceLemke, IsProvedWhereAlmostEverythingTies) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    auto game = random_tree(seed, 3 + static_cast<std::uint32_t>(seed % 5));
    for (Rational& payoff : game.payoffs) payoff = Rational(payoff.sign() < 0 || seed % 7 == 0 ? 0 : 1);
    if (seed % 3 == 0) {
      for (std::size_t t = 0; t < game.payoffs.size(); t += 2) game.payoffs[t + 1] = game.payoffs[t];
    }
    EXPECT_FALSE(proved(game).by_exact_pivots) << "seed " << seed;
    if (seed % 4 == 0) proved_exactly(game);
  }
}

TEST(SequenceLemke, IsProvedWherePayoffsAreOfAllSizes) {
  const Rational tiny = *Rational::parse("1e-30");
  const Rational huge = *Rational::parse("1e30");
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    auto game = random_tree(seed, 5);
    for (std::size_t t = 0; t < game.payoffs.size(); ++t) game.payoffs[t] *= t % 3 == 0 ? huge : tiny;
    proved(game);
    for (Rational& payoff : game.payoffs) payoff = huge + payoff * tiny * tiny;
    proved(game);
  }
}

TEST(SequenceLemke, OfGamesWithoutChoicesIsTheirPlay) {
  game::NumericGame<Rational> game;
  game.num_players = 2;
  game.nodes = {{game::NodeKind::terminal, 0, 0, 0, game::none}};
  game.payoffs = {Rational(3), Rational(4)};
  EXPECT_EQ(proved(game).values[1], Rational(4));
  EXPECT_EQ(proved_exactly(game).values[0], Rational(3));
}

TEST(SequenceLemke, NamesTheNeedThatFails) {
  const auto merged = solve_sequence_lemke(test::load_numeric(test::game_path("selten1975_fig1.efg")), RunContext{});
  ASSERT_FALSE(merged);
  EXPECT_EQ(merged.error().code, ErrorCode::unsupported);
}

TEST(SequenceLemke, StopsWhereItIsAskedTo) {
  std::stop_source source;
  source.request_stop();
  RunContext run;
  run.stop = source.get_token();
  const auto found = solve_sequence_lemke(test::Poker(test::leduc(2)).build(), run);
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->profile);
  EXPECT_EQ(found->termination, Termination::stopped);
}

}  // namespace
}  // namespace parley::solve
