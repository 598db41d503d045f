// SPDX-License-Identifier: Apache-2.0
// Game files by the ending of their name.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "parley/base/result.h"
#include "parley/game/extensive_game.h"
#include "session.h"

namespace parley::cli {

enum class FileKind : std::uint8_t { scenario, efg, nfg };

/// By the ending, in any case of letters: .efg, .nfg; everything else is a scenario.
[[nodiscard]] FileKind file_kind(const std::string& path);
/// Of the first operand; standard input is told by what it begins with.
[[nodiscard]] FileKind kind_of_input(Session& session);

using Game = std::variant<game::ExtensiveGame, game::StrategicGame>;

/// Reads the game file that the first operand names; warnings of the reader go to standard error.
/// Errors   io, too_large; bad_input with path, line and what was expected.
[[nodiscard]] Result<Game> read_game(Session& session);
/// The game as a file of that kind; between tree and table it is converted.
/// Errors   too_large: a table with too many contingencies.
[[nodiscard]] Result<std::string> game_text(const Game& game, FileKind kind);

}  // namespace parley::cli
