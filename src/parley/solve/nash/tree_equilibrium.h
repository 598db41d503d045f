// SPDX-License-Identifier: Apache-2.0
// One Nash equilibrium of a two-player tree, proved.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "parley/base/run_context.h"
#include "parley/game/profile.h"
#include "parley/math/rational.h"

namespace parley::solve {

/// What a solver of trees found. Proved means: in exact rationals the plans are plans and no plan of either player gets
/// more. Nash only: what is played where no play comes need not be a good choice there.
struct TreeEquilibrium {
  /// Nothing where no equilibrium was proved: the run was stopped, or rounding defeated every attempt.
  std::optional<game::StrategyProfile<Rational>> profile;
  std::array<Rational, 2> values;  ///< by player, of `profile`
  std::size_t num_pivots = 0;      ///< of all attempts
  bool by_exact_pivots = false;    ///< floating point did not do
  Termination termination = Termination::finished;
};

}  // namespace parley::solve
