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
  replaced,  ///< settled, and everything after its choice too: its value stands for it, its other choices are cut
  open,      ///< not settled
  kept,  ///< settled, but some set of the core comes after its choice, or only after others of its choices: the core
         ///< treats it like the rest
};

struct Core {
  /// Payoffs only. Of a set's nodes those that are not cut, in the order of the whole game: a mistake at a replaced set
  /// counts as infinitely less likely than one in the core.
  game::NumericGame<double> game;
  std::vector<std::uint32_t> infosets;  ///< by information set of the core: that of the whole game
  std::vector<CoreRole> roles;          ///< by information set of the whole game
  std::vector<std::uint32_t> after;     ///< by information set, kept: a set of the core that it is kept for; else none
};

/// Cost     O(edges * players), once more for each chain of kept sets.
[[nodiscard]] Core core_of(const game::NumericGame<double>& game, const SettledSolution& settled);

/// The whole game as a core: nothing is replaced.
[[nodiscard]] Core whole_game(const game::NumericGame<double>& game);

}  // namespace parley::solve
