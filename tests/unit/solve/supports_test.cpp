// SPDX-License-Identifier: Apache-2.0
// Lists by supports: published games, closed forms, degenerate games.
#include "parley/solve/nash/supports.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "games/game_files.h"
#include "parley/solve/nash/index.h"
#include "unit/solve/random_tables.h"

namespace parley::solve {
namespace {

using testing::Each;
using testing::IsEmpty;
using testing::SizeIs;

NashList list_of(const game::PayoffTable& table) { return list_by_supports(table, {}, RunContext()); }

game::PayoffTable published(const char* name) { return game::payoff_table(test::load_nfg(test::game_path(name))); }

bool is_exact(const NashEquilibrium& equilibrium) { return !equilibrium.exact.probs.empty(); }

void expect_exact_equilibria(const game::PayoffTable& table, const NashList& list) {
  for (const auto& equilibrium : list.equilibria) {
    if (!is_exact(equilibrium)) continue;
    EXPECT_TRUE(max_regret(table, equilibrium.exact).is_zero());
    EXPECT_TRUE(equilibrium.radius.is_zero());
  }
}

// Source: McKelvey and McLennan 1997: 9 equilibria, 2 of them completely mixed; all are made of short fractions.
TEST(Supports, FindsTheNineEquilibriaOfMcKelveyAndMcLennan) {
  const auto table = published("2x2x2.nfg");
  const NashList list = list_of(table);
  EXPECT_EQ(list.completeness, Completeness::complete);
  EXPECT_THAT(list.equilibria, SizeIs(9));
  EXPECT_EQ(std::ranges::count_if(list.equilibria, is_exact), 9);
  const auto mixes = [](const NashEquilibrium& e) {
    return std::ranges::all_of(e.exact.probs, [](const auto& row) { return row[0].sign() > 0 && row[1].sign() > 0; });
  };
  EXPECT_EQ(std::ranges::count_if(list.equilibria, mixes), 2);
  expect_exact_equilibria(table, list);
  EXPECT_EQ(check_indices(table, list).verdict, IndexCheck::Verdict::sum_is_one);
}

// Source: Nau, Gomez Canovas and Hansen 2004, section 4: one equilibrium, irrational, completely mixed. Its numbers
// here are the closed form's: with x, y, z the chances of the first strategies the conditions are bilinear, and
// elimination leaves a quadratic equation (solved in double precision by the test below for every such game).
TEST(Supports, FindsTheOneIrrationalEquilibriumOfNau) {
  const NashList list = list_of(published("nau2004_sec4.nfg"));
  EXPECT_EQ(list.completeness, Completeness::complete);
  ASSERT_THAT(list.equilibria, SizeIs(1));
  EXPECT_FALSE(is_exact(list.equilibria[0]));
  for (const auto& row : list.equilibria[0].profile.probs) EXPECT_THAT(row, Each(testing::Gt(0.3)));
  EXPECT_GT(list.equilibria[0].radius, Rational(0));
  EXPECT_LT(list.equilibria[0].radius, *Rational::parse("1e-15"));
}

// Source: O'Neill 1987: unique, (2/5, 1/5, 1/5, 1/5) for both.
TEST(Supports, SolvesTwoPlayersToo) {
  const NashList list = list_of(published("oneill.nfg"));
  EXPECT_EQ(list.completeness, Completeness::complete);
  ASSERT_THAT(list.equilibria, SizeIs(1));
  const std::vector<Rational> row{Rational::ratio(2, 5), Rational::ratio(1, 5), Rational::ratio(1, 5),
                                  Rational::ratio(1, 5)};
  EXPECT_THAT(list.equilibria[0].exact.probs, Each(row));
}

// Three players choose sides; who stands alone wins. All at 1/2, and one alone at either side where others ... : by
// symmetry the completely mixed equilibrium is exactly one half for all.
TEST(Supports, RecognisesTheSymmetricMixExactly) {
  const auto table = make_table({2, 2, 2}, [](std::size_t p, std::size_t k) {
    const std::size_t side = (k >> p) & 1U;
    const std::size_t same = static_cast<std::size_t>((k & 1U) == side) +
                             static_cast<std::size_t>(((k >> 1U) & 1U) == side) +
                             static_cast<std::size_t>(((k >> 2U) & 1U) == side);
    return Rational(same == 1 ? 1 : 0);
  });
  const NashList list = list_of(table);
  const Rational half = Rational::ratio(1, 2);
  const std::vector<std::vector<Rational>> middle(3, {half, half});
  EXPECT_THAT(list.equilibria, testing::Contains(testing::Field(
                                   &NashEquilibrium::exact,
                                   testing::Field(&game::StrategyProfile<Rational>::probs, testing::Eq(middle)))));
  expect_exact_equilibria(table, list);
}

TEST(Supports, OfOnePlayerAreItsBestStrategies) {
  const auto one = make_table({4}, [](std::size_t, std::size_t k) { return Rational(k == 2 ? 5 : 1); });
  EXPECT_THAT(list_of(one).equilibria, SizeIs(1));
  EXPECT_EQ(list_of(one).completeness, Completeness::complete);
  const auto tied = make_table({3}, [](std::size_t, std::size_t k) { return Rational(k == 0 ? 0 : 1); });
  const NashList list = list_of(tied);
  EXPECT_THAT(list.equilibria, SizeIs(2));  // both ends of the segment
  EXPECT_EQ(list.equilibria[0].component, list.equilibria[1].component);
  EXPECT_EQ(list.completeness, Completeness::found);
  ASSERT_THAT(list.undecided, SizeIs(1));
  EXPECT_EQ(list.undecided[0].high[0][0], 0.0);
}

TEST(Supports, OfASingleCellAreThatCell) {
  for (const auto& sizes : std::vector<std::vector<std::uint32_t>>{{1}, {1, 1}, {1, 1, 1}, {1, 1, 1, 1}}) {
    const NashList list = list_of(random_table(sizes, 1, 0, 9));
    EXPECT_THAT(list.equilibria, SizeIs(1));
    EXPECT_EQ(list.completeness, Completeness::complete);
  }
}

// Players with one strategy each change nothing.
TEST(Supports, OfAGameWithIdlePlayersAreThoseOfTheOthers) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto table = random_table({3, 3}, seed, 0, 1000);
    const auto wider = make_table(
        {1, 3, 1, 3}, [&](std::size_t p, std::size_t k) { return p % 2 == 0 ? Rational(7) : table.payoffs[p / 2][k]; });
    const NashList list = list_of(table);
    EXPECT_EQ(list_of(wider).equilibria.size(), list.equilibria.size());
    EXPECT_EQ(list_of(wider).completeness, list.completeness);
  }
}

