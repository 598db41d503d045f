// SPDX-License-Identifier: Apache-2.0
// Tests an equilibrium subgame by subgame and message by message.
#include "parley/solve/refinements.h"

#include <vector>

#include "parley/solve/lists/history_tree.h"
#include "parley/solve/lists/message.h"
#include "parley/solve/lists/play_on_path.h"

namespace parley::solve {

using game::NodeKind;
using lists::HistoryTree;

namespace {

/// By node: true where no set has nodes both below the node and elsewhere. By the number of each set's nodes below.
std::vector<bool> subgame_roots(const HistoryTree& tree) {
  const auto& game = tree.game();
  std::vector<bool> is_root(game.nodes.size(), false);
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    if (game.nodes[n].kind == NodeKind::terminal) continue;
    std::vector<std::size_t> below(tree.num_sets(), 0);
    std::vector<std::uint32_t> ahead = {n};
    while (!ahead.empty()) {
      const std::uint32_t at = ahead.back();
      ahead.pop_back();
      if (game.nodes[at].kind == NodeKind::decision) ++below[game.nodes[at].place];
      for (const auto& edge : game.edges_of(at)) ahead.push_back(edge.to);
    }
    bool is_closed = true;
    for (std::uint32_t h = 0; h < tree.num_sets(); ++h) {
      is_closed = is_closed && (below[h] == 0 || below[h] == game.infosets[h].nodes.size());
    }
    is_root[n] = is_closed;
  }
  return is_root;
}

bool is_subgame_perfect(const HistoryTree& tree, const lists::Behaviour& behaviour) {
  const std::vector<bool> is_root = subgame_roots(tree);
  for (std::uint32_t n = 0; n < is_root.size(); ++n) {
    if (!is_root[n]) continue;
    for (std::uint32_t p = 0; p < tree.game().num_players; ++p) {
      const double gain = tree.best_plan(behaviour, {{n, 1.0}}, p) - tree.worth(behaviour, n, p);
      if (gain > 10.0 * tree.tolerance(p)) return false;
    }
  }
  return true;
}

}  // namespace

Refinements refinements_of(const game::NumericGame<double>& game, const ListedEquilibrium& equilibrium) {
  const HistoryTree tree(game);
  const lists::Behaviour& behaviour = equilibrium.profile.probs;
  const lists::PlayOnPath play = lists::play_on_path(tree, behaviour);
  Refinements found;
  // What is sequentially rational with consistent beliefs is so in every subgame.
  found.subgame_perfect = equilibrium.standing == Standing::sequential || is_subgame_perfect(tree, behaviour);
  for (std::uint32_t h = 0; h < tree.num_sets(); ++h) {
    const auto message = lists::UnsentMessage::at(tree, play, behaviour, h);
    if (!message) continue;
    const auto note = [](Refinement& so_far, bool passes) {
      if (!passes) so_far = Refinement::failed;
      if (so_far == Refinement::not_tested) so_far = Refinement::passed;
    };
    note(found.intuitive_criterion, message->passes_intuitive_criterion());
    note(found.d1, message->passes_d1());
  }
  return found;
}

}  // namespace parley::solve
