// SPDX-License-Identifier: Apache-2.0
// Game files solved by backward induction, in the form in which a scenario's draw is reported.
#pragma once

#include <string>

#include "game_files.h"
#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/study/named_game.h"
#include "parley/study/play.h"

namespace parley::cli {

/// In exact rationals. Information sets have the label that the file gives them, or their number; outcomes are the
/// labels at the ends (none where a table of chances by end would be too large). Errors   unsupported where the game
/// has imperfect recall or is not settled: names the information sets.
[[nodiscard]] Result<study::PlayAtDraw> play_of(const Game& game, RunContext& run);
/// A list of its equilibria.
[[nodiscard]] Result<study::PlaysAtDraw> plays_of(const Game& game, const solve::ListOptions& options, RunContext& run);

/// The same game for solving in other ways. Needs `game` for as long as the named game lives. Errors: as `play_of`, but
/// only for imperfect recall.
[[nodiscard]] Result<study::NamedGame> named_game(const Game& game, RunContext& run);

}  // namespace parley::cli