TEST(Supports, OfAGameThatPaysTheSameEverywhereAreUndecidedAsAWhole) {
  const NashList list = list_of(random_table({3, 3, 3}, 1, 5, 5));
  EXPECT_THAT(list.equilibria, SizeIs(27));
  EXPECT_EQ(list.completeness, Completeness::found);
  ASSERT_THAT(list.undecided, SizeIs(1));
  EXPECT_THAT(list.undecided[0].low, Each(Each(0.0)));
  EXPECT_THAT(list.undecided[0].high, Each(Each(1.0)));
  for (const auto& equilibrium : list.equilibria) EXPECT_EQ(equilibrium.component, 0U);
}

// A copy of a strategy makes a segment of each equilibrium that uses it: never complete, and nothing is lost.
TEST(Supports, OfAGameWithACopiedStrategyHoldThoseWithoutIt) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto table = random_table({2, 2, 2}, seed, 0, 1000);
    const auto copied = make_table({3, 2, 2}, [&](std::size_t p, std::size_t k) {
      const std::size_t first = std::min<std::size_t>(k % 3, 1);
      return table.payoffs[p][first + 2 * (k / 3)];
    });
    const NashList list = list_of(table);
    const NashList longer = list_of(copied);
    expect_exact_equilibria(copied, longer);
    for (const auto& equilibrium : list.equilibria) {
      auto row = equilibrium.profile.probs[0];
      row.push_back(0.0);
      const auto is_same = [&](const NashEquilibrium& other) {
        double most = 0.0;
        for (std::size_t s = 0; s < 3; ++s) most = std::max(most, std::abs(row[s] - other.profile.probs[0][s]));
        for (std::size_t p = 1; p < 3; ++p) {
          for (std::size_t s = 0; s < 2; ++s) {
            most = std::max(most, std::abs(equilibrium.profile.probs[p][s] - other.profile.probs[p][s]));
          }
        }
        return most < 1e-12;
      };
      EXPECT_TRUE(std::ranges::any_of(longer.equilibria, is_same)) << "seed " << seed;
      EXPECT_TRUE(equilibrium.profile.probs[0][1] == 0.0 || longer.completeness == Completeness::found);
    }
  }
}

// A strategy that pays the average of two others is an equally good reply wherever both are used: found, and never in
// the way of the equilibria without it.
TEST(Supports, OfAGameWithAnAverageOfTwoStrategiesHoldThoseWithoutIt) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto table = random_table({2, 2, 2}, seed, 0, 1000);
    const auto averaged = make_table({3, 2, 2}, [&](std::size_t p, std::size_t k) {
      const std::size_t others = 2 * (k / 3);
      if (k % 3 < 2) return table.payoffs[p][k % 3 + others];
      return (table.payoffs[p][others] + table.payoffs[p][others + 1]) / Rational(2);
    });
    const NashList longer = list_of(averaged);
    expect_exact_equilibria(averaged, longer);
    const auto without = [](const NashEquilibrium& e) { return e.profile.probs[0][2] == 0.0; };
    EXPECT_GE(static_cast<std::size_t>(std::ranges::count_if(longer.equilibria, without)),
              list_of(table).equilibria.size());
  }
}

