// SPDX-License-Identifier: Apache-2.0
// Reads and writes .efg files (version 2, R and D).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/game/extensive_game.h"

namespace parley::game {

template <class Game>
struct GameFile {
  Game game;
  std::vector<std::string> warnings;  ///< "line 12: two actions of ... are both called \"a\""
};

/// Errors   bad_input: the line, what was found and what was expected.
/// Cost     memory in proportion to the text (exponents are at most 1,000); nesting costs heap, not stack.
[[nodiscard]] Result<GameFile<ExtensiveGame>> read_efg(std::string_view text);
[[nodiscard]] std::string write_efg(const ExtensiveGame& game);

}  // namespace parley::game
