// SPDX-License-Identifier: Apache-2.0
// All equilibria of two-player games: against brute force, closed forms, and games made to be degenerate.
#include "parley/solve/nash/bimatrix.h"

#include <chrono>
#include <random>
#include <set>
#include <string>

#include <gmock/gmock.h>

#include "parley/base/result.h"
#include "unit/solve/all_corners.h"

namespace parley {
namespace {

using game::PayoffTable;
using test::brute_equilibria;
using test::Row;

/// Payoffs of both by row and column, as "a,b" pairs would be read: first[i][j], second[i][j].
PayoffTable table(const std::vector<Row>& first, const std::vector<Row>& second) {
  PayoffTable out{{static_cast<std::uint32_t>(first.size()), static_cast<std::uint32_t>(first[0].size())}, {{}, {}}};
  for (std::size_t j = 0; j < first[0].size(); ++j) {
    for (std::size_t i = 0; i < first.size(); ++i) {
      out.payoffs[0].push_back(first[i][j]);
      out.payoffs[1].push_back(second[i][j]);
    }
  }
  return out;
}

/// Payoffs from 0 to `most`, over `denominator`.
PayoffTable random_table(std::mt19937_64& random, std::uint32_t m, std::uint32_t n, int most, int denominator = 1) {
  PayoffTable out{{m, n}, {{}, {}}};
  std::uniform_int_distribution<std::int64_t> payoff(0, most);
  for (std::size_t k = 0; k < std::size_t{m} * n; ++k) {
    for (auto& column : out.payoffs) column.push_back(Rational::ratio(payoff(random), denominator));
  }
  return out;
}

std::set<std::vector<Row>> profiles(const solve::NashList& list) {
  std::set<std::vector<Row>> out;
  for (const auto& one : list.equilibria) out.insert(one.exact.probs);
  EXPECT_EQ(out.size(), list.equilibria.size()) << "an equilibrium is listed twice";
  return out;
}

solve::NashList solved(const PayoffTable& game, std::size_t threads = 1) {
  RunContext run;
  run.num_threads = threads;
  auto list = solve::bimatrix_equilibria(game, run);
  for (const auto& one : list.equilibria) EXPECT_EQ(game::max_regret(game, one.exact), Rational(0));
  return list;
}

/// Every pair of corners of a subset, and mixtures of them, are equilibria; every equilibrium is in a subset.
void expect_subsets_hold(const PayoffTable& game, const solve::NashList& list) {
  std::set<std::size_t> covered;
  for (const auto& subset : list.subsets) {
    covered.insert(subset.equilibria.begin(), subset.equilibria.end());
    EXPECT_EQ(subset.equilibria.size(), subset.first.size() * subset.second.size());
    game::StrategyProfile<Rational> middle;
    for (const auto* side : {&subset.first, &subset.second}) {
      Row average(side->front().size());
      for (const Row& corner : *side) {
        for (std::size_t s = 0; s < corner.size(); ++s) average[s] += corner[s];
      }
      for (Rational& share : average) share /= Rational(static_cast<std::int64_t>(side->size()));
      middle.probs.push_back(average);
    }
    EXPECT_EQ(game::max_regret(game, middle), Rational(0));
    for (const std::size_t one : subset.equilibria) {
      EXPECT_EQ(list.equilibria[one].component, list.equilibria[subset.equilibria.front()].component);
    }
  }
  EXPECT_EQ(covered.size(), list.equilibria.size());
}

struct Sizes {
  std::uint32_t rows, columns;
  int most;
};

void expect_as_brute_force(const std::vector<Sizes>& shapes, int games) {
  for (const Sizes& shape : shapes) {
    std::mt19937_64 random(1);
    for (int k = 0; k < games; ++k) {
      const auto game = random_table(random, shape.rows, shape.columns, shape.most, 1 + k % 3);
      const auto list = solved(game);
      ASSERT_EQ(profiles(list), brute_equilibria(game))
          << shape.rows << " by " << shape.columns << ", payoffs to " << shape.most << ", game " << k;
      expect_subsets_hold(game, list);
    }
  }
}

TEST(Bimatrix, FindsWhatBruteForceFindsInSmallGames) {
  expect_as_brute_force({{2, 2, 1}, {2, 2, 9}, {2, 3, 1}, {3, 2, 2}, {3, 3, 1}, {3, 3, 3}, {1, 3, 1}, {4, 1, 2}}, 200);
}

TEST(Bimatrix, SlowFindsWhatBruteForceFindsInLargerGames) {
  expect_as_brute_force({{4, 4, 1}, {4, 4, 3}, {4, 4, 100}, {3, 5, 2}, {5, 4, 2}}, 200);
  expect_as_brute_force({{5, 5, 1}, {5, 5, 4}, {5, 5, 100}}, 200);
}

/// Both get 1 where they do the same, 0 elsewhere: every set of strategies is the support of one equilibrium.
TEST(Bimatrix, CoordinationHasAnEquilibriumForEverySupport) {
  for (const std::size_t n : {1U, 2U, 5U, 9U}) {
    std::vector<Row> diagonal(n, Row(n));
    for (std::size_t k = 0; k < n; ++k) diagonal[k][k] = Rational(1);
    const auto list = solved(table(diagonal, diagonal));
    EXPECT_EQ(list.equilibria.size(), (std::size_t{1} << n) - 1);
    EXPECT_EQ(list.completeness, solve::Completeness::complete);
  }
}

TEST(Bimatrix, AllPayoffsEqualIsOneProduct) {
  const std::vector<Row> sevens(12, Row(11, Rational(7)));
  const auto list = solved(table(sevens, sevens));
  EXPECT_EQ(list.equilibria.size(), 12U * 11U);
  ASSERT_EQ(list.subsets.size(), 1U);
  EXPECT_EQ(list.completeness, solve::Completeness::components);
}

/// A strategy that stands in the table twice can take any part of the other's chance.
TEST(Bimatrix, DuplicatedRowsGiveContinua) {
  const std::vector<Row> first = {{2, 0}, {2, 0}, {0, 1}}, second = {{1, 0}, {1, 0}, {0, 2}};
  const auto game = table(first, second);
  const auto list = solved(game);
  EXPECT_EQ(profiles(list), brute_equilibria(game));
  EXPECT_EQ(list.equilibria.size(), 5U);  // (1 or 2, left), (3, right), and (1 or 2 with 3, both)
  expect_subsets_hold(game, list);
}

TEST(Bimatrix, DominatedStrategiesAreNotPlayed) {
  const std::vector<Row> first = {{3, 0}, {5, 1}}, second = {{3, 5}, {0, 1}};  // prisoners
  const auto list = solved(table(first, second));
  ASSERT_EQ(list.equilibria.size(), 1U);
  EXPECT_EQ(list.equilibria[0].exact.probs, (std::vector<Row>{{0, 1}, {0, 1}}));
  EXPECT_EQ(list.completeness, solve::Completeness::complete);
}

/// Matching pennies with stakes of very different sizes: each player's mix makes the other indifferent.
TEST(Bimatrix, PayoffsOfAnySizeStayExact) {
  const Rational huge = *Rational::parse("1e30"), tiny = *Rational::parse("1e-30");
  const auto list = solved(table({{huge, 0}, {0, tiny}}, {{0, tiny}, {huge, 0}}));
  ASSERT_EQ(list.equilibria.size(), 1U);
  const Rational rare = tiny / (huge + tiny), often = huge / (huge + tiny);
  EXPECT_EQ(list.equilibria[0].exact.probs, (std::vector<Row>{{often, rare}, {rare, often}}));
}

TEST(Bimatrix, OneByOneAndOneByMany) {
  EXPECT_EQ(solved(table({{-3}}, {{8}})).equilibria.size(), 1U);
  const auto list = solved(table({{1, 1, 1}}, {{2, 5, 5}}));
  EXPECT_EQ(list.equilibria.size(), 2U);
  EXPECT_EQ(list.completeness, solve::Completeness::components);
}

/// Payoffs times a number above 0, and moved by any number.
TEST(Bimatrix, ScalesAndShiftsChangeNothing) {
  std::mt19937_64 random(7);
  for (int k = 0; k < 20; ++k) {
    const auto small = random_table(random, 6, 5, 5);
    const auto expected = profiles(solved(small));
    for (const char* factor : {"1000000007", "1e17", "1e40"}) {
      auto large = small;
      for (auto& column : large.payoffs) {
        for (Rational& payoff : column) payoff = payoff * *Rational::parse(factor) + *Rational::parse("-12345/7");
      }
      EXPECT_EQ(profiles(solved(large)), expected) << factor;
    }
  }
}

/// Payoffs without common factors make minors of up to hundreds of bits.
TEST(Bimatrix, LongNumbersAgreeWithBruteForce) {
  std::mt19937_64 random(3);
  std::uniform_int_distribution<std::int64_t> digits(0, 999'999'999'999'999'999);
  for (int k = 0; k < 30; ++k) {
    auto game = random_table(random, 4, 4, 1);
    for (auto& column : game.payoffs) {
      for (Rational& payoff : column)
        payoff = Rational(digits(random)) * (k % 2 == 0 ? Rational(1) : Rational(digits(random)));
    }
    EXPECT_EQ(profiles(solved(game)), brute_equilibria(game));
  }
}

TEST(Bimatrix, ThreadsChangeNothing) {
  std::mt19937_64 random(5);
  const auto game = random_table(random, 14, 14, 20);
  const auto one = solved(game, 1), three = solved(game, 3);
  ASSERT_EQ(one.equilibria.size(), three.equilibria.size());
  for (std::size_t k = 0; k < one.equilibria.size(); ++k) {
    EXPECT_EQ(one.equilibria[k].exact.probs, three.equilibria[k].exact.probs);
    EXPECT_EQ(one.equilibria[k].component, three.equilibria[k].component);
  }
}

TEST(Bimatrix, AStoppedSearchClaimsNothing) {
  std::mt19937_64 random(5);
  RunContext run;
  run.deadline = RunContext::Clock::now();
  const auto list = solve::bimatrix_equilibria(random_table(random, 20, 20, 100), run);
  EXPECT_EQ(list.completeness, solve::Completeness::found);
  EXPECT_EQ(list.termination, Termination::time_limit);
}

/// Stopped after a while: what was found by then is told, and is right.
TEST(Bimatrix, AStoppedSearchTellsWhatItFound) {
  std::vector<Row> diagonal(24, Row(24));
  for (std::size_t k = 0; k < 24; ++k) diagonal[k][k] = Rational(1);
  const auto game = table(diagonal, diagonal);  // 2^24 - 1 equilibria
  RunContext run;
  run.deadline = RunContext::Clock::now() + std::chrono::milliseconds(200);
  const auto list = solve::bimatrix_equilibria(game, run);
  EXPECT_EQ(list.completeness, solve::Completeness::found);
  ASSERT_FALSE(list.equilibria.empty());
  for (std::size_t k = 0; k < list.equilibria.size(); k += 97) {
    EXPECT_EQ(game::max_regret(game, list.equilibria[k].exact), Rational(0));
  }
}

TEST(Bimatrix, NeedsTwoPlayers) {
  EXPECT_THROW(static_cast<void>(solve::bimatrix_equilibria({{1}, {{Rational(0)}}}, {})), InternalError);
}

}  // namespace
}  // namespace parley
