// SPDX-License-Identifier: Apache-2.0
// Decides the sets that play comes to, the first ones first.
#include "parley/solve/lists/path_patterns.h"

#include <algorithm>

namespace parley::solve::lists {

using game::NodeKind;

namespace {

class Walker {
 public:
  Walker(const HistoryTree& tree, const OpenActions& open, PatternKind kind, std::size_t most_patterns,
         const RunContext& run, const std::function<void(const Pattern&)>& visit)
      : tree_(tree),
        open_(open),
        kind_(kind),
        most_patterns_(most_patterns),
        run_(run),
        visit_(visit),
        pattern_(tree.num_sets()) {}

  PatternCount walk() {
    decide_next();
    return count_;
  }

 private:
  /// The first set in the order of the game that play comes to and that is not decided; its nodes with the chances of
  /// coming there, which are known (`is_weighed`) where nothing before it mixes.
  struct Next {
    std::uint32_t set = game::none;
    std::vector<WeightedNode> nodes;
    bool is_weighed = true;
  };

  [[nodiscard]] Next next() const {
    const auto& game = tree_.game();
    Next found;
    bool mixes = false;
    std::vector<WeightedNode> ahead = {{0, 1.0}};
    while (!ahead.empty()) {
      const WeightedNode at = ahead.back();
      ahead.pop_back();
      const auto& node = game.nodes[at.node];
      if (node.kind == NodeKind::terminal) continue;
      if (node.kind == NodeKind::chance) {
        for (const auto& edge : game.edges_of(at.node)) ahead.push_back({edge.to, at.weight * edge.prob});
        continue;
      }
      const std::vector<std::uint32_t>& played = pattern_[node.place];
      mixes = mixes || played.size() > 1;
      for (const std::uint32_t a : played) ahead.push_back({tree_.child(at.node, a), at.weight});
      if (!played.empty()) continue;
      if (found.set == game::none || comes_before(node.place, found.set)) {
        found.set = node.place;
        found.nodes.clear();
      }
      if (found.set == node.place) found.nodes.push_back(at);
    }
    found.is_weighed = !mixes && found.set != game::none && all_is_decided_before(found.set);
    return found;
  }

  [[nodiscard]] bool comes_before(std::uint32_t a, std::uint32_t b) const {
    const auto& sets = tree_.game().infosets;
    return sets[a].block != sets[b].block ? sets[a].block < sets[b].block : a < b;
  }

  /// No more of the set's nodes can be come to by what is decided later.
  [[nodiscard]] bool all_is_decided_before(std::uint32_t set) const {
    const auto& game = tree_.game();
    return std::ranges::all_of(game.infosets[set].nodes, [&](std::uint32_t n) {
      bool is_decided = true;
      for (; tree_.parent(n) != game::none; n = tree_.parent(n)) {
        const auto& node = game.nodes[tree_.parent(n)];
        if (node.kind != NodeKind::decision) continue;
        const std::vector<std::uint32_t>& played = pattern_[node.place];
        if (played.empty()) is_decided = false;
        // Not come to, whatever is decided.
        if (!played.empty() && std::ranges::find(played, tree_.branch(n)) == played.end()) return true;
      }
      return is_decided;
    });
  }

  void decide_next() {
    const Next at = next();
    if (at.set == game::none) {
      finish();
      return;
    }
    std::vector<std::uint32_t> actions;
    for (const std::uint32_t a : open_.at(at.set)) {
      if (!is_worse(at, a)) actions.push_back(a);
    }
    const std::size_t num_subsets = std::size_t{1} << std::min<std::size_t>(actions.size(), 20);
    if (kind_ == PatternKind::pure) {
      for (const std::uint32_t a : actions) decide(at.set, {a});
    } else {
      for (std::size_t mask = 1; mask < num_subsets; ++mask) {
        std::vector<std::uint32_t> played;
        for (std::size_t k = 0; k < actions.size(); ++k) {
          if ((mask >> k & 1U) != 0) played.push_back(actions[k]);
        }
        decide(at.set, std::move(played));
      }
    }
  }

  void decide(std::uint32_t set, std::vector<std::uint32_t> played) {
    if (!count_.is_complete) return;
    pattern_[set] = std::move(played);
    decide_next();
    pattern_[set].clear();
  }

  void finish() {
    const bool mixes = std::ranges::any_of(pattern_, [](const auto& played) { return played.size() > 1; });
    if (mixes != (kind_ == PatternKind::mixed)) return;
    if (count_.patterns == most_patterns_ || run_.should_stop()) {
      count_.is_complete = false;
      return;
    }
    ++count_.patterns;
    visit_(pattern_);
  }

  /// Another action is better: under the belief where it is known, else at every node that play comes to.
  [[nodiscard]] bool is_worse(const Next& at, std::uint32_t action) const {
    const double tolerance = tree_.tolerance(tree_.player_of(at.set));
    return std::ranges::any_of(open_.at(at.set), [&](std::uint32_t other) {
      if (other == action) return false;
      if (!at.is_weighed) {
        return kind_ == PatternKind::mixed && std::ranges::all_of(tree_.game().infosets[at.set].nodes, [&](auto n) {
                 return open_.low(n, other) > open_.high(n, action) + tolerance;
               });
      }
      double better = 0.0;
      double weight = 0.0;
      for (const WeightedNode& node : at.nodes) {
        better += node.weight * (open_.low(node.node, other) - open_.high(node.node, action));
        weight += node.weight;
      }
      return better > tolerance * weight;
    });
  }

  const HistoryTree& tree_;
  const OpenActions& open_;
  PatternKind kind_;
  std::size_t most_patterns_;
  const RunContext& run_;
  const std::function<void(const Pattern&)>& visit_;
  Pattern pattern_;
  PatternCount count_;
};

}  // namespace

PatternCount for_each_pattern(const HistoryTree& tree, const OpenActions& open, PatternKind kind,
                              std::size_t most_patterns, const RunContext& run,
                              const std::function<void(const Pattern&)>& visit) {
  return Walker(tree, open, kind, most_patterns, run, visit).walk();
}

}  // namespace parley::solve::lists
