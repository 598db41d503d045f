// SPDX-License-Identifier: Apache-2.0
// One pass from the root: a class for each sequence of choices, and for each mixture of classes where histories merge.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "parley/solve/settled/arithmetic.h"
#include "parley/solve/settled/game_graph.h"

namespace parley::solve::settled {

using game::NodeKind;
using game::none;

namespace {

/// Gives each (class, information set) a row of new classes, one an action. Open addressing: one call a decision node.
class ClassTable {
 public:
  explicit ClassTable(std::size_t num_decisions) {
    std::size_t size = 16;
    while (size < 2 * num_decisions) size *= 2;
    keys_.assign(size, 0);
    rows_.assign(size, 0);
  }

  std::uint32_t fresh(std::uint32_t count) {
    const std::uint32_t first = next_;
    next_ += count;
    return first;
  }

  std::uint32_t row(std::uint32_t reach_class, std::uint32_t infoset, std::uint32_t num_actions) {
    const std::uint64_t key = (std::uint64_t{reach_class} << 32U | infoset) + 1;  // 0 marks an empty place
    std::size_t at = mix(0, key) & (keys_.size() - 1);
    while (keys_[at] != 0 && keys_[at] != key) at = (at + 1) & (keys_.size() - 1);
    if (keys_[at] == 0) {
      keys_[at] = key;
      rows_[at] = fresh(num_actions);
    }
    return rows_[at];
  }

 private:
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> rows_;
  std::uint32_t next_ = 1;  // 0 is the root's
};

/// Classes of merged nodes: sums of classes, known by their weights relative to the first.
template <class T>
class Mixtures {
 public:
  using Mixture = std::vector<std::pair<std::uint32_t, T>>;

  void add(std::uint32_t node, std::uint32_t reach_class, const T& weight) {
    waiting_[node].emplace_back(reach_class, weight);
  }
  [[nodiscard]] bool any() const { return !waiting_.empty(); }

  /// Adds what other edges brought to `node`, whose first edge gave it reach_class and weight.
  void settle(std::uint32_t node, std::uint32_t& reach_class, T& weight, ClassTable& table) {
    const auto found = waiting_.find(node);
    if (found == waiting_.end()) return;
    Mixture& mixture = found->second;
    mixture.emplace_back(reach_class, weight);
    std::ranges::sort(mixture);
    std::size_t kept = 0;
    for (std::size_t k = 1; k < mixture.size(); ++k) {
      if (mixture[k].first == mixture[kept].first) {
        mixture[kept].second += mixture[k].second;
      } else if (++kept != k) {
        mixture[kept] = std::move(mixture[k]);
      }
    }
    mixture.resize(kept + 1);
    weight = mixture.front().second;
    reach_class = mixture.size() == 1 ? mixture.front().first : class_of(std::move(mixture), table);
    waiting_.erase(found);
  }

 private:
  std::uint32_t class_of(Mixture mixture, ClassTable& table) {
    std::size_t hash = 0;
    const T first_weight = mixture.front().second;
    for (auto& [reach_class, weight] : mixture) {
      weight = weight / first_weight;
      hash = mix(hash, reach_class);
    }
    const auto [first, last] = known_.equal_range(hash);
    for (auto it = first; it != last; ++it) {
      const bool equal = std::ranges::equal(it->second.first, mixture, [](const auto& x, const auto& y) {
        return x.first == y.first && same_number(x.second, y.second, T{});
      });
      if (equal) return it->second.second;
    }
    const std::uint32_t fresh = table.fresh(1);
    known_.emplace(hash, std::pair(std::move(mixture), fresh));
    return fresh;
  }

  std::unordered_map<std::uint32_t, Mixture> waiting_;
  std::unordered_multimap<std::size_t, std::pair<Mixture, std::uint32_t>> known_;
};

}  // namespace

template <class T>
ReachClasses<T>::ReachClasses(const game::NumericGame<T>& game)
    : reach_class(game.nodes.size(), none), weight(game.nodes.size()) {
  ClassTable table(game.nodes.size());
  Mixtures<T> mixtures;
  reach_class[0] = 0;
  weight[0] = T(1);
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    if (reach_class[n] == none) continue;
    if (mixtures.any()) mixtures.settle(n, reach_class[n], weight[n], table);
    const auto& node = game.nodes[n];
    const bool chance = node.kind == NodeKind::chance;
    std::uint32_t next = reach_class[n];
    if (node.kind == NodeKind::decision) next = table.row(next, node.place, node.num_edges);
    for (const auto& edge : game.edges_of(n)) {
      T reached = chance ? weight[n] * edge.prob : weight[n];
      if (reach_class[edge.to] == none) {
        reach_class[edge.to] = next;
        weight[edge.to] = std::move(reached);
      } else {
        mixtures.add(edge.to, next, reached);
      }
      if (!chance) ++next;
    }
  }
}

template struct ReachClasses<double>;
template struct ReachClasses<Rational>;

}  // namespace parley::solve::settled
