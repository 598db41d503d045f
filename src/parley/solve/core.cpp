// SPDX-License-Identifier: Apache-2.0
// Finds the sets of the core, and copies the graph down to them.
#include "parley/solve/core.h"

#include <algorithm>
#include <span>

namespace parley::solve {

namespace {

using game::NodeKind;
using Edge = game::NumericGame<double>::Edge;
using game::none;

class Reduction {
 public:
  Reduction(const game::NumericGame<double>& game, const std::vector<std::uint32_t>& actions)
      : game_(game), actions_(actions), first_core_set_(game.nodes.size(), none) {
    core_.after.assign(game.infosets.size(), none);
    for (const std::uint32_t action : actions) {
      core_.roles.push_back(action == none ? CoreRole::open : CoreRole::replaced);
    }
  }

  Core run() {
    do {
      do look_below();
      while (keep_what_comes_before());
    } while (keep_what_leads_to_cut_sets());
    value_replaced();
    copy();
    return std::move(core_);
  }

 private:
  [[nodiscard]] bool in_core(std::uint32_t set) const { return core_.roles[set] != CoreRole::replaced; }

  /// The edges that the core can follow: of a replaced set the settled choice alone.
  [[nodiscard]] std::span<const Edge> edges_in_core(std::uint32_t n) const {
    const auto& node = game_.nodes[n];
    const auto edges = game_.edges_of(n);
    return node.kind == NodeKind::decision && !in_core(node.place) ? edges.subspan(actions_[node.place], 1) : edges;
  }

  /// For each node a set of the core that it belongs to or that comes after it.
  void look_below() {
    for (auto n = static_cast<std::uint32_t>(game_.nodes.size()); n-- > 0;) {
      const auto& node = game_.nodes[n];
      first_core_set_[n] = node.kind == NodeKind::decision && in_core(node.place) ? node.place : none;
      for (const Edge& edge : edges_in_core(n)) {
        if (first_core_set_[n] == none) first_core_set_[n] = first_core_set_[edge.to];
      }
    }
  }

  void keep(std::uint32_t set, std::uint32_t because_of) {
    core_.roles[set] = CoreRole::kept;
    core_.after[set] = because_of;
  }

  /// True where the choice of a settled set turned out to lead to the core.
  bool keep_what_comes_before() {
    bool changed = false;
    for (std::uint32_t h = 0; h < game_.infosets.size(); ++h) {
      for (const std::uint32_t n : game_.infosets[h].nodes) {
        if (in_core(h) || first_core_set_[n] == none) continue;
        keep(h, first_core_set_[n]);
        changed = true;
      }
    }
    return changed;
  }

  /// A set of the core whose nodes were all cut still needs a choice: what leads to it by any of its choices is kept.
  bool keep_what_leads_to_cut_sets() {
    const std::vector<bool> needed = needed_nodes();
    std::vector<bool> is_cut(game_.infosets.size());
    for (std::uint32_t h = 0; h < game_.infosets.size(); ++h) {
      is_cut[h] = in_core(h) && std::ranges::none_of(game_.infosets[h].nodes, [&](auto n) { return needed[n]; });
    }
    std::vector<std::uint32_t> cut_set_below(game_.nodes.size(), none);
    bool changed = false;
    for (auto n = static_cast<std::uint32_t>(game_.nodes.size()); n-- > 0;) {
      const auto& node = game_.nodes[n];
      if (node.kind == NodeKind::decision && is_cut[node.place]) cut_set_below[n] = node.place;
      for (const Edge& edge : game_.edges_of(n)) {
        if (cut_set_below[n] == none) cut_set_below[n] = cut_set_below[edge.to];
      }
      if (node.kind != NodeKind::decision || in_core(node.place) || cut_set_below[n] == none) continue;
      keep(node.place, cut_set_below[n]);
      changed = true;
    }
    return changed;
  }

