// SPDX-License-Identifier: Apache-2.0
// A frontier as parley/frontier/1.
#pragma once

#include "parley/report/document.h"
#include "parley/study/frontier.h"

namespace parley::report {

/// `contour` where both axes are numeric, `staircase` otherwise; `lowest` and `highest` are null: they need a list of
/// equilibria. Beyond the contract's names, after its own keys: `share` (of the draws at or above the level, by cell),
/// `counts`, `largest_deviation_gain`, `cells_evaluated`, `termination`.
[[nodiscard]] Json frontier_json(const Head& head, const study::Frontier& frontier);

}  // namespace parley::report
