// SPDX-License-Identifier: Apache-2.0
// What the sweep asks of a game's graph: parents, whether moves have an order, and which beliefs chance alone fixes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "parley/game/numeric_game.h"

namespace parley::solve::settled {

template <class T>
class GameGraph {
 public:
  explicit GameGraph(const game::NumericGame<T>& game) : game_(game), ordered_(find_order()) {}

  [[nodiscard]] const game::NumericGame<T>& game() const { return game_; }
  /// True where no information set stands both above and below another: every game made from a scenario.
  [[nodiscard]] bool ordered() const { return ordered_; }
  /// The nodes with an edge to `node`, once for each edge. The first call costs O(edges).
  [[nodiscard]] std::span<const std::uint32_t> parents(std::uint32_t node);

 private:
  [[nodiscard]] bool find_order() const;
  void find_parents();

  const game::NumericGame<T>& game_;
  bool ordered_;
  std::vector<std::uint32_t> first_parent_, parents_;
};

/// The weight of a node is weight * (what its class stands for): nodes of one class are reached by the same choices,
/// so that chance alone fixes how likely they are among themselves.
template <class T>
struct ReachClasses {
  std::vector<std::uint32_t> reach_class;  ///< by node; none where no edge leads there from the root
  std::vector<T> weight;                   ///< by node

  explicit ReachClasses(const game::NumericGame<T>& game);
};

}  // namespace parley::solve::settled
