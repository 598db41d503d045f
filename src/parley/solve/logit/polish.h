// SPDX-License-Identifier: Apache-2.0
// From the end of a logit path to the equilibrium that it tends to.
#pragma once

#include <vector>

#include "parley/game/profile.h"
#include "parley/solve/logit/quantal_response.h"

namespace parley::solve::logit {

/// A play with beliefs that follow from it, where play comes by Bayes and elsewhere as limits.
struct Assessment {
  game::StrategyProfile<double> profile;
  game::Beliefs<double> beliefs;
  /// By set and action: logarithms of chances, ruled-out choices as mistakes of the size that the path made them.
  std::vector<std::vector<double>> log_probs;
  double largest_gain = 0.0;  ///< payoff units, given these beliefs
};

/// Choices whose chance still falls like some power of lambda, or faster, are ruled out; those that are left at one
/// set, and those that fall so slowly that they must be as good in the limit, are made equally good by Newton's method,
/// in the step that moves least where the equations leave room (components). Beliefs off the path move with the
/// mistakes that lead there. Where the equations drive a choice out, it is ruled out too.
///
/// `elasticities`: by unknown, how the log-odds move with the logarithm of lambda at the end of the path.
[[nodiscard]] Assessment polish(QuantalResponse& response, const std::vector<double>& log_odds,
                                const std::vector<double>& elasticities);

/// The play of these log-odds as it is.
[[nodiscard]] Assessment assessment_of(const QuantalResponse& response);

}  // namespace parley::solve::logit
