// SPDX-License-Identifier: Apache-2.0
// The simplex method on a dense tableau.
#include "parley/math/linear_program.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace parley {

namespace {

constexpr double smallest_pivot = 1e-11;
constexpr std::size_t most_pivots = 10'000;  // rounding can defeat the rule against circles

/// One row a basic variable (its value last), then the row of the objective. Variables: the unknowns, a slack for each
/// row, and for the first phase one artificial variable that makes the start feasible.
class Tableau {
 public:
  Tableau(const std::vector<std::vector<double>>& rows, std::size_t num_unknowns)
      : num_rows_(rows.size()), num_unknowns_(num_unknowns), artificial_(num_unknowns + rows.size()) {
    const std::size_t width = artificial_ + 2;
    cells_.assign(num_rows_ + 1, std::vector<double>(width, 0.0));
    for (std::size_t r = 0; r < num_rows_; ++r) {
      std::copy_n(rows[r].begin(), num_unknowns, cells_[r].begin());
      cells_[r][num_unknowns + r] = 1.0;
      cells_[r][artificial_] = -1.0;
      cells_[r].back() = rows[r].back();
      basic_.push_back(num_unknowns + r);
    }
  }

  /// True where all rows can be kept.
  bool find_start() {
    if (num_rows_ == 0) return true;
    const auto lowest =
        std::ranges::min_element(cells_.begin(), cells_.end() - 1, {}, [](const auto& row) { return row.back(); });
    if (lowest->back() >= 0.0) return true;
    set_objective({}, true);
    pivot(static_cast<std::size_t>(lowest - cells_.begin()), artificial_);
    if (climb(true) == End::cut) return true;  // not shown to be impossible
    // The artificial variable is what all rows still lack.
    if (cells_[num_rows_].back() < -smallest_pivot) return false;
    leave_artificial();
    return true;
  }

  /// False where the objective has no bound.
  bool maximise(const std::vector<double>& objective) {
    set_objective(objective, false);
    return climb(false) != End::no_bound;
  }

  [[nodiscard]] std::vector<double> unknowns() const {
    std::vector<double> x(num_unknowns_, 0.0);
    for (std::size_t r = 0; r < num_rows_; ++r) {
      if (basic_[r] < num_unknowns_) x[basic_[r]] = std::max(0.0, cells_[r].back());
    }
    return x;
  }

 private:
  enum class End : std::uint8_t { best, no_bound, cut };

  /// The objective in terms of what is not basic: entries below 0 can still raise it.
  void set_objective(const std::vector<double>& objective, bool first_phase) {
    std::vector<double>& row = cells_[num_rows_];
    std::ranges::fill(row, 0.0);
    if (first_phase) row[artificial_] = 1.0;
    for (std::size_t k = 0; k < objective.size(); ++k) row[k] = -objective[k];
    for (std::size_t r = 0; r < num_rows_; ++r) subtract(num_rows_, r, row[basic_[r]]);
  }

  void subtract(std::size_t from, std::size_t r, double factor) {
    if (factor == 0.0) return;
    for (std::size_t k = 0; k < cells_[from].size(); ++k) cells_[from][k] -= factor * cells_[r][k];
  }

  void pivot(std::size_t r, std::size_t entering) {
    const double scale = 1.0 / cells_[r][entering];
    for (double& cell : cells_[r]) cell *= scale;
    cells_[r][entering] = 1.0;
    for (std::size_t other = 0; other <= num_rows_; ++other) {
      if (other == r) continue;
      subtract(other, r, cells_[other][entering]);
      cells_[other][entering] = 0.0;
    }
    basic_[r] = entering;
  }

  /// Bland's rule: of what raises the objective the first; of the rows that stop it the one with the first variable.
  End climb(bool first_phase) {
    const std::size_t num_columns = first_phase ? artificial_ + 1 : artificial_;
    for (std::size_t pivots = 0; pivots < most_pivots; ++pivots) {
      std::size_t entering = 0;
      while (entering < num_columns && cells_[num_rows_][entering] >= -smallest_pivot) ++entering;
      if (entering == num_columns) return End::best;
      std::size_t leaving = num_rows_;
      double least = std::numeric_limits<double>::infinity();
      for (std::size_t r = 0; r < num_rows_; ++r) {
        if (cells_[r][entering] <= smallest_pivot) continue;
        const double ratio = cells_[r].back() / cells_[r][entering];
        if (ratio < least || (ratio == least && basic_[r] < basic_[leaving])) {
          least = ratio;
          leaving = r;
        }
      }
      if (leaving == num_rows_) return End::no_bound;
      pivot(leaving, entering);
    }
    return End::cut;
  }

  /// A basic artificial variable of value 0 makes room for any other.
  void leave_artificial() {
    for (std::size_t r = 0; r < num_rows_; ++r) {
      if (basic_[r] != artificial_) continue;
      for (std::size_t k = 0; k < artificial_; ++k) {
        if (std::abs(cells_[r][k]) > smallest_pivot) {
          pivot(r, k);
          break;
        }
      }
    }
  }

  std::size_t num_rows_, num_unknowns_, artificial_;
  std::vector<std::vector<double>> cells_;
  std::vector<std::size_t> basic_;  // by row
};

}  // namespace

void LinearProgram::add_at_most(std::vector<double> row, double bound) {
  double largest = 0.0;
  for (const double cell : row) largest = std::max(largest, std::abs(cell));
  row.push_back(bound);
  if (largest > 0.0) {
    for (double& cell : row) cell /= largest;
  }
  rows_.push_back(std::move(row));
}

void LinearProgram::add_at_least(std::vector<double> row, double bound) {
  for (double& cell : row) cell = -cell;
  add_at_most(std::move(row), -bound);
}

void LinearProgram::add_equal(const std::vector<double>& row, double value) {
  add_at_most(row, value);
  add_at_least(row, value);
}

std::optional<LinearProgram::Solution> LinearProgram::maximise(const std::vector<double>& objective) const {
  Tableau tableau(rows_, num_unknowns_);
  if (!tableau.find_start()) return std::nullopt;
  const bool is_bounded = tableau.maximise(objective);
  return Solution{tableau.unknowns(), is_bounded};
}

bool LinearProgram::is_feasible() const { return Tableau(rows_, num_unknowns_).find_start(); }

}  // namespace parley
