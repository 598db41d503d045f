// SPDX-License-Identifier: Apache-2.0
// Weights of mistakes by improvement, where nothing exact applies.
#pragma once

#include <vector>

#include "parley/solve/lists/mistake_weights.h"

namespace parley::solve::lists {

/// Moves the logarithms of the weights, every other one from `start`, until the worst row of all sets is kept or no
/// step improves it. A local search: that it fails proves nothing.
[[nodiscard]] std::vector<double> improve_weights(const WeightProblem& problem, double start);

}  // namespace parley::solve::lists
