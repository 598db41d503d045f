// SPDX-License-Identifier: Apache-2.0
// Which nodes, branches and choices of a parametric game are there at one draw, and whether the draw keeps the rules.
#include "parley/game/drawn_graph.h"

#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace parley::game {
namespace {

/// How far chances may be off in floating point: a table of drawn entries and a `rest` is a handful of roundings.
constexpr double prob_slack = 1e-9;

bool is_prob(double p) { return p >= -prob_slack && p <= 1.0 + prob_slack; }
bool is_prob(const Rational& p) { return p.sign() >= 0 && p <= Rational(1); }
bool is_whole(double sum) { return std::abs(sum - 1.0) <= prob_slack; }
bool is_whole(const Rational& sum) { return sum == Rational(1); }
bool is_finite(double value) { return std::isfinite(value); }
bool is_finite(const Rational&) { return true; }
std::string text(double value) { return fmt::format("{}", value); }
std::string text(const Rational& value) { return value.to_string(); }

std::string in_round(std::uint32_t round) { return round == 0 ? "" : fmt::format(" (round {})", round); }

}  // namespace

template <class T>
DrawnGraph<T>::DrawnGraph(const ParametricGame& game, std::span<const SlotValue> slots)
    : game_(game), slots_(slots), reached_(game.nodes.size(), 0), behind_(game.nodes.size(), none) {
  if (game.nodes.empty()) throw InternalError("a parametric game without nodes");
  if (slots.size() < game.program.size()) throw InternalError("a draw with fewer values than the program has slots");
  mark(0);
  // Every edge leads to a later node, so one pass forward finds what is reached and one back what guards let through.
  for (std::uint32_t i = 0; i < game_.nodes.size() && !error_; ++i) {
    if (reached(i)) visit(i);
  }
  if (error_) return;
  for (std::uint32_t i = static_cast<std::uint32_t>(game_.nodes.size()); i-- > 0;) {
    const Node& node = game_.nodes[i];
    behind_[i] = i;
    if (node.kind != NodeKind::guard || !reached(i)) continue;
    const Edge* edges = game_.edges_of(node);
    const std::uint32_t taken = has_edge(node, 0) ? 0 : 1;
    behind_[i] = behind_[edges[taken].to.at()];
  }
}

template <class T>
T DrawnGraph<T>::value(Slot slot) const {
  if constexpr (std::is_same_v<T, double>) {
    return slots_[slot.at()];
  } else {
    const Number& number = slots_[slot.at()];
    if (!number.exact) throw InternalError("an exact game was asked of a draw that is not exact");
    return *number.exact;
  }
}

template <class T>
bool DrawnGraph<T>::is_one(Slot slot) const {
  return value(slot) == T(1);
}

template <class T>
bool DrawnGraph<T>::has_edge(const Node& node, std::uint32_t k) const {
  if (node.kind == NodeKind::decision) return is_one(game_.infosets[node.place].available[k]);
  const Edge& edge = game_.edges_of(node)[k];
  return node.kind == NodeKind::guard ? is_one(edge.prob) : value(edge.prob) > T{};
}

template <class T>
void DrawnGraph<T>::visit(std::uint32_t index) {
  const Node& node = game_.nodes[index];
  if (node.kind == NodeKind::terminal) return visit_terminal(index);
  if (node.kind == NodeKind::guard) return visit_guard(index);
  if (node.kind == NodeKind::chance) {
    visit_chance(index, &Edge::prob, "chance");
    if (!error_) visit_chance(index, &Edge::report_prob, "weighed chance");
    if (error_) return;
  }
  bool any = false;
  for (std::uint32_t k = 0; k < node.num_edges; ++k) {
    if (!has_edge(node, k)) continue;
    mark(game_.edges_of(node)[k].to.index);
    any = true;
  }
  if (!any) {
    const Infoset& infoset = game_.infosets[node.place];
    error_ = Error{ErrorCode::bad_input,
                   fmt::format("{} has no choice left at \"{}\"{} {}: at least one choice must be there in every draw",
                               game_.players[infoset.player.at()], game_.steps[infoset.step].name,
                               in_round(infoset.round), history(index))};
  }
}

