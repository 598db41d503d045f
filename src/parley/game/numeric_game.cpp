// SPDX-License-Identifier: Apache-2.0
// Turns a parametric game and the values of one draw into a game with numbers in it.
#include "parley/game/numeric_game.h"

#include <algorithm>
#include <utility>

#include "parley/game/drawn_graph.h"

namespace parley::game {

template <class T>
T NumericGame<T>::payoff_range(std::uint32_t player) const {
  if (payoffs.empty()) return T{};
  T low = payoffs[player];
  T high = low;
  for (std::size_t i = player; i < payoffs.size(); i += num_players) {
    if (payoffs[i] < low) low = payoffs[i];
    if (high < payoffs[i]) high = payoffs[i];
  }
  return high - low;
}

template <class T>
T NumericGame<T>::largest_payoff_range() const {
  T largest{};
  for (std::uint32_t p = 0; p < num_players; ++p) {
    T range = payoff_range(p);
    if (largest < range) largest = std::move(range);
  }
  return largest;
}

NumericGame<double> in_doubles(const NumericGame<Rational>& game) {
  NumericGame<double> out;
  out.num_players = game.num_players;
  out.num_quantities = game.num_quantities;
  for (const auto& node : game.nodes) {
    out.nodes.push_back({node.kind, node.first_edge, node.num_edges, node.place, node.origin});
  }
  for (const auto& edge : game.edges) {
    out.edges.push_back({edge.to, edge.prob.to_double(), edge.report_prob.to_double(), edge.label});
  }
  for (const auto& set : game.infosets) {
    out.infosets.push_back({set.player, set.num_actions, set.block, set.origin, set.actions, set.nodes});
  }
  for (const Rational& payoff : game.payoffs) out.payoffs.push_back(payoff.to_double());
  for (const Rational& indicator : game.indicators) out.indicators.push_back(indicator.to_double());
  return out;
}

template struct NumericGame<double>;
template struct NumericGame<Rational>;

namespace {

/// Copies what a draw has of a parametric game, in the order of its nodes and information sets.
template <class T>
class DrawnGame {
 public:
  DrawnGame(const ParametricGame& game, const DrawnGraph<T>& graph) : game_(game), graph_(graph) {}

  NumericGame<T> build() {
    out_.num_players = static_cast<std::uint32_t>(game_.num_players());
    out_.num_quantities = static_cast<std::uint32_t>(game_.quantities.size());
    number_nodes();
    add_infosets();
    for (std::uint32_t i = 0; i < game_.nodes.size(); ++i) {
      if (number_[i] != none) add_node(i);
    }
    return std::move(out_);
  }

 private:
  void number_nodes() {
    number_.assign(game_.nodes.size(), none);
    std::uint32_t next = 0;
    for (std::uint32_t i = 0; i < game_.nodes.size(); ++i) {
      if (graph_.reached(i) && game_.nodes[i].kind != NodeKind::guard) number_[i] = next++;
    }
    out_.nodes.reserve(next);
  }

  void add_infosets() {
    infoset_number_.assign(game_.infosets.size(), none);
    for (std::uint32_t h = 0; h < game_.infosets.size(); ++h) {
      const Infoset& from = game_.infosets[h];
      typename NumericGame<T>::Infoset to;
      for (const NodeId node : from.nodes) {
        if (graph_.reached(node.at())) to.nodes.push_back(number_[node.at()]);
      }
      if (to.nodes.empty()) continue;
      std::sort(to.nodes.begin(), to.nodes.end());
      const Node& first = game_.nodes[from.nodes.front().at()];
      for (std::uint32_t a = 0; a < from.actions.size(); ++a) {
        if (graph_.has_edge(first, a)) to.actions.push_back(a);
      }
      to.player = from.player.index;
      to.num_actions = static_cast<std::uint32_t>(to.actions.size());
      to.block = from.block;
      to.origin = h;
      infoset_number_[h] = static_cast<std::uint32_t>(out_.infosets.size());
      out_.infosets.push_back(std::move(to));
    }
  }

