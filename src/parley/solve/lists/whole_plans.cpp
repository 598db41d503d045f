// SPDX-License-Identifier: Apache-2.0
// Compares with whole plans where beliefs at successive sets need not follow from each other.
#include "parley/solve/lists/whole_plans.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "parley/math/linear_program.h"

namespace parley::solve::lists {

namespace {

/// Pure plans of a player from a set on, as what they are worth at each of its nodes. The best plan under a belief is
/// found with its values by asking with the belief, then node by node: a plan is the same at all of them.
class Plans {
 public:
  Plans(const HistoryTree& tree, const Behaviour& behaviour, std::uint32_t set)
      : tree_(tree), behaviour_(behaviour), set_(set) {}

  [[nodiscard]] std::vector<double> as_played() const { return values_of(behaviour_); }

  /// Values at the nodes of the plan that is best under the belief.
  [[nodiscard]] std::vector<double> best_under(const std::vector<double>& belief) const {
    Behaviour plan = behaviour_;
    std::vector<WeightedNode> at;
    at.reserve(belief.size());
    for (std::size_t k = 0; k < belief.size(); ++k) at.push_back({nodes()[k], belief[k]});
    follow_best(at, plan);
    return values_of(plan);
  }

 private:
  [[nodiscard]] std::vector<double> values_of(const Behaviour& behaviour) const {
    std::vector<double> values;
    values.reserve(nodes().size());
    for (const std::uint32_t n : nodes()) values.push_back(tree_.worth(behaviour, n, tree_.player_of(set_)));
    return values;
  }
  [[nodiscard]] const std::vector<std::uint32_t>& nodes() const { return tree_.game().infosets[set_].nodes; }

  /// Writes the best choice at the player's sets that can be met from `at`, the last ones first.
  void follow_best(std::vector<WeightedNode> at, Behaviour& plan) const {
    const std::uint32_t player = tree_.player_of(set_);
    std::vector<std::pair<std::uint32_t, std::vector<WeightedNode>>> own;
    while (!at.empty()) {
      const WeightedNode here = at.back();
      at.pop_back();
      const auto& node = tree_.game().nodes[here.node];
      if (node.kind == game::NodeKind::terminal) continue;
      if (node.kind == game::NodeKind::decision && tree_.player_of(node.place) == player) {
        auto place = std::ranges::find(own, node.place, &std::pair<std::uint32_t, std::vector<WeightedNode>>::first);
        if (place == own.end()) place = own.insert(own.end(), {node.place, {}});
        place->second.push_back(here);
        continue;
      }
      const auto edges = tree_.game().edges_of(here.node);
      for (std::size_t k = 0; k < edges.size(); ++k) {
        const double chance = node.kind == game::NodeKind::chance ? edges[k].prob : behaviour_[node.place].at(k);
        if (chance > 0.0) at.push_back({edges[k].to, here.weight * chance});
      }
    }
    for (const auto& [set, nodes] : own) choose_best(set, nodes, plan);
  }

  void choose_best(std::uint32_t set, const std::vector<WeightedNode>& nodes, Behaviour& plan) const {
    const std::uint32_t player = tree_.player_of(set_);
    const std::uint32_t num_actions = tree_.game().infosets[set].num_actions;
    std::uint32_t best = 0;
    double best_value = 0.0;
    for (std::uint32_t a = 0; a < num_actions; ++a) {
      std::vector<WeightedNode> next;
      next.reserve(nodes.size());
      for (const WeightedNode& at : nodes) next.push_back({tree_.child(at.node, a), at.weight});
      follow_best(next, plan);
      double value = 0.0;
      for (const WeightedNode& at : next) value += at.weight * tree_.worth(plan, at.node, player);
      if (a == 0 || value > best_value) {
        best = a;
        best_value = value;
      }
    }
    plan[set].assign(num_actions, 0.0);
    plan[set][best] = 1.0;
  }

  const HistoryTree& tree_;
  const Behaviour& behaviour_;
  std::uint32_t set_;
};

}  // namespace

double door_value(const HistoryTree& tree, const PlayOnPath& play, const Behaviour& behaviour, const OffPathDoor& door,
                  OffPathRule rule) {
  double sum = 0.0;
  double weight = 0.0;
  std::vector<WeightedNode> after;
  for (const WeightedNode& at : play.nodes[door.set]) {
    weight += at.weight;
    if (rule == OffPathRule::consistent) {
      sum += at.weight * tree.action_worth(behaviour, at.node, door.action);
    } else {
      after.push_back({tree.child(at.node, door.action), at.weight});
    }
  }
  if (rule == OffPathRule::set_by_set) sum = tree.best_plan(behaviour, std::move(after), tree.player_of(door.set));
  return sum / weight;
}

bool some_belief_against_whole_plans(const HistoryTree& tree, const Behaviour& behaviour, std::uint32_t set) {
  constexpr int most_rounds = 200;
  const Plans plans(tree, behaviour, set);
  const std::vector<double> played = plans.as_played();
  const double tolerance = tree.tolerance(tree.player_of(set));
  std::vector<double> belief(played.size(), 1.0 / static_cast<double>(played.size()));
  LinearProgram program(played.size());
  program.add_equal(std::vector<double>(played.size(), 1.0), 1.0);
  // Plans are added as they turn out better under the belief at hand, until none is or no belief is left.
  for (int round = 0; round < most_rounds; ++round) {
    std::vector<double> row = plans.best_under(belief);
    double gain = 0.0;
    for (std::size_t k = 0; k < row.size(); ++k) {
      row[k] = played[k] - row[k];
      gain -= belief[k] * row[k];
    }
    if (gain <= tolerance) return true;
    program.add_at_least(std::move(row), -0.5 * tolerance);
    const auto next = program.maximise(std::vector<double>(played.size(), 0.0));
    if (!next) return false;
    belief = next->x;
  }
  return false;
}

}  // namespace parley::solve::lists