/// A rule that a number of this draw breaks.
template <class T>
void DrawnGraph<T>::broken(std::string rule, const std::string& found) {
  error_ = Error{ErrorCode::bad_input, fmt::format("{}, and {}", rule, found), std::move(rule)};
}

template <class T>
void DrawnGraph<T>::visit_guard(std::uint32_t index) {
  const Node& node = game_.nodes[index];
  for (std::uint32_t k = 0; k < node.num_edges; ++k) {
    if (has_edge(node, k)) return mark(game_.edges_of(node)[k].to.index);
  }
  error_ =
      Error{ErrorCode::bad_input,
            fmt::format("a condition is neither true nor false {}: one of its numbers is not finite", history(index))};
}

template <class T>
void DrawnGraph<T>::visit_chance(std::uint32_t index, Slot Edge::* which, const char* name) {
  const Node& node = game_.nodes[index];
  const ChanceMove& move = game_.chances[node.place];
  const StepName& step = game_.steps[move.step];
  T sum{};
  for (std::uint32_t k = 0; k < node.num_edges; ++k) {
    const Edge& edge = game_.edges_of(node)[k];
    const T p = value(edge.*which);
    if (!is_prob(p)) {
      return broken(fmt::format("the {} of \"{}\" at \"{}\"{} {} must lie between 0 and 1", name,
                                step.labels[edge.label], step.name, in_round(move.round), history(index)),
                    "is " + text(p));
    }
    sum = sum + p;
  }
  if (is_whole(sum)) return;
  broken(fmt::format("the {}s at \"{}\"{} {} must add up to 1", name, step.name, in_round(move.round), history(index)),
         "are " + text(sum));
}

template <class T>
void DrawnGraph<T>::visit_terminal(std::uint32_t index) {
  const Terminal& end = game_.terminals[game_.nodes[index].place];
  for (std::size_t p = 0; p < end.payoffs.size(); ++p) {
    const T payoff = value(end.payoffs[p]);
    if (is_finite(payoff)) continue;
    return broken(fmt::format("the payoff of {} {} must be a finite number", game_.players[p], history(index)),
                  "is " + text(payoff));
  }
  bool any_outcome = false, holds = false;
  for (std::size_t q = 0; q < game_.quantities.size(); ++q) {
    if (!game_.quantities[q].is_outcome) continue;
    any_outcome = true;
    holds = holds || is_one(end.indicators[q]);
  }
  if (any_outcome && !holds) {
    error_ = Error{
        ErrorCode::bad_input,
        fmt::format("no outcome holds {}: add an outcome for it, or a last one with `otherwise`", history(index))};
  }
}

template <class T>
std::string DrawnGraph<T>::move_text(std::uint32_t parent, std::uint32_t k) const {
  const Node& node = game_.nodes[parent];
  if (node.kind == NodeKind::guard) return {};
  const bool chance = node.kind == NodeKind::chance;
  const std::uint32_t step = chance ? game_.chances[node.place].step : game_.infosets[node.place].step;
  const std::uint32_t round = chance ? game_.chances[node.place].round : game_.infosets[node.place].round;
  return fmt::format("{}{}: {}", game_.steps[step].name, in_round(round),
                     game_.steps[step].labels[game_.edges_of(node)[k].label]);
}

/// "after opinion: hawkish, offer: none", or "at the start". Walks back to one way of coming to the node.
template <class T>
std::string DrawnGraph<T>::history(std::uint32_t index) const {
  std::vector<std::string> moves;
  std::uint32_t target = index;
  for (std::uint32_t i = index; i-- > 0;) {
    if (!reached(i)) continue;
    const Node& node = game_.nodes[i];
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      if (game_.edges_of(node)[k].to.index != target || !has_edge(node, k)) continue;
      if (std::string move = move_text(i, k); !move.empty()) moves.push_back(std::move(move));
      target = i;
      break;
    }
  }
  if (moves.empty()) return "at the start";
  std::reverse(moves.begin(), moves.end());
  return fmt::format("after {}", fmt::join(moves, ", "));
}

template class DrawnGraph<double>;
template class DrawnGraph<Rational>;

}  // namespace parley::game
