// SPDX-License-Identifier: Apache-2.0
// Level lines over a grid of cells of different sizes, and staircases where an axis has choices only.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "parley/study/frontier.h"

namespace parley::study {

/// A rectangle of grid indices whose corners are known and which nothing inside refines.
struct Leaf {
  std::size_t x0 = 0, x1 = 0, y0 = 0, y1 = 0;
};

using Field = std::vector<std::vector<std::optional<double>>>;  // [y][x]

/// Lines along which the field, linear on the edges of the leaves, equals the level. Each line runs as far as it can.
[[nodiscard]] std::vector<Polyline> contour(const Field& field, const std::vector<Leaf>& leaves, double level,
                                            const std::vector<double>& xs, const std::vector<double>& ys);

/// For each x the least y at which the field reaches the level; between two known points of a numeric y axis it is
/// taken as linear. `order` gives the indices of y from least to greatest. Of choices of y all must be known at an x;
/// an x where some are not has the step of its two known neighbours where that is the same, and else none.
[[nodiscard]] std::vector<StaircaseStep> staircase(const Field& field, double level, const std::vector<double>& xs,
                                                   const std::vector<double>& ys, const std::vector<std::size_t>& order,
                                                   bool y_numeric);

}  // namespace parley::study
