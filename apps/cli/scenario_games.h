// SPDX-License-Identifier: Apache-2.0
// Scenarios at a draw as games that files hold.
#pragma once

#include "parley/game/extensive_game.h"
#include "scenario_session.h"

namespace parley::cli {

/// The tree of the scenario at the draw that `--at` names, with `--set`, `--hold` and `--variant` applied; its comment
/// says how it was made.
[[nodiscard]] Step<game::ExtensiveGame> extensive_game(Session& session, CheckedScenario& checked);

}  // namespace parley::cli
