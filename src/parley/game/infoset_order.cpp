// SPDX-License-Identifier: Apache-2.0
// The order in time of the information sets of a tree, as far as there is one.
#include "parley/game/infoset_order.h"

#include <algorithm>

namespace parley::game {
namespace {

/// Which information sets come right after a decision at which.
std::vector<std::vector<std::uint32_t>> successors(const ExtensiveGame& game) {
  std::vector<std::vector<std::uint32_t>> next(game.infosets.size());
  std::vector<std::uint32_t> before(game.nodes.size(), none);  // the last information set on the way to the node
  for (std::size_t n = 0; n < game.nodes.size(); ++n) {
    const ExtensiveGame::Node& node = game.nodes[n];
    const bool decision = node.kind == NodeKind::decision;
    if (decision && before[n] != none) next[before[n]].push_back(node.infoset);
    for (const std::uint32_t child : node.children) before[child] = decision ? node.infoset : before[n];
  }
  return next;
}

/// Tarjan 1972, with a stack of its own: chains of information sets are as long as the tree is deep.
class Components {
 public:
  explicit Components(const std::vector<std::vector<std::uint32_t>>& next)
      : next_(next), component_(next.size(), none), found_(next.size(), none), low_(next.size(), 0) {
    for (std::uint32_t h = 0; h < next.size(); ++h) {
      if (found_[h] == none) search(h);
    }
  }

  /// By information set; a component that leads to another has the larger number.
  [[nodiscard]] const std::vector<std::uint32_t>& component() const { return component_; }
  [[nodiscard]] std::uint32_t count() const { return count_; }

 private:
  struct Frame {
    std::uint32_t infoset;
    std::size_t next_edge;
  };

  void enter(std::uint32_t h) {
    found_[h] = low_[h] = num_found_++;
    path_.push_back(h);
    frames_.push_back({h, 0});
  }

  void search(std::uint32_t start) {
    enter(start);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const std::uint32_t h = frame.infoset;
      if (frame.next_edge < next_[h].size()) {
        const std::uint32_t to = next_[h][frame.next_edge++];
        if (found_[to] == none) {
          enter(to);
        } else if (component_[to] == none) {
          low_[h] = std::min(low_[h], found_[to]);
        }
        continue;
      }
      frames_.pop_back();
      if (!frames_.empty()) low_[frames_.back().infoset] = std::min(low_[frames_.back().infoset], low_[h]);
      if (low_[h] == found_[h]) close(h);
    }
  }

  void close(std::uint32_t h) {
    std::uint32_t member = none;
    do {
      member = path_.back();
      path_.pop_back();
      component_[member] = count_;
    } while (member != h);
    ++count_;
  }

  const std::vector<std::vector<std::uint32_t>>& next_;
  std::vector<std::uint32_t> component_, found_, low_;
  std::vector<std::uint32_t> path_;
  std::vector<Frame> frames_;
  std::uint32_t num_found_ = 0, count_ = 0;
};

}  // namespace

std::vector<std::uint32_t> infoset_blocks(const ExtensiveGame& game) {
  const std::vector<std::vector<std::uint32_t>> next = successors(game);
  const Components components(next);
  const std::vector<std::uint32_t>& component = components.component();
  std::vector<std::vector<std::uint32_t>> members(components.count());
  for (std::uint32_t h = 0; h < component.size(); ++h) members[component[h]].push_back(h);
  std::vector<std::uint32_t> distance(components.count(), 0);
  for (std::uint32_t c = components.count(); c-- > 0;) {
    for (const std::uint32_t h : members[c]) {
      for (const std::uint32_t to : next[h]) {
        if (component[to] != c) distance[component[to]] = std::max(distance[component[to]], distance[c] + 1);
      }
    }
  }
  std::vector<std::uint32_t> blocks(component.size());
  for (std::size_t h = 0; h < blocks.size(); ++h) blocks[h] = distance[component[h]];
  return blocks;
}

}  // namespace parley::game
