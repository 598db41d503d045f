// SPDX-License-Identifier: Apache-2.0
// Walks a parametric game at one draw and keeps what the draw's game has.
#include "parley/report/game_tree.h"

#include <algorithm>

namespace parley::report {
namespace {

class Walk {
 public:
  Walk(const game::ParametricGame& game, std::span<const Number> slots, std::optional<std::size_t> max_depth,
       GameTree& tree)
      : game_(game), slots_(slots), max_depth_(max_depth), tree_(tree) {}

  void run() {
    // A stack of nodes to visit: forty rounds are deeper than calls should go.
    std::vector<Visit> pending = {{game_.nodes.empty() ? game::none : 0U, game::none, 0, "", {}, true}};
    while (!pending.empty()) {
      Visit visit = std::move(pending.back());
      pending.pop_back();
      if (visit.node == game::none) continue;
      visit.node = behind_guards(visit.node);
      if (max_depth_ && visit.depth > *max_depth_) {
        tree_.rows[visit.parent].cut += size_below(visit.node);
        continue;
      }
      const auto row = static_cast<std::uint32_t>(tree_.rows.size());
      tree_.rows.push_back(describe(visit));
      std::vector<Visit> below = children(visit.node, row, visit.depth + 1);
      std::reverse(below.begin(), below.end());
      std::move(below.begin(), below.end(), std::back_inserter(pending));
    }
  }

 private:
  struct Visit {
    std::uint32_t node;
    std::uint32_t parent;
    std::uint32_t depth;
    std::string label;
    std::optional<Number> prob;
    bool last;
  };

  [[nodiscard]] double at(game::Slot slot) const { return slots_[slot.at()].value; }

  [[nodiscard]] std::uint32_t behind_guards(std::uint32_t index) const {
    while (game_.nodes[index].kind == game::NodeKind::guard) {
      const game::Node& node = game_.nodes[index];
      const bool holds = slots_[node.place].value != 0.0;
      index = game_.edges_of(node)[holds ? 0 : 1].to.index;
    }
    return index;
  }

  [[nodiscard]] bool is_there(const game::Node& node, std::uint32_t edge) const {
    if (node.kind == game::NodeKind::chance) return at(game_.edges_of(node)[edge].prob) > 0.0;
    return at(game_.infosets[node.place].available[edge]) != 0.0;
  }

  [[nodiscard]] const game::StepName& step_of(const game::Node& node) const {
    return game_
        .steps[node.kind == game::NodeKind::chance ? game_.chances[node.place].step : game_.infosets[node.place].step];
  }

  [[nodiscard]] std::vector<Visit> children(std::uint32_t index, std::uint32_t row, std::uint32_t depth) const {
    std::vector<Visit> below;
    const game::Node& node = game_.nodes[index];
    for (std::uint32_t e = 0; e < node.num_edges; ++e) {
      if (!is_there(node, e)) continue;
      const game::Edge& edge = game_.edges_of(node)[e];
      std::optional<Number> prob;
      if (node.kind == game::NodeKind::chance) prob = slots_[edge.prob.at()];
      below.push_back({edge.to.index, row, depth, step_of(node).labels[edge.label], prob, false});
    }
    if (!below.empty()) below.back().last = true;
    return below;
  }

  [[nodiscard]] TreeRow describe(const Visit& visit) const {
    const game::Node& node = game_.nodes[visit.node];
    TreeRow row;
    row.kind = node.kind;
    row.parent = visit.parent;
    row.depth = visit.depth;
    row.label = visit.label;
    row.prob = visit.prob;
    row.last = visit.last;
    if (node.kind == game::NodeKind::terminal) {
      const game::Terminal& end = game_.terminals[node.place];
      for (std::size_t q = 0; q < end.indicators.size() && row.outcome.empty(); ++q) {
        if (game_.quantities[q].is_outcome && at(end.indicators[q]) != 0.0) row.outcome = game_.quantities[q].name;
      }
      for (const game::Slot payoff : end.payoffs) row.payoffs.push_back(slots_[payoff.at()]);
      return row;
    }
    row.step = step_of(node).name;
    if (node.kind == game::NodeKind::decision) {
      row.player = game_.infosets[node.place].player.index;
      row.round = game_.infosets[node.place].round;
      row.infoset = node.place;
    } else {
      row.round = game_.chances[node.place].round;
    }
    return row;
  }

  [[nodiscard]] std::uint64_t size_below(std::uint32_t root) {
    if (sizes_.empty()) sizes_.assign(game_.nodes.size(), 0);
    // Edges lead to later nodes, so sizes are known from the back; done once for all cuts.
    if (!sized_) {
      for (std::uint32_t i = static_cast<std::uint32_t>(game_.nodes.size()); i-- > 0;) sizes_[i] = size_of(i);
      sized_ = true;
    }
    return sizes_[root];
  }

  [[nodiscard]] std::uint64_t size_of(std::uint32_t index) const {
    const game::Node& node = game_.nodes[index];
    if (node.kind == game::NodeKind::guard) {
      return sizes_[game_.edges_of(node)[slots_[node.place].value != 0.0 ? 0 : 1].to.index];
    }
    std::uint64_t size = 1;
    for (std::uint32_t e = 0; e < node.num_edges; ++e) {
      if (is_there(node, e)) size += sizes_[game_.edges_of(node)[e].to.index];
    }
    return size;
  }

  const game::ParametricGame& game_;
  std::span<const Number> slots_;
  std::optional<std::size_t> max_depth_;
  GameTree& tree_;
  std::vector<std::uint64_t> sizes_;
  bool sized_ = false;
};

}  // namespace

GameTree game_tree(const game::ParametricGame& game, std::span<const Number> slots,
                   std::optional<std::size_t> max_depth) {
  GameTree tree;
  tree.players = game.players;
  Walk(game, slots, max_depth, tree).run();
  return tree;
}

}  // namespace parley::report
