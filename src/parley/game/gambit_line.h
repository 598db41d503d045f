// SPDX-License-Identifier: Apache-2.0
// A profile as one line of numbers in the order that Gambit's tools and game files use.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/game/extensive_game.h"
#include "parley/game/profile.h"

namespace parley::game {

/// Information sets of a tree (or of the one simultaneous block of a table): players in order, each one's sets in the
/// order in which a walk in prefix order first meets them. For the game of a draw of an unmerged parametric game that
/// is the order of the .efg that `extensive` makes of the same draw.
template <class T>
[[nodiscard]] std::vector<std::uint32_t> gambit_order(const NumericGame<T>& game);

/// "NE,0,1,1/3,2/3": the chances of all actions in that order. Rationals are written as they are, doubles with the
/// digits that read back the same.
template <class T>
[[nodiscard]] std::string to_gambit_line(const NumericGame<T>& game, const StrategyProfile<T>& profile);

/// One information set of a line, or one that solvers never see: it is given its first action.
struct GambitPlace {
  std::uint32_t infoset = none;
  std::uint32_t num_actions = 0;
};

/// What a line holds, place by place; of a file with what solvers see of it, of a game by itself.
template <class T>
[[nodiscard]] std::vector<GambitPlace> gambit_places(const ExtensiveGame& file, const NumericGame<T>& game);
template <class T>
[[nodiscard]] std::vector<GambitPlace> gambit_places(const NumericGame<T>& game);

template <class T>
[[nodiscard]] std::string to_gambit_line(const std::vector<GambitPlace>& places, const StrategyProfile<T>& profile);

/// The same where `game` is `numeric(file)`: information sets behind branches of probability 0, which solvers never
/// see, are given their first action.
template <class T>
[[nodiscard]] std::string to_gambit_line(const ExtensiveGame& file, const NumericGame<T>& game,
                                         const StrategyProfile<T>& profile);

}  // namespace parley::game
