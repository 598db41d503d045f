// SPDX-License-Identifier: Apache-2.0
// Joins equal continuations and puts the nodes in order.
#include "parley/build/graph.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace parley::build {

namespace {

using game::NodeKind;

using Key = std::vector<std::uint32_t>;

struct KeyHash {
  std::size_t operator()(const Key& key) const noexcept {
    std::uint64_t h = key.size();
    for (const std::uint32_t part : key) {
      h = (h ^ part) * 0xff51afd7ed558ccdU;
      h ^= h >> 31U;
    }
    return static_cast<std::size_t>(h);
  }
};

class Assembly {
 public:
  Assembly(Unrolled unrolled, bool merge) : raw_(std::move(unrolled)), merge_(merge) {}

  void run(game::ParametricGame& game, std::vector<std::uint32_t>& node_moment) {
    canonical_.resize(raw_.nodes.size());
    for (std::uint32_t n = static_cast<std::uint32_t>(raw_.nodes.size()); n-- > 0;) canonical_[n] = canonical(n);
    order();
    place(game, node_moment);
  }

 private:
  [[nodiscard]] std::uint32_t child(const game::Edge& edge) const { return canonical_[raw_.ticket_node[edge.to.at()]]; }

  /// Later nodes have their representative already.
  std::uint32_t canonical(std::uint32_t n) {
    const RawNode& node = raw_.nodes[n];
    if (!merge_) return n;
    if (node.kind == NodeKind::guard && child(node.edges[0]) == child(node.edges[1])) return child(node.edges[0]);
    Key key{static_cast<std::uint32_t>(node.kind), node.place};
    for (const game::Edge& edge : node.edges) {
      key.insert(key.end(), {child(edge), edge.label, edge.prob.index, edge.report_prob.index});
    }
    return known_.try_emplace(std::move(key), n).first->second;
  }

  /// Depth first, every node after all that lead to it (reverse postorder; for a tree: prefix order).
  void order() {
    const std::uint32_t root = canonical_[raw_.ticket_node[raw_.root]];
    new_index_.assign(raw_.nodes.size(), nothing);
    std::vector<bool> seen(raw_.nodes.size(), false);
    std::vector<std::pair<std::uint32_t, std::size_t>> open{{root, raw_.nodes[root].edges.size()}};
    seen[root] = true;
    while (!open.empty()) {
      auto& [node, left] = open.back();
      if (left == 0) {
        order_.push_back(node);
        open.pop_back();
        continue;
      }
      const std::uint32_t next = child(raw_.nodes[node].edges[--left]);
      if (!seen[next]) {
        seen[next] = true;
        open.emplace_back(next, raw_.nodes[next].edges.size());
      }
    }
    std::ranges::reverse(order_);
    for (std::uint32_t k = 0; k < order_.size(); ++k) new_index_[order_[k]] = k;
  }

  void place(game::ParametricGame& game, std::vector<std::uint32_t>& node_moment) {
    std::vector<std::uint32_t> new_set(raw_.infosets.size(), nothing);
    game.nodes.reserve(order_.size());
    for (const std::uint32_t n : order_) {
      const RawNode& raw = raw_.nodes[n];
      game::Node node;
      node.kind = raw.kind;
      node.place = raw.place;
      node.first_edge = static_cast<std::uint32_t>(game.edges.size());
      node.num_edges = static_cast<std::uint32_t>(raw.edges.size());
      for (game::Edge edge : raw.edges) {
        edge.to = game::NodeId{new_index_[child(edge)]};
        game.edges.push_back(edge);
      }
      if (raw.kind == NodeKind::decision) {
        if (new_set[raw.place] == nothing) {
          new_set[raw.place] = static_cast<std::uint32_t>(game.infosets.size());
          game.infosets.push_back(std::move(raw_.infosets[raw.place]));
        }
        node.place = new_set[raw.place];
        game.infosets[node.place].nodes.push_back(make_id<game::NodeTag>(game.nodes.size()));
      }
      game.nodes.push_back(node);
      node_moment.push_back(raw.moment);
    }
    game.chances = std::move(raw_.chances);
    game.terminals = std::move(raw_.terminals);
    game.steps = std::move(raw_.steps);
  }

  Unrolled raw_;
  bool merge_;
  std::vector<std::uint32_t> canonical_, order_, new_index_;
  std::unordered_map<Key, std::uint32_t, KeyHash> known_;
};

}  // namespace

void assemble(Unrolled unrolled, bool merge, game::ParametricGame& game, std::vector<std::uint32_t>& node_moment) {
  Assembly(std::move(unrolled), merge).run(game, node_moment);
}

}  // namespace parley::build
