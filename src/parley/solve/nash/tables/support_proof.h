// SPDX-License-Identifier: Apache-2.0
// From the strategies that may be played to an equilibrium in rationals, proved.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/game/payoff_table.h"
#include "parley/solve/nash/nash_list.h"

namespace parley::solve::nash {

/// Strategies by player.
struct Supports {
  std::vector<std::size_t> first, second;
};

struct ProvedEquilibrium {
  NashEquilibrium equilibrium;
  Rational first_value, second_value;  ///< what the players get
};

/// The mixtures over the supports that make the other's supported strategies worth the same, where they are an
/// equilibrium: no chance below 0, no other strategy worth more. All in exact arithmetic, whoever found the supports.
///
/// Needs    two players; supports of one size, nothing twice.
/// Returns  nothing where there is no such single pair of mixtures, where it is no equilibrium, or where `run` asked to
///          stop.
/// Cost     two linear systems of the supports' size, two products with the payoffs.
[[nodiscard]] std::optional<ProvedEquilibrium> prove_equilibrium(const game::PayoffTable& table,
                                                                 const Supports& supports, const RunContext& run);

}  // namespace parley::solve::nash
