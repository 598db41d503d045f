// SPDX-License-Identifier: Apache-2.0
// Compares entries of a list, and tries the play halfway between two.
#include "parley/solve/lists/components.h"

#include <algorithm>
#include <cmath>

#include "parley/solve/lists/play_on_path.h"

namespace parley::solve::lists {

namespace {

constexpr std::size_t most_compared = 64;  // entries; every two of them are tried

/// What the set's own player does to come to it: by perfect recall the same at every node.
double own_chance(const HistoryTree& tree, const Behaviour& behaviour, std::uint32_t set) {
  const std::uint32_t player = tree.player_of(set);
  double chance = 1.0;
  for (std::uint32_t n = tree.game().infosets[set].nodes.front(); tree.parent(n) != game::none; n = tree.parent(n)) {
    const auto& node = tree.game().nodes[tree.parent(n)];
    if (node.kind == game::NodeKind::decision && tree.player_of(node.place) == player) {
      chance *= behaviour[node.place][tree.branch(n)];
    }
  }
  return chance;
}

/// Every player tosses a coin for which of its two plans to follow.
Behaviour halfway(const HistoryTree& tree, const Behaviour& one, const Behaviour& other) {
  Behaviour middle = one;
  for (std::uint32_t h = 0; h < tree.num_sets(); ++h) {
    const double weight = own_chance(tree, one, h);
    const double other_weight = own_chance(tree, other, h);
    if (weight + other_weight == 0.0) continue;
    for (std::size_t a = 0; a < middle[h].size(); ++a) {
      middle[h][a] = (weight * one[h][a] + other_weight * other[h][a]) / (weight + other_weight);
    }
  }
  return middle;
}

bool is_nash(const HistoryTree& tree, const Behaviour& behaviour) {
  for (std::uint32_t p = 0; p < tree.game().num_players; ++p) {
    const double gain = tree.best_plan(behaviour, {{0, 1.0}}, p) - tree.worth(behaviour, 0, p);
    if (gain > 10.0 * tree.tolerance(p)) return false;
  }
  return true;
}

}  // namespace

bool agree_on_path(const HistoryTree& tree, const ListedEquilibrium& one, const ListedEquilibrium& other) {
  const auto agree_where_comes = [&](const ListedEquilibrium& walked) {
    const PlayOnPath play = play_on_path(tree, walked.profile.probs);
    for (std::uint32_t h = 0; h < tree.num_sets(); ++h) {
      if (!play.comes_to(h)) continue;
      for (std::size_t a = 0; a < one.profile.probs[h].size(); ++a) {
        if (std::abs(one.profile.probs[h][a] - other.profile.probs[h][a]) > 1e-6) return false;
      }
    }
    return true;
  };
  return agree_where_comes(one) && agree_where_comes(other);
}

bool are_joined(const HistoryTree& tree, const ListedEquilibrium& one, const ListedEquilibrium& other) {
  return is_nash(tree, halfway(tree, one.profile.probs, other.profile.probs));
}

void mark_components(const HistoryTree& tree, std::vector<ListedEquilibrium>& list) {
  if (list.size() > most_compared) return;
  for (std::size_t i = 0; i < list.size(); ++i) {
    for (std::size_t j = i + 1; j < list.size(); ++j) {
      if (list[i].is_component && list[j].is_component) continue;
      if (are_joined(tree, list[i], list[j])) list[i].is_component = list[j].is_component = true;
    }
  }
}

}  // namespace parley::solve::lists
