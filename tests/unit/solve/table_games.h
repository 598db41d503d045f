// SPDX-License-Identifier: Apache-2.0
// Tables of payoffs for tests, and plain elimination in rationals to judge them by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "parley/game/payoff_table.h"

namespace parley::test {

inline Rational whole(std::size_t number) { return Rational(static_cast<std::int64_t>(number)); }

using Grid = std::vector<std::vector<Rational>>;

/// `cell(i, j)`: what both players get where the first plays i and the second j.
template <class Cell>
game::PayoffTable table_of(std::size_t num_first, std::size_t num_second, Cell cell) {
  game::PayoffTable table;
  table.sizes = {static_cast<std::uint32_t>(num_first), static_cast<std::uint32_t>(num_second)};
  table.payoffs.resize(2);
  for (std::size_t j = 0; j < num_second; ++j) {
    for (std::size_t i = 0; i < num_first; ++i) {
      std::pair<Rational, Rational> payoffs = cell(i, j);
      table.payoffs[0].push_back(std::move(payoffs.first));
      table.payoffs[1].push_back(std::move(payoffs.second));
    }
  }
  return table;
}

/// `cell(i, j)`: what the first gets of `sum`.
template <class Cell>
game::PayoffTable constant_sum_table(std::size_t num_first, std::size_t num_second, const Rational& sum, Cell cell) {
  return table_of(num_first, num_second, [&](std::size_t i, std::size_t j) {
    const Rational payoff = cell(i, j);
    return std::pair(payoff, sum - payoff);
  });
}

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::int64_t integer(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  std::size_t size(std::size_t low, std::size_t high) { return low + engine_() % (high - low + 1); }

  /// Few values (many ties), many, fractions, or sizes that no double holds together.
  Rational payoff(int kind) {
    switch (kind) {
      case 0:
        return Rational(integer(0, 2));
      case 1:
        return Rational(integer(0, 100));
      case 2:
        return Rational::ratio(integer(-20, 20), integer(1, 12));
      case 3:
        return Rational(integer(0, 1)) + Rational(integer(0, 3)) * Rational(10).pow(-30);
      default:
        return Rational(integer(-9, 9)) * Rational(10).pow(static_cast<std::int32_t>(30 * integer(-1, 1)));
    }
  }
  static constexpr int num_kinds = 5;

 private:
  std::mt19937_64 engine_;
};

/// Gauss and Jordan; nothing where the rows are singular.
inline std::optional<std::vector<Rational>> eliminate(Grid rows, std::vector<Rational> rhs) {
  const std::size_t size = rows.size();
  for (std::size_t k = 0; k < size; ++k) {
    std::size_t pivot = k;
    while (pivot < size && rows[pivot][k].is_zero()) ++pivot;
    if (pivot == size) return std::nullopt;
    std::swap(rows[k], rows[pivot]);
    std::swap(rhs[k], rhs[pivot]);
    for (std::size_t r = 0; r < size; ++r) {
      if (r == k || rows[r][k].is_zero()) continue;
      const Rational factor = rows[r][k] / rows[k][k];
      for (std::size_t c = k; c < size; ++c) rows[r][c] -= factor * rows[k][c];
      rhs[r] -= factor * rhs[k];
    }
  }
  for (std::size_t k = 0; k < size; ++k) rhs[k] /= rows[k][k];
  return rhs;
}

}  // namespace parley::test
