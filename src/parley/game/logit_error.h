// SPDX-License-Identifier: Apache-2.0
// What anyone can recompute of quantal play: how far each choice's chance is from its logit response.
#pragma once

#include "parley/game/certificate.h"
#include "parley/game/profile.h"

namespace parley::game {

/// Largest difference, over information sets and actions, between the chance of an action in `profile` and
/// exp(lambda u(action)) / sum of exp(lambda u(other)), with the action values u of the certificate.
///
/// Needs    `certificate` of `profile`; finite lambda >= 0, one over payoff units.
/// Returns  0 to 1; 0 up to rounding for agent logit quantal play. Cost: O(actions).
/// Source   McKelvey and Palfrey 1998.
[[nodiscard]] double logit_error(const Certificate<double>& certificate, const StrategyProfile<double>& profile,
                                 double lambda);

}  // namespace parley::game
