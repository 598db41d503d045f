// SPDX-License-Identifier: Apache-2.0
// Compares with whole plans where beliefs at successive sets need not follow from each other.
#include "parley/solve/lists/whole_plans.h"

#include <utility>
#include <vector>

#include "parley/math/linear_program.h"

namespace parley::solve::lists {

namespace {

/// To the mover, at each node of the set.
std::vector<double> values_at(const HistoryTree& tree, const Behaviour& behaviour, std::uint32_t set) {
  const std::vector<std::uint32_t>& nodes = tree.game().infosets[set].nodes;
  std::vector<double> values;
  values.reserve(nodes.size());
  for (const std::uint32_t n : nodes) values.push_back(tree.worth(behaviour, n, tree.player_of(set)));
  return values;
}

/// The same if the mover follows from there the plan that is best under the belief.
std::vector<double> values_of_best_plan(const HistoryTree& tree, Behaviour behaviour, std::uint32_t set,
                                        const std::vector<double>& belief) {
  const std::vector<std::uint32_t>& nodes = tree.game().infosets[set].nodes;
  std::vector<WeightedNode> at;
  at.reserve(nodes.size());
  for (std::size_t k = 0; k < nodes.size(); ++k) at.push_back({nodes[k], belief[k]});
  tree.follow_best_plan(behaviour, std::move(at), tree.player_of(set));
  return values_at(tree, behaviour, set);
}

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
  if (rule == OffPathRule::set_by_set) sum = tree.best_plan(behaviour, after, tree.player_of(door.set));
  return sum / weight;
}

bool some_belief_against_whole_plans(const HistoryTree& tree, const Behaviour& behaviour, std::uint32_t set) {
  constexpr int most_rounds = 200;
  const std::vector<double> played = values_at(tree, behaviour, set);
  const double tolerance = tree.tolerance(tree.player_of(set));
  std::vector<double> belief(played.size(), 1.0 / static_cast<double>(played.size()));
  LinearProgram program(played.size());
  program.add_equal(std::vector<double>(played.size(), 1.0), 1.0);
  // Plans are added as they turn out better under the belief at hand, until none is or no belief is left.
  for (int round = 0; round < most_rounds; ++round) {
    std::vector<double> row = values_of_best_plan(tree, behaviour, set, belief);
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
