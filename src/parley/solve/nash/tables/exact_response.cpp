// SPDX-License-Identifier: Apache-2.0
// Ratio tests and gains from linear systems in the square part of the payoffs that a basis picks.
#include "parley/solve/nash/tables/exact_response.h"

#include <algorithm>
#include <utility>

#include "parley/solve/nash/tables/response_tableau.h"

namespace parley::solve::nash {

ExactResponse::ExactResponse(const PositivePayoffs<Rational>& payoffs, std::uint64_t seed, const RunContext& run)
    : payoffs_(&payoffs), run_(&run), seed_(seed), is_basic_(payoffs.num_rows + payoffs.num_columns, false) {
  other_rows_.reserve(payoffs.num_rows);
  for (std::size_t r = 0; r < payoffs.num_rows; ++r) {
    is_basic_[payoffs.first_row + r] = true;
    other_rows_.push_back(r);
  }
}

bool ExactResponse::is_column(Label label) const {
  return label >= payoffs_->first_column && label - payoffs_->first_column < payoffs_->num_columns;
}

SparseRows ExactResponse::square() const {
  SparseRows rows(rows_.size());
  for (std::size_t k = 0; k < rows_.size(); ++k) {
    rows[k].reserve(columns_.size());
    for (std::size_t c = 0; c < columns_.size(); ++c) rows[k].push_back({c, payoffs_->at(rows_[k], columns_[c])});
  }
  return rows;
}

std::vector<Rational> ExactResponse::unit_rhs() const { return std::vector<Rational>(payoffs_->num_rows, Rational(1)); }

std::vector<Rational> ExactResponse::moved_rhs() const {
  std::vector<Rational> rhs;
  rhs.reserve(payoffs_->num_rows);
  for (std::size_t r = 0; r < payoffs_->num_rows; ++r) rhs.emplace_back(infinitesimal_move(seed_, r));
  return rhs;
}

std::vector<Rational> ExactResponse::column(Label label) const {
  std::vector<Rational> cells(payoffs_->num_rows);
  if (!is_column(label)) {
    cells[label - payoffs_->first_row] = Rational(1);
    return cells;
  }
  for (std::size_t r = 0; r < cells.size(); ++r) cells[r] = payoffs_->at(r, label - payoffs_->first_column);
  return cells;
}

std::optional<ExactResponse::Values> ExactResponse::basic_values(const std::vector<Rational>& rhs) const {
  std::vector<Rational> square_rhs;
  square_rhs.reserve(rows_.size());
  for (const std::size_t r : rows_) square_rhs.push_back(rhs[r]);
  auto values = solve_exactly(square(), square_rhs, *run_);
  if (!values) return std::nullopt;
  SparseRows others(other_rows_.size());
  for (std::size_t k = 0; k < other_rows_.size(); ++k) {
    others[k].reserve(columns_.size());
    for (std::size_t c = 0; c < columns_.size(); ++c)
      others[k].push_back({c, payoffs_->at(other_rows_[k], columns_[c])});
  }
  const std::vector<Rational> used = exact_product(others, *values);
  values->reserve(payoffs_->num_rows);
  for (std::size_t k = 0; k < other_rows_.size(); ++k) values->push_back(rhs[other_rows_[k]] - used[k]);
  return values;
}

std::optional<Label> ExactResponse::entering(const Rational& least) const {
  // The price of a unit of each tight row: what a variable adds to the sum less what it takes from the rows.
  SparseRows transposed(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    transposed[c].reserve(rows_.size());
    for (std::size_t k = 0; k < rows_.size(); ++k) transposed[c].push_back({k, payoffs_->at(rows_[k], columns_[c])});
  }
  const auto prices = solve_exactly(transposed, std::vector<Rational>(columns_.size(), Rational(1)), *run_);
  if (!prices) return std::nullopt;
  std::optional<Label> best;
  Rational most = least;
  const auto offer = [&](std::size_t label, Rational gain) {
    if (gain <= most) return;
    most = std::move(gain);
    best = static_cast<Label>(label);
  };
  std::vector<std::size_t> free_columns;
  SparseRows taken;
  for (std::size_t c = 0; c < payoffs_->num_columns; ++c) {
    if (is_basic_[payoffs_->first_column + c]) continue;
    free_columns.push_back(c);
    auto& entries = taken.emplace_back();
    entries.reserve(rows_.size());
    for (std::size_t k = 0; k < rows_.size(); ++k) entries.push_back({k, payoffs_->at(rows_[k], c)});
  }
  const std::vector<Rational> costs = exact_product(taken, *prices);
  for (std::size_t k = 0; k < free_columns.size(); ++k) {
    offer(payoffs_->first_column + free_columns[k], Rational(1) - costs[k]);
  }
  for (std::size_t k = 0; k < rows_.size(); ++k) offer(payoffs_->first_row + rows_[k], -(*prices)[k]);
  return best;
}

std::optional<Label> ExactResponse::leaving(Label entering) const {
  const auto values = basic_values(unit_rhs());
  const auto slopes = basic_values(column(entering));
  if (!values || !slopes) return std::nullopt;
  std::vector<std::size_t> nearest;
  Rational least;
  for (std::size_t k = 0; k < values->size(); ++k) {
    if ((*slopes)[k].sign() <= 0) continue;
    Rational ratio = (*values)[k] / (*slopes)[k];
    if (!nearest.empty() && ratio > least) continue;
    if (nearest.empty() || ratio < least) nearest.clear();
    least = std::move(ratio);
    nearest.push_back(k);
  }
  if (nearest.empty()) return std::nullopt;
  std::size_t first = nearest.front();
  if (nearest.size() > 1) {
    const auto moves = basic_values(moved_rhs());
    if (!moves) return std::nullopt;
    first = *std::ranges::min_element(nearest, {}, [&](std::size_t k) { return (*moves)[k] / (*slopes)[k]; });
  }
  return static_cast<Label>(first < columns_.size() ? payoffs_->first_column + columns_[first]
                                                    : payoffs_->first_row + other_rows_[first - columns_.size()]);
}

void ExactResponse::exchange(Label entering, Label leaving) {
  const auto enter = [&](Label label) {
    if (is_column(label)) {
      columns_.push_back(label - payoffs_->first_column);
    } else {
      std::erase(rows_, label - payoffs_->first_row);
      other_rows_.push_back(label - payoffs_->first_row);
    }
    is_basic_[label] = true;
  };
  const auto leave = [&](Label label) {
    if (is_column(label)) {
      std::erase(columns_, label - payoffs_->first_column);
    } else {
      std::erase(other_rows_, label - payoffs_->first_row);
      rows_.push_back(label - payoffs_->first_row);
    }
    is_basic_[label] = false;
  };
  enter(entering);
  leave(leaving);
}

}  // namespace parley::solve::nash
