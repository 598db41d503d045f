// SPDX-License-Identifier: Apache-2.0
// Goes through the game backwards for what each node still needs, and forwards for where paths break.
#include "parley/why/paths.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

namespace parley::why {

namespace {

using Node = game::NumericGame<double>::Node;

build::Origin origin_at(const std::vector<build::Origin>& origins, std::size_t k) {
  return k < origins.size() ? origins[k] : build::Origin{};
}

}  // namespace

Paths::Paths(const build::Model& model, const Solved& solved, std::size_t outcome)
    : model_(model), solved_(solved), outcome_(outcome), nodes_(solved.game.nodes.size()) {
  for (std::size_t n = nodes_.size(); n-- > 0;) fill(static_cast<std::uint32_t>(n));
}

double Paths::loss(std::size_t set, std::size_t action) const {
  const std::vector<double>& values = solved_.certificate.action_values[set];
  const std::vector<double>& probs = solved_.profile.probs[set];
  double played = 0.0;
  for (std::size_t a = 0; a < probs.size(); ++a) {
    if (probs[a] > 0.0) played += probs[a] * values[a];
  }
  return std::max(played - values[action], 0.0);
}

Paths::Need Paths::edge_need(const Node& node, std::uint32_t edge) const {
  if (node.kind == game::NodeKind::chance) {
    return {0.0, 0, -std::log(solved_.game.edges[node.first_edge + edge].prob)};
  }
  const double prob = solved_.profile.probs[node.place][edge];
  if (prob > 0.0) return {0.0, 0, -std::log(prob)};
  return {loss(node.place, edge) / payoff_range(solved_, solved_.game.infosets[node.place].player), 1, 0.0};
}

void Paths::fill(std::uint32_t n) {
  const Node& node = solved_.game.nodes[n];
  AtNode& at = nodes_[n];
  if (node.kind == game::NodeKind::terminal) {
    at.exists = solved_.game.indicators[std::size_t{node.place} * solved_.game.num_quantities + outcome_] > 0.0;
    at.paths = at.exists ? 1.0 : 0.0;
    return;
  }
  for (std::uint32_t k = 0; k < node.num_edges; ++k) {
    const AtNode& next = nodes_[solved_.game.edges[node.first_edge + k].to];
    if (!next.exists) continue;
    at.paths += next.paths;
    Need need = edge_need(node, k);
    need.share += next.need.share;
    need.count += next.need.count;
    need.surprise += next.need.surprise;
    if (at.exists && !(need < at.need)) continue;
    at.exists = true;
    at.need = need;
    at.best = k;
  }
}

Deviation Paths::deviation(std::size_t set, std::size_t action) const {
  const auto& numeric = solved_.game.infosets[set];
  const game::Infoset& origin = model_.game.infosets[numeric.origin];
  const std::vector<double>& probs = solved_.profile.probs[set];
  const auto chosen = static_cast<std::size_t>(std::ranges::max_element(probs) - probs.begin());
  Deviation deviation;
  deviation.infoset = study::infoset_name(model_.game, origin);
  deviation.chosen = study::choice_name(model_.game, origin, numeric.actions[chosen]);
  deviation.required = study::choice_name(model_.game, origin, numeric.actions[action]);
  deviation.loss = loss(set, action);
  deviation.loss_share = deviation.loss / payoff_range(solved_, numeric.player);
  deviation.reach = solved_.certificate.reach[set];
  deviation.origin = origin_at(model_.step_origins, origin.step);
  deviation.payoffs = origin_at(model_.payoff_origins, numeric.player);
  return deviation;
}

std::optional<FirstNeed> Paths::first_need() const {
  if (!exist()) return std::nullopt;
  for (std::uint32_t n = 0; solved_.game.nodes[n].kind != game::NodeKind::terminal;) {
    const Node& node = solved_.game.nodes[n];
    const std::uint32_t edge = nodes_[n].best;
    const bool is_made = node.kind == game::NodeKind::chance || solved_.profile.probs[node.place][edge] > 0.0;
    if (!is_made) return FirstNeed{node.place, edge, loss(node.place, edge)};
    n = solved_.game.edges[node.first_edge + edge].to;
  }
  return std::nullopt;
}

Move Paths::move(const Node& node, std::uint32_t edge) const {
  Move move;
  const auto& taken = solved_.game.edges[node.first_edge + edge];
  if (node.kind == game::NodeKind::chance) {
    const game::ChanceMove& chance = model_.game.chances[model_.game.nodes[node.origin].place];
    const game::StepName& step = model_.game.steps[chance.step];
    move.is_chance = true;
    move.infoset.step = step.name;
    if (chance.round != 0) move.infoset.round = chance.round;
    move.label = step.labels[taken.label];
    move.prob = taken.prob;
    move.origin = origin_at(model_.step_origins, chance.step);
    return move;
  }
  const auto& numeric = solved_.game.infosets[node.place];
  const game::Infoset& origin = model_.game.infosets[numeric.origin];
  move.infoset = study::infoset_name(model_.game, origin);
  move.choice = study::choice_name(model_.game, origin, numeric.actions[edge]);
  move.prob = solved_.profile.probs[node.place][edge];
  move.origin = origin_at(model_.step_origins, origin.step);
  if (!(move.prob > 0.0)) move.needs = deviation(node.place, edge);
  return move;
}

std::vector<Move> Paths::least() const {
  std::vector<Move> moves;
  if (!exist()) return moves;
  for (std::uint32_t n = 0; solved_.game.nodes[n].kind != game::NodeKind::terminal;) {
    const Node& node = solved_.game.nodes[n];
    moves.push_back(move(node, nodes_[n].best));
    n = solved_.game.edges[node.first_edge + nodes_[n].best].to;
  }
  return moves;
}

PathsTo Paths::facts() const {
  PathsTo facts;
  facts.paths = nodes_[0].paths;
  facts.least = least();
  facts.least_share = exist() ? nodes_[0].need.share : 0.0;
  // So many ways lead to a node without a choice that is not made.
  std::vector<double> ways(nodes_.size(), 0.0);
  ways[0] = 1.0;
  std::map<std::pair<std::size_t, std::size_t>, double> broken;
  for (std::size_t n = 0; n < nodes_.size(); ++n) {
    const Node& node = solved_.game.nodes[n];
    if (!(ways[n] > 0.0) || !nodes_[n].exists) continue;
    if (node.kind == game::NodeKind::terminal) facts.open += ways[n];
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      const std::uint32_t to = solved_.game.edges[node.first_edge + k].to;
      if (!nodes_[to].exists) continue;
      if (node.kind == game::NodeKind::chance || solved_.profile.probs[node.place][k] > 0.0) {
        ways[to] += ways[n];
      } else {
        broken[{node.place, k}] += ways[n] * nodes_[to].paths;
      }
    }
  }
  facts.deviations.reserve(broken.size());
  for (const auto& [key, paths] : broken) {
    facts.deviations.push_back(deviation(key.first, key.second));
    facts.deviations.back().paths = paths;
  }
  std::ranges::stable_sort(facts.deviations, std::greater<>{}, &Deviation::paths);
  if (facts.deviations.size() > most_deviations) {
    facts.more = facts.deviations.size() - most_deviations;
    facts.deviations.resize(most_deviations);
  }
  return facts;
}

}  // namespace parley::why
