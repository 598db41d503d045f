// SPDX-License-Identifier: Apache-2.0
// Constant-sum tables against closed forms, all square parts of small games, and the certificate of the table.
#include "parley/solve/nash/zero_sum.h"

#include <algorithm>
#include <bit>
#include <stop_token>

#include <gtest/gtest.h>

#include "../../games/game_files.h"
#include "parley/base/result.h"
#include "table_games.h"

namespace parley::solve {
namespace {

using test::constant_sum_table;
using test::Dice;
using test::whole;

/// Solves and checks all that is claimed of the solution from the table alone; returns the value.
Rational checked_value(const game::PayoffTable& table) {
  const auto solution = solve_zero_sum(table, {});
  EXPECT_EQ(solution.termination, Termination::finished);
  if (!solution.equilibrium) {
    ADD_FAILURE() << "no equilibrium";
    return {};
  }
  const NashEquilibrium& equilibrium = *solution.equilibrium;
  for (std::size_t p = 0; p < 2; ++p) {
    Rational sum;
    EXPECT_EQ(equilibrium.exact.probs[p].size(), table.sizes[p]);
    for (std::size_t s = 0; s < table.sizes[p]; ++s) {
      const Rational& prob = equilibrium.exact.probs[p][s];
      EXPECT_GE(prob.sign(), 0);
      EXPECT_EQ(equilibrium.profile.probs[p][s], prob.to_double());
      sum += prob;
    }
    EXPECT_EQ(sum, Rational(1));
  }
  EXPECT_TRUE(equilibrium.radius.is_zero());
  EXPECT_TRUE(game::max_regret(table, equilibrium.exact).is_zero());
  const auto worth = game::strategy_values(table, equilibrium.exact, 0);
  EXPECT_EQ(*std::ranges::max_element(worth), solution.value);
  return solution.value;
}

/// Source: Shapley and Snow 1950: some square part with equalising weights that are optimal in the whole game gives the
/// value. All square parts are tried.
std::optional<Rational> value_by_square_parts(const game::PayoffTable& table) {
  const std::size_t m = table.sizes[0];
  const std::size_t n = table.sizes[1];
  const auto payoff = [&](std::size_t i, std::size_t j) { return table.payoffs[0][i + m * j]; };
  const auto chosen = [](std::size_t mask) {
    std::vector<std::size_t> list;
    for (std::size_t k = 0; mask >> k != 0; ++k) {
      if ((mask >> k & 1U) != 0) list.push_back(k);
    }
    return list;
  };
  for (std::size_t rows = 1; rows < std::size_t{1} << m; ++rows) {
    for (std::size_t columns = 1; columns < std::size_t{1} << n; ++columns) {
      if (std::popcount(rows) != std::popcount(columns)) continue;
      const auto in_rows = chosen(rows);
      const auto in_columns = chosen(columns);
      const std::size_t size = in_rows.size();
      test::Grid first(size + 1, std::vector<Rational>(size + 1));
      test::Grid second = first;
      for (std::size_t r = 0; r < size; ++r) {
        for (std::size_t c = 0; c < size; ++c) {
          first[c][r] = second[r][c] = payoff(in_rows[r], in_columns[c]);
        }
        first[r][size] = second[r][size] = Rational(-1);
        first[size][r] = second[size][r] = Rational(1);
      }
      std::vector<Rational> rhs(size + 1);
      rhs.back() = Rational(1);
      const auto x = test::eliminate(first, rhs);
      const auto y = test::eliminate(second, rhs);
      if (!x || !y) continue;
      const auto is_bad = [](const Rational& weight) { return weight.sign() < 0; };
      if (std::any_of(x->begin(), x->end() - 1, is_bad) || std::any_of(y->begin(), y->end() - 1, is_bad)) continue;
      bool is_optimal = true;
      for (std::size_t j = 0; j < n; ++j) {
        Rational worth;
        for (std::size_t r = 0; r < size; ++r) worth += (*x)[r] * payoff(in_rows[r], j);
        is_optimal = is_optimal && worth >= x->back();
      }
      for (std::size_t i = 0; i < m; ++i) {
        Rational worth;
        for (std::size_t c = 0; c < size; ++c) worth += (*y)[c] * payoff(i, in_columns[c]);
        is_optimal = is_optimal && worth <= y->back();
      }
      if (is_optimal) return x->back();
    }
  }
  return std::nullopt;
}

TEST(ZeroSum, TellsConstantSums) {
  EXPECT_EQ(constant_sum(constant_sum_table(2, 3, Rational(7), [](auto i, auto j) { return whole(i * j); })),
            Rational(7));
  EXPECT_FALSE(constant_sum(test::table_of(2, 1, [](auto i, auto) { return std::pair(whole(i), Rational(0)); })));
  game::PayoffTable one_player;
  one_player.sizes = {1};
  one_player.payoffs = {{Rational(3)}};
  EXPECT_FALSE(constant_sum(one_player));
  EXPECT_THROW((void)solve_zero_sum(one_player, {}), InternalError);
}

// Source: O'Neill 1987, PNAS 84.
TEST(ZeroSum, OneillsGameIsWorthMinusOneFifth) {
  const auto table = game::payoff_table(test::load_nfg(test::game_path("oneill.nfg")));
  EXPECT_EQ(checked_value(table), Rational::ratio(-1, 5));
  const std::vector<Rational> expected{Rational::ratio(2, 5), Rational::ratio(1, 5), Rational::ratio(1, 5),
                                       Rational::ratio(1, 5)};
  const auto solution = solve_zero_sum(table, {});
  EXPECT_EQ(solution.equilibrium->exact.probs[0], expected);
  EXPECT_EQ(solution.equilibrium->exact.probs[1], expected);
}

// A game of gains d_i on the diagonal alone is worth 1 / (1 / d_1 + ... + 1 / d_n).
TEST(ZeroSum, DiagonalGamesAreWorthTheHarmonicShare) {
  for (const std::size_t size : {1U, 2U, 7U, 30U, 90U}) {
    Rational sum;
    for (std::size_t i = 0; i < size; ++i) sum += Rational(1) / whole(i * i + 1);
    const auto table = constant_sum_table(size, size, Rational(0),
                                          [](std::size_t i, std::size_t j) { return whole(i == j ? i * i + 1 : 0); });
    EXPECT_EQ(checked_value(table), Rational(1) / sum) << size;
  }
}

// Where both players' places can be swapped, neither can be worth more than the other.
TEST(ZeroSum, SymmetricGamesAreWorthHalfTheSum) {
  Dice dice(1);
  for (int round = 0; round < 100; ++round) {
    const std::size_t size = dice.size(1, 12);
    test::Grid gains(size, std::vector<Rational>(size));
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        gains[i][j] = dice.payoff(round % Dice::num_kinds);
        gains[j][i] = -gains[i][j];
      }
    }
    const Rational sum = dice.payoff(2);
    const Rational half = sum / Rational(2);
    const auto table =
        constant_sum_table(size, size, sum, [&](std::size_t i, std::size_t j) { return gains[i][j] + half; });
    EXPECT_EQ(checked_value(table), half) << round;
  }
}

