// SPDX-License-Identifier: Apache-2.0
// All points at which the used strategies of a support profile are equally good: boxes of chances are cut, split,
// closed.
#pragma once

#include <cstddef>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/solve/nash/roots/support_forms.h"

namespace parley::solve {

struct SupportOptions {
  /// Of one support profile. What is left then is undecided.
  std::size_t most_boxes = 100'000;
  /// Of one whose equations have no regular root anywhere, as far as floating point can tell.
  std::size_t most_singular_boxes = 400;
  /// Narrow boxes, no side wider than 1/64, that wait at once: so many are a sign of a continuum. What waits then is
  /// undecided.
  std::size_t most_narrow_boxes = 256;
  /// A box of no wider side that is neither proved nor excluded is undecided. Chance.
  double smallest_width = 0x1p-24;
};

struct RootSearch {
  std::vector<Box<Rational>> roots;    ///< chances; each box has exactly one root, not always one of chances
  std::vector<Box<double>> undecided;  ///< chances: no other root outside of these keeps every gain at 0 or below
  std::size_t num_boxes = 0;           ///< that were looked at
};

/// Branch and prune over the product of the simplices, in the order of a queue. A box is closed where the forms leave
/// nothing of it (`cut`), where the Krawczyk image lies elsewhere, or where a known root is proved to be the only one
/// that it and the box can hold. Roots are proposed by Newton's method and proved in exact arithmetic.
///
/// Needs    three or more players who mix (no equation without chances).
/// Cost     each box O(unknowns^3) and some passes over the coefficients.
[[nodiscard]] RootSearch search_roots(const SupportForms<Rational>& exact, const SupportOptions& options,
                                      const RunContext& run);

}  // namespace parley::solve
