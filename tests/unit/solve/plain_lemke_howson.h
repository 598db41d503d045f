// SPDX-License-Identifier: Apache-2.0
// Lemke and Howson's method as its first textbook form has it: full tableaux of rationals, for nondegenerate games.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "table_games.h"

namespace parley::test {

/// A column for each label (weights and slacks alike) and one for the values; a row says what is basic in it.
struct PlainTableau {
  Grid rows;
  std::vector<std::size_t> basic;

  /// The label that leaves; nothing at a tie.
  std::optional<std::size_t> enter(std::size_t label) {
    std::optional<std::size_t> leaving;
    bool is_tied = false;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (rows[r][label].sign() <= 0) continue;
      if (!leaving) {
        leaving = r;
        continue;
      }
      const Rational here = rows[r].back() * rows[*leaving][label];
      const Rational there = rows[*leaving].back() * rows[r][label];
      if (here < there) {
        leaving = r;
        is_tied = false;
      } else if (here == there) {
        is_tied = true;
      }
    }
    if (!leaving || is_tied) return std::nullopt;
    const Rational pivot = rows[*leaving][label];
    for (Rational& cell : rows[*leaving]) cell /= pivot;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const Rational factor = rows[r][label];
      if (r == *leaving || factor.is_zero()) continue;
      for (std::size_t c = 0; c < rows[r].size(); ++c) rows[r][c] -= factor * rows[*leaving][c];
    }
    return std::exchange(basic[*leaving], label);
  }

  [[nodiscard]] std::vector<Rational> weights(std::size_t first, std::size_t count) const {
    std::vector<Rational> result(count);
    Rational sum;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (basic[r] < first || basic[r] >= first + count) continue;
      result[basic[r] - first] = rows[r].back();
      sum += rows[r].back();
    }
    for (Rational& weight : result) weight /= sum;
    return result;
  }
};

/// Nothing where two rows tie on the way.
inline std::optional<game::StrategyProfile<Rational>> plain_lemke_howson(const game::PayoffTable& table,
                                                                         std::size_t missing) {
  const std::size_t m = table.sizes[0];
  const std::size_t n = table.sizes[1];
  std::array<PlainTableau, 2> tableaux;  // of the first player's payoffs (weights of the second), of the second's
  for (std::size_t p = 0; p < 2; ++p) {
    Rational lowest = table.payoffs[p].front();
    for (const Rational& payoff : table.payoffs[p]) lowest = std::min(lowest, payoff);
    const std::size_t own = p == 0 ? 0 : m;
    const std::size_t others = p == 0 ? m : 0;
    for (std::size_t s = 0; s < (p == 0 ? m : n); ++s) {
      auto& row = tableaux[p].rows.emplace_back(m + n + 1);
      for (std::size_t t = 0; t < (p == 0 ? n : m); ++t) {
        row[others + t] = table.payoffs[p][p == 0 ? s + m * t : t + m * s] - lowest + Rational(1);
      }
      row[own + s] = Rational(1);
      row.back() = Rational(1);
      tableaux[p].basic.push_back(own + s);
    }
  }
  std::size_t side = missing < m ? 1 : 0;
  for (std::size_t label = missing;; side = 1 - side) {
    const auto leaving = tableaux[side].enter(label);
    if (!leaving) return std::nullopt;
    if (*leaving == missing) break;
    label = *leaving;
  }
  return game::StrategyProfile<Rational>{{tableaux[1].weights(0, m), tableaux[0].weights(m, n)}};
}

}  // namespace parley::test
