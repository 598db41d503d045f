// SPDX-License-Identifier: Apache-2.0
// Lists the steps of a certificate: arrivals forward, then values and gains backward.
#include "parley/game/certificate_plan.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <ranges>
#include <span>
#include <utility>

#include "parley/game/certificate_recorder.h"

namespace parley::game {
namespace {

using Lane = CertificateRecorder::Lane;

class Planner {
 public:
  explicit Planner(const ParametricGame& game)
      : game_(game),
        recorder_(game),
        parents_(game.nodes.size()),
        leads_to_choice_(game.nodes.size(), 0),
        always_there_(game.nodes.size(), 0),
        arrivals_(game.nodes.size()),
        ways_(game.edges.size()),
        shares_(game.nodes.size(), 0),
        values_(game.nodes.size()),
        sets_(game.infosets.size()) {}

  CertificatePlan plan() {
    order_nodes();
    for (const std::uint32_t node : std::views::reverse(finished_)) {
      if (leads_to_choice_[node] == 0) continue;
      arrive(node);
      leave(node);
    }
    for (const std::uint32_t node : finished_) {
      value(node);
      if (game_.nodes[node].kind == NodeKind::decision) compare_actions(node);
    }
    for (std::uint32_t p = 0; p < game_.num_players(); ++p) {
      recorder_.record(CertificateOp::copy, {recorder_.value(p), values_[0][p]});
    }
    return recorder_.finish();
  }

 private:
  struct Arrival {
    Lane mistakes = 0, weight = 0;
  };
  struct Parent {
    std::uint32_t node, edge;
  };
  /// What is known of an information set on the way.
  struct Set {
    std::vector<std::uint32_t> nodes;  // that some draw may come to, in the order of arrival
    std::size_t num_compared = 0;
    Lane total = 0;
    std::vector<std::pair<std::uint32_t, Lane>> advantages;  // by action, of those that can have one
  };

  // ---- structure ----

  [[nodiscard]] Slot condition(const Node& node, std::uint32_t k) const {
    return node.kind == NodeKind::decision ? game_.infosets[node.place].available[k] : game_.edges_of(node)[k].prob;
  }
  /// False where no draw has the edge.
  [[nodiscard]] bool may_be_there(const Node& node, std::uint32_t k) const {
    const Number* known = game_.program.constant_at(condition(node, k));
    if (known == nullptr) return true;
    return node.kind == NodeKind::chance ? known->value > 0.0 : known->value == 1.0;
  }
  /// True where every draw that comes to the node has the edge.
  [[nodiscard]] bool is_always_there(const Node& node, std::uint32_t k) const {
    return game_.program.constant_at(condition(node, k)) != nullptr && may_be_there(node, k);
  }
  [[nodiscard]] std::uint32_t target(const Node& node, std::uint32_t k) const {
    return game_.edges_of(node)[k].to.index;
  }

  /// Depth first from the root: finished_ has children before parents, and what belongs together close together.
  void order_nodes() {
    std::vector<std::uint8_t> seen(game_.nodes.size(), 0);
    std::vector<Parent> open{{0, 0}};
    seen[0] = 1;
    while (!open.empty()) {
      const auto [index, k] = open.back();
      const Node& node = game_.nodes[index];
      if (k == node.num_edges) {
        finish_node(index);
        open.pop_back();
        continue;
      }
      ++open.back().edge;
      if (!may_be_there(node, k)) continue;
      const std::uint32_t child = target(node, k);
      parents_[child].push_back({index, k});
      if (seen[child] == 0) open.push_back({child, 0});
      seen[child] = 1;
    }
  }

  void finish_node(std::uint32_t index) {
    const Node& node = game_.nodes[index];
    finished_.push_back(index);
    if (node.kind == NodeKind::decision) {
      leads_to_choice_[index] = 1;
      sets_[node.place].nodes.push_back(index);
    }
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      if (may_be_there(node, k) && leads_to_choice_[target(node, k)] != 0) leads_to_choice_[index] = 1;
    }
  }

  // ---- forward ----

  void arrive(std::uint32_t index) {
    if (index == 0) {
      arrivals_[0] = {recorder_.constant(0.0), recorder_.constant(1.0)};
      always_there_[0] = 1;
    }
    for (std::size_t i = 0; i < parents_[index].size(); ++i) {
      const auto [parent, k] = parents_[index][i];
      const Arrival& way = ways_[game_.nodes[parent].first_edge + k];
      arrivals_[index] = i == 0 ? way : merged(arrivals_[index], way);
      if (always_there_[parent] != 0 && is_always_there(game_.nodes[parent], k)) always_there_[index] = 1;
    }
    if (game_.nodes[index].kind == NodeKind::decision) arrive_at_set(game_.nodes[index].place);
  }

