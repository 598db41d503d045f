// SPDX-License-Identifier: Apache-2.0
// Splits the cell whose best split gains most, until there are enough.
#include "parley/study/choice_tree.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace parley::study {

namespace {

constexpr std::size_t num_points = 15;  // at which a number may be split
/// A cell keeps at least this share of all weight: a choice on fewer draws would be noise.
constexpr double least_share = 1.0 / 16.0;

struct Split {
  std::size_t column = 0;
  double at = 0.0;  ///< up to here is the one side
  double gain = -1.0;
  bool is_there = false;
};

struct Cell {
  std::vector<std::size_t> draws;   // all, in order
  std::vector<std::size_t> splits;  // by column: how often above
  double weight = 0.0;
  Split best;
};

class Grower {
 public:
  Grower(const std::vector<std::vector<double>>& values, const std::vector<double>& weights,
         const std::vector<const std::vector<double>*>& columns, const TreeOptions& options)
      : values_(values), weights_(weights), columns_(columns), options_(options) {}

  ChoiceTree grow() {
    Cell root;
    root.draws.resize(weights_.size());
    std::iota(root.draws.begin(), root.draws.end(), std::size_t{0});
    root.splits.assign(columns_.size(), 0);
    root.weight = total_ = std::accumulate(weights_.begin(), weights_.end(), 0.0);
    root.best = best_split(root);
    cells_.push_back(std::move(root));
    while (cells_.size() < options_.most_cells) {
      const std::size_t next = next_cell();
      if (!cells_[next].best.is_there) break;
      split(next);
    }
    return tree();
  }

 private:
  [[nodiscard]] std::vector<double> sums(const std::vector<std::size_t>& draws) const {
    std::vector<double> sums(values_.size(), 0.0);
    for (std::size_t a = 0; a < values_.size(); ++a) {
      for (const std::size_t i : draws) sums[a] += weights_[i] * values_[a][i];
    }
    return sums;
  }

  /// The cell whose split gains most; where none gains, the heaviest that can be split.
  [[nodiscard]] std::size_t next_cell() const {
    std::size_t next = 0;
    const auto rank = [](const Cell& cell) {
      return std::pair(cell.best.is_there, std::pair(cell.best.gain, cell.weight));
    };
    for (std::size_t c = 1; c < cells_.size(); ++c) {
      if (rank(cells_[c]) > rank(cells_[next])) next = c;
    }
    return next;
  }

  void split(std::size_t c) {
    const Split split = cells_[c].best;
    Cell above;
    above.splits = cells_[c].splits;
    ++above.splits[split.column];
    Cell below = above;
    for (const std::size_t i : cells_[c].draws) {
      Cell& side = (*columns_[split.column])[i] <= split.at ? below : above;
      side.draws.push_back(i);
      side.weight += weights_[i];
    }
    below.best = best_split(below);
    above.best = best_split(above);
    cells_[c] = std::move(below);
    cells_.push_back(std::move(above));
  }

  [[nodiscard]] Split best_split(const Cell& cell) const {
    Split best;
    std::size_t fewest = 0;  // splits above of the number that is split where nothing gains
    const std::vector<double> whole = sums(cell.draws);
    const double before = *std::ranges::max_element(whole);
    Split middle;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      for (const Split& split : splits(cell, k, whole, before)) {
        if (split.gain > best.gain + options_.least) best = split;
      }
      const Split half = median(cell, k);
      if (half.is_there && (!middle.is_there || cell.splits[k] < fewest)) {
        middle = half;
        fewest = cell.splits[k];
      }
    }
    if (best.is_there && best.gain > options_.least) return best;
    middle.gain = 0.0;
    return middle;
  }

  [[nodiscard]] std::vector<std::size_t> sorted(const Cell& cell, std::size_t column) const {
    std::vector<std::size_t> order;
    order.reserve(cell.draws.size());
    for (const std::size_t i : cell.draws) {
      if (weights_[i] > 0.0) order.push_back(i);
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return (*columns_[column])[i]; });
    return order;
  }

  [[nodiscard]] bool is_light(double weight) const { return weight < least_share * total_; }

  [[nodiscard]] std::vector<Split> splits(const Cell& cell, std::size_t column, const std::vector<double>& whole,
                                          double before) const {
    const auto& numbers = *columns_[column];
    const std::vector<std::size_t> order = sorted(cell, column);
    std::vector<double> below(values_.size(), 0.0);
    std::vector<Split> found;
    double weight = 0.0;
    std::size_t point = 1;
    for (std::size_t k = 0; k + 1 < order.size(); ++k) {
      const std::size_t i = order[k];
      weight += weights_[i];
      for (std::size_t a = 0; a < below.size(); ++a) below[a] += weights_[i] * values_[a][i];
      if (numbers[i] == numbers[order[k + 1]]) continue;
      if (weight < static_cast<double>(point) / (num_points + 1) * cell.weight) continue;
      while (point <= num_points && weight >= static_cast<double>(point) / (num_points + 1) * cell.weight) ++point;
      if (is_light(weight) || is_light(cell.weight - weight)) continue;
      double best_below = below.front(), best_above = whole.front() - below.front();
      for (std::size_t a = 1; a < below.size(); ++a) {
        best_below = std::max(best_below, below[a]);
        best_above = std::max(best_above, whole[a] - below[a]);
      }
      found.push_back(
          {column, std::midpoint(numbers[i], numbers[order[k + 1]]), best_below + best_above - before, true});
    }
    return found;
  }

  [[nodiscard]] Split median(const Cell& cell, std::size_t column) const {
    const auto& numbers = *columns_[column];
    const std::vector<std::size_t> order = sorted(cell, column);
    double weight = 0.0;
    for (std::size_t k = 0; k + 1 < order.size(); ++k) {
      weight += weights_[order[k]];
      if (numbers[order[k]] == numbers[order[k + 1]] || weight < 0.5 * cell.weight) continue;
      if (is_light(weight) || is_light(cell.weight - weight)) return {};
      return {column, std::midpoint(numbers[order[k]], numbers[order[k + 1]]), 0.0, true};
    }
    return {};
  }

  [[nodiscard]] ChoiceTree tree() const {
    ChoiceTree tree;
    tree.cells.assign(weights_.size(), 0);
    tree.choices.reserve(cells_.size());
    for (std::uint32_t c = 0; c < cells_.size(); ++c) {
      tree.choices.push_back(largest(sums(cells_[c].draws), options_.for_all, options_.least));
      for (const std::size_t i : cells_[c].draws) tree.cells[i] = c;
    }
    return tree;
  }

  const std::vector<std::vector<double>>& values_;
  const std::vector<double>& weights_;
  const std::vector<const std::vector<double>*>& columns_;
  TreeOptions options_;
  double total_ = 0.0;
  std::vector<Cell> cells_;
};

}  // namespace

std::size_t largest(std::span<const double> numbers, std::size_t start, double least) {
  std::size_t best = start;
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    if (numbers[k] > numbers[best] + least) best = k;
  }
  return best;
}

ChoiceTree grow_tree(const std::vector<std::vector<double>>& values, const std::vector<double>& weights,
                     const std::vector<const std::vector<double>*>& columns, const TreeOptions& options) {
  return Grower(values, weights, columns, options).grow();
}

}  // namespace parley::study
