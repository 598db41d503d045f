// SPDX-License-Identifier: Apache-2.0
// What backward induction leaves of a game: the core, with settled parts replaced by their values.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/game/numeric_game.h"
#include "parley/solve/settled.h"

namespace parley::solve {

/// Why an information set is in the core, or is not.
enum class CoreRole : std::uint8_t {
  replaced,  ///< settled, and everything after it too: its value stands for it
  open,      ///< not settled
  kept,      ///< settled, but some set of the core comes after it: the core treats it like the rest
};

struct Core {
  /// Payoffs only. Its sets' nodes stand in the order of the whole game's.
  game::NumericGame<double> game;
  std::vector<std::uint32_t> infosets;  ///< by information set of the core: that of the whole game
  std::vector<CoreRole> roles;          ///< by information set of the whole game
  std::vector<std::uint32_t> after;     ///< by information set, kept: a set of the core that comes after it; else none
};

/// Cost     O(edges * players), once more for each chain of kept sets.
[[nodiscard]] Core core_of(const game::NumericGame<double>& game, const SettledSolution& settled);

/// The whole game as a core: nothing is replaced.
[[nodiscard]] Core whole_game(const game::NumericGame<double>& game);

}  // namespace parley::solve
