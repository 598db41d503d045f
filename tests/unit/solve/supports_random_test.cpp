// SPDX-License-Identifier: Apache-2.0
// Lists by supports of random games against methods that share nothing with them.
#include <algorithm>
#include <cmath>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parley/solve/nash/index.h"
#include "parley/solve/nash/supports.h"
#include "unit/solve/random_tables.h"

namespace parley::solve {
namespace {

using Doubles = std::vector<double>;
using Profile = std::vector<Doubles>;

NashList list_of(const game::PayoffTable& table) { return list_by_supports(table, {}, RunContext()); }

double distance(const Profile& a, const Profile& b) {
  double most = 0.0;
  for (std::size_t p = 0; p < a.size(); ++p) {
    for (std::size_t s = 0; s < a[p].size(); ++s) most = std::max(most, std::abs(a[p][s] - b[p][s]));
  }
  return most;
}

bool has(const NashList& list, const Profile& profile) {
  return std::ranges::any_of(list.equilibria, [&](const auto& e) { return distance(e.profile.probs, profile) < 1e-6; });
}

bool is_undecided(const NashList& list, const Profile& profile) {
  constexpr double room = 1e-6;
  return std::ranges::any_of(list.undecided, [&](const UndecidedBox& box) {
    for (std::size_t p = 0; p < profile.size(); ++p) {
      for (std::size_t s = 0; s < profile[p].size(); ++s) {
        if (profile[p][s] < box.low[p][s] - room || profile[p][s] > box.high[p][s] + room) return false;
      }
    }
    return true;
  });
}

/// Payoffs that start at 0 move by at most range times the sum of all |chance - true chance|, as does what is played:
/// together less than 3 range (number of strategies) radius, products of small differences included.
void expect_regret_within_radius(const game::PayoffTable& table, const NashList& list) {
  for (const auto& equilibrium : list.equilibria) {
    if (!equilibrium.exact.probs.empty()) {
      EXPECT_TRUE(max_regret(table, equilibrium.exact).is_zero());
      continue;
    }
    game::PayoffTable shifted = table;
    Rational range;
    for (auto& column : shifted.payoffs) {
      const Rational least = *std::ranges::min_element(column);
      for (Rational& payoff : column) range = std::max(range, payoff -= least);
    }
    game::StrategyProfile<Rational> profile;
    std::int64_t num_strategies = 0;
    for (const auto& row : equilibrium.profile.probs) {
      auto& exact = profile.probs.emplace_back();
      for (const double chance : row) exact.push_back(Rational::from_double(chance));
      num_strategies += static_cast<std::int64_t>(row.size());
    }
    EXPECT_LE(max_regret(shifted, profile), Rational(3 * num_strategies) * range * equilibrium.radius);
    EXPECT_LT(equilibrium.radius, *Rational::parse("1e-12"));
  }
}

/// Complete lists have indices that sum to 1 and an odd number of equilibria. Others show what is degenerate: in random
/// games with integer payoffs, an equilibrium with a best reply that is not used.
void expect_parity_or_degeneracy(const game::PayoffTable& table, const NashList& list) {
  const auto check = check_indices(table, list);
  if (list.completeness == Completeness::complete) {
    EXPECT_EQ(check.verdict, IndexCheck::Verdict::sum_is_one);
    EXPECT_EQ(list.equilibria.size() % 2, 1U);
    EXPECT_TRUE(list.undecided.empty());
  } else {
    EXPECT_FALSE(list.undecided.empty());  // the claim was not lost to the sum of the indices
    EXPECT_EQ(check.verdict, IndexCheck::Verdict::not_regular);
  }
}

/// Solves A x = b by elimination; nothing where A is nearly singular.
std::optional<Doubles> solve(std::vector<Doubles> rows, Doubles b) {
  const std::size_t n = b.size();
  for (std::size_t c = 0; c < n; ++c) {
    std::size_t pivot = c;
    for (std::size_t r = c; r < n; ++r) {
      if (std::abs(rows[r][c]) > std::abs(rows[pivot][c])) pivot = r;
    }
    if (std::abs(rows[pivot][c]) < 1e-12) return std::nullopt;
    std::swap(rows[c], rows[pivot]);
    std::swap(b[c], b[pivot]);
    for (std::size_t r = 0; r < n; ++r) {
      if (r == c) continue;
      const double factor = rows[r][c] / rows[c][c];
      for (std::size_t k = c; k < n; ++k) rows[r][k] -= factor * rows[c][k];
      b[r] -= factor * b[c];
    }
  }
  for (std::size_t c = 0; c < n; ++c) b[c] /= rows[c][c];
  return b;
}

/// Plain Newton on all chances of the supports and one payoff level a player, derivatives by differences of multilinear
/// functions: moving one chance by 1 is exact.
class NewtonFromAnywhere {
 public:
  NewtonFromAnywhere(const game::PayoffTable& table, std::vector<std::vector<std::size_t>> support)
      : table_(table), support_(std::move(support)) {
    for (std::size_t p = 0; p < table.num_players(); ++p) {
      auto& column = payoffs_.emplace_back();
      for (const Rational& payoff : table.payoffs[p]) column.push_back(payoff.to_double());
    }
  }

