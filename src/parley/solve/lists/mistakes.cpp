// SPDX-License-Identifier: Apache-2.0
// Searches orders and weights of mistakes for sets whose beliefs hang together.
#include "parley/solve/lists/mistakes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "parley/math/linear_program.h"
#include "parley/solve/lists/mistake_weights.h"

namespace parley::solve::lists {

using game::NodeKind;

namespace {

constexpr double same_order = 1e-6;     // orders are corners of linear programs with small whole numbers
constexpr std::size_t most_groups = 8;  // of sets with more only some subsets are tried

/// How likely it is to come to a node.
struct Reach {
  double order = std::numeric_limits<double>::infinity();
  double log_weight = -std::numeric_limits<double>::infinity();
};

std::vector<Reach> reach_of(const HistoryTree& tree, const Behaviour& behaviour, const Mistakes& mistakes) {
  const auto& game = tree.game();
  std::vector<Reach> reach(game.nodes.size());
  reach[0] = {0.0, 0.0};
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const auto& node = game.nodes[n];
    const auto edges = game.edges_of(n);
    for (std::size_t k = 0; k < edges.size(); ++k) {
      Reach& next = reach[edges[k].to];
      next = reach[n];
      double chance = 0.0;
      if (node.kind == NodeKind::chance) {
        chance = edges[k].prob;
      } else if (!behaviour[node.place].empty()) {  // what is not decided lies elsewhere
        chance = behaviour[node.place][k];
      }
      if (chance > 0.0) {
        next.log_weight += std::log(chance);
      } else {
        next.order += mistakes[node.place][k].order;
        next.log_weight += mistakes[node.place][k].log_weight;
      }
    }
  }
  return reach;
}

/// One search: the mistakes on the way to the sets are the unknowns.
class Search {
 public:
  Search(const HistoryTree& tree, const Behaviour& behaviour, const std::vector<SupportingBeliefs>& sets,
         std::size_t most_tries, const RunContext& run)
      : tree_(tree), tries_left_(most_tries), run_(run) {
    for (const SupportingBeliefs& set : sets) {
      const NodeGroups groups = group_nodes(tree, behaviour, set.set());
      sets_.push_back(grouped(set, groups));
      auto& ways = ways_.emplace_back();
      for (const NodeGroup& group : groups.groups) {
        Way& way = ways.emplace_back();
        way.log_chance = group.log_chance;
        for (const auto& mistake : group.mistakes) way.mistakes.push_back(unknown(mistake));
      }
    }
    possible_.resize(sets.size());
    supports_.resize(sets.size());
  }

  MistakeSearch run() {
    MistakeSearch search;
    search.result = choose(0);
    if (search.result != Consistency::found) return search;
    search.mistakes = equal_mistakes(tree_);
    for (std::size_t u = 0; u < unknowns_.size(); ++u) {
      search.mistakes[unknowns_[u].first][unknowns_[u].second] = {orders_[u], log_weights_[u]};
    }
    return search;
  }

 private:
  std::size_t unknown(const std::pair<std::uint32_t, std::uint32_t>& mistake) {
    const auto [at, is_new] = index_.try_emplace(mistake, unknowns_.size());
    if (is_new) unknowns_.push_back(mistake);
    return at->second;
  }

  /// Decides which groups of set k and of those after it stay possible.
  Consistency choose(std::size_t k) {
    if (k == sets_.size()) return weigh();
    Consistency best = Consistency::none;
    for (const std::vector<std::size_t>& nodes : subsets(sets_[k].num_nodes())) {
      if (tries_left_ == 0 || run_.should_stop()) return Consistency::undecided;
      auto belief = sets_[k].on(nodes);
      if (!belief) continue;
      --tries_left_;
      possible_[k] = nodes;
      supports_[k] = *std::move(belief);
      if (!find_orders(k + 1)) continue;
      const Consistency found = choose(k + 1);
      if (found == Consistency::found) return found;
      if (found == Consistency::undecided) best = found;
    }
    return best;
  }

  /// Single groups first: they ask nothing of the weights. All subsets of few groups; of many, single ones and all.
  [[nodiscard]] std::vector<std::vector<std::size_t>> subsets(std::size_t num_nodes) {
    std::vector<std::vector<std::size_t>> list;
    if (num_nodes > most_groups) {
      for (std::size_t k = 0; k < num_nodes; ++k) list.push_back({k});
      list.emplace_back(num_nodes);
      std::iota(list.back().begin(), list.back().end(), std::size_t{0});
      tries_are_all_ = false;
      return list;
    }
    for (std::size_t mask = 1; mask < (std::size_t{1} << num_nodes); ++mask) {
      auto& nodes = list.emplace_back();
      for (std::size_t k = 0; k < num_nodes; ++k) {
        if ((mask >> k & 1U) != 0) nodes.push_back(k);
      }
    }
    std::ranges::stable_sort(list, {}, [](const auto& nodes) { return nodes.size(); });
    return list;
  }

  /// Orders under which just the possible groups of the first `num_sets` sets are the likeliest.
  bool find_orders(std::size_t num_sets) {
    LinearProgram program(unknowns_.size());  // how far each order is above 1
    for (std::size_t k = 0; k < num_sets; ++k) {
      const Way& first = ways_[k][possible_[k].front()];
      for (std::size_t node = 0; node < ways_[k].size(); ++node) {
        if (node == possible_[k].front()) continue;
        // Order of the node minus that of the first: 0 where both are possible, 1 or more where it is not.
        std::vector<double> row(unknowns_.size(), 0.0);
        double constant = 0.0;
        for (const std::size_t u : ways_[k][node].mistakes) {
          row[u] += 1.0;
          constant += 1.0;
        }
        for (const std::size_t u : first.mistakes) {
          row[u] -= 1.0;
          constant -= 1.0;
        }
        if (std::ranges::find(possible_[k], node) != possible_[k].end()) {
          program.add_equal(row, -constant);
        } else {
          program.add_at_least(row, 1.0 - constant);
        }
      }
    }
    const auto found = program.maximise(std::vector<double>(unknowns_.size(), 0.0));
    if (!found) return false;
    orders_ = found->x;
    for (double& order : orders_) order += 1.0;
    return true;
  }

