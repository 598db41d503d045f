// SPDX-License-Identifier: Apache-2.0
// Pivots that rounding cannot see: exact numbers say where to go, the factors only which way.
#include <algorithm>
#include <limits>

#include "parley/solve/nash/simplex/simplex.h"

namespace parley::solve::simplex {
namespace {

constexpr double pivot_to_trust = 1e-7;
constexpr double nearly = 1.0 + 1e-9;  // ratios this close are equal as far as the factors can tell

}  // namespace

bool Simplex::mend(const std::vector<double>& exact) {
  if (solution_.is_worn() && !solution_.refresh()) return false;
  std::size_t lowest_value = nowhere;
  std::size_t highest_price = nowhere;
  for (std::size_t k = 0; k < exact.size(); ++k) {
    prices_[k] = solution_.is_basic(k) ? 0.0 : exact[k];
    if (program_.equations.is_free[k]) continue;
    if (solution_.is_basic(k)) {
      if (exact[k] < (lowest_value == nowhere ? 0.0 : exact[lowest_value])) lowest_value = k;
    } else if (exact[k] > (highest_price == nowhere ? 0.0 : exact[highest_price])) {
      highest_price = k;
    }
  }
  if (lowest_value != nowhere) return mend_value(lowest_value);
  return highest_price != nowhere && mend_price(highest_price, exact);
}

/// The dual step: of the columns that can lift the value the one whose price is the first to reach 0.
bool Simplex::mend_value(std::size_t lowest) {
  const auto place = std::ranges::find(basis(), static_cast<std::uint32_t>(lowest));
  const auto r = static_cast<std::size_t>(place - basis().begin());
  find_row(r);
  std::size_t best = nowhere;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < row_.size(); ++k) {
    if (row_[k] >= -pivot_to_trust || solution_.is_basic(k)) continue;
    const double ratio = std::min(prices_[k], 0.0) / row_[k];
    if (ratio > least * nearly || (ratio * nearly >= least && best != nowhere && row_[best] <= row_[k])) continue;
    least = ratio;
    best = k;
  }
  if (best == nowhere) return false;
  pivot(r, best, solution_.solved_column(best), 0.0);
  return true;
}

/// The primal step: of what falls as the column rises the one that is the first to reach 0.
bool Simplex::mend_price(std::size_t column, const std::vector<double>& exact) {
  const Eigen::VectorXd solved = solution_.solved_column(column);
  std::size_t best = nowhere;
  double least = std::numeric_limits<double>::infinity();
  double entry = 0.0;
  for (std::size_t i = 0; i < basis().size(); ++i) {
    const double falls = solved[static_cast<Eigen::Index>(i)];
    if (falls <= pivot_to_trust || solution_.is_free(i)) continue;
    const double ratio = exact[basis()[i]] / falls;
    if (ratio > least * nearly || (ratio * nearly >= least && best != nowhere && falls <= entry)) continue;
    least = ratio;
    best = i;
    entry = falls;
  }
  if (best == nowhere) return false;
  find_row(best);
  pivot(best, column, solved, 0.0);
  return true;
}

}  // namespace parley::solve::simplex
