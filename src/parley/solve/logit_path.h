// SPDX-License-Identifier: Apache-2.0
// The agent logit quantal response path from uniform play, and the sequential equilibrium that it ends in.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/game/numeric_game.h"
#include "parley/solve/logit/polish.h"

namespace parley::solve {

struct LogitOptions {
  /// Follow the path to this precision (one over payoff units) and stop there, unpolished; not set: to its limit.
  std::optional<double> lambda;
  /// An end is an equilibrium where no deviation gains more than this share of the largest payoff range.
  double tolerance = 1e-9;
  /// Steps are made so long that the corrector moves the log-odds about so much: smaller follows more closely.
  double wanted_correction = 0.1;
  std::size_t max_steps = 20'000;
  bool keep_branch = false;  ///< record every point of the path
};

struct BranchPoint {
  double lambda = 0.0;
  logit::Assessment assessment;
};

struct LogitEnd {
  logit::Assessment assessment;
  double lambda = 0.0;    ///< how far the path was followed, one over payoff units
  bool verified = false;  ///< the largest gain is within the tolerance (with a fixed `lambda`: it was reached)
  bool payoffs_were_moved = false;  ///< the path met a branch point and was traced again with payoffs a little moved
  std::size_t steps = 0;
  std::vector<BranchPoint> branch;
  Termination termination = Termination::finished;
};

/// At every information set log p(a) - log p(b) = lambda (u(a) - u(b)), u given the belief and everybody's play after;
/// the curve that starts in uniform play at lambda = 0 is followed by predictor and corrector in log-odds with arc
/// length, through folds (lambda may fall for a while), straight on at branch points. The limit is a sequential
/// equilibrium with its beliefs for almost every game. Unchanged when all payoffs are multiplied by one factor or one
/// player's are shifted.
///
/// Needs    perfect recall. Cost: some hundred evaluations of the game with gradients.
/// Source   McKelvey and Palfrey 1998; Turocy 2010. Stopped early: the assessment reached so far, not verified.
[[nodiscard]] LogitEnd follow_logit_path(const game::NumericGame<double>& game, const LogitOptions& options,
                                         const RunContext& run);

}  // namespace parley::solve
