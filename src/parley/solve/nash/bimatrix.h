// SPDX-License-Identifier: Apache-2.0
// All equilibria of a two-player game in strategic form.
#pragma once

#include "parley/base/run_context.h"
#include "parley/game/payoff_table.h"
#include "parley/solve/nash/nash_list.h"

namespace parley::solve {

/// Every extreme equilibrium, exactly, with the largest products that are equilibria throughout (maximal Nash subsets)
/// and the connected components. Complete where each subset is one point, components elsewhere, found where the run was
/// stopped. The first strategies' equilibria come first.
///
/// Needs    two players.
/// Cost     see `complementary_faces`.
/// Source   Mangasarian 1964 and Winkels 1979 (extreme equilibria give all); Jansen 1981 (Nash subsets).
[[nodiscard]] NashList bimatrix_equilibria(const game::PayoffTable& table, const RunContext& run);

}  // namespace parley::solve