  std::optional<Profile> run(Profile at) const {
    for (int k = 0; k < 40; ++k) {
      const auto step = newton_step(at);
      if (!step) return std::nullopt;
      double longest = 0.0;
      std::size_t unknown = 0;
      for (std::size_t p = 0; p < support_.size(); ++p) {
        for (const std::size_t s : support_[p]) {
          at[p][s] += (*step)[unknown];
          longest = std::max(longest, std::abs((*step)[unknown++]));
        }
      }
      if (longest > 100.0) return std::nullopt;
      if (longest < 1e-12) return at;
    }
    return std::nullopt;
  }

  bool is_equilibrium(const Profile& at) const {
    for (std::size_t p = 0; p < support_.size(); ++p) {
      for (const std::size_t s : support_[p]) {
        if (at[p][s] < 1e-7) return false;
      }
      const Doubles worth = values(at, p);
      if (*std::ranges::max_element(worth) > worth[support_[p][0]] + 1e-7) return false;
    }
    return true;
  }

 private:
  Doubles values(const Profile& at, std::size_t player) const {
    Doubles out(table_.sizes[player], 0.0);
    for (std::size_t k = 0; k < payoffs_[player].size(); ++k) {
      double weight = 1.0;
      std::size_t rest = k;
      std::size_t own = 0;
      for (std::size_t q = 0; q < table_.num_players(); ++q) {
        const std::size_t s = rest % table_.sizes[q];
        rest /= table_.sizes[q];
        if (q == player) {
          own = s;
        } else {
          weight *= at[q][s];
        }
      }
      out[own] += weight * payoffs_[player][k];
    }
    return out;
  }

  Doubles equations(const Profile& at) const {
    Doubles out;
    for (std::size_t p = 0; p < support_.size(); ++p) {
      const Doubles worth = values(at, p);
      double sum = -1.0;
      for (const std::size_t s : support_[p]) {
        sum += at[p][s];
        if (s != support_[p][0]) out.push_back(worth[s] - worth[support_[p][0]]);
      }
      out.push_back(sum);
    }
    return out;
  }

  std::optional<Doubles> newton_step(const Profile& at) const {
    const Doubles now = equations(at);
    std::vector<Doubles> rows(now.size(), Doubles(now.size()));
    std::size_t column = 0;
    for (std::size_t p = 0; p < support_.size(); ++p) {
      for (const std::size_t s : support_[p]) {
        Profile moved = at;
        moved[p][s] += 1.0;
        const Doubles then = equations(moved);
        for (std::size_t r = 0; r < now.size(); ++r) rows[r][column] = then[r] - now[r];
        ++column;
      }
    }
    Doubles right;
    for (const double value : now) right.push_back(-value);
    return solve(std::move(rows), std::move(right));
  }

