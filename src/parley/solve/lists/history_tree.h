// SPDX-License-Identifier: Apache-2.0
// A game as a tree of histories, with what a behaviour that may be decided in part is worth at each.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "parley/game/numeric_game.h"
#include "parley/game/profile.h"

namespace parley::solve::lists {

/// What each set does, by action; a row without entries is not decided yet.
using Behaviour = std::vector<std::vector<double>>;

struct WeightedNode {
  std::uint32_t node = 0;
  double weight = 0.0;
};

/// The game must outlive it.
class HistoryTree {
 public:
  explicit HistoryTree(const game::NumericGame<double>& game);

  /// False where histories were merged: then nothing here holds.
  [[nodiscard]] static bool fits(const game::NumericGame<double>& game);

  [[nodiscard]] const game::NumericGame<double>& game() const { return game_; }
  [[nodiscard]] std::size_t num_sets() const { return game_.infosets.size(); }
  [[nodiscard]] std::uint32_t player_of(std::uint32_t set) const { return game_.infosets[set].player; }
  /// game::none for the root.
  [[nodiscard]] std::uint32_t parent(std::uint32_t n) const { return parents_[n]; }
  /// The branch of its parent that leads to n.
  [[nodiscard]] std::uint32_t branch(std::uint32_t n) const { return branches_[n]; }
  [[nodiscard]] std::uint32_t child(std::uint32_t n, std::uint32_t branch) const {
    return game_.edges[game_.nodes[n].first_edge + branch].to;
  }
  /// Differences of payoffs up to this are ties, by player.
  [[nodiscard]] double tolerance(std::uint32_t player) const { return tolerances_[player]; }

  /// To the player, from node n on. NaN where a set that can be met is not decided.
  [[nodiscard]] double worth(const Behaviour& behaviour, std::uint32_t n, std::uint32_t player) const;
  /// To the mover of `set`, at one of its nodes.
  [[nodiscard]] double action_worth(const Behaviour& behaviour, std::uint32_t n, std::uint32_t action) const {
    return worth(behaviour, child(n, action), player_of(game_.nodes[n].place));
  }
  /// What the player's best plan is worth from these nodes on, summed with their weights; the others behave as said.
  /// Needs: nodes that the player cannot tell apart.
  [[nodiscard]] double best_plan(Behaviour behaviour, const std::vector<WeightedNode>& nodes,
                                 std::uint32_t player) const;
  /// Writes that plan into the behaviour: the best choice at each of the player's sets that can be met from there.
  void follow_best_plan(Behaviour& behaviour, std::vector<WeightedNode> nodes, std::uint32_t player) const;

 private:
  void choose_best(Behaviour& behaviour, std::uint32_t set, const std::vector<WeightedNode>& nodes) const;

  const game::NumericGame<double>& game_;
  std::vector<std::uint32_t> parents_, branches_;
  std::vector<double> tolerances_;
};

}  // namespace parley::solve::lists
