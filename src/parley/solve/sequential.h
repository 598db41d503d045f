// SPDX-License-Identifier: Apache-2.0
// One selected sequential equilibrium of a game: what backward induction settles, then the logit path on the core.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/game/numeric_game.h"
#include "parley/game/profile.h"
#include "parley/solve/core.h"
#include "parley/solve/logit_path.h"
#include "parley/solve/settled.h"

namespace parley::solve {

/// Quantal play of the whole game at one precision.
struct QuantalPoint {
  double lambda = 0.0;  ///< one over payoff units
  game::StrategyProfile<double> profile;
  game::Beliefs<double> beliefs;
};

struct SequentialSolution {
  game::StrategyProfile<double> profile;
  game::Beliefs<double> beliefs;
  Core core;
  double lambda = 0.0;  ///< how far the logit path was followed; 0 where there is no core
  /// No deviation in the core gains more than the tolerance, given the beliefs. Everything else is settled.
  bool verified = true;
  bool payoffs_were_moved = false;   ///< as LogitEnd
  std::vector<QuantalPoint> branch;  ///< of solve_quantal, where the options keep it: in the order of the path
  Termination termination = Termination::finished;
};

/// Needs    perfect recall; `settled` of the same game.
/// Cost     the core's logit path, O(edges) for the rest.
[[nodiscard]] SequentialSolution solve_sequential(const game::NumericGame<double>& game, const SettledSolution& settled,
                                                  const LogitOptions& options, const RunContext& run);

/// Quantal play of the whole game, nothing settled beforehand: at `options.lambda`, or to the limit of the path where
/// that is not set.
[[nodiscard]] SequentialSolution solve_quantal(const game::NumericGame<double>& game, const LogitOptions& options,
                                               const RunContext& run);

}  // namespace parley::solve
