// SPDX-License-Identifier: Apache-2.0
// Indices of known equilibria, and what their sum tells of lists.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parley/solve/nash/index.h"
#include "parley/solve/nash/pure_scan.h"
#include "unit/solve/random_tables.h"

namespace parley::solve {
namespace {

using testing::ElementsAre;
using Verdict = IndexCheck::Verdict;

/// Payoffs of both players, the first player's strategy running fastest.
game::PayoffTable two_by_two(std::vector<std::int64_t> first, std::vector<std::int64_t> second) {
  return make_table({2, 2}, [&](std::size_t p, std::size_t k) { return Rational((p == 0 ? first : second)[k]); });
}

NashEquilibrium mixed(std::vector<std::vector<Rational>> probs) {
  NashEquilibrium equilibrium;
  for (const auto& row : probs) {
    auto& doubles = equilibrium.profile.probs.emplace_back();
    for (const Rational& chance : row) doubles.push_back(chance.to_double());
  }
  equilibrium.exact.probs = std::move(probs);
  return equilibrium;
}

const Rational half = Rational::ratio(1, 2);

std::vector<int> numbers(const IndexCheck& check) {
  std::vector<int> out;
  for (const auto& entry : check.indices) out.push_back(entry.index);
  return out;
}

// Source: Shapley 1974: strict pure equilibria have index 1, the mixed one between two of them -1.
TEST(Index, OfACoordinationGameIsOneMinusOneOne) {
  const auto table = two_by_two({1, 0, 0, 1}, {1, 0, 0, 1});
  NashList list;
  for (const std::size_t k : pure_equilibria(table)) list.equilibria.push_back(pure_profile(table, k));
  EXPECT_EQ(check_indices(table, list).verdict, Verdict::does_not_fit);  // one is missing
  list.equilibria.push_back(mixed({{half, half}, {half, half}}));
  const auto check = check_indices(table, list);
  EXPECT_THAT(numbers(check), ElementsAre(1, 1, -1));
  EXPECT_EQ(check.verdict, Verdict::sum_is_one);
  EXPECT_EQ(check.sum, 1);
}

// A unique regular equilibrium has index 1.
TEST(Index, OfMatchingPenniesIsOne) {
  const auto table = two_by_two({1, -1, -1, 1}, {-1, 1, 1, -1});
  EXPECT_EQ(index_of(table, mixed({{half, half}, {half, half}})).index, 1);
}

TEST(Index, OfRockPaperScissorsIsOneWhicheverStrategyComesFirst) {
  const Rational third = Rational::ratio(1, 3);
  for (std::size_t shift = 0; shift < 3; ++shift) {
    const auto table = make_table({3, 3}, [&](std::size_t p, std::size_t k) {
      const std::size_t difference = (k % 3 + shift + 3 - k / 3) % 3;
      const std::int64_t first = difference == 0 ? 0 : (difference == 1 ? 1 : -1);
      return Rational(p == 0 ? first : -first);
    });
    EXPECT_EQ(index_of(table, mixed({{third, third, third}, {third, third, third}})).index, 1);
  }
}

TEST(Index, NamesAnUnusedBestReply) {
  const auto table = two_by_two({1, 1, 0, 0}, {1, 0, 0, 0});
  const auto index = index_of(table, pure_profile(table, 0));
  EXPECT_EQ(index.index, 0);
  EXPECT_EQ(index.irregularity, Irregularity::unused_best_reply);
  NashList list;
  list.equilibria = {pure_profile(table, 0)};
  const auto check = check_indices(table, list);
  EXPECT_EQ(check.verdict, Verdict::not_regular);
  EXPECT_EQ(check.irregular, 0U);
}

TEST(Index, NamesASingularJacobian) {
  const auto table = two_by_two({1, 1, 1, 1}, {1, 1, 1, 1});
  EXPECT_EQ(index_of(table, mixed({{half, half}, {half, half}})).irregularity, Irregularity::singular);
}

TEST(Index, OfAListWithoutEquilibriaDoesNotFit) {
  const auto table = two_by_two({1, -1, -1, 1}, {-1, 1, 1, -1});
  EXPECT_EQ(check_indices(table, {}).verdict, Verdict::does_not_fit);
}

// Known within a radius only, an equilibrium still has a proved index; within a wide one nothing is claimed.
TEST(Index, IsProvedWithinTheRadius) {
  const auto table = two_by_two({1, -1, -1, 1}, {-1, 1, 1, -1});
  auto equilibrium = mixed({{half, half}, {half, half}});
  equilibrium.exact.probs.clear();
  equilibrium.radius = Rational::ratio(1, 1'000'000'000);
  EXPECT_EQ(index_of(table, equilibrium).index, 1);
}

}  // namespace
}  // namespace parley::solve
