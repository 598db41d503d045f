// SPDX-License-Identifier: Apache-2.0
// Whether the default selection hangs on the units of one player's payoffs.
#pragma once

#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/math/number.h"
#include "parley/study/named_game.h"
#include "parley/study/play.h"

namespace parley::study {

/// The default selection where one player's payoffs are multiplied by a factor. The equilibria of the game are the
/// same; which of them is selected may not be.
struct ScaledPlay {
  std::string player;
  Number factor;
  bool same = false;  ///< outcomes within 1e-6, values within 1e-6 of the player's payoff range
  std::vector<NamedNumber> outcomes;
  std::vector<NamedNumber> values;  ///< in the units of the game as it is
};

/// Each player's payoffs halved, then doubled.
///
/// Needs    `selected`: the default selection of the game as it is.
/// Returns  two rows a player, in the order of the game.
/// Errors   as `default_play`; the message names player and factor.
/// Cost     2 * players solutions.
[[nodiscard]] Result<std::vector<ScaledPlay>> check_scales(const NamedGame& named, const PlayAtDraw& selected,
                                                           const RunContext& run);

}  // namespace parley::study