  const game::PayoffTable& table_;
  std::vector<std::vector<std::size_t>> support_;
  std::vector<Doubles> payoffs_;
};

/// What Newton's method finds from `num_starts` random points of every support profile.
std::vector<Profile> found_by_newton(const game::PayoffTable& table, std::size_t num_starts, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> weight(0.05, 1.0);
  std::vector<Profile> found;
  std::vector<std::size_t> masks(table.num_players(), 1);
  while (true) {
    std::vector<std::vector<std::size_t>> support(masks.size());
    for (std::size_t p = 0; p < masks.size(); ++p) {
      for (std::size_t s = 0; s < table.sizes[p]; ++s) {
        if ((masks[p] >> s & 1U) != 0) support[p].push_back(s);
      }
    }
    const NewtonFromAnywhere newton(table, support);
    for (std::size_t k = 0; k < num_starts; ++k) {
      Profile start;
      for (std::size_t p = 0; p < masks.size(); ++p) {
        double sum = 0.0;
        auto& row = start.emplace_back(table.sizes[p], 0.0);
        for (const std::size_t s : support[p]) sum += row[s] = weight(random);
        for (double& chance : row) chance /= sum;
      }
      const auto end = newton.run(std::move(start));
      if (!end || !newton.is_equilibrium(*end)) continue;
      if (std::ranges::none_of(found, [&](const Profile& other) { return distance(*end, other) < 1e-6; })) {
        found.push_back(*end);
      }
    }
    std::size_t p = 0;
    while (p < masks.size() && masks[p] + 1 == std::size_t{1} << table.sizes[p]) masks[p++] = 1;
    if (p == masks.size()) return found;
    ++masks[p];
  }
}

void expect_nothing_is_missing(const std::vector<std::uint32_t>& sizes, std::uint64_t last_seed,
                               std::size_t num_starts) {
  for (std::uint64_t seed = 1; seed <= last_seed; ++seed) {
    SCOPED_TRACE(seed);
    const auto table = random_table(sizes, seed, 0, 100);
    const NashList list = list_of(table);
    for (const Profile& profile : found_by_newton(table, num_starts, seed)) {
      EXPECT_TRUE(has(list, profile) || is_undecided(list, profile));
    }
  }
}

void expect_sound(const std::vector<std::uint32_t>& sizes, std::uint64_t last_seed, std::int64_t high) {
  for (std::uint64_t seed = 1; seed <= last_seed; ++seed) {
    SCOPED_TRACE(seed);
    const auto table = random_table(sizes, seed, 0, high);
    const NashList list = list_of(table);
    expect_parity_or_degeneracy(table, list);
    expect_regret_within_radius(table, list);
  }
}

TEST(SupportsOfRandomGames, HaveOddNumbersUnlessDegenerate) {
  expect_sound({2, 2, 2}, 200, 100);
  expect_sound({2, 2, 3}, 30, 100);
  expect_sound({4, 3}, 40, 1000);
  expect_sound({2, 2, 2, 2}, 20, 100);
}

TEST(SupportsOfRandomGames, HaveOddNumbersUnlessDegenerateAtThreeByThreeByThree) { expect_sound({3, 3, 3}, 60, 100); }

TEST(SupportsOfRandomGames, SlowHaveOddNumbersUnlessDegenerateForManyPlayers) {
  expect_sound({2, 2, 2, 2}, 60, 100);
  expect_sound({2, 3, 4}, 60, 100);
  expect_sound({2, 2, 2, 2, 2}, 10, 1000);
}

TEST(SupportsOfRandomGames, LackNothingThatNewtonsMethodFinds) {
  expect_nothing_is_missing({2, 2, 2}, 40, 12);
  expect_nothing_is_missing({3, 3}, 20, 3);
}

TEST(SupportsOfRandomGames, SlowLackNothingThatNewtonsMethodFindsAtThreeByThreeByThree) {
  expect_nothing_is_missing({3, 3, 3}, 60, 8);
}

TEST(SupportsOfRandomGames, SlowLackNothingThatNewtonsMethodFindsForManyPlayers) {
  expect_nothing_is_missing({2, 2, 2, 2}, 30, 20);
  expect_nothing_is_missing({2, 2, 2, 2, 2}, 4, 20);
}

// Small ranges: most of these games are degenerate. What is listed as exact is an equilibrium, what is listed as
// complete lacks no regular equilibrium.
TEST(SupportsOfRandomGames, KeepTheirClaimsInDegenerateGames) {
  for (const std::int64_t high : {1, 2, 4}) {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
      SCOPED_TRACE(seed);
      const auto table = random_table({2, 2, 2}, seed, 0, high);
      const NashList list = list_of(table);
      expect_regret_within_radius(table, list);
      EXPECT_EQ(list.completeness == Completeness::complete, list.undecided.empty());
      for (const Profile& profile : found_by_newton(table, 6, seed)) {
        EXPECT_TRUE(has(list, profile) || is_undecided(list, profile));
      }
    }
  }
}

TEST(SupportsOfRandomGames, SlowKeepTheirClaimsInLargerDegenerateGames) {
  for (const std::int64_t high : {1, 2, 3}) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
      SCOPED_TRACE(seed);
      const auto table = random_table({3, 3, 3}, seed, 0, high);
      const NashList list = list_of(table);
      expect_regret_within_radius(table, list);
      for (const Profile& profile : found_by_newton(table, 4, seed)) {
        EXPECT_TRUE(has(list, profile) || is_undecided(list, profile));
      }
    }
  }
}

