// SPDX-License-Identifier: Apache-2.0
// Extreme equilibria by brute force: every square system of tight inequalities is solved, every pair of corners tried.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "parley/game/payoff_table.h"

namespace parley::test {

using Row = std::vector<Rational>;

/// The one solution of a square system, by Gauss; nothing where it is singular.
inline std::optional<Row> gauss(std::vector<Row> a, Row b) {
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    while (pivot < n && a[pivot][k].is_zero()) ++pivot;
    if (pivot == n) return std::nullopt;
    std::swap(a[pivot], a[k]);
    std::swap(b[pivot], b[k]);
    for (std::size_t r = 0; r < n; ++r) {
      if (r == k || a[r][k].is_zero()) continue;
      const Rational factor = a[r][k] / a[k][k];
      for (std::size_t c = k; c < n; ++c) a[r][c] -= factor * a[k][c];
      b[r] -= factor * b[k];
    }
  }
  for (std::size_t k = 0; k < n; ++k) b[k] /= a[k][k];
  return b;
}

/// A corner of {x >= 0, m x <= 1} and which inequalities are tight: x_k as k, rows of m after them.
struct BruteCorner {
  Row x;
  std::vector<bool> tight;
  friend auto operator<=>(const BruteCorner&, const BruteCorner&) = default;
};

inline std::set<BruteCorner> brute_corners(const std::vector<Row>& m, std::size_t dimension) {
  const std::size_t all = dimension + m.size();
  std::vector<bool> chosen(all, false);
  std::fill(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(dimension), true);
  std::set<BruteCorner> corners;
  do {
    std::vector<Row> a;
    Row b;
    for (std::size_t k = 0; k < all; ++k) {
      if (!chosen[k]) continue;
      if (k < dimension) {
        a.emplace_back(dimension)[k] = Rational(1);
        b.emplace_back();
      } else {
        a.push_back(m[k - dimension]);
        b.emplace_back(1);
      }
    }
    const auto x = gauss(a, b);
    if (!x) continue;
    BruteCorner corner{*x, {}};
    bool is_inside = true;
    for (const Rational& value : *x) {
      is_inside = is_inside && value.sign() >= 0;
      corner.tight.push_back(value.is_zero());
    }
    for (const Row& row : m) {
      Rational sum;
      for (std::size_t k = 0; k < dimension; ++k) sum += row[k] * (*x)[k];
      is_inside = is_inside && sum <= Rational(1);
      corner.tight.push_back(sum == Rational(1));
    }
    if (is_inside) corners.insert(std::move(corner));
  } while (std::prev_permutation(chosen.begin(), chosen.end()));
  return corners;
}

/// Payoffs of a player against each of the other's strategies, moved so that all are above 0.
inline std::vector<Row> positive(const game::PayoffTable& table, std::size_t player) {
  const std::size_t m = table.sizes[0], n = table.sizes[1];
  const Rational least = std::ranges::min(table.payoffs[player]);
  std::vector<Row> rows(player == 0 ? m : n, Row(player == 0 ? n : m));
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const Rational payoff = table.payoffs[player][j * m + i] - least + Rational(1);
      (player == 0 ? rows[i][j] : rows[j][i]) = payoff;
    }
  }
  return rows;
}

/// All extreme equilibria: {x, y} with x and y of sum 1.
inline std::set<std::vector<Row>> brute_equilibria(const game::PayoffTable& table) {
  const std::size_t m = table.sizes[0], n = table.sizes[1];
  const auto first = brute_corners(positive(table, 1), m), second = brute_corners(positive(table, 0), n);
  const auto normal = [](Row row) {
    Rational sum;
    for (const Rational& value : row) sum += value;
    for (Rational& value : row) value /= sum;
    return row;
  };
  std::set<std::vector<Row>> found;
  for (const BruteCorner& x : first) {
    for (const BruteCorner& y : second) {
      bool is_complementary = true;
      for (std::size_t i = 0; i < m; ++i) is_complementary = is_complementary && (x.tight[i] || y.tight[n + i]);
      for (std::size_t j = 0; j < n; ++j) is_complementary = is_complementary && (x.tight[m + j] || y.tight[j]);
      const bool is_origin = std::ranges::all_of(x.x, [](const Rational& value) { return value.is_zero(); });
      if (is_complementary && !is_origin) found.insert({normal(x.x), normal(y.x)});
    }
  }
  return found;
}

}  // namespace parley::test
