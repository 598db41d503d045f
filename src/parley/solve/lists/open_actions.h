// SPDX-License-Identifier: Apache-2.0
// Which actions can be chosen at all where everybody chooses well from each information set on.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/solve/lists/history_tree.h"

namespace parley::solve::lists {

/// An action is closed where another is better at every node of its set, however the sets after it are played with
/// actions that are still open; where play comes to the set with chances that nobody can change, under the belief that
/// follows from them. Repeated until nothing changes. Closed actions are played in no weak perfect Bayesian
/// equilibrium.
class OpenActions {
 public:
  /// Cost     O(nodes * players) for each block of sets and each repetition.
  explicit OpenActions(const HistoryTree& tree);

  [[nodiscard]] const std::vector<std::uint32_t>& at(std::uint32_t set) const { return open_[set]; }
  /// One action is left at every set: no other equilibrium exists.
  [[nodiscard]] bool is_one_play() const;

  /// Bounds of what the action is worth at the node to its mover, over all play with open actions.
  [[nodiscard]] double low(std::uint32_t n, std::uint32_t action) const { return bound(lows_, n, action); }
  [[nodiscard]] double high(std::uint32_t n, std::uint32_t action) const { return bound(highs_, n, action); }

 private:
  [[nodiscard]] double bound(const std::vector<double>& bounds, std::uint32_t n, std::uint32_t action) const;
  void find_bounds();
  void find_chances();
  bool close_at(std::uint32_t set);
  [[nodiscard]] bool is_closed_by(std::uint32_t set, std::uint32_t action, std::uint32_t better) const;

  const HistoryTree& tree_;
  std::vector<std::vector<std::uint32_t>> open_;  // by set
  std::vector<double> lows_, highs_;              // by node and player
  std::vector<double> chances_;                   // by node: of coming there; NaN where somebody can change that
};

}  // namespace parley::solve::lists
