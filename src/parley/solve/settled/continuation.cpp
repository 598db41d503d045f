// SPDX-License-Identifier: Apache-2.0
// Values from the bottom up, each node once; a settled choice shares the values of the node it leads to.
#include "parley/solve/settled/continuation.h"

namespace parley::solve::settled {

using game::NodeKind;
using game::none;

template <class T>
Continuation<T>::Continuation(GameGraph<T>& graph, const std::vector<std::uint32_t>& actions,
                              const std::vector<T>& ends, std::uint32_t width)
    : graph_(graph),
      game_(graph.game()),
      actions_(actions),
      width_(width),
      states_(game_.nodes.size(), State::unknown),
      values_(game_.nodes.size(), nullptr),
      rows_(game_.nodes.size(), 0) {
  std::uint32_t num_chance = 0;
  for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
    const auto& node = game_.nodes[n];
    if (node.kind == NodeKind::chance) rows_[n] = num_chance++;
    if (node.kind != NodeKind::terminal) continue;
    states_[n] = State::known;
    values_[n] = ends.data() + std::size_t{node.place} * width;
  }
  averages_.resize(std::size_t{num_chance} * width_);
}

template <class T>
void Continuation<T>::find(std::uint32_t node) {
  stack_.assign(1, node);
  while (!stack_.empty()) {
    const std::uint32_t n = stack_.back();
    if (states_[n] == State::unknown && !try_find(n)) continue;
    stack_.pop_back();
  }
}

template <class T>
bool Continuation<T>::try_find(std::uint32_t n) {
  const auto& node = game_.nodes[n];
  const auto edges = game_.edges_of(n);
  if (node.kind == NodeKind::decision) {
    const std::uint32_t action = actions_[node.place];
    if (action == none) {
      conclude(n, nullptr);
      return true;
    }
    const std::uint32_t to = edges[action].to;
    if (states_[to] == State::unknown) {
      stack_.push_back(to);
      return false;
    }
    conclude(n, values_[to]);
    return true;
  }
  const std::size_t before = stack_.size();
  bool open = false;
  for (const auto& edge : edges) {
    if (states_[edge.to] == State::unknown) stack_.push_back(edge.to);
    open = open || states_[edge.to] == State::open;
  }
  if (stack_.size() != before) return false;
  if (open) {
    conclude(n, nullptr);
  } else {
    average(n);
  }
  return true;
}

template <class T>
void Continuation<T>::average(std::uint32_t n) {
  T* const row = averages_.data() + std::size_t{rows_[n]} * width_;
  for (std::uint32_t i = 0; i < width_; ++i) row[i] = T{};
  for (const auto& edge : game_.edges_of(n)) {
    const T* const values = values_[edge.to];
    for (std::uint32_t i = 0; i < width_; ++i) row[i] += edge.prob * values[i];
  }
  conclude(n, row);
}

template <class T>
void Continuation<T>::conclude(std::uint32_t node, const T* values) {
  states_[node] = values == nullptr ? State::open : State::known;
  values_[node] = values;
  if (values == nullptr) ++num_open_;
}

template <class T>
void Continuation<T>::set_settled(std::uint32_t h) {
  if (num_open_ == 0) return;
  stack_.assign(game_.infosets[h].nodes.begin(), game_.infosets[h].nodes.end());
  while (!stack_.empty()) {
    const std::uint32_t n = stack_.back();
    stack_.pop_back();
    if (states_[n] != State::open) continue;
    states_[n] = State::unknown;
    --num_open_;
    for (const std::uint32_t parent : graph_.parents(n)) stack_.push_back(parent);
  }
}

template class Continuation<double>;
template class Continuation<Rational>;

}  // namespace parley::solve::settled
