// SPDX-License-Identifier: Apache-2.0
// Parents and the order of moves.
#include "parley/solve/settled/game_graph.h"

namespace parley::solve::settled {

using game::NodeKind;

template <class T>
std::span<const std::uint32_t> GameGraph<T>::parents(std::uint32_t node) {
  if (first_parent_.empty()) find_parents();
  return {parents_.data() + first_parent_[node], first_parent_[node + 1] - first_parent_[node]};
}

template <class T>
void GameGraph<T>::find_parents() {
  first_parent_.assign(game_.nodes.size() + 1, 0);
  for (const auto& edge : game_.edges) ++first_parent_[edge.to + 1];
  for (std::size_t n = 0; n < game_.nodes.size(); ++n) first_parent_[n + 1] += first_parent_[n];
  parents_.resize(game_.edges.size());
  std::vector<std::uint32_t> next(first_parent_.begin(), first_parent_.end() - 1);
  for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
    for (const auto& edge : game_.edges_of(n)) parents_[next[edge.to]++] = n;
  }
}

/// Draws the nodes of each information set together into one vertex and takes vertices off the top while there are
/// any: those that stay lie on or below a circle.
template <class T>
bool GameGraph<T>::find_order() const {
  const std::size_t num_infosets = game_.infosets.size();
  const auto vertex = [&](std::uint32_t n) {
    const auto& node = game_.nodes[n];
    return node.kind == NodeKind::decision ? node.place : num_infosets + n;
  };
  std::vector<std::uint32_t> waiting(num_infosets + game_.nodes.size(), 0);
  for (const auto& edge : game_.edges) ++waiting[vertex(edge.to)];
  std::vector<std::uint32_t> open;
  std::size_t taken = 0;
  const auto take = [&](std::uint32_t n) {
    ++taken;
    for (const auto& edge : game_.edges_of(n)) {
      if (--waiting[vertex(edge.to)] == 0) open.push_back(edge.to);
    }
  };
  for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
    const bool first_of_set =
        game_.nodes[n].kind != NodeKind::decision || game_.infosets[game_.nodes[n].place].nodes.front() == n;
    if (waiting[vertex(n)] == 0 && first_of_set) open.push_back(n);
  }
  while (!open.empty()) {
    const std::uint32_t n = open.back();
    open.pop_back();
    if (game_.nodes[n].kind != NodeKind::decision) {
      take(n);
    } else {
      for (const std::uint32_t member : game_.infosets[game_.nodes[n].place].nodes) take(member);
    }
  }
  return taken == game_.nodes.size();
}

template class GameGraph<double>;
template class GameGraph<Rational>;

}  // namespace parley::solve::settled