  Consistency weigh() {
    const WeightSearch found = find_weights({sets_, ways_, possible_, supports_, unknowns_.size()});
    log_weights_ = found.log_weights;
    if (found.result == Consistency::none && !tries_are_all_) return Consistency::undecided;
    return found.result;
  }

  const HistoryTree& tree_;
  std::vector<SupportingBeliefs> sets_;  // in the chances of groups
  std::size_t tries_left_;
  const RunContext& run_;
  bool tries_are_all_ = true;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> index_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> unknowns_;  // set and action
  std::vector<std::vector<Way>> ways_;                             // by set and group
  std::vector<std::vector<std::size_t>> possible_;                 // by set: groups
  std::vector<std::vector<double>> supports_;                      // by set: a belief on them
  std::vector<double> orders_, log_weights_;                       // by unknown
};

/// Sets that equal mistakes do not support; most plays need no more than that.
bool support(const game::Beliefs<double>& beliefs, const std::vector<SupportingBeliefs>& sets) {
  return std::ranges::all_of(sets, [&](const SupportingBeliefs& set) { return set.holds(beliefs.probs[set.set()]); });
}

}  // namespace

NodeGroups group_nodes(const HistoryTree& tree, const Behaviour& behaviour, std::uint32_t set) {
  const std::vector<std::uint32_t>& nodes = tree.game().infosets[set].nodes;
  NodeGroups answer;
  answer.group_of.resize(nodes.size());
  std::vector<double> log_chances(nodes.size(), 0.0);
  for (std::size_t k = 0; k < nodes.size(); ++k) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> mistakes;
    for (std::uint32_t at = nodes[k]; tree.parent(at) != game::none; at = tree.parent(at)) {
      const auto& node = tree.game().nodes[tree.parent(at)];
      const std::uint32_t branch = tree.branch(at);
      const double chance = node.kind == NodeKind::chance ? tree.game().edges[node.first_edge + branch].prob
                                                          : behaviour[node.place][branch];
      if (chance > 0.0) {
        log_chances[k] += std::log(chance);
      } else {
        mistakes.emplace_back(node.place, branch);
      }
    }
    std::ranges::sort(mistakes);
    auto group = std::ranges::find(answer.groups, mistakes, &NodeGroup::mistakes);
    if (group == answer.groups.end()) group = answer.groups.insert(group, NodeGroup{std::move(mistakes), {}, 0.0});
    group->nodes.push_back(k);
    answer.group_of[k] = static_cast<std::size_t>(group - answer.groups.begin());
  }
  answer.shares.resize(nodes.size());
  for (NodeGroup& group : answer.groups) {
    const double top = log_chances[*std::ranges::max_element(group.nodes, {}, [&](auto k) { return log_chances[k]; })];
    double sum = 0.0;
    for (const std::size_t k : group.nodes) sum += std::exp(log_chances[k] - top);
    for (const std::size_t k : group.nodes) answer.shares[k] = std::exp(log_chances[k] - top) / sum;
    group.log_chance = top + std::log(sum);
  }
  return answer;
}

SupportingBeliefs grouped(const SupportingBeliefs& beliefs, const NodeGroups& groups) {
  std::vector<std::vector<std::size_t>> nodes;
  nodes.reserve(groups.groups.size());
  for (const NodeGroup& group : groups.groups) nodes.push_back(group.nodes);
  return beliefs.grouped(nodes, groups.shares);
}

Mistakes equal_mistakes(const HistoryTree& tree) {
  Mistakes mistakes;
  mistakes.reserve(tree.num_sets());
  for (const auto& set : tree.game().infosets) mistakes.emplace_back(set.num_actions);
  return mistakes;
}

game::Beliefs<double> beliefs_from(const HistoryTree& tree, const Behaviour& behaviour, const Mistakes& mistakes) {
  const std::vector<Reach> reach = reach_of(tree, behaviour, mistakes);
  game::Beliefs<double> beliefs;
  for (const auto& set : tree.game().infosets) {
    double order = std::numeric_limits<double>::infinity();
    double log_weight = -order;
    for (const std::uint32_t n : set.nodes) order = std::min(order, reach[n].order);
    const auto is_likeliest = [&](std::uint32_t n) { return reach[n].order <= order + same_order; };
    for (const std::uint32_t n : set.nodes) {
      if (is_likeliest(n)) log_weight = std::max(log_weight, reach[n].log_weight);
    }
    std::vector<double> shares;
    double sum = 0.0;
    for (const std::uint32_t n : set.nodes) {
      shares.push_back(is_likeliest(n) ? std::exp(reach[n].log_weight - log_weight) : 0.0);
      sum += shares.back();
    }
    for (double& share : shares) share /= sum;
    beliefs.probs.push_back(std::move(shares));
  }
  return beliefs;
}

MistakeSearch find_mistakes(const HistoryTree& tree, const Behaviour& behaviour,
                            const std::vector<SupportingBeliefs>& sets, std::size_t most_tries, const RunContext& run) {
  Mistakes equal = equal_mistakes(tree);
  if (sets.empty() || support(beliefs_from(tree, behaviour, equal), sets)) {
    return {Consistency::found, std::move(equal)};
  }
  return Search(tree, behaviour, sets, most_tries, run).run();
}

}  // namespace parley::solve::lists
