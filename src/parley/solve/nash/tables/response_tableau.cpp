// SPDX-License-Identifier: Apache-2.0
// Exchange of one basic variable for another; ratio tests without ties.
#include "parley/solve/nash/tables/response_tableau.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "parley/math/mixed.h"

namespace parley::solve::nash {
namespace {

// Cells start between 1 and 2 and values at 1.
constexpr double smallest_pivot = 1e-10;
constexpr double same_ratio = 1e-9;   // two ratios no further apart than this ...
constexpr double same_value = 1e-11;  // ... whose rows would differ by no more than this meet at once

}  // namespace

std::int64_t infinitesimal_move(std::uint64_t seed, std::size_t row) {
  constexpr std::size_t largest = std::size_t{1} << 16U;
  return static_cast<std::int64_t>(1 + below(mixed(mixed(seed) + row), largest));
}

ResponseTableau::ResponseTableau(const PositivePayoffs<double>& payoffs, std::uint64_t seed)
    : payoffs_(&payoffs),
      num_rows_(payoffs.num_rows),
      num_columns_(payoffs.num_columns),
      width_(num_columns_ + 2),
      seed_(seed) {
  start();
}

void ResponseTableau::start() {
  cells_.resize((num_rows_ + 1) * width_);
  row_labels_.resize(num_rows_);
  column_labels_.resize(num_columns_);
  places_.resize(num_rows_ + num_columns_);
  is_basic_.resize(num_rows_ + num_columns_);
  for (std::size_t r = 0; r < num_rows_; ++r) {
    const std::span<double> cells = row(r);
    std::ranges::copy(std::span(payoffs_->cells).subspan(r * num_columns_, num_columns_), cells.begin());
    cells[num_columns_] = 1.0;
    cells[num_columns_ + 1] = static_cast<double>(infinitesimal_move(seed_, r));
    const auto label = static_cast<Label>(payoffs_->first_row + r);
    row_labels_[r] = label;
    places_[label] = r;
    is_basic_[label] = true;
  }
  const std::span<double> sum = row(num_rows_);
  std::ranges::fill(sum, 0.0);
  std::ranges::fill(sum.first(num_columns_), 1.0);
  for (std::size_t c = 0; c < num_columns_; ++c) {
    const auto label = static_cast<Label>(payoffs_->first_column + c);
    column_labels_[c] = label;
    places_[label] = c;
    is_basic_[label] = false;
  }
}

double ResponseTableau::lowest() const {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t r = 0; r < num_rows_; ++r) least = std::min(least, value(r));
  return least;
}

std::optional<Label> ResponseTableau::entering(double least) const {
  std::optional<Label> best;
  for (std::size_t c = 0; c < num_columns_; ++c) {
    if (at(num_rows_, c) <= least) continue;
    least = at(num_rows_, c);
    best = column_labels_[c];
  }
  return best;
}

std::optional<Label> ResponseTableau::leaving(Label entering) const {
  const std::size_t column = places_[entering];
  const auto ratio = [&](std::size_t r) { return std::max(value(r), 0.0) / at(r, column); };
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t r = 0; r < num_rows_; ++r) {
    if (at(r, column) > smallest_pivot) least = std::min(least, ratio(r));
  }
  std::optional<Label> best;
  double least_move = 0.0;
  for (std::size_t r = 0; r < num_rows_; ++r) {
    const double cell = at(r, column);
    if (!(cell > smallest_pivot)) continue;
    const double further = ratio(r) - least;
    if (further > same_ratio || further * cell > same_value) continue;
    if (best && move(r) / cell >= least_move) continue;
    least_move = move(r) / cell;
    best = row_labels_[r];
  }
  return best;
}

void ResponseTableau::exchange(Label entering, Label leaving) {
  const std::size_t column = places_[entering];
  const std::size_t pivot_row = places_[leaving];
  const std::span<double> pivot_cells = row(pivot_row);
  const double inverse = 1.0 / pivot_cells[column];
  for (double& cell : pivot_cells) cell *= inverse;
  pivot_cells[column] = inverse;
  for (std::size_t r = 0; r <= num_rows_; ++r) {
    const std::span<double> cells = row(r);
    const double factor = cells[column];
    if (r == pivot_row || factor == 0.0) continue;
    cells[column] = 0.0;
    for (std::size_t c = 0; c < width_; ++c) cells[c] -= factor * pivot_cells[c];
  }
  row_labels_[pivot_row] = entering;
  column_labels_[column] = leaving;
  places_[entering] = pivot_row;
  places_[leaving] = column;
  is_basic_[entering] = true;
  is_basic_[leaving] = false;
}

bool ResponseTableau::rebuild() {
  std::vector<Label> wanted;
  std::vector<Label> unwanted;
  for (const Label label : row_labels_) {
    if (label >= payoffs_->first_column && label - payoffs_->first_column < num_columns_) wanted.push_back(label);
  }
  for (const Label label : column_labels_) {
    if (label >= payoffs_->first_row && label - payoffs_->first_row < num_rows_) unwanted.push_back(label);
  }
  start();
  for (const Label entering : wanted) {
    const std::size_t column = places_[entering];
    const auto size = [&](Label label) { return std::abs(at(places_[label], column)); };
    const auto largest = std::ranges::max_element(unwanted, {}, size);
    if (largest == unwanted.end() || size(*largest) == 0.0) return false;
    exchange(entering, *largest);
    unwanted.erase(largest);
  }
  return true;
}

double ResponseTableau::error() const {
  std::vector<double> weights(num_columns_, 0.0);
  for (std::size_t c = 0; c < num_columns_; ++c) {
    const std::size_t label = payoffs_->first_column + c;
    if (is_basic_[label]) weights[c] = value(places_[label]);
  }
  double largest = 0.0;
  for (std::size_t r = 0; r < num_rows_; ++r) {
    double lack = 1.0;
    for (std::size_t c = 0; c < num_columns_; ++c) lack -= payoffs_->at(r, c) * weights[c];
    const std::size_t label = payoffs_->first_row + r;
    if (is_basic_[label]) lack -= value(places_[label]);
    largest = std::max(largest, std::abs(lack));
  }
  return largest;
}

}  // namespace parley::solve::nash
