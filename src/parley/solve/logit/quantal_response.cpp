// SPDX-License-Identifier: Apache-2.0
// One pass down for the chances of coming to each node, one up for what it is worth, then the information sets.
#include "parley/solve/logit/quantal_response.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace parley::solve::logit {

using game::NodeKind;

namespace {

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

/// In [-1, 1], a function of the place alone.
double fixed_pattern(std::uint64_t place) {
  std::uint64_t h = (place + 1) * 0x9e3779b97f4a7c15U;
  h = (h ^ (h >> 30U)) * 0xbf58476d1ce4e5b9U;
  h = (h ^ (h >> 27U)) * 0x94d049bb133111ebU;
  h ^= h >> 31U;
  constexpr double unit = 0x1.0p-52;
  return static_cast<double>(h >> 11U) * unit - 1.0;
}

}  // namespace

void QuantalResponse::Range::cover(const Range& other) {
  if (other.first == other.last) return;
  if (first == last) {
    *this = other;
  } else {
    first = std::min(first, other.first);
    last = std::max(last, other.last);
  }
}

QuantalResponse::QuantalResponse(const game::NumericGame<double>& game)
    : num_players_(game.num_players), payoffs_(game.payoffs) {
  std::size_t num_actions = 0;
  std::size_t num_set_nodes = 0;
  for (const auto& infoset : game.infosets) {
    sets_.push_back({infoset.player, infoset.num_actions, 0, num_actions, num_set_nodes, infoset.nodes, {}});
    num_unknowns_ += infoset.num_actions - 1;
    num_actions += infoset.num_actions;
    num_set_nodes += infoset.nodes.size();
  }
  std::vector<std::uint32_t> num_in(game.nodes.size(), 0);
  for (const auto& edge : game.edges) {
    ++num_in[edge.to];
    edges_.push_back({edge.to, edge.prob, edge.prob > 0.0 ? std::log(edge.prob) : minus_infinity});
  }
  std::uint32_t first_in = 0;
  for (std::size_t n = 0; n < game.nodes.size(); ++n) {
    const auto& node = game.nodes[n];
    nodes_.push_back({node.kind, node.first_edge, node.num_edges, node.place, first_in, 0, {}, {}, 0});
    first_in += num_in[n];
  }
  ins_.resize(first_in);
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    for (std::uint32_t k = 0; k < nodes_[n].num_edges; ++k) {
      Node& to = nodes_[edges_[nodes_[n].first_edge + k].to];
      ins_[to.first_in + to.num_in++] = {n, k};
    }
  }
  number_unknowns();
  find_above();
  find_below();
  scale_ = 0.0;
  for (std::uint32_t p = 0; p < num_players_; ++p) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (std::size_t t = p; t < payoffs_.size(); t += num_players_) {
      low = std::min(low, payoffs_[t]);
      high = std::max(high, payoffs_[t]);
    }
    if (low <= high) scale_ = std::max(scale_, high - low);
    // Shifts change nothing but the rounding.
    for (std::size_t t = p; t < payoffs_.size(); t += num_players_) payoffs_[t] -= low;
  }
  if (!(scale_ > 0.0)) scale_ = 1.0;
  probs_.resize(num_actions);
  log_probs_.resize(num_actions);
  values_.resize(num_actions);
  gradients_.resize(num_actions * num_unknowns_);
  beliefs_.resize(num_set_nodes);
  is_played_.resize(nodes_.size());
  log_reach_.resize(nodes_.size());
  reach_gradients_.assign(nodes_.size() * num_unknowns_, 0.0);
  worth_.resize(nodes_.size() * num_players_);
  worth_gradients_.assign(nodes_.size() * num_players_ * num_unknowns_, 0.0);
  mean_gradient_.resize(num_unknowns_);
}

