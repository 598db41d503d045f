// SPDX-License-Identifier: Apache-2.0
// What a map shows between the points of a frontier that were computed.
#pragma once

#include <vector>

#include "parley/study/frontier.h"

namespace parley::report {

/// The chances [y][x]; where refinement left a point out, a value between its computed neighbours along numeric axes,
/// NaN where it has none. For shading only: no number is ever read from it.
[[nodiscard]] std::vector<std::vector<double>> shaded_values(const study::Frontier& frontier);

}  // namespace parley::report
