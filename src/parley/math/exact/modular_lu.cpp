// SPDX-License-Identifier: Apache-2.0
// Gauss's elimination on sparse rows, pivots chosen for little fill-in.
#include "parley/math/exact/modular_lu.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace parley::exact {

namespace {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t most_compared_rows = 4;  // of the shortest; more save little

}  // namespace

class Elimination {
 public:
  Elimination(const PrimeField& field, std::vector<ResidueRow> rows)
      : rows_(std::move(rows)),
        columns_(rows_.size()),
        counts_(rows_.size(), 0),
        is_open_(rows_.size(), true),
        place_(rows_.size(), nowhere),
        lu_(field) {
    lu_.lower_.resize(rows_.size());
    lu_.steps_.reserve(rows_.size());
    for (std::uint32_t r = 0; r < rows_.size(); ++r) {
      for (const ResidueEntry& entry : rows_[r]) enter(r, entry.index);
    }
    for (std::uint32_t c = 0; c < columns_.size(); ++c) note_single(c);
  }

  std::optional<ModularLu> run(const RunContext& run) && {
    for (std::size_t step = 0; step < rows_.size(); ++step) {
      if (run.should_stop()) return std::nullopt;
      const auto pivot = find_pivot();
      if (!pivot) return std::nullopt;
      eliminate(pivot->first, pivot->second);
    }
    return std::move(lu_);
  }

 private:
  using Pivot = std::pair<std::uint32_t, std::uint32_t>;  // row, column

  void enter(std::uint32_t row, std::uint32_t column) {
    columns_[column].push_back(row);
    ++counts_[column];
  }

  void leave(std::uint32_t column) {
    --counts_[column];
    note_single(column);
  }

  void note_single(std::uint32_t column) {
    if (counts_[column] == 1) single_columns_.push_back(column);
  }

  [[nodiscard]] bool holds(std::uint32_t row, std::uint32_t column) const {
    return std::ranges::any_of(rows_[row], [=](const ResidueEntry& entry) { return entry.index == column; });
  }

  /// A column with one open row costs nothing. Otherwise a shortest row, and of it the column that fewest rows share.
  std::optional<Pivot> find_pivot() {
    while (!single_columns_.empty()) {
      const std::uint32_t column = single_columns_.back();
      single_columns_.pop_back();
      if (counts_[column] != 1) continue;
      for (const std::uint32_t row : columns_[column]) {
        if (is_open_[row] && holds(row, column)) return Pivot{row, column};
      }
    }
    std::size_t shortest = std::numeric_limits<std::size_t>::max();
    std::vector<std::uint32_t> candidates;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      if (!is_open_[row] || rows_[row].size() > shortest) continue;
      if (rows_[row].size() < shortest) candidates.clear();
      shortest = rows_[row].size();
      if (candidates.size() < most_compared_rows) candidates.push_back(row);
    }
    std::optional<Pivot> best;
    for (const std::uint32_t row : candidates) {
      for (const ResidueEntry& entry : rows_[row]) {
        if (!best || counts_[entry.index] < counts_[best->second]) best = Pivot{row, entry.index};
      }
    }
    return best;
  }

  void eliminate(std::uint32_t pivot_row, std::uint32_t column) {
    ModularLu::Step step{.row = pivot_row, .column = column, .inverse = 0, .upper = std::move(rows_[pivot_row])};
    const auto pivot = std::ranges::find(step.upper, column, &ResidueEntry::index);
    step.inverse = lu_.field_.inverse(pivot->residue);
    step.upper.erase(pivot);
    is_open_[pivot_row] = false;
    for (const std::uint32_t row : columns_[column]) {
      if (is_open_[row]) subtract(row, step);
    }
    counts_[column] = 0;
    for (const ResidueEntry& entry : step.upper) leave(entry.index);
    lu_.steps_.push_back(std::move(step));
  }

  /// Takes from a row the multiple of the pivot row that clears the pivot column. The list of a column may name rows
  /// whose entry has vanished since; those stay as they are.
  void subtract(std::uint32_t row, const ModularLu::Step& step) {
    const PrimeField& field = lu_.field_;
    ResidueRow& entries = rows_[row];
    const auto cleared = std::ranges::find(entries, step.column, &ResidueEntry::index);
    if (cleared == entries.end()) return;
    const std::uint64_t factor = field.product(cleared->residue, step.inverse);
    *cleared = entries.back();
    entries.pop_back();
    lu_.lower_[row].push_back({step.row, factor});
    for (std::uint32_t k = 0; k < entries.size(); ++k) place_[entries[k].index] = k;
    const std::size_t old_size = entries.size();
    bool has_zero = false;
    for (const ResidueEntry& entry : step.upper) {
      const std::uint64_t change = field.product(factor, entry.residue);
      if (const std::uint32_t k = place_[entry.index]; k != nowhere) {
        entries[k].residue = field.difference(entries[k].residue, change);
        has_zero = has_zero || entries[k].residue == 0;
      } else {
        entries.push_back({entry.index, field.difference(0, change)});
        enter(row, entry.index);
      }
    }
    for (std::size_t k = 0; k < old_size; ++k) place_[entries[k].index] = nowhere;
    if (has_zero) drop_zeros(entries);
  }

  void drop_zeros(ResidueRow& entries) {
    std::erase_if(entries, [&](const ResidueEntry& entry) {
      if (entry.residue != 0) return false;
      leave(entry.index);
      return true;
    });
  }

  std::vector<ResidueRow> rows_;
  std::vector<std::vector<std::uint32_t>> columns_;  // rows that have had an entry
  std::vector<std::size_t> counts_;                  // open rows that have one, by column
  std::vector<std::uint32_t> single_columns_;        // those of count 1, when they came to be that
  std::vector<bool> is_open_;
  std::vector<std::uint32_t> place_;  // of a column in the row at work
  ModularLu lu_;
};

std::optional<ModularLu> ModularLu::factor(const PrimeField& field, std::vector<ResidueRow> rows,
                                           const RunContext& run) {
  return Elimination(field, std::move(rows)).run(run);
}

std::vector<std::uint64_t> ModularLu::solve(const std::vector<std::uint64_t>& rhs) const {
  const auto minus_products = [&](std::uint64_t value, const ResidueRow& row, const std::vector<std::uint64_t>& x) {
    PrimeField::Sum sum(field_);
    for (const ResidueEntry& entry : row) sum.add(entry.residue, x[entry.index]);
    return field_.difference(value, field_.reduced(sum.value()));
  };
  std::vector<std::uint64_t> lowered = rhs;
  for (const Step& step : steps_) lowered[step.row] = minus_products(rhs[step.row], lower_[step.row], lowered);
  std::vector<std::uint64_t> x(rhs.size(), 0);
  for (std::size_t k = steps_.size(); k-- > 0;) {
    const Step& step = steps_[k];
    x[step.column] = field_.product(step.inverse, minus_products(lowered[step.row], step.upper, x));
  }
  return x;
}

}  // namespace parley::exact
