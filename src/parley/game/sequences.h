// SPDX-License-Identifier: Apache-2.0
// Sequences: what a player has chosen on the way to a node, in trees with perfect recall.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/base/result.h"
#include "parley/game/numeric_game.h"

namespace parley::game {

/// Of one player. A sequence is named by its last choice, as with perfect recall that choice tells all earlier ones.
struct PlayerSequences {
  struct Sequence {
    std::uint32_t infoset = none;  ///< of the game; none: no choice yet
    std::uint32_t action = 0;
  };
  /// One of the player's information sets: its choices are the sequences from `first` on.
  struct Set {
    std::uint32_t infoset = 0;  ///< of the game
    std::uint32_t parent = 0;   ///< the sequence that leads there
    std::uint32_t first = 0;
    std::uint32_t num_actions = 0;
  };
  std::vector<Sequence> sequences;  ///< the empty one first; a sequence stands after those that it goes on from
  std::vector<Set> sets;            ///< a set stands after those that come before it
};

struct Sequences {
  std::vector<PlayerSequences> players;
  std::vector<std::uint32_t> at_terminal;  ///< [terminal * num_players + player]: the player's choices on the way
  std::vector<Rational> chance;            ///< by terminal: the product of the chance moves on the way
};

/// Errors   unsupported where histories were merged (not a tree) or a player does not recall its own choices.
/// Cost     O(nodes * players).
/// Source   von Stengel 1996 (Games and Economic Behavior 14); Koller and Megiddo 1992.
[[nodiscard]] Result<Sequences> sequences_of(const NumericGame<Rational>& game);

}  // namespace parley::game
