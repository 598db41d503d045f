// SPDX-License-Identifier: Apache-2.0
// Walks a tree of histories under a behaviour.
#include "parley/solve/lists/history_tree.h"

#include <limits>
#include <map>

#include "parley/solve/settled.h"

namespace parley::solve::lists {

using game::NodeKind;

HistoryTree::HistoryTree(const game::NumericGame<double>& game)
    : game_(game), parents_(game.nodes.size(), game::none), branches_(game.nodes.size(), game::none) {
  tolerances_.reserve(game.num_players);
  for (std::uint32_t p = 0; p < game.num_players; ++p) tolerances_.push_back(tie_tolerance * game.payoff_range(p));
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const auto edges = game.edges_of(n);
    for (std::uint32_t k = 0; k < edges.size(); ++k) {
      parents_[edges[k].to] = n;
      branches_[edges[k].to] = k;
    }
  }
}

bool HistoryTree::fits(const game::NumericGame<double>& game) {
  std::vector<bool> met(game.nodes.size(), false);
  for (const auto& edge : game.edges) {
    if (met[edge.to]) return false;
    met[edge.to] = true;
  }
  return true;
}

double HistoryTree::worth(const Behaviour& behaviour, std::uint32_t n, std::uint32_t player) const {
  const auto& node = game_.nodes[n];
  if (node.kind == NodeKind::terminal) return game_.payoffs[std::size_t{node.place} * game_.num_players + player];
  const bool is_chance = node.kind == NodeKind::chance;
  if (!is_chance && behaviour[node.place].empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto edges = game_.edges_of(n);
  double sum = 0.0;
  for (std::size_t k = 0; k < edges.size(); ++k) {
    const double chance = is_chance ? edges[k].prob : behaviour[node.place][k];
    if (chance > 0.0) sum += chance * worth(behaviour, edges[k].to, player);
  }
  return sum;
}

double HistoryTree::best_plan(Behaviour behaviour, const std::vector<WeightedNode>& nodes, std::uint32_t player) const {
  follow_best_plan(behaviour, nodes, player);
  double sum = 0.0;
  for (const WeightedNode& at : nodes) sum += at.weight * worth(behaviour, at.node, player);
  return sum;
}

void HistoryTree::follow_best_plan(Behaviour& behaviour, std::vector<WeightedNode> nodes, std::uint32_t player) const {
  std::map<std::uint32_t, std::vector<WeightedNode>> own;  // the player's next sets, with their nodes
  while (!nodes.empty()) {
    const WeightedNode at = nodes.back();
    nodes.pop_back();
    const auto& node = game_.nodes[at.node];
    if (node.kind == NodeKind::terminal) continue;
    if (node.kind == NodeKind::decision && player_of(node.place) == player) {
      own[node.place].push_back(at);
      continue;
    }
    const auto edges = game_.edges_of(at.node);
    for (std::size_t k = 0; k < edges.size(); ++k) {
      const double chance = node.kind == NodeKind::chance ? edges[k].prob : behaviour[node.place].at(k);
      if (chance > 0.0) nodes.push_back({edges[k].to, at.weight * chance});
    }
  }
  for (const auto& [set, at_set] : own) choose_best(behaviour, set, at_set);
}

/// The last sets first: what is best here hangs on what is best after it.
void HistoryTree::choose_best(Behaviour& behaviour, std::uint32_t set, const std::vector<WeightedNode>& nodes) const {
  const std::uint32_t player = player_of(set);
  const std::uint32_t num_actions = game_.infosets[set].num_actions;
  std::uint32_t best = 0;
  double best_value = 0.0;
  for (std::uint32_t a = 0; a < num_actions; ++a) {
    std::vector<WeightedNode> next;
    next.reserve(nodes.size());
    for (const WeightedNode& at : nodes) next.push_back({child(at.node, a), at.weight});
    follow_best_plan(behaviour, next, player);
    double value = 0.0;
    for (const WeightedNode& at : next) value += at.weight * worth(behaviour, at.node, player);
    if (a == 0 || value > best_value) {
      best = a;
      best_value = value;
    }
  }
  behaviour[set].assign(num_actions, 0.0);
  behaviour[set][best] = 1.0;
}

}  // namespace parley::solve::lists