  void add_node(std::uint32_t index) {
    const Node& from = game_.nodes[index];
    typename NumericGame<T>::Node to;
    to.kind = from.kind;
    to.origin = index;
    to.first_edge = static_cast<std::uint32_t>(out_.edges.size());
    if (from.kind == NodeKind::decision) to.place = infoset_number_[from.place];
    if (from.kind == NodeKind::terminal) to.place = terminal(from.place);
    for (std::uint32_t k = 0; k < from.num_edges; ++k) {
      if (!graph_.has_edge(from, k)) continue;
      const Edge& edge = game_.edges_of(from)[k];
      typename NumericGame<T>::Edge copy;
      copy.to = number_[graph_.behind_guards(edge.to.index)];
      copy.label = edge.label;
      if (from.kind == NodeKind::chance) {
        copy.prob = graph_.value(edge.prob);
        copy.report_prob = graph_.chance(edge.report_prob);
      }
      out_.edges.push_back(std::move(copy));
    }
    to.num_edges = static_cast<std::uint32_t>(out_.edges.size()) - to.first_edge;
    out_.nodes.push_back(to);
  }

  std::uint32_t terminal(std::uint32_t from) {
    if (terminal_number_.empty()) terminal_number_.assign(game_.terminals.size(), none);
    std::uint32_t& number = terminal_number_[from];
    if (number != none) return number;
    number = num_terminals_++;
    for (const Slot slot : game_.terminals[from].payoffs) out_.payoffs.push_back(graph_.value(slot));
    for (const Slot slot : game_.terminals[from].indicators) out_.indicators.push_back(graph_.value(slot));
    return number;
  }

  const ParametricGame& game_;
  const DrawnGraph<T>& graph_;
  NumericGame<T> out_;
  std::vector<std::uint32_t> number_, infoset_number_, terminal_number_;
  std::uint32_t num_terminals_ = 0;
};

template <class T>
Result<NumericGame<T>> drawn(const ParametricGame& game, std::span<const typename DrawnGraph<T>::SlotValue> slots) {
  const DrawnGraph<T> graph(game, slots);
  if (graph.error()) return std::unexpected(*graph.error());
  return DrawnGame<T>(game, graph).build();
}

/// Walks what the draw reaches as long as every number on the way is exact.
class ExactWalk {
 public:
  ExactWalk(const ParametricGame& game, std::span<const Number> slots) : game_(game), slots_(slots) {}

  bool all_exact() {
    std::vector<std::uint8_t> reached(game_.nodes.size(), 0);
    if (!reached.empty()) reached[0] = 1;
    for (std::size_t i = 0; i < game_.nodes.size(); ++i) {
      if (reached[i] == 0) continue;
      const Node& node = game_.nodes[i];
      if (!node_exact(node)) return false;
      for (std::uint32_t k = 0; k < node.num_edges; ++k) {
        if (present(node, k)) reached[game_.edges_of(node)[k].to.at()] = 1;
      }
    }
    return true;
  }

 private:
  [[nodiscard]] bool exact(Slot slot) const { return slots_[slot.at()].is_exact(); }
  [[nodiscard]] bool exact(const std::vector<Slot>& slots) const {
    return std::all_of(slots.begin(), slots.end(), [this](Slot slot) { return exact(slot); });
  }

  [[nodiscard]] bool node_exact(const Node& node) const {
    if (node.kind == NodeKind::terminal) {
      const Terminal& end = game_.terminals[node.place];
      return exact(end.payoffs) && exact(end.indicators);
    }
    if (node.kind == NodeKind::decision) return exact(game_.infosets[node.place].available);
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      const Edge& edge = game_.edges_of(node)[k];
      if (!exact(edge.prob) || (node.kind == NodeKind::chance && !exact(edge.report_prob))) return false;
    }
    return true;
  }

  [[nodiscard]] bool present(const Node& node, std::uint32_t k) const {
    if (node.kind == NodeKind::terminal) return false;
    const Slot slot =
        node.kind == NodeKind::decision ? game_.infosets[node.place].available[k] : game_.edges_of(node)[k].prob;
    return slots_[slot.at()].exact->sign() > 0;
  }

  const ParametricGame& game_;
  std::span<const Number> slots_;
};

}  // namespace

Result<NumericGame<double>> at_draw(const ParametricGame& game, std::span<const double> slots) {
  return drawn<double>(game, slots);
}

Result<NumericGame<Rational>> at_draw_exact(const ParametricGame& game, std::span<const Number> slots) {
  if (!is_exact(game, slots)) {
    return fail(ErrorCode::unsupported,
                "exact solving needs every number of the game to be a rational; this draw has some that are not "
                "(from exp, log, sqrt or a drawn parameter)");
  }
  return drawn<Rational>(game, slots);
}

bool is_exact(const ParametricGame& game, std::span<const Number> slots) { return ExactWalk(game, slots).all_exact(); }

}  // namespace parley::game
