// SPDX-License-Identifier: Apache-2.0
// Fills the gaps of a map.
#include "parley/report/frontier_shades.h"

#include <cmath>
#include <limits>
#include <utility>

namespace parley::report {
namespace {

using Grid = std::vector<std::vector<double>>;

/// What the known values of a line say of those between them: linear, with a weight that falls with the width of the
/// gap; weight 0 for known values and beyond the last.
struct Guess {
  double value = 0.0, weight = 0.0;
};

std::vector<Guess> guesses(const std::vector<double>& line) {
  std::vector<Guess> found(line.size());
  std::size_t before = line.size();  // index of the last known value; none yet
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (std::isnan(line[i])) continue;
    for (std::size_t k = before; k < i; ++k) {
      const double gap = static_cast<double>(i - before);
      const double part = static_cast<double>(k - before) / gap;
      if (k > before) found[k] = {line[before] + part * (line[i] - line[before]), 1.0 / gap};
    }
    before = i;
  }
  return found;
}

/// One pass over what is not known: between known neighbours across and up, the nearer pair counting more, and along
/// numeric axes only (between two choices there is nothing). True where a value came in.
bool fill_between(const study::Frontier& frontier, Grid& grid) {
  if (grid.empty()) return false;
  const std::size_t width = grid.front().size();
  std::vector<std::vector<Guess>> across, up;
  for (const auto& row : grid) across.push_back(frontier.x.discrete ? std::vector<Guess>(width) : guesses(row));
  for (std::size_t x = 0; x < width; ++x) {
    std::vector<double> column;
    for (const auto& row : grid) column.push_back(row[x]);
    up.push_back(frontier.y.discrete ? std::vector<Guess>(column.size()) : guesses(column));
  }
  bool filled = false;
  for (std::size_t y = 0; y < grid.size(); ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const Guess &a = across[y][x], &u = up[x][y];
      if (!std::isnan(grid[y][x]) || a.weight + u.weight <= 0.0) continue;
      grid[y][x] = (a.weight * a.value + u.weight * u.value) / (a.weight + u.weight);
      filled = true;
    }
  }
  return filled;
}

}  // namespace

Grid shaded_values(const study::Frontier& frontier) {
  Grid grid;
  for (const auto& row : frontier.prob) {
    grid.emplace_back();
    for (const auto& cell : row) grid.back().push_back(cell.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  while (fill_between(frontier, grid)) {
  }
  return grid;
}

}  // namespace parley::report
