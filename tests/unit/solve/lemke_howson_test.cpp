// SPDX-License-Identifier: Apache-2.0
// Lemke-Howson paths against published games, the table's own certificate, and plain pivoting in rationals.
#include "parley/solve/nash/lemke_howson.h"

#include <algorithm>
#include <stop_token>

#include <gtest/gtest.h>

#include "../../games/game_files.h"
#include "plain_lemke_howson.h"
#include "table_games.h"

namespace parley::solve {
namespace {

using test::Dice;
using test::table_of;
using test::whole;

/// The end of a path with what is claimed of it checked from the table alone.
LemkeHowsonEnd checked_end(const game::PayoffTable& table, std::uint32_t label = 0) {
  auto end = follow_lemke_howson(table, {.missing_label = label}, {});
  if (!end || !end->equilibrium) {
    ADD_FAILURE() << "no equilibrium";
    return {};
  }
  EXPECT_EQ(end->termination, Termination::finished);
  for (std::size_t p = 0; p < 2; ++p) {
    Rational sum;
    EXPECT_EQ(end->equilibrium->exact.probs[p].size(), table.sizes[p]);
    for (const Rational& prob : end->equilibrium->exact.probs[p]) {
      EXPECT_GE(prob.sign(), 0);
      sum += prob;
    }
    EXPECT_EQ(sum, Rational(1));
  }
  EXPECT_TRUE(game::max_regret(table, end->equilibrium->exact).is_zero());
  return *std::move(end);
}

game::PayoffTable random_table(Dice& dice, std::size_t m, std::size_t n, int kind) {
  return table_of(m, n, [&](auto, auto) { return std::pair(dice.payoff(kind), dice.payoff(kind)); });
}

game::PayoffTable from_file(const char* name) { return game::payoff_table(test::load_nfg(test::game_path(name))); }

// Source: O'Neill 1987: the only equilibrium.
TEST(LemkeHowson, EveryLabelLeadsToOneillsEquilibrium) {
  const std::vector<Rational> expected{Rational::ratio(2, 5), Rational::ratio(1, 5), Rational::ratio(1, 5),
                                       Rational::ratio(1, 5)};
  for (std::uint32_t label = 0; label < 8; ++label) {
    const auto end = checked_end(from_file("oneill.nfg"), label);
    EXPECT_EQ(end.equilibrium->exact.probs[0], expected);
    EXPECT_EQ(end.equilibrium->exact.probs[1], expected);
  }
}

// Shapley 1974, figure 2. By hand: to the first's middle row the middle column is best, and to that the middle row;
// each other strategy leads away from itself. The end of its path is that of plain pivoting.
TEST(LemkeHowson, PathsOfShapleysGameEndInItsTwoPureEquilibria) {
  const auto table = from_file("shapley1974_fig2.nfg");
  for (std::uint32_t label = 0; label < 6; ++label) {
    const auto end = checked_end(table, label);
    const std::size_t played = label % 3 == 1 ? 1 : 2;
    EXPECT_EQ(end.equilibrium->exact.probs[0][played], Rational(1)) << label;
    EXPECT_EQ(end.equilibrium->exact.probs[1][played], Rational(1)) << label;
    const auto plain = test::plain_lemke_howson(table, label);
    if (plain) {
      EXPECT_EQ(end.equilibrium->exact.probs, plain->probs) << label;
    }
  }
}

// Battle of the sexes: a dropped pure strategy leads to the pure equilibrium in which it is played.
TEST(LemkeHowson, DroppedStrategiesOfABattleOfTheSexesArePlayed) {
  const auto table = from_file("nau2004_sec3.nfg");
  for (std::uint32_t label = 0; label < 4; ++label) {
    const auto end = checked_end(table, label);
    EXPECT_EQ(end.equilibrium->exact.probs[label / 2][label % 2], Rational(1));
    EXPECT_EQ(end.num_pivots, 2U);
  }
}

TEST(LemkeHowson, EndsWherePlainPivotingEnds) {
  Dice dice(1);
  std::size_t num_compared = 0;
  for (int round = 0; round < 60; ++round) {
    const std::size_t m = dice.size(1, 6);
    const std::size_t n = dice.size(1, 6);
    const auto table = table_of(m, n, [&](auto, auto) {
      return std::pair(Rational(dice.integer(0, 1'000'000)), Rational(dice.integer(0, 1'000'000)));
    });
    for (std::uint32_t label = 0; label < m + n; ++label) {
      const auto plain = test::plain_lemke_howson(table, label);
      if (!plain) continue;  // a tie: the path depends on how it is broken
      ++num_compared;
      const auto end = checked_end(table, label);
      EXPECT_EQ(end.equilibrium->exact.probs, plain->probs) << round << ' ' << label;
      EXPECT_EQ(end.missing_label, label);
    }
  }
  EXPECT_GT(num_compared, 300U);
}

// Larger than what is pivoted in rationals.
TEST(LemkeHowson, PathsInDoublesEndWherePlainPivotingEnds) {
  Dice dice(2);
  for (int round = 0; round < 6; ++round) {
    const auto table = table_of(14, 13, [&](auto, auto) {
      return std::pair(Rational(dice.integer(0, 1'000'000)), Rational(dice.integer(0, 1'000'000)));
    });
    for (std::uint32_t label = 0; label < 27; label += 5) {
      const auto plain = test::plain_lemke_howson(table, label);
      ASSERT_TRUE(plain);
      EXPECT_EQ(checked_end(table, label).equilibrium->exact.probs, plain->probs) << round << ' ' << label;
    }
  }
}

TEST(LemkeHowson, FindsEquilibriaOfDegenerateGames) {
  Dice dice(3);
  for (int round = 0; round < 400; ++round) {
    const std::size_t m = dice.size(1, 8);
    const std::size_t n = dice.size(1, 8);
    const auto table = random_table(dice, m, n, round % Dice::num_kinds);
    checked_end(table, static_cast<std::uint32_t>(dice.size(0, m + n - 1)));
  }
}

TEST(LemkeHowson, FindsEquilibriaOfLargeDegenerateGames) {
  Dice dice(4);
  for (const std::size_t size : {13U, 20U, 35U, 60U, 100U}) {
    checked_end(random_table(dice, size, size + 3, 0));
    // Rows and columns three times over.
    test::Grid first(size, std::vector<Rational>(size));
    test::Grid second = first;
    for (auto* grid : {&first, &second}) {
      for (auto& row : *grid) std::ranges::generate(row, [&] { return dice.payoff(1); });
    }
    checked_end(table_of(size, size, [&](std::size_t i, std::size_t j) {
      return std::pair(first[i / 3][j / 3], second[i / 3][j / 3]);
    }));
  }
}

TEST(LemkeHowson, SolvesLongAndFlatTables) {
  const auto rising = [](std::size_t i, std::size_t j) { return std::pair(whole(i), whole(j)); };
  for (const auto& [m, n] :
       {std::pair(1, 1), std::pair(1, 50), std::pair(50, 1), std::pair(1, 200), std::pair(3, 70)}) {
    const auto rows = static_cast<std::size_t>(m);
    const auto columns = static_cast<std::size_t>(n);
    const auto end = checked_end(table_of(rows, columns, rising));
    EXPECT_EQ(end.equilibrium->exact.probs[0].back(), Rational(1));
    EXPECT_EQ(end.equilibrium->exact.probs[1].back(), Rational(1));
    checked_end(table_of(rows, columns, [](auto, auto) { return std::pair(Rational(5), Rational(-5)); }));
  }
}

// Stone, scissors, paper with more than three signs: everybody's only equilibrium is uniform (an odd number of signs,
// each beats the next half of the circle).
TEST(LemkeHowson, FindsTheUniformEquilibriumOfCircularGames) {
  for (const std::size_t size : {3U, 9U, 15U, 31U}) {
    const auto table = table_of(size, size, [&](std::size_t i, std::size_t j) {
      const std::size_t ahead = (j + size - i) % size;
      const Rational gain(ahead == 0 ? 0 : ahead <= size / 2 ? 1 : -1);
      return std::pair(gain, -gain);
    });
    const auto end = checked_end(table);
    const std::vector<Rational> uniform(size, Rational(1) / whole(size));
    EXPECT_EQ(end.equilibrium->exact.probs[0], uniform);
    EXPECT_EQ(end.equilibrium->exact.probs[1], uniform);
  }
}

// With an even number of signs, each of which beats the 39 behind it, the path of the first label is long.
TEST(LemkeHowson, TriesAnotherLabelWhereAPathIsLong) {
  constexpr std::size_t size = 80;
  const auto end = checked_end(table_of(size, size, [](std::size_t i, std::size_t j) {
    const std::size_t behind = (i + size - j) % size;
    const Rational gain(behind == 0 ? 0 : behind < size / 2 ? 1 : -1);
    const std::size_t across = (j + 1 + size - i) % size;
    return std::pair(gain, Rational(across == 0 ? 0 : across < size / 2 ? 1 : -1));
  }));
  EXPECT_GT(end.num_pivots, 1000U);
  EXPECT_NE(end.missing_label, 0U);
}

TEST(LemkeHowson, SolvesLargeTables) {
  Dice dice(5);
  for (const std::size_t size : {50U, 100U, 150U}) checked_end(random_table(dice, size, size, 1));
}

TEST(LemkeHowson, SolvesWhatDoublesCannotSee) {
  Dice dice(6);
  for (const int kind : {3, 4}) checked_end(random_table(dice, 30, 30, kind));
}

TEST(LemkeHowson, TheSameGameGivesTheSameAnswer) {
  Dice dice(7);
  const auto table = random_table(dice, 40, 40, 0);
  const auto one = checked_end(table);
  const auto two = checked_end(table);
  EXPECT_EQ(one.equilibrium->exact.probs, two.equilibrium->exact.probs);
  EXPECT_EQ(one.num_pivots, two.num_pivots);
}

TEST(LemkeHowson, RefusesWhatItIsNotFor) {
  Dice dice(8);
  const auto table = random_table(dice, 2, 3, 1);
  const auto bad_label = follow_lemke_howson(table, {.missing_label = 5}, {});
  ASSERT_FALSE(bad_label);
  EXPECT_EQ(bad_label.error().code, ErrorCode::bad_option);
  EXPECT_EQ(bad_label.error().message, "missing_label is 5; the game has strategies 0 to 4");
  const auto three = follow_lemke_howson(from_file("2x2x2.nfg"), {}, {});
  ASSERT_FALSE(three);
  EXPECT_EQ(three.error().code, ErrorCode::unsupported);
}

TEST(LemkeHowson, StopsWhenAsked) {
  Dice dice(9);
  std::stop_source stop;
  stop.request_stop();
  RunContext run;
  run.stop = stop.get_token();
  for (const std::size_t size : {3U, 60U}) {
    const auto end = follow_lemke_howson(random_table(dice, size, size, 1), {}, run);
    ASSERT_TRUE(end);
    EXPECT_FALSE(end->equilibrium);
    EXPECT_EQ(end->termination, Termination::stopped);
  }
}

}  // namespace
}  // namespace parley::solve
