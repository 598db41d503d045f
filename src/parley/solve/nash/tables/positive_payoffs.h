// SPDX-License-Identifier: Apache-2.0
// Payoffs of two players moved and scaled so that best responses make polytopes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/game/payoff_table.h"

namespace parley::solve::nash {

/// All strategies of both players by one number: the first player's, then the second's.
using Label = std::uint32_t;

/// A player's payoffs, own strategies by row and the other's by column: in doubles moved and scaled to between 1 and 2,
/// in rationals moved to between once and twice their range. All equilibria stay.
template <class T>
struct PositivePayoffs {
  /// Needs    two players.
  PositivePayoffs(const game::PayoffTable& table, std::size_t player);

  [[nodiscard]] const T& at(std::size_t row, std::size_t column) const { return cells[row * num_columns + column]; }

  std::size_t num_rows, num_columns;
  Label first_row, first_column;  ///< labels; the others follow
  std::vector<T> cells;
};

extern template struct PositivePayoffs<double>;
extern template struct PositivePayoffs<Rational>;

}  // namespace parley::solve::nash
