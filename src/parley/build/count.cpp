// SPDX-License-Identifier: Apache-2.0
// Sizes of the tree, counted on the graph: nodes by adding up below, information sets by following what a player sees.
#include <algorithm>
#include <map>
#include <utility>

#include "parley/build/model.h"
#include "parley/build/watch.h"

namespace parley::build {

namespace {

using game::NodeKind;

/// Labels seen of moves whose block is not over yet, to be told at its end.
using Pending = std::vector<std::uint32_t>;
/// Where play may be, for all that the player has been told: nodes, each with what it will be told of its own history.
using Position = std::vector<std::pair<std::uint32_t, Pending>>;

class Counting {
 public:
  Counting(const Model& model, const std::vector<double>& slots) : model_(model), game_(model.game), slots_(slots) {}

  Sizes run() {
    Sizes sizes;
    count_nodes(sizes);
    for (std::uint32_t p = 0; p < game_.num_players(); ++p) sizes.infosets.push_back(count_infosets(p));
    return sizes;
  }

 private:
  [[nodiscard]] bool there(const game::Node& node, std::uint32_t k) const {
    return slots_[game_.edges[node.first_edge + k].prob.at()] > 0.0;
  }

  void count_nodes(Sizes& sizes) const {
    struct Below {
      double nodes = 0, terminals = 0, decisions = 0;
    };
    std::vector<Below> below(game_.nodes.size());
    for (std::size_t n = game_.nodes.size(); n-- > 0;) {
      const game::Node& node = game_.nodes[n];
      Below& here = below[n];
      here.nodes = node.kind == NodeKind::guard ? 0 : 1;
      here.terminals = node.kind == NodeKind::terminal ? 1 : 0;
      here.decisions = node.kind == NodeKind::decision ? 1 : 0;
      for (std::uint32_t k = 0; k < node.num_edges; ++k) {
        if (!there(node, k)) continue;
        const Below& child = below[game_.edges[node.first_edge + k].to.at()];
        here.nodes += child.nodes;
        here.terminals += child.terminals;
        here.decisions += child.decisions;
      }
    }
    sizes.nodes = below.front().nodes;
    sizes.terminals = below.front().terminals;
    sizes.decision_nodes = below.front().decisions;
  }

  /// How many different things the player can have seen when it moves. Positions with equal futures are followed once,
  /// with the number of ways of having come there.
  double count_infosets(std::uint32_t player) {
    const std::uint64_t bit = std::uint64_t{1} << player;
    std::uint32_t last = 0;
    bool moves = false;
    for (std::size_t n = 0; n < game_.nodes.size(); ++n) {
      if (!is_of(game_.nodes[n], player)) continue;
      last = std::max(last, model_.watch->node_moment[n]);
      moves = true;
    }
    if (!moves) return 0;
    std::map<std::pair<std::uint32_t, Position>, double> open;
    const auto put = [&](Position position, double ways) {
      if (position.empty()) return;
      std::ranges::sort(position);
      position.erase(std::unique(position.begin(), position.end()), position.end());
      const std::uint32_t moment = first_moment(position);
      if (moment <= last) open[{moment, std::move(position)}] += ways;
    };
    put({{passed(0), {}}}, 1.0);
    double count = 0;
    while (!open.empty()) {
      auto entry = open.extract(open.begin());
      const std::uint32_t moment = entry.key().first;
      const Position& position = entry.key().second;
      const double ways = entry.mapped();
      if (tell(position, moment, [&](Position told) { put(std::move(told), ways); })) continue;
      const Watch::Moment& watch = model_.watch->moments[moment];
      const bool at_once = (watch.mover & bit) != 0 || ((watch.seen_by & bit) != 0 && watch.reveal == moment + 1);
      const bool later = !at_once && (watch.seen_by & bit) != 0;
      if (std::ranges::any_of(position, [&](const auto& element) {
            return model_.watch->node_moment[element.first] == moment && is_of(game_.nodes[element.first], player);
          })) {
        count += ways;
      }
      std::map<std::uint32_t, Position> by_label;
      Position quiet;
      for (const auto& [n, pending] : position) {
        if (model_.watch->node_moment[n] != moment) {
          quiet.emplace_back(n, pending);
          continue;
        }
        const game::Node& node = game_.nodes[n];
        for (std::uint32_t k = 0; k < node.num_edges; ++k) {
          if (!there(node, k)) continue;
          const game::Edge& edge = game_.edges[node.first_edge + k];
          Pending next = pending;
          if (later) next.insert(next.end(), {moment, edge.label});
          (at_once ? by_label[edge.label] : quiet).emplace_back(passed(edge.to.index), std::move(next));
        }
      }
      put(std::move(quiet), ways);
      for (auto& [label, branch] : by_label) put(std::move(branch), ways);
    }
    return count;
  }

  [[nodiscard]] bool is_of(const game::Node& node, std::uint32_t player) const {
    return node.kind == NodeKind::decision && game_.infosets[node.place].player.index == player;
  }

  /// The node itself, or the first one after guards.
  [[nodiscard]] std::uint32_t passed(std::uint32_t n) const {
    while (game_.nodes[n].kind == NodeKind::guard) {
      const game::Node& node = game_.nodes[n];
      n = game_.edges[node.first_edge + (there(node, 0) ? 0U : 1U)].to.index;
    }
    return n;
  }

  [[nodiscard]] std::uint32_t first_moment(const Position& position) const {
    std::uint32_t first = model_.watch->node_moment[position.front().first];
    for (const auto& [n, pending] : position) first = std::min(first, model_.watch->node_moment[n]);
    return first;
  }

  /// At the end of a block its labels are told: the position splits by them. False where nothing is to be told.
  template <class Put>
  bool tell(const Position& position, std::uint32_t moment, Put put) const {
    std::map<Pending, Position> told;
    bool any = false;
    for (const auto& [n, pending] : position) {
      const bool due = !pending.empty() && model_.watch->moments[pending.front()].reveal <= moment;
      any = any || due;
      told[due ? pending : Pending{}].emplace_back(n, due ? Pending{} : pending);
    }
    if (!any) return false;
    for (auto& [pending, branch] : told) put(std::move(branch));
    return true;
  }

  const Model& model_;
  const game::ParametricGame& game_;
  const std::vector<double>& slots_;
};

}  // namespace

Sizes count(const Model& model, const std::vector<double>& slots) { return Counting(model, slots).run(); }

Sizes count(const Model& model, const std::vector<Number>& slots) {
  std::vector<double> values;
  values.reserve(slots.size());
  for (const Number& slot : slots) values.push_back(slot.value);
  return count(model, values);
}

std::vector<Number> centre_inputs(const Model& model, const std::vector<double>& levers) {
  std::vector<Number> inputs;
  std::size_t next = 0;
  inputs.reserve(model.inputs.size());
  for (const Input& input : model.inputs) {
    inputs.push_back(input.kind == Input::Kind::lever ? Number(levers.at(next++)) : input.centre);
  }
  return inputs;
}

}  // namespace parley::build
