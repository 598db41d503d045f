// SPDX-License-Identifier: Apache-2.0
// Value and optimal strategies of a constant-sum game in strategic form.
#pragma once

#include <optional>

#include "parley/base/run_context.h"
#include "parley/game/payoff_table.h"
#include "parley/solve/nash/nash_list.h"

namespace parley::solve {

/// What the two players' payoffs sum to, where there are two players and it is the same everywhere.
[[nodiscard]] std::optional<Rational> constant_sum(const game::PayoffTable& table);

struct ZeroSumSolution {
  std::optional<NashEquilibrium> equilibrium;  ///< nothing only where the run was stopped
  Rational value;                              ///< what the first player gets in every equilibrium
  Termination termination = Termination::finished;
};

/// An optimal strategy for each player and the value, proved in rationals: x makes every strategy of the second player
/// worth at least the value to the first, y every one of the first's worth at most that. The value is the only one;
/// there may be other optimal strategies.
///
/// Needs    constant_sum(table) to be something (InternalError otherwise).
/// Cost     the simplex method in floating point, two linear systems exactly; where rounding hides the optimum, the
///          simplex method in rationals. 300 by 300: about half a second.
/// Source   Dantzig 1951; Shapley and Snow 1950 (the square part that determines both strategies).
[[nodiscard]] ZeroSumSolution solve_zero_sum(const game::PayoffTable& table, const RunContext& run);

}  // namespace parley::solve
