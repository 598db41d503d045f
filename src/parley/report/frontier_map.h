// SPDX-License-Identifier: Apache-2.0
// The picture of a frontier: a shaded map with its contour or staircase, made of characters.
#pragma once

#include <string>

#include "parley/report/text_style.h"
#include "parley/study/frontier.h"

namespace parley::report {

/// Rows of y from the top down, columns of x, axis labels and a legend; `style.width` columns at most. Six shades tell
/// the chance without colour; colour repeats them. Points that refinement left out are shaded between their computed
/// neighbours, and the legend says how many there are.
[[nodiscard]] std::string frontier_map(const TextStyle& style, const study::Frontier& frontier);

/// "build_up" of a labelled axis, "27.5" of a numeric one.
[[nodiscard]] std::string axis_value_text(const study::FrontierAxis& axis, double value);

}  // namespace parley::report
