// SPDX-License-Identifier: Apache-2.0
// The chance of coming to a node, split into what chance and types fix and what players' choices decide.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "parley/game/parametric.h"
#include "parley/game/program.h"
#include "parley/solve/factors.h"

namespace parley::solve {

/// reach = product of `fixed` * `chosen`, where `chosen` stands for a polynomial in the players' choices. Two
/// nodes with the same `chosen` are reached in a ratio that chance and types alone fix.
struct Reach {
  Factors fixed;
  std::uint32_t chosen = 0;  ///< 0: reached whatever the players choose
  friend auto operator<=>(const Reach&, const Reach&) = default;
};

class FixedReach {
 public:
  /// Slots for sums of chances are added to the program.
  FixedReach(const game::ParametricGame& game, game::Program& program);

  [[nodiscard]] const Reach& of(game::NodeId node) const { return reach_[node.at()]; }
  /// The nodes' weights in relation to each other, as factors in the order of play; needs equal `chosen`. Factors
  /// common to all are left out.
  [[nodiscard]] std::vector<Factors> relative_factors(const std::vector<game::NodeId>& nodes) const;
  /// True where they are all the branches of one chance move: their sum is 1.
  [[nodiscard]] bool is_complete(const std::vector<game::Slot>& slots) const;
  /// The sum of slots; 1 where they are all the branches of one chance move.
  game::Slot sum(std::vector<game::Slot> slots);
  /// True where a guard lies before the node: in some draws it is not in the game.
  [[nodiscard]] bool is_guarded(game::NodeId node) const { return guarded_[node.at()]; }

 private:
  Reach join(std::vector<Reach> parts);
  std::uint32_t symbol(std::vector<Reach> parts);

  game::Program& program_;
  std::vector<Reach> reach_;
  std::vector<bool> guarded_;
  std::map<std::vector<Reach>, std::uint32_t> symbols_;
  std::set<Factors> tables_;  // branches of chance moves, sorted
};

}  // namespace parley::solve