/// c[0] + c[1] u + c[2] v + c[3] u v: what the second strategy of `player` gains, u and v the chances of the others'
/// second strategies, the lower player's first.
std::array<double, 4> bilinear(const game::PayoffTable& table, std::size_t player) {
  const std::size_t own = std::size_t{1} << player;
  const std::size_t u = player == 0 ? 2 : 1;
  const std::size_t v = player == 2 ? 2 : 4;
  const auto gain = [&](std::size_t k) {
    return (table.payoffs[player][k + own] - table.payoffs[player][k]).to_double();
  };
  return {gain(0), gain(u) - gain(0), gain(v) - gain(0), gain(u + v) - gain(u) - gain(v) + gain(0)};
}

/// Completely mixed equilibria of 2x2x2 games in closed form: the first player's condition gives y by z, the second's x
/// by z, and the third's then is a quadratic equation in z.
std::vector<Profile> completely_mixed(const game::PayoffTable& table) {
  const auto a = bilinear(table, 0);  // in y, z
  const auto b = bilinear(table, 1);  // in x, z
  const auto c = bilinear(table, 2);  // in x, y
  // y = -(a0 + a2 z) / (a1 + a3 z), x = -(b0 + b2 z) / (b1 + b3 z); c0 + c1 x + c2 y + c3 x y = 0 times both.
  const auto times = [](double p0, double p1, double q0, double q1, double factor) {
    return std::array<double, 3>{factor * p0 * q0, factor * (p0 * q1 + p1 * q0), factor * p1 * q1};
  };
  std::array<double, 3> sum{};
  for (const auto& part : {times(a[1], a[3], b[1], b[3], c[0]), times(a[1], a[3], b[0], b[2], -c[1]),
                           times(a[0], a[2], b[1], b[3], -c[2]), times(a[0], a[2], b[0], b[2], c[3])}) {
    for (std::size_t k = 0; k < 3; ++k) sum[k] += part[k];
  }
  const double root = std::sqrt(sum[1] * sum[1] - 4.0 * sum[2] * sum[0]);  // NaN: none
  const double q = -0.5 * (sum[1] + std::copysign(root, sum[1]));
  std::vector<Profile> found;
  for (const double z : {q / sum[2], sum[0] / q}) {
    const double y = -(a[0] + a[2] * z) / (a[1] + a[3] * z);
    const double x = -(b[0] + b[2] * z) / (b[1] + b[3] * z);
    const auto inside = [](double chance) { return chance > 0.0 && chance < 1.0; };
    if (inside(x) && inside(y) && inside(z)) found.push_back({{1.0 - x, x}, {1.0 - y, y}, {1.0 - z, z}});
  }
  return found;
}

TEST(SupportsOfRandomGames, MixCompletelyWhereTheQuadraticEquationSays) {
  std::size_t num_mixed = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    SCOPED_TRACE(seed);
    const auto table = random_table({2, 2, 2}, seed, 0, 1'000'000);
    const NashList list = list_of(table);
    const auto expected = completely_mixed(table);
    for (const Profile& profile : expected) EXPECT_TRUE(has(list, profile));
    const auto mixes = [](const NashEquilibrium& e) {
      return std::ranges::all_of(e.profile.probs, [](const auto& row) { return row[0] > 0.0 && row[1] > 0.0; });
    };
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count_if(list.equilibria, mixes)), expected.size());
    num_mixed += expected.size();
  }
  EXPECT_GT(num_mixed, 50U);
}

}  // namespace
}  // namespace parley::solve