TEST(ZeroSum, AgreesWithAllSquarePartsOfSmallGames) {
  Dice dice(2);
  for (int round = 0; round < 600; ++round) {
    const std::size_t m = dice.size(1, 4);
    const std::size_t n = dice.size(1, 4);
    const auto table =
        constant_sum_table(m, n, dice.payoff(1), [&](auto, auto) { return dice.payoff(round % Dice::num_kinds); });
    EXPECT_EQ(checked_value(table), value_by_square_parts(table)) << round;
  }
}

TEST(ZeroSum, SolvesLongAndFlatTables) {
  const auto rising = [](std::size_t i, std::size_t j) { return whole(i + j); };
  EXPECT_EQ(checked_value(constant_sum_table(1, 1, Rational(3), rising)), Rational(0));
  EXPECT_EQ(checked_value(constant_sum_table(1, 40, Rational(0), rising)), Rational(0));
  EXPECT_EQ(checked_value(constant_sum_table(40, 1, Rational(0), rising)), Rational(39));
  const auto flat = [](std::size_t, std::size_t) { return Rational::ratio(22, 7); };
  EXPECT_EQ(checked_value(constant_sum_table(30, 20, Rational(1), flat)), Rational::ratio(22, 7));
}

// Rows and columns twice over change nothing; the moved and scaled game is worth the moved and scaled value.
TEST(ZeroSum, CopiesAndScalesChangeTheValueAsTheyMust) {
  Dice dice(3);
  for (int round = 0; round < 60; ++round) {
    const std::size_t size = dice.size(2, 9);
    test::Grid gains(size, std::vector<Rational>(size));
    for (auto& row : gains) std::ranges::generate(row, [&] { return dice.payoff(round % Dice::num_kinds); });
    const auto plain =
        constant_sum_table(size, size, Rational(0), [&](std::size_t i, std::size_t j) { return gains[i][j]; });
    const Rational value = checked_value(plain);
    const auto doubled = constant_sum_table(2 * size, 2 * size, Rational(0),
                                            [&](std::size_t i, std::size_t j) { return gains[i / 2][j % size]; });
    EXPECT_EQ(checked_value(doubled), value) << round;
    const Rational factor = Rational(3) * Rational(10).pow(30);
    const Rational shift = Rational(10).pow(-30);
    const auto scaled = constant_sum_table(size, size, Rational(0),
                                           [&](std::size_t i, std::size_t j) { return gains[i][j] * factor + shift; });
    EXPECT_EQ(checked_value(scaled), value * factor + shift) << round;
  }
}

TEST(ZeroSum, SolvesLargeTables) {
  Dice dice(4);
  for (const int kind : {0, 1}) {
    const auto table = constant_sum_table(100, 80, Rational(100), [&](auto, auto) { return dice.payoff(kind); });
    checked_value(table);
  }
}

// Differences of 1e-30 beside ones of 1: no double tells the optimal basis.
TEST(ZeroSum, SolvesWhatDoublesCannotSee) {
  Dice dice(5);
  checked_value(constant_sum_table(40, 40, Rational(0), [&](auto, auto) { return dice.payoff(3); }));
  checked_value(constant_sum_table(30, 30, Rational(0), [&](auto, auto) { return dice.payoff(4); }));
}

TEST(ZeroSum, StopsWhenAsked) {
  Dice dice(6);
  const auto table = constant_sum_table(60, 60, Rational(0), [&](auto, auto) { return dice.payoff(1); });
  std::stop_source stop;
  stop.request_stop();
  RunContext run;
  run.stop = stop.get_token();
  const auto solution = solve_zero_sum(table, run);
  EXPECT_FALSE(solution.equilibrium);
  EXPECT_EQ(solution.termination, Termination::stopped);
}

}  // namespace
}  // namespace parley::solve