  /// Arrivals by each edge of a node that leads to choices.
  void leave(std::uint32_t index) {
    const Node& node = game_.nodes[index];
    const Arrival& at = arrivals_[index];
    const bool may_be_mistaken = node.kind == NodeKind::decision && node.num_edges > 1;
    std::vector<Lane> mistakes;
    if (may_be_mistaken) mistakes = {at.mistakes, recorder_.choice(node.place)};
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      if (!may_be_there(node, k) || leads_to_choice_[target(node, k)] == 0) continue;
      Arrival& way = ways_[node.first_edge + k] = at;
      if (node.kind == NodeKind::chance) {
        way = {recorder_.new_lane(), recorder_.new_lane()};
        recorder_.record(CertificateOp::chance_branch,
                         {way.mistakes, way.weight, at.mistakes, at.weight, recorder_.slot(condition(node, k))});
      }
      if (!may_be_mistaken) continue;
      way.mistakes = recorder_.new_lane();
      mistakes.insert(mistakes.end(), {way.mistakes, recorder_.constant(k)});
    }
    if (mistakes.size() > 2) recorder_.record(CertificateOp::mistakes, mistakes, mistakes.size() / 2 - 1);
    if (node.kind == NodeKind::chance) return;
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      Arrival& way = ways_[node.first_edge + k];
      if (!may_be_there(node, k) || leads_to_choice_[target(node, k)] == 0) continue;
      way.mistakes = where_there(node, k, way.mistakes, std::numeric_limits<double>::infinity());
    }
  }

  /// `x` in draws that have the edge, `otherwise` in others.
  Lane where_there(const Node& node, std::uint32_t k, Lane x, double otherwise) {
    if (is_always_there(node, k)) return x;
    const Lane to = recorder_.new_lane();
    recorder_.record(CertificateOp::only_if,
                     {to, x, recorder_.slot(condition(node, k)), recorder_.constant(otherwise)});
    return to;
  }

  Arrival merged(const Arrival& a, const Arrival& b) {
    const Arrival sum{recorder_.new_lane(), recorder_.new_lane()};
    recorder_.record(CertificateOp::merge, {sum.mistakes, sum.weight, a.mistakes, a.weight, b.mistakes, b.weight});
    return sum;
  }

  /// Beliefs, once the last node of the set has its arrival.
  void arrive_at_set(std::uint32_t h) {
    Set& set = sets_[h];
    if (++set.num_compared < set.nodes.size()) return;
    set.num_compared = 0;
    if (set.nodes.size() == 1) {
      const Arrival& at = arrivals_[set.nodes[0]];
      recorder_.record(CertificateOp::reach, {recorder_.reach(h), at.mistakes, at.weight});
      return;
    }
    set.total = recorder_.new_lane();
    std::vector<Lane> operands{set.total, recorder_.reach(h)};
    std::vector<Lane> arrivals;
    for (const std::uint32_t node : set.nodes) {
      shares_[node] = recorder_.new_lane();
      operands.push_back(shares_[node]);
      arrivals.insert(arrivals.end(), {arrivals_[node].mistakes, arrivals_[node].weight});
    }
    operands.insert(operands.end(), arrivals.begin(), arrivals.end());
    recorder_.record(CertificateOp::belief, operands, set.nodes.size());
  }

  // ---- backward ----

  void value(std::uint32_t index) {
    const Node& node = game_.nodes[index];
    if (node.kind == NodeKind::terminal) {
      for (const Slot payoff : game_.terminals[node.place].payoffs) values_[index].push_back(recorder_.slot(payoff));
      return;
    }
    // What is never there is never chosen: anything may stand in its place.
    std::vector<std::uint32_t> there;
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      if (may_be_there(node, k)) there.push_back(k);
    }
    if (there.empty()) {  // no draw keeps the rules
      values_[index].assign(game_.num_players(), recorder_.constant(0.0));
    } else if (node.kind == NodeKind::chance) {
      average(index, there);
    } else {
      std::vector<std::uint32_t> edges;
      edges.reserve(node.num_edges);
      for (std::uint32_t k = 0; k < node.num_edges; ++k) edges.push_back(may_be_there(node, k) ? k : there.front());
      choose(index, edges);
    }
  }

  void average(std::uint32_t index, const std::vector<std::uint32_t>& edges) {
    std::vector<Lane> chances;
    chances.reserve(edges.size());
    for (const std::uint32_t k : edges) chances.push_back(recorder_.slot(condition(game_.nodes[index], k)));
    record_once(CertificateOp::average, index, edges, chances, false);
  }

  /// Of the action chosen, or of the branch that a guard lets through: the second where its own condition holds.
  void choose(std::uint32_t index, const std::vector<std::uint32_t>& edges) {
    const Node& node = game_.nodes[index];
    const bool guard = node.kind == NodeKind::guard;
    const Lane choice = guard ? recorder_.slot(condition(node, 1)) : recorder_.choice(node.place);
    record_once(CertificateOp::choose, index, edges, {choice}, true);
  }

  /// The values of all players at a node from those after it; what was computed before is not computed again, and what
  /// is the same after all edges is the value if `same_is_value`.
  void record_once(CertificateOp op, std::uint32_t index, const std::vector<std::uint32_t>& edges,
                   std::vector<Lane> operands, bool same_is_value) {
    const std::size_t num_common = operands.size();
    std::size_t count = 0;
    for (std::uint32_t p = 0; p < game_.num_players(); ++p) {
      std::vector<Lane> key(operands.begin(), operands.begin() + static_cast<std::ptrdiff_t>(num_common));
      for (const std::uint32_t k : edges) key.push_back(values_[target(game_.nodes[index], k)][p]);
      const auto parts = std::span(key).subspan(num_common);
      const bool same = std::ranges::count(parts, parts.front()) == std::ssize(parts);
      if (same && same_is_value) {
        values_[index].push_back(parts.front());
        continue;
      }
      const auto [place, is_new] = known_.try_emplace({op, key}, 0);
      if (is_new) {
        place->second = recorder_.new_lane();
        operands.push_back(place->second);
        operands.insert(operands.end(), parts.begin(), parts.end());
        ++count;
      }
      values_[index].push_back(place->second);
    }
    if (count > 0) recorder_.record(op, operands, count, edges.size());
  }

  // ---- gains ----

  void compare_actions(std::uint32_t index) {
    const Node& node = game_.nodes[index];
    Set& set = sets_[node.place];
    const std::uint32_t owner = game_.infosets[node.place].player.index;
    if (set.nodes.size() == 1) return gain_at_node(index, owner);
    std::vector<Lane> first{shares_[index]}, more{shares_[index]};
    const auto advantage = [&](std::uint32_t k, Lane x, Lane y) {
      if (x == y) return;
      const auto known = std::ranges::find(set.advantages, k, &std::pair<std::uint32_t, Lane>::first);
      const bool is_first = known == set.advantages.end();
      const Lane sum = is_first ? recorder_.new_lane() : known->second;
      if (is_first) set.advantages.emplace_back(k, sum);
      (is_first ? first : more).insert((is_first ? first : more).end(), {sum, x, y});
    };
    const auto worth = [&](std::uint32_t k) { return values_[target(node, k)][owner]; };
    if (only_two(node)) {
      advantage(1, worth(1), worth(0));
    } else {
      for (std::uint32_t k = 0; k < node.num_edges; ++k) {
        if (may_be_there(node, k)) advantage(k, worth(k), values_[index][owner]);
      }
    }
    if (first.size() > 1) recorder_.record(CertificateOp::advantage, first, first.size() / 3);
    if (more.size() > 1) recorder_.record(CertificateOp::more_advantage, more, more.size() / 3);
    if (++set.num_compared == set.nodes.size()) gain_at_set(node, set);
  }

  [[nodiscard]] bool only_two(const Node& node) const {
    return node.num_edges == 2 && is_always_there(node, 0) && is_always_there(node, 1);
  }

  void gain_at_node(std::uint32_t index, std::uint32_t owner) {
    const Node& node = game_.nodes[index];
    const Lane chosen = values_[index][owner];
    std::vector<Lane> others;
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      if (!may_be_there(node, k) || values_[target(node, k)][owner] == chosen) continue;
      others.push_back(where_there(node, k, values_[target(node, k)][owner], -std::numeric_limits<double>::infinity()));
    }
    if (others.empty()) return;
    std::vector<Lane> operands{recorder_.largest_gain(), chosen};
    if (always_there_[index] == 0) operands.push_back(arrivals_[index].mistakes);
    operands.insert(operands.end(), others.begin(), others.end());
    recorder_.record(always_there_[index] != 0 ? CertificateOp::gain : CertificateOp::gain_in_game, operands,
                     others.size());
  }

  void gain_at_set(const Node& node, const Set& set) {
    if (set.advantages.empty()) return;
    std::vector<Lane> operands{recorder_.largest_gain(), set.total};
    if (only_two(node)) {
      operands.insert(operands.end(), {recorder_.choice(node.place), set.advantages[0].second});
      recorder_.record(CertificateOp::gain_of_two, operands);
      return;
    }
    for (const auto& [action, advantage] : set.advantages) {
      operands.push_back(where_there(node, action, advantage, -std::numeric_limits<double>::infinity()));
    }
    recorder_.record(CertificateOp::gain_of_many, operands, set.advantages.size());
  }

  const ParametricGame& game_;
  CertificateRecorder recorder_;
  std::vector<std::uint32_t> finished_;
  std::vector<std::vector<Parent>> parents_;
  std::vector<std::uint8_t> leads_to_choice_;
  std::vector<std::uint8_t> always_there_;  // in the game of every draw
  std::vector<Arrival> arrivals_;           // by node
  std::vector<Arrival> ways_;               // by edge
  std::vector<Lane> shares_;                // of decision nodes in their sets, where those have several
  std::vector<std::vector<Lane>> values_;   // [node][player]
  std::vector<Set> sets_;
  std::map<std::pair<CertificateOp, std::vector<Lane>>, Lane> known_;
};

}  // namespace

CertificatePlan plan_certificate(const ParametricGame& game) { return Planner(game).plan(); }

}  // namespace parley::game
