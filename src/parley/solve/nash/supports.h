// SPDX-License-Identifier: Apache-2.0
// All Nash equilibria of a payoff table, support profile by support profile.
#pragma once

#include "parley/base/run_context.h"
#include "parley/game/payoff_table.h"
#include "parley/solve/nash/nash_list.h"
#include "parley/solve/nash/roots/root_search.h"

namespace parley::solve {

/// Pure equilibria by a scan; then each support profile (`for_each_support`): linear conditions are solved exactly, the
/// others by `search_roots`, and every root is an equilibrium where its chances are positive and no unused strategy is
/// better, by proof. Roots that are short fractions are recognised and made exact.
///
/// Needs    any number of players. For two, vertex enumeration is quicker and lists what is not isolated.
/// Returns  equilibria, pure ones first. `complete` where every support profile was closed by proof; then each
///          equilibrium is a component of its own. Else `found`, with boxes where more may be: around continua, roots
///          with a singular Jacobian, roots at which a comparison is too close to decide. Each equilibrium keeps its
///          own number as component. `radius` is 0 or tiny: below 2^-50
///          unless the Jacobian is nearly singular.
/// Cost     grows with the number of supports, 2^strategies, and steeply with that of unknowns: up to about 9.
/// Source   Porter, Nudelman and Shoham 2008. Differs: roots are all sought, and proved (Krawczyk 1969).
[[nodiscard]] NashList list_by_supports(const game::PayoffTable& table, const SupportOptions& options,
                                        const RunContext& run);

}  // namespace parley::solve