// Units and levels do not matter: payoffs of 1e30, 1e-30 and 1e400 with the same order of everything.
TEST(Supports, DoNotChangeWithTheScaleOfPayoffs) {
  for (const char* factor : {"1e30", "1e-30", "1e400", "1/7"}) {
    const Rational scale = *Rational::parse(factor);
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
      const auto table = random_table({2, 3, 2}, seed, 0, 1000);
      const auto scaled = make_table({2, 3, 2}, [&](std::size_t p, std::size_t k) {
        return p == 1 ? table.payoffs[p][k] * scale + *Rational::parse("1e30") : table.payoffs[p][k];
      });
      const NashList list = list_of(table);
      const NashList other = list_of(scaled);
      ASSERT_EQ(list.equilibria.size(), other.equilibria.size()) << factor << ", seed " << seed;
      EXPECT_EQ(list.completeness, other.completeness);
      for (std::size_t k = 0; k < list.equilibria.size(); ++k) {
        EXPECT_EQ(list.equilibria[k].profile.probs, other.equilibria[k].profile.probs);
      }
    }
  }
}

/// With x, y, z the chances of the second strategies they gain y - z, x - z and (1 - x - y)/2 + x y - 1/4 - shift more
/// than the first ones: completely mixed equilibria have x = y = z = 1/2 plus or minus the root of the shift.
game::PayoffTable two_close_roots(const Rational& shift) {
  const Rational quarter = Rational::ratio(1, 4);
  const std::vector<std::vector<Rational>> gains = {
      {0, 1, -1, 0}, {0, 1, -1, 0}, {quarter - shift, -quarter - shift, -quarter - shift, quarter - shift}};
  return make_table({2, 2, 2}, [&](std::size_t p, std::size_t k) {
    const bool is_second = (k >> p & 1U) != 0;
    const std::size_t others = (k & ((1U << p) - 1)) | (k >> (p + 1) << p);
    return is_second ? gains[p][others] : Rational();
  });
}

std::vector<double> completely_mixed(const NashList& list) {
  std::vector<double> found;
  for (const auto& e : list.equilibria) {
    const auto mixes = [](const auto& row) { return row[0] > 0.0 && row[1] > 0.0; };
    if (std::ranges::all_of(e.profile.probs, mixes)) found.push_back(e.profile.probs[0][1]);
  }
  std::ranges::sort(found);
  return found;
}

TEST(Supports, TellCloseRootsApart) {
  for (const char* shift : {"0.03", "0.0001", "2e-6", "2e-10"}) {
    const NashList list = list_of(two_close_roots(*Rational::parse(shift)));
    EXPECT_EQ(list.completeness, Completeness::complete) << shift;
    const double root = std::sqrt(Rational::parse(shift)->to_double());
    const auto found = completely_mixed(list);
    ASSERT_THAT(found, SizeIs(2)) << shift;
    EXPECT_NEAR(found[0], 0.5 - root, 1e-15);  // the shift's own rounding moves its root by far less
    EXPECT_NEAR(found[1], 0.5 + root, 1e-15);
  }
}

// 1/2 plus or minus 1.4e-10, closer than the smallest box is wide: never called complete without both.
TEST(Supports, DoNotClaimMoreThanBoxesShow) {
  for (const char* shift : {"2e-20", "-2e-20", "1e-40", "-1e-40"}) {
    const NashList list = list_of(two_close_roots(*Rational::parse(shift)));
    const std::size_t expected = shift[0] == '-' ? 0 : 2;
    EXPECT_LE(completely_mixed(list).size(), expected);
    if (completely_mixed(list).size() < expected) {
      EXPECT_EQ(list.completeness, Completeness::found) << shift;
    }
  }
}

// The two roots are one: the Jacobian is singular there, and nothing can be said of what is near.
TEST(Supports, ListADoubleRootAsFound) {
  const auto table = two_close_roots({});
  const NashList list = list_of(table);
  EXPECT_THAT(completely_mixed(list), testing::ElementsAre(0.5));
  EXPECT_EQ(list.completeness, Completeness::found);
  ASSERT_THAT(list.undecided, SizeIs(1));
  EXPECT_LT(list.undecided[0].high[0][0] - list.undecided[0].low[0][0], 1e-3);
  EXPECT_EQ(check_indices(table, list).verdict, IndexCheck::Verdict::not_regular);
}

TEST(Supports, WithoutARootAreClosed) {
  const NashList list = list_of(two_close_roots(*Rational::parse("-1e-6")));
  EXPECT_EQ(list.completeness, Completeness::complete);
  EXPECT_THAT(completely_mixed(list), IsEmpty());
}

TEST(Supports, StopWithWhatTheyHave) {
  RunContext run;
  std::stop_source source;
  source.request_stop();
  run.stop = source.get_token();
  const NashList list = list_by_supports(published("2x2x2.nfg"), {}, run);
  EXPECT_EQ(list.termination, Termination::stopped);
  EXPECT_EQ(list.completeness, Completeness::found);
  EXPECT_THAT(list.equilibria, SizeIs(4));  // the pure ones
}

TEST(Supports, ThatRunOutOfBoxesSayWhere) {
  const NashList list = list_by_supports(published("nau2004_sec4.nfg"), {.most_boxes = 0}, RunContext());
  EXPECT_THAT(list.equilibria, IsEmpty());
  EXPECT_EQ(list.completeness, Completeness::found);
  EXPECT_THAT(list.undecided, SizeIs(1));
}

}  // namespace
}  // namespace parley::solve