/// In the order in which a walk through the tree, always on to the last branch, first meets the sets.
void QuantalResponse::number_unknowns() {
  std::vector<bool> is_seen(nodes_.size(), false), is_numbered(sets_.size(), false);
  std::size_t next = 0;
  const auto number = [&](std::size_t h) {
    if (is_numbered[h]) return;
    is_numbered[h] = true;
    sets_[h].first_unknown = next;
    next += sets_[h].num_actions - 1;
  };
  std::vector<std::uint32_t> stack{0};
  while (!stack.empty() && !nodes_.empty()) {
    const std::uint32_t n = stack.back();
    stack.pop_back();
    if (is_seen[n]) continue;
    is_seen[n] = true;
    const Node& node = nodes_[n];
    if (node.kind == NodeKind::decision) number(node.place);
    for (std::uint32_t k = 0; k < node.num_edges; ++k) stack.push_back(edges_[node.first_edge + k].to);
  }
  for (std::size_t h = 0; h < sets_.size(); ++h) number(h);  // sets that nothing leads to
}

void QuantalResponse::find_above() {
  std::vector<Passed> passed(nodes_.size());  // what stands above a node, and its own set
  for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
    Node& node = nodes_[n];
    const std::span<const In> ins{ins_.data() + node.first_in, node.num_in};
    for (const In& in : ins) {
      const Node& from = nodes_[in.from];
      node.asked_by |= from.asked_by;
      if (from.kind == NodeKind::decision) node.asked_by |= bit_of(sets_[from.place].player);
    }
    if (ins.size() == 1) node.above = passed[ins.front().from];
    if (ins.size() > 1) {
      std::vector<std::uint32_t> all;
      for (const In& in : ins) {
        const Passed& more = passed[in.from];
        all.insert(all.end(), passed_.begin() + more.first, passed_.begin() + more.first + more.count);
      }
      node.above = keep(std::move(all));
    }
    passed[n] = node.above;
    if (node.kind != NodeKind::decision) continue;
    std::vector<std::uint32_t> all(above(node).begin(), above(node).end());
    all.push_back(node.place);
    passed[n] = keep(std::move(all));
  }
  for (Set& set : sets_) {
    if (set.nodes.size() < 2) continue;
    for (const std::uint32_t n : set.nodes) {
      const auto more = above(nodes_[n]);
      set.above.insert(set.above.end(), more.begin(), more.end());
    }
    std::ranges::sort(set.above);
    const auto twice = std::ranges::unique(set.above);
    set.above.erase(twice.begin(), twice.end());
  }
}

QuantalResponse::Passed QuantalResponse::keep(std::vector<std::uint32_t> sets) {
  std::ranges::sort(sets);
  const auto twice = std::ranges::unique(sets);
  sets.erase(twice.begin(), twice.end());
  const Passed kept{static_cast<std::uint32_t>(passed_.size()), static_cast<std::uint32_t>(sets.size())};
  passed_.insert(passed_.end(), sets.begin(), sets.end());
  return kept;
}

void QuantalResponse::find_below() {
  for (std::size_t n = nodes_.size(); n-- > 0;) {
    Node& node = nodes_[n];
    if (node.kind == NodeKind::decision) {
      const Set& set = sets_[node.place];
      node.below = {set.first_unknown, set.first_unknown + set.num_actions - 1};
    }
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      node.below.cover(nodes_[edges_[node.first_edge + k].to].below);
    }
  }
}

void QuantalResponse::move_payoffs(double size) {
  for (std::size_t i = 0; i < payoffs_.size(); ++i) payoffs_[i] += size * fixed_pattern(i);
}

void QuantalResponse::rule_out(std::vector<std::vector<bool>> ruled_out) { ruled_out_ = std::move(ruled_out); }

void QuantalResponse::evaluate(std::span<const double> log_odds, bool with_gradients) {
  find_probs(log_odds);
  find_reach(with_gradients);
  find_worth(with_gradients);
  find_values(with_gradients);
}

void QuantalResponse::find_probs(std::span<const double> log_odds) {
  for (std::size_t h = 0; h < sets_.size(); ++h) {
    const Set& set = sets_[h];
    const auto odds = [&](std::uint32_t a) { return a == 0 ? 0.0 : log_odds[set.first_unknown + a - 1]; };
    double top = minus_infinity;
    for (std::uint32_t a = 0; a < set.num_actions; ++a) {
      if (!is_ruled_out(h, a)) top = std::max(top, odds(a));
    }
    double sum = 0.0;
    for (std::uint32_t a = 0; a < set.num_actions; ++a) {
      double& prob = probs_[set.first_action + a];
      prob = is_ruled_out(h, a) ? 0.0 : std::exp(odds(a) - top);
      sum += prob;
    }
    const double all = top + std::log(sum);
    for (std::uint32_t a = 0; a < set.num_actions; ++a) {
      probs_[set.first_action + a] /= sum;
      log_probs_[set.first_action + a] = odds(a) - all;
    }
  }
}

