// SPDX-License-Identifier: Apache-2.0
// Lists the steps of a certificate: arrivals forward, then values and gains backward.
#include "parley/game/certificate_plan.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
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
        shares_(game.nodes.size(), 0),
        values_(game.nodes.size()),
        sets_(game.infosets.size()) {}

  CertificatePlan plan() {
    order_nodes();
    for (auto node = finished_.rbegin(); node != finished_.rend(); ++node) arrive(*node);
    for (const std::uint32_t node : finished_) {
      value(node);
      if (game_.nodes[node].kind == NodeKind::decision) compare_actions(node);
    }
    for (std::uint32_t p = 0; p < game_.num_players(); ++p) {
      recorder_.record(CertificateOp::copy, {recorder_.value(p)}, {values_[0][p]});
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
    if (leads_to_choice_[index] == 0) return;
    if (index == 0) {
      arrivals_[0] = {recorder_.constant(0.0), recorder_.constant(1.0)};
      always_there_[0] = 1;
    }
    for (std::size_t i = 0; i < parents_[index].size(); ++i) {
      const auto [parent, k] = parents_[index][i];
      const Arrival way = arrive_by(parent, k);
      arrivals_[index] = i == 0 ? way : merged(arrivals_[index], way);
      if (always_there_[parent] != 0 && is_always_there(game_.nodes[parent], k)) always_there_[index] = 1;
    }
    if (game_.nodes[index].kind == NodeKind::decision) arrive_at_set(game_.nodes[index].place);
  }

  Arrival arrive_by(std::uint32_t parent, std::uint32_t k) {
    const Node& node = game_.nodes[parent];
    Arrival way = arrivals_[parent];
    if (node.kind == NodeKind::chance) {
      const Arrival from = way;
      way = {recorder_.new_lane(), recorder_.new_lane()};
      recorder_.record(CertificateOp::chance_branch, {way.mistakes, way.weight},
                       {from.mistakes, from.weight, recorder_.slot(condition(node, k))});
      return way;
    }
    if (node.kind == NodeKind::decision && node.num_edges > 1) {
      const Lane before = std::exchange(way.mistakes, recorder_.new_lane());
      recorder_.record(CertificateOp::mistake, {way.mistakes}, {before, recorder_.choice(node.place)}, k);
    }
    way.mistakes = where_there(node, k, way.mistakes, std::numeric_limits<double>::infinity());
    return way;
  }

  /// `x` in draws that have the edge, `otherwise` in others.
  Lane where_there(const Node& node, std::uint32_t k, Lane x, double otherwise) {
    if (is_always_there(node, k)) return x;
    const Lane to = recorder_.new_lane();
    recorder_.record(CertificateOp::only_if, {to}, {x, recorder_.slot(condition(node, k))}, otherwise);
    return to;
  }

  Arrival merged(const Arrival& a, const Arrival& b) {
    const Arrival sum{recorder_.new_lane(), recorder_.new_lane()};
    recorder_.record(CertificateOp::merge, {sum.mistakes, sum.weight}, {a.mistakes, a.weight, b.mistakes, b.weight});
    return sum;
  }

  /// Beliefs, once the last node of the set has its arrival.
  void arrive_at_set(std::uint32_t h) {
    Set& set = sets_[h];
    if (++set.num_compared < set.nodes.size()) return;
    set.num_compared = 0;
    if (set.nodes.size() == 1) {
      const Arrival& at = arrivals_[set.nodes[0]];
      recorder_.record(CertificateOp::reach, {recorder_.reach(h)}, {at.mistakes, at.weight});
      return;
    }
    set.total = recorder_.new_lane();
    std::vector<Lane> results{set.total, recorder_.reach(h)};
    std::vector<Lane> arrivals;
    for (const std::uint32_t node : set.nodes) {
      shares_[node] = recorder_.new_lane();
      results.push_back(shares_[node]);
      arrivals.insert(arrivals.end(), {arrivals_[node].mistakes, arrivals_[node].weight});
    }
    recorder_.record(CertificateOp::belief, results, arrivals);
  }

  // ---- backward ----

  void value(std::uint32_t index) {
    const Node& node = game_.nodes[index];
    std::vector<Lane>& values = values_[index];
    for (std::uint32_t p = 0; p < game_.num_players(); ++p) {
      if (node.kind == NodeKind::terminal) {
        values.push_back(recorder_.slot(game_.terminals[node.place].payoffs[p]));
      } else {
        values.push_back(node.kind == NodeKind::chance ? average(node, p) : chosen(node, p));
      }
    }
  }

  Lane average(const Node& node, std::uint32_t p) {
    std::vector<Lane> parts;
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      if (!may_be_there(node, k)) continue;
      parts.insert(parts.end(), {recorder_.slot(condition(node, k)), values_[target(node, k)][p]});
    }
    if (parts.empty()) return recorder_.constant(0.0);  // no draw keeps the rules
    return once(CertificateOp::average, std::move(parts));
  }

  /// Of the action chosen, or of the branch that a guard lets through.
  Lane chosen(const Node& node, std::uint32_t p) {
    std::vector<std::uint32_t> there;
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      if (may_be_there(node, k)) there.push_back(k);
    }
    if (there.empty()) return recorder_.constant(0.0);  // no draw keeps the rules
    // What is never there is never chosen: anything may stand in its place.
    const auto of = [&](std::uint32_t k) {
      return values_[target(node, may_be_there(node, k) ? k : there.front())][p];
    };
    bool same = true;
    for (const std::uint32_t k : there) same = same && of(k) == of(there.front());
    if (same) return of(there.front());
    std::vector<Lane> parts;
    if (node.kind == NodeKind::guard) {
      parts.push_back(recorder_.slot(condition(node, 1)));
    } else {
      parts.push_back(recorder_.choice(node.place));
    }
    for (std::uint32_t k = 0; k < node.num_edges; ++k) parts.push_back(of(k));
    return once(CertificateOp::choose, std::move(parts));
  }

  /// The same step on the same lanes is recorded once.
  Lane once(CertificateOp op, std::vector<Lane> parts) {
    const auto [place, is_new] = known_.try_emplace({op, std::move(parts)}, 0);
    if (is_new) {
      place->second = recorder_.new_lane();
      recorder_.record(op, {place->second}, place->first.second);
    }
    return place->second;
  }

  // ---- gains ----

  void compare_actions(std::uint32_t index) {
    const Node& node = game_.nodes[index];
    Set& set = sets_[node.place];
    const std::uint32_t owner = game_.infosets[node.place].player.index;
    if (set.nodes.size() == 1) return gain_at_node(index, owner);
    const Lane share = shares_[index];
    if (only_two(node)) {
      add_advantage(set, 1, share, values_[target(node, 1)][owner], values_[target(node, 0)][owner]);
    } else {
      for (std::uint32_t k = 0; k < node.num_edges; ++k) {
        if (may_be_there(node, k)) add_advantage(set, k, share, values_[target(node, k)][owner], values_[index][owner]);
      }
    }
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
    others.insert(others.begin(), chosen);
    if (always_there_[index] != 0) return recorder_.update(CertificateOp::gain, recorder_.largest_gain(), others);
    others.insert(others.begin(), arrivals_[index].mistakes);
    recorder_.update(CertificateOp::gain_in_game, recorder_.largest_gain(), others);
  }

  void add_advantage(Set& set, std::uint32_t action, Lane share, Lane x, Lane y) {
    if (x == y) return;
    const auto known = std::ranges::find(set.advantages, action, &std::pair<std::uint32_t, Lane>::first);
    if (known != set.advantages.end()) {
      return recorder_.update(CertificateOp::more_advantage, known->second, {share, x, y});
    }
    set.advantages.emplace_back(action, recorder_.new_lane());
    recorder_.record(CertificateOp::advantage, {set.advantages.back().second}, {share, x, y});
  }

  void gain_at_set(const Node& node, const Set& set) {
    if (set.advantages.empty()) return;
    std::vector<Lane> parts{set.total};
    if (only_two(node)) {
      parts.insert(parts.end(), {recorder_.choice(node.place), set.advantages[0].second});
      return recorder_.update(CertificateOp::gain_of_two, recorder_.largest_gain(), parts);
    }
    for (const auto& [action, advantage] : set.advantages) {
      parts.push_back(where_there(node, action, advantage, -std::numeric_limits<double>::infinity()));
    }
    recorder_.update(CertificateOp::gain_of_many, recorder_.largest_gain(), parts);
  }

  const ParametricGame& game_;
  CertificateRecorder recorder_;
  std::vector<std::uint32_t> finished_;
  std::vector<std::vector<Parent>> parents_;
  std::vector<std::uint8_t> leads_to_choice_;
  std::vector<std::uint8_t> always_there_;  // in the game of every draw
  std::vector<Arrival> arrivals_;
  std::vector<Lane> shares_;               // of decision nodes in their sets, where those have several
  std::vector<std::vector<Lane>> values_;  // [node][player]
  std::vector<Set> sets_;
  std::map<std::pair<CertificateOp, std::vector<Lane>>, Lane> known_;
};

}  // namespace

CertificatePlan plan_certificate(const ParametricGame& game) { return Planner(game).plan(); }

}  // namespace parley::game
