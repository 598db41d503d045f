// SPDX-License-Identifier: Apache-2.0
// Exact solutions of linear systems against closed forms and against plain elimination in rationals.
#include "parley/math/exact_linear_system.h"

#include <algorithm>
#include <random>
#include <utility>

#include <gtest/gtest.h>

#include "parley/base/result.h"

namespace parley {
namespace {

using Table = std::vector<std::vector<Rational>>;

SparseRows sparse(const Table& table) {
  SparseRows rows(table.size());
  for (std::size_t r = 0; r < table.size(); ++r) {
    for (std::size_t c = 0; c < table[r].size(); ++c) {
      if (!table[r][c].is_zero()) rows[r].push_back({c, table[r][c]});
    }
  }
  return rows;
}

/// Gauss and Jordan, in rationals throughout; nothing where the rows are singular.
std::optional<std::vector<Rational>> eliminate(Table table, std::vector<Rational> rhs) {
  const std::size_t size = table.size();
  for (std::size_t k = 0; k < size; ++k) {
    std::size_t pivot = k;
    while (pivot < size && table[pivot][k].is_zero()) ++pivot;
    if (pivot == size) return std::nullopt;
    std::swap(table[k], table[pivot]);
    std::swap(rhs[k], rhs[pivot]);
    for (std::size_t r = 0; r < size; ++r) {
      if (r == k || table[r][k].is_zero()) continue;
      const Rational factor = table[r][k] / table[k][k];
      for (std::size_t c = k; c < size; ++c) table[r][c] -= factor * table[k][c];
      rhs[r] -= factor * rhs[k];
    }
  }
  for (std::size_t k = 0; k < size; ++k) rhs[k] /= table[k][k];
  return rhs;
}

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  std::int64_t integer(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  Rational rational() { return Rational::ratio(integer(-20, 20), integer(1, 12)); }

 private:
  std::mt19937_64 engine_;
};

Rational binomial(std::int64_t n, std::int64_t k) {
  Rational result(1);
  for (std::int64_t i = 0; i < k; ++i) result = result * Rational(n - i) / Rational(i + 1);
  return result;
}

// Source: Choi 1983, Tricks or treats with the Hilbert matrix: the inverse in closed form. Its rows sum to
// (-1)^(n - 1 + i) (n + i)! / (i!^2 (n - 1 - i)!), i from 0.
TEST(ExactLinearSystem, SolvesHilbertSystemsAsTheClosedFormSays) {
  for (const std::size_t size : {1U, 2U, 5U, 12U, 40U, 100U}) {
    Table table(size, std::vector<Rational>(size));
    for (std::size_t r = 0; r < size; ++r) {
      for (std::size_t c = 0; c < size; ++c) table[r][c] = Rational::ratio(1, static_cast<std::int64_t>(r + c + 1));
    }
    const auto x = solve_exactly(sparse(table), std::vector<Rational>(size, Rational(1)));
    ASSERT_TRUE(x) << size;
    const auto n = static_cast<std::int64_t>(size);
    for (std::int64_t i = 0; i < n; ++i) {
      // (n + i)! / (i!^2 (n - 1 - i)!) = (n + i) C(n + i - 1, i) C(n - 1, i)
      const Rational size_of = Rational(n + i) * binomial(n + i - 1, i) * binomial(n - 1, i);
      EXPECT_EQ((*x)[static_cast<std::size_t>(i)], (n - 1 + i) % 2 == 0 ? size_of : -size_of) << size << ' ' << i;
    }
  }
}

// The polynomial through (k, k^7 - 3 k^2 + 1/2) is that one.
TEST(ExactLinearSystem, FindsThePolynomialThroughPoints) {
  constexpr std::int64_t size = 30;
  Table table;
  std::vector<Rational> rhs;
  for (std::int64_t k = 1; k <= size; ++k) {
    auto& row = table.emplace_back();
    for (std::int32_t power = 0; power < size; ++power) row.push_back(Rational(k).pow(power));
    rhs.push_back(Rational(k).pow(7) - Rational(3) * Rational(k).pow(2) + Rational::ratio(1, 2));
  }
  const auto x = solve_exactly(sparse(table), rhs);
  ASSERT_TRUE(x);
  for (std::size_t power = 0; power < size; ++power) {
    const Rational expected = power == 0   ? Rational::ratio(1, 2)
                              : power == 2 ? Rational(-3)
                                           : Rational(power == 7 ? 1 : 0);
    EXPECT_EQ((*x)[power], expected) << power;
  }
}

TEST(ExactLinearSystem, AgreesWithEliminationInRationals) {
  Dice dice(1);
  std::size_t num_singular = 0;
  for (int round = 0; round < 1000; ++round) {
    const auto size = static_cast<std::size_t>(dice.integer(1, 9));
    const std::int64_t kind = dice.integer(0, 3);
    const auto cell = [&] {
      if (kind == 0) return Rational(dice.integer(-1, 1));
      if (kind == 1) return dice.rational();
      if (kind == 2) return dice.integer(0, 2) == 0 ? dice.rational() : Rational();
      return dice.rational() * Rational(10).pow(static_cast<std::int32_t>(dice.integer(-30, 30)));
    };
    Table table(size, std::vector<Rational>(size));
    for (auto& row : table) std::ranges::generate(row, cell);
    std::vector<Rational> rhs(size);
    std::ranges::generate(rhs, cell);
    const auto expected = eliminate(table, rhs);
    EXPECT_EQ(solve_exactly(sparse(table), rhs), expected) << round;
    if (!expected) ++num_singular;
  }
  EXPECT_GT(num_singular, 50U);
}

TEST(ExactLinearSystem, SaysNothingOfSingularRows) {
  EXPECT_FALSE(solve_exactly({{}}, {Rational(0)}));
  EXPECT_FALSE(solve_exactly({{{0, Rational(0)}}}, {Rational(1)}));
  EXPECT_FALSE(solve_exactly(sparse({{1, 2}, {2, 4}}), {Rational(1), Rational(2)}));
  Dice dice(2);
  Table table(60, std::vector<Rational>(60));
  for (auto& row : table) std::ranges::generate(row, [&] { return dice.rational(); });
  for (std::size_t c = 0; c < 60; ++c) table[59][c] = table[3][c] * Rational(2) - table[7][c];
  EXPECT_FALSE(solve_exactly(sparse(table), std::vector<Rational>(60, Rational(1))));
}

// 2^60 - 93 is the first prime of the list: modulo it the first matrix is singular and the second regular.
TEST(ExactLinearSystem, TakesAnotherPrimeWhereOneDividesTheDeterminant) {
  const Rational prime(1152921504606846883);
  EXPECT_EQ(solve_exactly({{{0, prime}}}, {Rational(3)}), std::vector<Rational>{Rational(3) / prime});
  const Table table{{Rational(1), Rational(1)}, {Rational(1), Rational(1) + prime}};
  EXPECT_EQ(solve_exactly(sparse(table), {Rational(0), Rational(1)}),
            (std::vector<Rational>{Rational(-1) / prime, Rational(1) / prime}));
}

TEST(ExactLinearSystem, HandlesEntriesAtTheEdgeOfMachineWords) {
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  for (const std::int64_t a : {largest, lowest, largest / 2, largest / 2 + 1, lowest / 2, lowest / 2 - 1}) {
    const Table table{{Rational(a), Rational(1)}, {Rational(1), Rational::ratio(1, largest)}};
    const std::vector<Rational> rhs{Rational(lowest), Rational(a)};
    EXPECT_EQ(solve_exactly(sparse(table), rhs), eliminate(table, rhs)) << a;
  }
}

TEST(ExactLinearSystem, SolvesOneOfNoUnknowns) { EXPECT_EQ(solve_exactly({}, {}), std::vector<Rational>{}); }

TEST(ExactLinearSystem, FindsWhatWasPutIn) {
  Dice dice(3);
  constexpr std::size_t size = 120;
  Table table(size, std::vector<Rational>(size));
  for (auto& row : table) std::ranges::generate(row, [&] { return Rational(dice.integer(0, 100)); });
  std::vector<Rational> x(size);
  std::ranges::generate(
      x, [&] { return dice.rational() * Rational(10).pow(-static_cast<std::int32_t>(dice.integer(0, 40))); });
  EXPECT_EQ(solve_exactly(sparse(table), exact_product(sparse(table), x)), x);
}

/// Each unknown but the first tied to an earlier one, as chances along the branches of a tree are.
TEST(ExactLinearSystem, SolvesALargeSparseSystem) {
  Dice dice(4);
  constexpr std::size_t size = 1500;
  SparseRows rows(size);
  std::vector<Rational> rhs(size);
  std::vector<Rational> x(size);
  for (std::size_t r = 0; r < size; ++r) {
    x[r] = dice.rational();
    rows[r].push_back({r, Rational(dice.integer(1, 9))});
    if (r > 0)
      rows[r].push_back({static_cast<std::size_t>(dice.integer(0, static_cast<std::int64_t>(r) - 1)), dice.rational()});
    if (r + 1 < size && r % 10 == 0) rows[r].push_back({size - 1, Rational(1)});
  }
  EXPECT_EQ(solve_exactly(rows, exact_product(rows, x)), x);
}

TEST(ExactLinearSystem, MultipliesAsRationalsDo) {
  Dice dice(5);
  for (int round = 0; round < 200; ++round) {
    const auto size = static_cast<std::size_t>(dice.integer(1, 8));
    Table table(3, std::vector<Rational>(size));
    std::vector<Rational> x(size);
    const auto cell = [&] {
      return dice.rational() * Rational(10).pow(static_cast<std::int32_t>(dice.integer(-20, 20)));
    };
    for (auto& row : table) std::ranges::generate(row, cell);
    std::ranges::generate(x, cell);
    const auto products = exact_product(sparse(table), x);
    for (std::size_t r = 0; r < 3; ++r) {
      Rational sum;
      for (std::size_t c = 0; c < size; ++c) sum += table[r][c] * x[c];
      EXPECT_EQ(products[r], sum);
    }
  }
}

TEST(ExactLinearSystem, StopsWhenAsked) {
  RunContext run;
  std::stop_source stop;
  run.stop = stop.get_token();
  stop.request_stop();
  EXPECT_FALSE(solve_exactly(sparse({{Rational(2)}}), {Rational(1)}, run));
  EXPECT_EQ(run.why_stopped(), Termination::stopped);
}

TEST(ExactLinearSystem, RefusesRowsThatAreNoSquare) {
  EXPECT_THROW((void)solve_exactly({{{1, Rational(1)}}}, {Rational(1)}), InternalError);
  EXPECT_THROW((void)solve_exactly({{}}, {}), InternalError);
}

}  // namespace
}  // namespace parley