double QuantalResponse::log_reach_by(const In& in) const {
  const Node& from = nodes_[in.from];
  const double taken = from.kind == NodeKind::decision ? log_probs_[sets_[from.place].first_action + in.action]
                                                       : edges_[from.first_edge + in.action].log_prob;
  return log_reach_[in.from] + taken;
}

/// to += weight * from, at the unknowns of some sets.
void QuantalResponse::add(double* to, double weight, const double* from, std::span<const std::uint32_t> sets) const {
  for (const std::uint32_t h : sets) {
    const std::size_t last = sets_[h].first_unknown + sets_[h].num_actions - 1;
    for (std::size_t u = sets_[h].first_unknown; u < last; ++u) to[u] += weight * from[u];
  }
}

void QuantalResponse::clear(double* row, std::span<const std::uint32_t> sets) const {
  for (const std::uint32_t h : sets) std::fill_n(row + sets_[h].first_unknown, sets_[h].num_actions - 1, 0.0);
}

/// Of the log of the chance of coming to a node by this edge.
void QuantalResponse::add_reach_gradient(const In& in, double weight, double* to) const {
  const Node& from = nodes_[in.from];
  add(to, weight, reach_gradient(in.from), above(from));
  if (from.kind != NodeKind::decision) return;
  const Set& set = sets_[from.place];
  for (std::uint32_t a = 1; a < set.num_actions; ++a) {
    to[set.first_unknown + a - 1] += weight * ((a == in.action ? 1.0 : 0.0) - probs_[set.first_action + a]);
  }
}

void QuantalResponse::find_reach(bool with_gradients) {
  log_reach_[0] = 0.0;
  is_played_[0] = true;
  for (std::uint32_t n = 1; n < nodes_.size(); ++n) {
    if (nodes_[n].kind != NodeKind::terminal) arrive(n, with_gradients);
  }
}

bool QuantalResponse::is_played(const In& in) const {
  const Node& from = nodes_[in.from];
  return is_played_[in.from] && (from.kind != NodeKind::decision || !is_ruled_out(from.place, in.action));
}

void QuantalResponse::arrive(std::uint32_t n, bool with_gradients) {
  const Node& node = nodes_[n];
  const std::span<const In> ins{ins_.data() + node.first_in, node.num_in};
  double* gradient = reach_gradient(n);
  if (with_gradients) clear(gradient, above(node));
  is_played_[n] = std::ranges::any_of(ins, [&](const In& in) { return is_played(in); });
  if (ins.size() == 1) {
    log_reach_[n] = log_reach_by(ins.front());
    if (with_gradients) add_reach_gradient(ins.front(), 1.0, gradient);
    return;
  }
  const auto counts = [&](const In& in) { return !is_played_[n] || is_played(in); };
  double top = minus_infinity;
  for (const In& in : ins) {
    if (counts(in)) top = std::max(top, log_reach_by(in));
  }
  double sum = 0.0;
  for (const In& in : ins) {
    if (counts(in)) sum += std::exp(log_reach_by(in) - top);
  }
  log_reach_[n] = top + std::log(sum);
  if (!with_gradients) return;
  for (const In& in : ins) {
    if (counts(in)) add_reach_gradient(in, std::exp(log_reach_by(in) - top) / sum, gradient);
  }
}

