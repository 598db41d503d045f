// SPDX-License-Identifier: Apache-2.0
// Compares two strict equilibria.
#include "parley/solve/nash/dominance.h"

#include <array>
#include <vector>

namespace parley::solve {
namespace {

constexpr std::size_t num_cells = 4;  // cell = first player's strategy + 2 * second player's

/// What each player loses by leaving the cell alone.
std::array<Rational, 2> losses(const game::PayoffTable& table, std::size_t cell) {
  return {table.payoffs[0][cell] - table.payoffs[0][cell ^ 1U], table.payoffs[1][cell] - table.payoffs[1][cell ^ 2U]};
}

bool is_strict(const std::array<Rational, 2>& loss) { return loss[0].sign() > 0 && loss[1].sign() > 0; }

bool pays_more(const game::PayoffTable& table, std::size_t cell, std::size_t other) {
  const auto gain = [&](std::size_t player) { return table.payoffs[player][cell] - table.payoffs[player][other]; };
  return gain(0).sign() >= 0 && gain(1).sign() >= 0 && (gain(0) + gain(1)).sign() > 0;
}

}  // namespace

Dominance dominance_of(const game::PayoffTable& table) {
  if (table.sizes != std::vector<std::uint32_t>{2, 2}) return {};
  std::vector<std::size_t> strict;
  for (std::size_t cell = 0; cell < num_cells; ++cell) {
    if (is_strict(losses(table, cell))) strict.push_back(cell);
  }
  if (strict.size() != 2) return {};
  Dominance dominance;
  std::array<Rational, 2> products;
  for (std::size_t k = 0; k < 2; ++k) {
    const auto loss = losses(table, strict[k]);
    products[k] = loss[0] * loss[1];
    if (pays_more(table, strict[k], strict[1 - k])) dominance.by_payoffs = strict[k];
  }
  if (products[0] != products[1]) dominance.by_risk = strict[products[0] > products[1] ? 0 : 1];
  return dominance;
}

}  // namespace parley::solve
