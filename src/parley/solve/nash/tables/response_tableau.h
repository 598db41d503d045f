// SPDX-License-Identifier: Apache-2.0
// The polytope of mixtures against which a player's strategies are worth at most one unit, as a tableau of doubles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "parley/solve/nash/tables/positive_payoffs.h"

namespace parley::solve::nash {

/// How far row r's right-hand side is moved where rows meet: integers in no order.
[[nodiscard]] std::int64_t infinitesimal_move(std::uint64_t seed, std::size_t row);

/// payoffs u + w = 1, u >= 0, w >= 0: u_j, weights of the other's strategies, at first not basic; w_i, what strategy i
/// lacks to 1, at first basic. Each variable has the label of its strategy. Where a step meets several rows at once,
/// the right-hand sides count as moved by infinitesimal amounts in a fixed generic direction, so that no vertex is
/// degenerate.
class ResponseTableau {
 public:
  using Number = double;

  /// `payoffs` must outlive it. Same `seed`, same direction.
  ResponseTableau(const PositivePayoffs<double>& payoffs, std::uint64_t seed);

  [[nodiscard]] bool is_basic(Label label) const { return is_basic_[label]; }
  /// The least basic value.
  [[nodiscard]] double lowest() const;
  /// The variable with which the sum of all u grows fastest; nothing where it grows with none by more than `least`.
  [[nodiscard]] std::optional<Label> entering(double least) const;
  /// The variable that falls to 0 first as one that is not basic grows; nothing where rounding hides it.
  [[nodiscard]] std::optional<Label> leaving(Label entering) const;
  /// One becomes basic, the other leaves. Cost: O(cells).
  void exchange(Label entering, Label leaving);

  /// Starts again from the payoffs, with what is basic now: takes away errors of rounding. False where that is
  /// singular.
  [[nodiscard]] bool rebuild();
  /// The largest difference between the basic values and what the payoffs make of them.
  [[nodiscard]] double error() const;

 private:
  [[nodiscard]] double at(std::size_t row, std::size_t column) const { return cells_[row * width_ + column]; }
  [[nodiscard]] std::span<double> row(std::size_t r) { return std::span(cells_).subspan(r * width_, width_); }
  [[nodiscard]] double value(std::size_t row) const { return at(row, num_columns_); }
  [[nodiscard]] double move(std::size_t row) const { return at(row, num_columns_ + 1); }
  void start();

  const PositivePayoffs<double>* payoffs_;
  std::size_t num_rows_, num_columns_, width_;
  std::uint64_t seed_;
  std::vector<double>
      cells_;  // a row for each basic variable, then that of the sum; value and move stand last in a row
  std::vector<Label> row_labels_, column_labels_;
  std::vector<std::size_t> places_;  // by label: row or column
  std::vector<bool> is_basic_;
};

}  // namespace parley::solve::nash
