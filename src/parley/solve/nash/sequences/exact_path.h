// SPDX-License-Identifier: Apache-2.0
// Lemke's path in exact rationals, for games that are small or that defeat floating point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/solve/nash/sequences/complementarity.h"

namespace parley::solve {

struct ExactPath {
  std::vector<std::uint32_t> basis;  ///< empty where the run was stopped
  std::size_t num_pivots = 0;
};

/// Ties of any kind are broken by the lexicographic rule, so the path ends in an equilibrium of every game.
///
/// Cost     a dense table of rationals, (sequences)^2 numbers a pivot: for some hundred sequences.
/// Source   Lemke 1965; von Stengel, van den Elzen and Talman 2002; Dantzig, Orden and Wolfe 1955 (the rule).
[[nodiscard]] ExactPath follow_exact_path(const Complementarity<Rational>& problem, const RunContext& run);

}  // namespace parley::solve
