// SPDX-License-Identifier: Apache-2.0
// What follows a node when play goes on as settled: players' values or outcomes' chances, found once and kept.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/solve/settled/game_graph.h"

namespace parley::solve::settled {

template <class T>
class Continuation {
 public:
  /// `ends`: `width` numbers for each terminal (payoffs or indicators). `actions[h]`: the settled action of information
  /// set h, or none; it may change, see `set_settled`.
  Continuation(GameGraph<T>& graph, const std::vector<std::uint32_t>& actions, const std::vector<T>& ends,
               std::uint32_t width);

  /// The expected numbers at a node; nullptr where play may come to a set that is not settled.
  [[nodiscard]] const T* values(std::uint32_t node) {
    if (states_[node] == State::unknown) find(node);
    return values_[node];
  }
  /// Set h has an action now: what was open because of it is open no more.
  void set_settled(std::uint32_t h);

 private:
  enum class State : std::uint8_t { unknown, known, open };

  void find(std::uint32_t node);
  /// True once nothing that `node` needs is unknown; otherwise what is needed lies on the stack.
  bool try_find(std::uint32_t node);
  void conclude(std::uint32_t node, const T* values);
  void average(std::uint32_t node);

  GameGraph<T>& graph_;
  const game::NumericGame<T>& game_;
  const std::vector<std::uint32_t>& actions_;
  std::uint32_t width_;
  std::vector<State> states_;
  std::vector<const T*> values_;     // into `ends` or averages_
  std::vector<T> averages_;          // width_ for each chance node
  std::vector<std::uint32_t> rows_;  // chance nodes: row of averages_
  std::vector<std::uint32_t> stack_;
  std::size_t num_open_ = 0;
};

}  // namespace parley::solve::settled