  /// By node and player, where no set of the core comes after.
  void value_replaced() {
    const std::uint32_t width = game_.num_players;
    values_.assign(game_.nodes.size() * width, 0.0);
    for (std::size_t n = game_.nodes.size(); n-- > 0;) {
      if (first_core_set_[n] != none) continue;
      const auto& node = game_.nodes[n];
      const auto edges = game_.edges_of(static_cast<std::uint32_t>(n));
      for (std::uint32_t p = 0; p < width; ++p) {
        double& value = values_[n * width + p];
        if (node.kind == NodeKind::terminal) {
          value = game_.payoffs[std::size_t{node.place} * width + p];
        } else if (node.kind == NodeKind::decision) {
          value = values_[std::size_t{edges[actions_[node.place]].to} * width + p];
        } else {
          for (const auto& edge : edges) value += edge.prob * values_[std::size_t{edge.to} * width + p];
        }
      }
    }
  }

  void copy() {
    game::NumericGame<double>& to = core_.game;
    to.num_players = game_.num_players;
    std::vector<std::uint32_t> new_set(game_.infosets.size(), none);
    for (std::uint32_t h = 0; h < game_.infosets.size(); ++h) {
      if (!in_core(h)) continue;
      const auto& set = game_.infosets[h];
      new_set[h] = static_cast<std::uint32_t>(core_.infosets.size());
      core_.infosets.push_back(h);
      to.infosets.push_back({set.player, set.num_actions, set.block, h, set.actions, {}});
    }
    const std::vector<std::uint32_t> new_node = number_nodes();
    for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
      if (new_node[n] == none) continue;
      auto& node = to.nodes.emplace_back();
      node.origin = n;
      if (first_core_set_[n] == none) {
        node.place = static_cast<std::uint32_t>(to.payoffs.size() / std::max(1U, to.num_players));
        for (std::uint32_t p = 0; p < to.num_players; ++p) {
          to.payoffs.push_back(values_[std::size_t{n} * to.num_players + p]);
        }
        continue;
      }
      const auto& from = game_.nodes[n];
      node.kind = from.kind;
      node.first_edge = static_cast<std::uint32_t>(to.edges.size());
      node.num_edges = from.num_edges;
      for (const auto& edge : game_.edges_of(n)) {
        to.edges.push_back({new_node[edge.to], edge.prob, edge.report_prob, edge.label});
      }
      if (from.kind != NodeKind::decision) continue;
      node.place = new_set[from.place];
      to.infosets[node.place].nodes.push_back(new_node[n]);
    }
  }

  /// Nodes that the core needs: the root, and all that a node before the core leads to.
  [[nodiscard]] std::vector<bool> needed_nodes() const {
    std::vector<bool> needed(game_.nodes.size(), false);
    needed[0] = true;
    for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
      if (!needed[n] || first_core_set_[n] == none) continue;
      for (const Edge& edge : game_.edges_of(n)) needed[edge.to] = true;
    }
    return needed;
  }

  [[nodiscard]] std::vector<std::uint32_t> number_nodes() const {
    const std::vector<bool> needed = needed_nodes();
    std::vector<std::uint32_t> new_node(game_.nodes.size(), none);
    std::uint32_t next = 0;
    for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
      if (needed[n]) new_node[n] = next++;
    }
    return new_node;
  }

  const game::NumericGame<double>& game_;
  const std::vector<std::uint32_t>& actions_;  // by information set: the settled action, or none
  std::vector<std::uint32_t> first_core_set_;  // by node
  std::vector<double> values_;                 // by node and player
  Core core_;
};

}  // namespace

Core core_of(const game::NumericGame<double>& game, const SettledSolution& settled) {
  std::vector<std::uint32_t> actions;
  actions.reserve(settled.choices.size());
  for (const SettledChoice& choice : settled.choices) {
    actions.push_back(choice.by == SettledBy::not_settled ? none : choice.action);
  }
  return Reduction(game, actions).run();
}

Core whole_game(const game::NumericGame<double>& game) {
  return Reduction(game, std::vector<std::uint32_t>(game.infosets.size(), none)).run();
}

}  // namespace parley::solve
