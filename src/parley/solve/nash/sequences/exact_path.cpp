// SPDX-License-Identifier: Apache-2.0
// A dense table, pivot by pivot.
#include "parley/solve/nash/sequences/exact_path.h"

#include <algorithm>
#include <utility>

#include "parley/base/result.h"

namespace parley::solve {
namespace {

constexpr std::size_t nowhere = ~std::size_t{0};

class Table {
 public:
  Table(const Complementarity<Rational>& problem, const RunContext& run) : problem_(problem), run_(run) {
    rows_.assign(problem.num_rows, std::vector<Rational>(problem.columns.size() + 1));
    for (std::size_t k = 0; k < problem.columns.size(); ++k) {
      for (const auto& [row, value] : problem.columns[k]) rows_[row][k] += value;
    }
    for (std::size_t r = 0; r < rows_.size(); ++r) rows_[r].back() = problem.rhs[r];
    basic_.assign(problem.num_rows, problem.weight());
  }

  /// Solves for the basis of the start. Rows of free unknowns have then done their work.
  [[nodiscard]] bool start() {
    std::vector<bool> is_taken(rows_.size(), false);
    for (const std::uint32_t k : problem_.basis) {
      const std::size_t r = shortest_row(k, is_taken);
      is_taken[r] = true;
      if (!pivot(r, k)) return false;
    }
    std::size_t kept = 0;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (problem_.is_free(basic_[r])) continue;
      if (kept != r) rows_[kept] = std::move(rows_[r]);
      basic_[kept++] = basic_[r];
    }
    rows_.resize(kept);
    basic_.resize(kept);
    return true;
  }

  ExactPath follow() {
    ExactPath path;
    std::uint32_t entering = 0;
    while (true) {
      const std::size_t r = leaving(entering);
      const std::uint32_t left = basic_[r];
      ++path.num_pivots;
      if (left == problem_.weight()) {
        // The last pivot's values are not needed: who plays what is.
        path.basis = basic_;
        path.basis[r] = entering;
        return path;
      }
      if (!pivot(r, entering)) return path;
      entering = problem_.complement(left);
      if (entering == 0) throw InternalError("Lemke's path came back to its start");
    }
  }

 private:
  [[nodiscard]] std::size_t shortest_row(std::uint32_t column, const std::vector<bool>& is_taken) const {
    std::size_t best = nowhere;
    std::ptrdiff_t fewest = 0;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (is_taken[r] || rows_[r][column].is_zero()) continue;
      const auto zeros = std::ranges::count_if(rows_[r], [](const Rational& cell) { return cell.is_zero(); });
      if (best != nowhere && zeros <= fewest) continue;
      fewest = zeros;
      best = r;
    }
    if (best == nowhere) throw InternalError("the start of Lemke's path is no basis");
    return best;
  }

  [[nodiscard]] bool pivot(std::size_t r, std::uint32_t column) {
    std::vector<std::size_t> filled;
    const Rational scale = Rational(1) / rows_[r][column];
    for (std::size_t k = 0; k < rows_[r].size(); ++k) {
      if (rows_[r][k].is_zero()) continue;
      rows_[r][k] *= scale;
      filled.push_back(k);
    }
    for (std::size_t other = 0; other < rows_.size(); ++other) {
      if (other == r || rows_[other][column].is_zero()) continue;
      if (run_.should_stop()) return false;
      const Rational factor = rows_[other][column];
      for (const std::size_t k : filled) rows_[other][k] -= factor * rows_[r][k];
    }
    basic_[r] = column;
    return true;
  }

  /// The weight wherever it is among the first to reach 0. Else the row that is lexicographically first: the value,
  /// then the entries of what was basic at the start, each over the entry of the column.
  [[nodiscard]] std::size_t leaving(std::uint32_t column) const {
    std::vector<std::size_t> tied = first_by(problem_.columns.size(), positive_rows(column), column);
    for (const std::size_t r : tied) {
      if (basic_[r] == problem_.weight()) return r;
    }
    for (const std::uint32_t k : problem_.basis) {
      if (tied.size() == 1) break;
      if (!problem_.is_free(k) && k != problem_.weight()) tied = first_by(k, tied, column);
    }
    if (tied.size() != 1) throw InternalError("Lemke's path met a ray or a tie");
    return tied.front();
  }

  [[nodiscard]] std::vector<std::size_t> positive_rows(std::uint32_t column) const {
    std::vector<std::size_t> rows;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (rows_[r][column].sign() > 0) rows.push_back(r);
    }
    return rows;
  }

  [[nodiscard]] std::vector<std::size_t> first_by(std::size_t k, const std::vector<std::size_t>& rows,
                                                  std::uint32_t column) const {
    std::vector<std::size_t> first;
    Rational least;
    for (const std::size_t r : rows) {
      const Rational ratio = rows_[r][k] / rows_[r][column];
      if (!first.empty() && least < ratio) continue;
      if (!first.empty() && ratio < least) first.clear();
      if (first.empty()) least = ratio;
      first.push_back(r);
    }
    return first;
  }

  const Complementarity<Rational>& problem_;
  const RunContext& run_;
  std::vector<std::vector<Rational>> rows_;  // the last number of a row is its value
  std::vector<std::uint32_t> basic_;         // by row
};

}  // namespace

ExactPath follow_exact_path(const Complementarity<Rational>& problem, const RunContext& run) {
  Table table(problem, run);
  if (!table.start()) return {};
  return table.follow();
}

}  // namespace parley::solve
