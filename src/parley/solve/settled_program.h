// SPDX-License-Identifier: Apache-2.0
// Backward induction over all draws at once: the choices of a parametric game as part of its program.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/game/parametric.h"
#include "parley/game/program.h"

namespace parley::solve {

/// The game solved backwards once, in slots instead of numbers: what is common to many histories is there once, so that
/// a draw costs what its different sub-problems cost and not what the tree does.
///
/// A choice is made here only where a cheap test settles it in the draw: one node, a belief that chance and types alone
/// fix, or the same action strictly best at every node. Where none does, where two choices come near a tie, a chance is
/// not above 0 or a table does not add up, the draw is left to `solve_settled`, which decides by the definition.
struct SettledProgram {
  game::Program program;               ///< the game's, extended; the game's slots keep their index
  std::vector<game::Slot> quantities;  ///< by quantity: its chance, in what is reported
  std::vector<game::Slot> values;      ///< by player, in what is reported
  std::vector<game::Slot> choices;     ///< by information set: index of the action chosen
  std::vector<game::Slot> margins;     ///< by player: smallest lead of a best choice over the next, times at most 1
  game::Slot left;                     ///< 1 where the draw is left to the definition for a reason in the game
  std::uint32_t ties = 0;              ///< sets whose two choices are worth the same in every draw
  std::uint32_t ties_that_matter = 0;
};

/// Cost     O(nodes * (players + quantities)) slots, most of them shared.
[[nodiscard]] SettledProgram compile_settled(const game::ParametricGame& game);

}  // namespace parley::solve
