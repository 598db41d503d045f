// SPDX-License-Identifier: Apache-2.0
// Moves in rationals; doubles come last.
#include "parley/solve/nash/tables/positive_payoffs.h"

#include <algorithm>
#include <type_traits>

namespace parley::solve::nash {

template <class T>
PositivePayoffs<T>::PositivePayoffs(const game::PayoffTable& table, std::size_t player)
    : num_rows(table.sizes[player]),
      num_columns(table.sizes[1 - player]),
      first_row(player == 0 ? 0 : table.sizes[0]),
      first_column(player == 0 ? table.sizes[0] : 0) {
  const std::vector<Rational>& payoffs = table.payoffs[player];
  const auto [low, high] = std::ranges::minmax_element(payoffs);
  const Rational range = *low == *high ? Rational(1) : *high - *low;
  const std::size_t row_step = player == 0 ? 1 : table.sizes[0];
  const std::size_t column_step = player == 0 ? table.sizes[0] : 1;
  cells.reserve(payoffs.size());
  for (std::size_t r = 0; r < num_rows; ++r) {
    for (std::size_t c = 0; c < num_columns; ++c) {
      const Rational moved = payoffs[r * row_step + c * column_step] - *low + range;
      if constexpr (std::is_same_v<T, double>) {
        cells.push_back((moved / range).to_double());
      } else {
        cells.push_back(moved);
      }
    }
  }
}

template struct PositivePayoffs<double>;
template struct PositivePayoffs<Rational>;

}  // namespace parley::solve::nash
