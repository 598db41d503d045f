// SPDX-License-Identifier: Apache-2.0
// Closes actions by bounds on what they are worth.
#include "parley/solve/lists/open_actions.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace parley::solve::lists {

using game::NodeKind;

OpenActions::OpenActions(const HistoryTree& tree) : tree_(tree) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t h = 0; h < tree.num_sets(); ++h) {
    order.push_back(h);
    open_.emplace_back(tree.game().infosets[h].num_actions);
    std::iota(open_[h].begin(), open_[h].end(), 0U);
  }
  const auto block = [&](std::uint32_t h) { return tree.game().infosets[h].block; };
  std::ranges::stable_sort(order, std::greater{}, block);
  find_bounds();
  for (bool changed = true; changed;) {
    changed = false;
    bool is_stale = false;
    for (std::size_t k = 0; k < order.size(); ++k) {
      if (is_stale && k > 0 && block(order[k]) != block(order[k - 1])) {
        find_bounds();
        is_stale = false;
      }
      if (close_at(order[k])) changed = is_stale = true;
    }
    if (changed) find_bounds();
  }
}

bool OpenActions::is_one_play() const {
  return std::ranges::all_of(open_, [](const auto& open) { return open.size() == 1; });
}

double OpenActions::bound(const std::vector<double>& bounds, std::uint32_t n, std::uint32_t action) const {
  const auto& game = tree_.game();
  const std::uint32_t player = tree_.player_of(game.nodes[n].place);
  return bounds[std::size_t{tree_.child(n, action)} * game.num_players + player];
}

void OpenActions::find_chances() {
  const auto& game = tree_.game();
  chances_.assign(game.nodes.size(), 0.0);
  chances_[0] = 1.0;
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const auto& node = game.nodes[n];
    const auto edges = game.edges_of(n);
    if (node.kind != NodeKind::decision) {
      for (const auto& edge : edges) chances_[edge.to] = chances_[n] * edge.prob;
      continue;
    }
    const std::vector<std::uint32_t>& open = open_[node.place];
    const bool is_free = open.size() > 1 && chances_[n] != 0.0;
    for (const std::uint32_t a : open) {
      chances_[edges[a].to] = is_free ? std::numeric_limits<double>::quiet_NaN() : chances_[n];
    }
  }
}

void OpenActions::find_bounds() {
  find_chances();
  const auto& game = tree_.game();
  const std::uint32_t width = game.num_players;
  lows_.assign(game.nodes.size() * width, 0.0);
  highs_.assign(game.nodes.size() * width, 0.0);
  for (auto n = static_cast<std::uint32_t>(game.nodes.size()); n-- > 0;) {
    const auto& node = game.nodes[n];
    const auto edges = game.edges_of(n);
    for (std::uint32_t p = 0; p < width; ++p) {
      double& low = lows_[std::size_t{n} * width + p];
      double& high = highs_[std::size_t{n} * width + p];
      if (node.kind == NodeKind::terminal) {
        low = high = game.payoffs[std::size_t{node.place} * width + p];
      } else if (node.kind == NodeKind::chance) {
        for (const auto& edge : edges) {
          low += edge.prob * lows_[std::size_t{edge.to} * width + p];
          high += edge.prob * highs_[std::size_t{edge.to} * width + p];
        }
      } else {
        low = std::numeric_limits<double>::infinity();
        high = -low;
        for (const std::uint32_t a : open_[node.place]) {
          low = std::min(low, lows_[std::size_t{edges[a].to} * width + p]);
          high = std::max(high, highs_[std::size_t{edges[a].to} * width + p]);
        }
      }
    }
  }
}

bool OpenActions::close_at(std::uint32_t set) {
  std::vector<std::uint32_t>& open = open_[set];
  const std::vector<std::uint32_t> before = open;
  std::erase_if(open, [&](std::uint32_t a) {
    return std::ranges::any_of(before, [&](std::uint32_t b) { return a != b && is_closed_by(set, a, b); });
  });
  return open.size() < before.size();
}

bool OpenActions::is_closed_by(std::uint32_t set, std::uint32_t action, std::uint32_t better) const {
  const double tolerance = tree_.tolerance(tree_.player_of(set));
  const std::vector<std::uint32_t>& nodes = tree_.game().infosets[set].nodes;
  double gain = 0.0;
  double chance = 0.0;
  for (const std::uint32_t n : nodes) {
    gain += chances_[n] * (low(n, better) - high(n, action));
    chance += chances_[n];
  }
  // False too where a chance is not known.
  if (chance > 0.0 && gain > tolerance * chance) return true;
  return std::ranges::all_of(nodes, [&](std::uint32_t n) { return low(n, better) > high(n, action) + tolerance; });
}

}  // namespace parley::solve::lists