void QuantalResponse::find_worth(bool with_gradients) {
  for (std::uint32_t n = static_cast<std::uint32_t>(nodes_.size()); n-- > 0;) {
    const Node& node = nodes_[n];
    for (std::uint32_t p = 0; p < num_players_; ++p) {
      if ((node.asked_by & bit_of(p)) == 0) continue;
      double& value = worth(n, p);
      if (node.kind == NodeKind::terminal) {
        value = payoffs_[std::size_t{node.place} * num_players_ + p];
        continue;
      }
      const Edge* edges = edges_.data() + node.first_edge;
      const double* probs = node.kind == NodeKind::decision ? probs_.data() + sets_[node.place].first_action : nullptr;
      value = 0.0;
      for (std::uint32_t k = 0; k < node.num_edges; ++k) {
        value += (probs != nullptr ? probs[k] : edges[k].prob) * worth(edges[k].to, p);
      }
      if (!with_gradients) continue;
      double* gradient = worth_gradient(n, p);
      std::fill(gradient + node.below.first, gradient + node.below.last, 0.0);
      for (std::uint32_t k = 0; k < node.num_edges; ++k) {
        const double prob = probs != nullptr ? probs[k] : edges[k].prob;
        const Range& below = nodes_[edges[k].to].below;
        const double* after = worth_gradient(edges[k].to, p);
        for (std::size_t u = below.first; u < below.last; ++u) gradient[u] += prob * after[u];
      }
      if (probs == nullptr) continue;
      for (std::uint32_t a = 1; a < node.num_edges; ++a) {
        gradient[sets_[node.place].first_unknown + a - 1] += probs[a] * (worth(edges[a].to, p) - value);
      }
    }
  }
}

void QuantalResponse::find_values(bool with_gradients) {
  for (const Set& set : sets_) {
    const bool comes = std::ranges::any_of(set.nodes, [&](std::uint32_t n) { return is_played_[n]; });
    double top = minus_infinity;
    for (const std::uint32_t n : set.nodes) {
      if (is_played_[n] == comes) top = std::max(top, log_reach_[n]);
    }
    double sum = 0.0;
    for (std::size_t k = 0; k < set.nodes.size(); ++k) {
      double& belief = beliefs_[set.first_node + k];
      belief = is_played_[set.nodes[k]] == comes ? std::exp(log_reach_[set.nodes[k]] - top) : 0.0;
      sum += belief;
    }
    for (std::size_t k = 0; k < set.nodes.size(); ++k) beliefs_[set.first_node + k] /= sum;
    const bool learns = with_gradients && set.nodes.size() > 1;
    if (learns) {
      clear(mean_gradient_.data(), set.above);
      for (std::size_t k = 0; k < set.nodes.size(); ++k) {
        const double belief = beliefs_[set.first_node + k];
        add(mean_gradient_.data(), belief, reach_gradient(set.nodes[k]), above(nodes_[set.nodes[k]]));
      }
    }
    for (std::uint32_t a = 0; a < set.num_actions; ++a) {
      double& value = values_[set.first_action + a];
      double* gradient = gradients_.data() + (set.first_action + a) * num_unknowns_;
      value = 0.0;
      if (with_gradients) std::fill(gradient, gradient + num_unknowns_, 0.0);
      for (std::size_t k = 0; k < set.nodes.size(); ++k) {
        const double belief = beliefs_[set.first_node + k];
        const Node& node = nodes_[set.nodes[k]];
        const std::uint32_t to = edges_[node.first_edge + a].to;
        const double after = worth(to, set.player);
        value += belief * after;
        if (!with_gradients || belief == 0.0) continue;
        const double* later = worth_gradient(to, set.player);
        for (std::size_t u = nodes_[to].below.first; u < nodes_[to].below.last; ++u) gradient[u] += belief * later[u];
        if (!learns) continue;
        add(gradient, belief * after, reach_gradient(set.nodes[k]), above(node));
      }
      if (!learns) continue;
      add(gradient, -value, mean_gradient_.data(), set.above);
    }
  }
}

double QuantalResponse::largest_gain() const {
  double largest = 0.0;
  for (const Set& set : sets_) {
    double played = 0.0;
    double best = minus_infinity;
    for (std::uint32_t a = 0; a < set.num_actions; ++a) {
      const double value = values_[set.first_action + a];
      played += probs_[set.first_action + a] * value;
      best = std::max(best, value);
    }
    largest = std::max(largest, best - played);
  }
  return largest;
}

}  // namespace parley::solve::logit
