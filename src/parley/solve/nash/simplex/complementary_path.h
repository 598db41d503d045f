// SPDX-License-Identifier: Apache-2.0
// Lemke's path in floating point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/solve/nash/sequences/complementarity.h"
#include "parley/solve/nash/simplex/basic_solution.h"

namespace parley::solve::simplex {

struct PathEnd {
  std::vector<std::uint32_t> basis;  ///< empty where rounding or the run's end broke the path off
  std::size_t num_pivots = 0;
};

/// What leaves the basis is followed by its complement until the prior's weight leaves. Ties are broken beforehand by
/// random bits on what is basic at the start.
///
/// Cost     a product with the factors of the basis a pivot.
/// Source   Lemke 1965; von Stengel, van den Elzen and Talman 2002.
[[nodiscard]] PathEnd follow_path(const Complementarity<double>& problem, double bit, std::uint64_t seed,
                                  const RunContext& run);

}  // namespace parley::solve::simplex
