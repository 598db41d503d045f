// SPDX-License-Identifier: Apache-2.0
// Brings payoffs into the form in which polytopes are bounded and numbers small.
#include "parley/solve/nash/bimatrix.h"

#include <algorithm>
#include <span>

#include "parley/base/result.h"
#include "parley/math/common_denominator.h"
#include "parley/solve/nash/faces/complementary_faces.h"
#include "parley/solve/nash/faces/nash_subsets.h"

namespace parley::solve {
namespace {

/// What a player gets against one strategy of the other may be shifted without changing which replies are best: the
/// least becomes 0, and where all are alike they become 1.
void shift_against(std::vector<Rational>& payoffs, std::size_t start, std::size_t count, std::size_t stride) {
  Rational least = payoffs[start], most = payoffs[start];
  for (std::size_t k = 1; k < count; ++k) {
    least = std::min(least, payoffs[start + k * stride]);
    most = std::max(most, payoffs[start + k * stride]);
  }
  for (std::size_t k = 0; k < count; ++k) {
    Rational& payoff = payoffs[start + k * stride];
    payoff = least == most ? Rational(1) : payoff - least;
  }
}

/// [row * columns + column] from the first player's strategy running fastest.
std::vector<Rational> by_row(const std::vector<Rational>& table, std::size_t m, std::size_t n) {
  std::vector<Rational> out(table.size());
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t j = 0; j < n; ++j) out[i * n + j] = table[j * m + i];
  }
  return out;
}

}  // namespace

NashList bimatrix_equilibria(const game::PayoffTable& table, const RunContext& run) {
  if (table.num_players() != 2) throw InternalError("bimatrix_equilibria: the game has not two players");
  const std::size_t m = table.sizes[0], n = table.sizes[1];
  IntegerBimatrix game{m, n, by_row(table.payoffs[0], m, n), by_row(table.payoffs[1], m, n)};
  for (std::size_t j = 0; j < n; ++j) shift_against(game.first, j, m, n);
  for (std::size_t i = 0; i < m; ++i) shift_against(game.second, i * n, n, 1);
  make_integers(game.first);
  make_integers(game.second);
  return nash_subsets(complementary_faces(game, run));
}

}  // namespace parley::solve
