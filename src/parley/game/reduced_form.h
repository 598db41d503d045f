// SPDX-License-Identifier: Apache-2.0
// Trees as tables of plans that say no more than they must: the reduced strategic form.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/base/result.h"
#include "parley/game/numeric_game.h"
#include "parley/game/payoff_table.h"
#include "parley/game/profile.h"

namespace parley::game {

/// A strategy chooses where its own earlier choices let play come, and nowhere else. Strategies with equal payoffs
/// are kept apart.
struct ReducedForm {
  /// One of a player's information sets.
  struct Set {
    std::uint32_t infoset = 0;  ///< of the game
    std::uint32_t num_actions = 0;
  };
  PayoffTable table;
  std::vector<std::vector<Set>> sets;  ///< by player, in the order in which play can come to them
  /// [player][strategy][set of the player]: the action, or none. The choices at the last sets run fastest.
  std::vector<std::vector<std::vector<std::uint32_t>>> choices;
  std::size_t num_infosets = 0;  ///< of the game
};

/// Needs    a tree with perfect recall; any number of players.
/// Errors   unsupported names the need that fails; too_large where there are more than `most_contingencies`.
/// Cost     O(contingencies * ends of the tree that they come to).
/// Source   Kuhn 1953; von Stengel 1996.
[[nodiscard]] Result<ReducedForm> reduced_form(const NumericGame<Rational>& game, std::uint64_t most_contingencies);

/// The behaviour that gives every end the chance that the mixture gives it. Sets that a player's own mixture never
/// reaches play their first action.
/// Source   Kuhn 1953 (realization equivalence).
[[nodiscard]] StrategyProfile<Rational> behaviour(const ReducedForm& form, const StrategyProfile<Rational>& mixed);

}  // namespace parley::game
