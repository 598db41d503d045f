// SPDX-License-Identifier: Apache-2.0
// Follows a behaviour from the root.
#include "parley/solve/lists/play_on_path.h"

#include <utility>

namespace parley::solve::lists {

using game::NodeKind;

PlayOnPath play_on_path(const HistoryTree& tree, Behaviour behaviour) {
  const auto& game = tree.game();
  PlayOnPath play;
  play.reach.assign(game.nodes.size(), 0.0);
  play.nodes.resize(tree.num_sets());
  play.values.assign(tree.num_sets(), 0.0);
  std::vector<WeightedNode> ahead = {{0, 1.0}};
  while (!ahead.empty()) {
    const WeightedNode at = ahead.back();
    ahead.pop_back();
    play.reach[at.node] = at.weight;
    const auto& node = game.nodes[at.node];
    if (node.kind == NodeKind::decision) play.nodes[node.place].push_back(at);
    const auto edges = game.edges_of(at.node);
    for (std::size_t k = 0; k < edges.size(); ++k) {
      const double chance = node.kind == NodeKind::chance ? edges[k].prob : behaviour[node.place].at(k);
      if (chance > 0.0) ahead.push_back({edges[k].to, at.weight * chance});
    }
  }
  for (std::uint32_t h = 0; h < tree.num_sets(); ++h) {
    double sum = 0.0;
    double weight = 0.0;
    for (const WeightedNode& at : play.nodes[h]) {
      sum += at.weight * tree.worth(behaviour, at.node, tree.player_of(h));
      weight += at.weight;
    }
    if (weight > 0.0) play.values[h] = sum / weight;
  }
  play.behaviour = std::move(behaviour);
  return play;
}

}  // namespace parley::solve::lists
