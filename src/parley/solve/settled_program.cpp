// SPDX-License-Identifier: Apache-2.0
// Solves the parametric game backwards, slot by slot.
#include "parley/solve/settled_program.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "parley/base/result.h"
#include "parley/solve/fixed_reach.h"

namespace parley::solve {

using game::NodeId;
using game::NodeKind;
using game::Op;
using game::Slot;

namespace {

/// How far the branches of a chance move may be from adding up to 1.
constexpr double sum_tolerance = 1e-9;

/// The first best of some values: `better[a - 1]` is 1 where action a beats all before it, so that a chain of selects
/// in order ends at the choice.
struct Best {
  std::vector<Slot> better;
  Slot index;
  std::optional<Slot> margin;  ///< lead over the next best; none with one action, or where two are the same slot
  bool always_tied = false;    ///< two actions, always worth the same
};

class Compiler {
 public:
  explicit Compiler(const game::ParametricGame& game)
      : game_(game), solved_(start(game)), reach_(game, solved_.program) {
    worth_.assign(2 * game.num_players(), std::vector<Value>(game.nodes.size()));
    chance_of_.assign(game.quantities.size(), std::vector<Slot>(game.nodes.size()));
    best_.resize(game.infosets.size());
  }

  SettledProgram run() {
    solved_.left = p().exact(0);
    solved_.margins.assign(game_.num_players(), p().constant(std::numeric_limits<double>::infinity()));
    check_chances();
    solve_backwards();
    const std::size_t players = game_.num_players();
    for (std::size_t i = 0; i < players; ++i) solved_.values.push_back(sum_of(worth_[players + i].front(), {}));
    for (const auto& row : chance_of_) solved_.quantities.push_back(row.front());
    for (const Best& best : best_) solved_.choices.push_back(best.index);
    return std::move(solved_);
  }

 private:
  /// A player's value: a slot and terms that are added to it. Terms that all branches of a chance or choice share (a
  /// cost that is paid whatever follows, say) are carried past it: the rest is then the same in more histories.
  struct Value {
    Slot base;
    std::vector<Slot> terms;  // in order, with repetition
    friend auto operator<=>(const Value&, const Value&) = default;
  };

  static SettledProgram start(const game::ParametricGame& game) {
    SettledProgram solved;
    solved.program = game.program;
    return solved;
  }

  game::Program& p() { return solved_.program; }

  void leave_if(Slot condition) { solved_.left = p().binary(Op::logical_or, solved_.left, condition); }

  /// Draws in which a chance is not above 0 (or is no number), or a table does not add up, go by the definition.
  void check_chances() {
    std::set<std::uint32_t> chances;
    std::set<std::vector<std::uint32_t>> tables;
    for (const game::Node& node : game_.nodes) {
      if (node.kind != NodeKind::chance) continue;
      std::vector<std::uint32_t> table;
      for (std::uint32_t k = 0; k < node.num_edges; ++k) {
        const game::Edge& edge = game_.edges[node.first_edge + k];
        table.push_back(edge.prob.index);
        chances.insert({edge.prob.index, edge.report_prob.index});
      }
      tables.insert(std::move(table));
    }
    const Slot zero = p().exact(0);
    for (std::uint32_t chance : chances) {
      leave_if(p().unary(Op::logical_not, p().binary(Op::less, zero, Slot{chance})));
    }
    for (const auto& table : tables) {
      Slot sum = zero;
      for (std::uint32_t chance : table) sum = p().add(sum, Slot{chance});
      const Slot off = p().unary(Op::absolute, p().subtract(sum, p().exact(1)));
      leave_if(p().unary(Op::logical_not, p().binary(Op::less_equal, off, p().constant(sum_tolerance))));
    }
  }

  /// What is solved in one go: an information set with all its nodes, or any other node. It waits for all children.
  [[nodiscard]] std::size_t unit(std::size_t n) const {
    const game::Node& node = game_.nodes[n];
    return node.kind == NodeKind::decision ? game_.nodes.size() + node.place : n;
  }

  void solve_backwards() {
    const std::size_t num_nodes = game_.nodes.size();
    std::vector<std::uint32_t> waits(num_nodes + game_.infosets.size(), 0);
    std::vector<std::vector<std::uint32_t>> parents(num_nodes);
    for (std::size_t n = 0; n < num_nodes; ++n) {
      const game::Node& node = game_.nodes[n];
      waits[unit(n)] += node.num_edges;
      for (std::uint32_t k = 0; k < node.num_edges; ++k)
        parents[child(node, k)].push_back(static_cast<std::uint32_t>(n));
    }
    std::vector<std::size_t> ready;
    for (std::size_t n = num_nodes; n-- > 0;) {
      if (game_.nodes[n].kind == NodeKind::terminal) ready.push_back(n);
    }
    std::size_t solved = 0;
    const auto done = [&](std::size_t n) {
      ++solved;
      for (std::uint32_t parent : parents[n]) {
        if (--waits[unit(parent)] == 0) ready.push_back(unit(parent));
      }
    };
    while (!ready.empty()) {
      const std::size_t next = ready.back();
      ready.pop_back();
      if (next < num_nodes) {
        pass(next);
        done(next);
        continue;
      }
      const std::size_t set = next - num_nodes;
      choose(set);
      for (NodeId node : game_.infosets[set].nodes) follow(node.at(), best_[set]);
      for (NodeId node : game_.infosets[set].nodes) done(node.at());
    }
    if (solved != num_nodes) throw InternalError("information sets that have no order in time");
  }

  [[nodiscard]] std::uint32_t child(const game::Node& node, std::uint32_t k) const {
    return game_.edges[node.first_edge + k].to.index;
  }

  void pass(std::size_t n) {
    const game::Node& node = game_.nodes[n];
    if (node.kind == NodeKind::terminal) {
      end(n, game_.terminals[node.place]);
    } else if (node.kind == NodeKind::chance) {
      average(n, node);
    } else {
      const Best guard{{p().unary(Op::logical_not, Slot{node.place})}, {}, {}, false};
      follow(n, guard);
    }
  }

  void end(std::size_t n, const game::Terminal& terminal) {
    const std::size_t players = game_.num_players();
    for (std::size_t i = 0; i < players; ++i) worth_[i][n] = worth_[players + i][n] = split(terminal.payoffs[i]);
    for (std::size_t q = 0; q < chance_of_.size(); ++q) chance_of_[q][n] = terminal.indicators[q];
  }

  // ---- values as sums ----

  /// A payoff as a constant and terms.
  Value split(Slot payoff) {
    Value value{p().exact(0), {}};
    std::vector<std::pair<Slot, bool>> open{{payoff, false}};  // slot, negative
    while (!open.empty()) {
      const auto [slot, negative] = open.back();
      open.pop_back();
      const game::Instruction made = made_by(slot);
      if (made.op == Op::add || made.op == Op::subtract) {
        open.emplace_back(Slot{made.a}, negative);
        open.emplace_back(Slot{made.b}, negative != (made.op == Op::subtract));
      } else if (made.op == Op::negate) {
        open.emplace_back(Slot{made.a}, !negative);
      } else {
        const Slot term = negative ? p().unary(Op::negate, slot) : slot;
        if (p().constant_at(term) != nullptr) {
          value.base = p().add(value.base, term);
        } else {
          value.terms.push_back(term);
        }
      }
    }
    std::ranges::sort(value.terms);
    return value;
  }

  static std::vector<Slot> common_terms(const std::vector<Value>& values) {
    std::vector<Slot> common = values.front().terms;
    for (const Value& value : values) {
      std::vector<Slot> both;
      std::ranges::set_intersection(common, value.terms, std::back_inserter(both));
      common = std::move(both);
    }
    return common;
  }

  /// The value as one slot, `left_out` of its terms left out.
  Slot sum_of(const Value& value, const std::vector<Slot>& left_out) {
    std::vector<Slot> rest;
    std::ranges::set_difference(value.terms, left_out, std::back_inserter(rest));
    Slot total = value.base;
    for (Slot term : rest) total = p().add(total, term);
    return total;
  }

  std::vector<Slot> sums_of(const std::vector<Value>& values, const std::vector<Slot>& left_out) {
    std::vector<Slot> sums;
    for (const Value& value : values) sums.push_back(sum_of(value, left_out));
    return sums;
  }

  void average(std::size_t n, const game::Node& node) {
    std::vector<Slot> chances, reported;
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      chances.push_back(game_.edges[node.first_edge + k].prob);
      reported.push_back(game_.edges[node.first_edge + k].report_prob);
    }
    for (std::size_t row = 0; row < worth_.size(); ++row) {
      worth_[row][n] = mix(children_of(worth_[row], node), row < game_.num_players() ? chances : reported);
    }
    for (auto& row : chance_of_) row[n] = plain_mix(children_of(row, node), reported);
  }

  template <class Entry>
  std::vector<Entry> children_of(const std::vector<Entry>& row, const game::Node& node) const {
    std::vector<Entry> entries;
    for (std::uint32_t k = 0; k < node.num_edges; ++k) entries.push_back(row[child(node, k)]);
    return entries;
  }

  /// Sum of chances times values; chances that add up to 1 let terms that all values share pass.
  Value mix(const std::vector<Value>& values, const std::vector<Slot>& chances) {
    const bool complete = p().is_constant(reach_.sum(chances), 1.0);
    const std::vector<Slot> common = complete ? common_terms(values) : std::vector<Slot>{};
    return {mix_slots(sums_of(values, common), chances), common};
  }

  /// Where all values turn on the same choice, the mixing is done below it: a choice taken at a whole information set
  /// is then asked for once, and the sums below are those that its player compared.
  Slot mix_slots(const std::vector<Slot>& values, const std::vector<Slot>& chances) {
    const std::optional<Slot> condition = common_condition(values);
    if (!condition) return plain_mix(values, chances);
    std::vector<Slot> yes, no;
    for (Slot value : values) {
      yes.push_back(arm(value, true));
      no.push_back(arm(value, false));
    }
    const Slot if_yes = mix_slots(yes, chances);
    return p().select(*condition, if_yes, mix_slots(no, chances));
  }

  Slot plain_mix(const std::vector<Slot>& values, const std::vector<Slot>& chances) {
    std::vector<Slot> different;
    std::map<Slot, std::vector<Slot>> weights;
    for (std::size_t k = 0; k < values.size(); ++k) {
      auto& list = weights[values[k]];
      if (list.empty()) different.push_back(values[k]);
      list.push_back(chances[k]);
    }
    Slot total = p().exact(0);
    for (Slot value : different) total = p().add(total, p().multiply(reach_.sum(weights[value]), value));
    return total;
  }

  /// `select`, for what is only reported: choices first, arithmetic after. Two sums of one form differ only in the
  /// choices deep in them; selecting those choices serves every quantity, and the sum is made once.
  Slot pick(Slot condition, Slot yes, Slot no) {
    if (yes == no || p().constant_at(condition) != nullptr) return p().select(condition, yes, no);
    const auto [place, added] = picked_.try_emplace(std::array{condition, yes, no}, Slot{});
    if (!added) return place->second;
    const Slot made = pick_inside(condition, yes, no).value_or(Slot{game::none});
    return picked_[std::array{condition, yes, no}] = made.index == game::none ? p().select(condition, yes, no) : made;
  }

  std::optional<Slot> pick_inside(Slot condition, Slot yes, Slot no) {
    const game::Instruction a = made_by(yes);
    const game::Instruction b = made_by(no);
    if (a.op != b.op) return std::nullopt;
    const auto inner = [&](std::uint32_t x, std::uint32_t y) { return pick(condition, Slot{x}, Slot{y}); };
    if (a.op == Op::select && (a.b == b.b || a.c == b.c)) {
      const Slot question = inner(a.a, b.a);
      return p().select(question, inner(a.b, b.b), inner(a.c, b.c));
    }
    if (a.op == Op::multiply || a.op == Op::add) {
      for (const auto& [common, x] : {std::pair{a.a, a.b}, std::pair{a.b, a.a}}) {
        if (common == b.a) return p().binary(a.op, Slot{common}, inner(x, b.b));
        if (common == b.b) return p().binary(a.op, Slot{common}, inner(x, b.a));
      }
    }
    if (a.op == Op::add && share_factor(Slot{a.a}, Slot{b.a}) && share_factor(Slot{a.b}, Slot{b.b})) {
      const Slot first = inner(a.a, b.a);
      return p().add(first, inner(a.b, b.b));
    }
    return std::nullopt;
  }

  bool share_factor(Slot x, Slot y) {
    const game::Instruction a = made_by(x);
    const game::Instruction b = made_by(y);
    return x == y ||
           (a.op == Op::multiply && b.op == Op::multiply && (a.a == b.a || a.a == b.b || a.b == b.a || a.b == b.b));
  }

  [[nodiscard]] const game::Instruction& made_by(Slot slot) const { return solved_.program.instructions()[slot.at()]; }
  [[nodiscard]] Slot arm(Slot value, bool yes) const { return Slot{yes ? made_by(value).b : made_by(value).c}; }

  [[nodiscard]] std::optional<Slot> common_condition(const std::vector<Slot>& values) const {
    const std::uint32_t condition = made_by(values.front()).a;
    const bool common = std::ranges::all_of(
        values, [&](Slot value) { return made_by(value).op == Op::select && made_by(value).a == condition; });
    return common ? std::optional(Slot{condition}) : std::nullopt;
  }

  // ---- choices ----

  /// Nodes of a set at which all actions are worth the same to its player.
  struct Group {
    std::vector<Value> values;  // by action
    std::vector<NodeId> nodes;
  };

  std::vector<Group> groups_of(const game::Infoset& set) const {
    std::vector<Group> groups;
    std::map<std::vector<Value>, std::size_t> known;
    for (NodeId n : set.nodes) {
      const game::Node& node = game_.nodes[n.at()];
      std::vector<Value> values = children_of(worth_[set.player.at()], node);
      const auto [place, added] = known.try_emplace(values, groups.size());
      if (added) groups.push_back({std::move(values), {}});
      groups[place->second].nodes.push_back(n);
    }
    return groups;
  }

  void choose(std::size_t h) {
    const game::Infoset& set = game_.infosets[h];
    const std::vector<Group> groups = groups_of(set);
    if (groups.size() == 1) {
      best_[h] = best_of(set, groups.front().values);
    } else if (belief_is_fixed(set)) {
      best_[h] = best_of(set, believed(set));
    } else {
      best_[h] = best_everywhere(set, groups);
    }
    if (best_[h].margin) {
      Slot& margin = solved_.margins[set.player.at()];
      margin = p().binary(Op::minimum, margin, *best_[h].margin);
    }
    if (best_[h].always_tied) count_tie(set);
  }

  [[nodiscard]] bool belief_is_fixed(const game::Infoset& set) const {
    return std::ranges::all_of(set.nodes,
                               [&](NodeId n) { return reach_.of(n).chosen == reach_.of(set.nodes.front()).chosen; });
  }

  /// What the actions are worth under the belief that chance and types fix, times the reach.
  std::vector<Value> believed(const game::Infoset& set) {
    const std::vector<std::vector<std::uint32_t>> factors = reach_.relative_factors(set.nodes);
    std::vector<Value> worth;
    for (std::size_t a = 0; a < set.actions.size(); ++a) {
      std::vector<Part> parts;
      for (std::size_t k = 0; k < set.nodes.size(); ++k) {
        const game::Node& node = game_.nodes[set.nodes[k].at()];
        parts.push_back({factors[k], worth_[set.player.at()][child(node, static_cast<std::uint32_t>(a))]});
      }
      worth.push_back(nested(parts, 0));
    }
    return worth;
  }

  struct Part {
    std::vector<std::uint32_t> factors;
    Value value;
  };

  /// The sum of the parts, mixed one chance move after the other in the order of play, as the values above are.
  Value nested(const std::vector<Part>& parts, std::size_t depth) {
    if (parts.size() == 1) {
      const Part& part = parts.front();
      if (part.factors.size() == depth) return part.value;
      Slot product = sum_of(part.value, {});
      for (std::size_t k = part.factors.size(); k-- > depth;) product = p().multiply(Slot{part.factors[k]}, product);
      return {product, {}};
    }
    std::vector<Value> values;
    std::vector<Slot> chances;
    std::map<std::uint32_t, std::size_t> place;
    std::vector<std::vector<Part>> groups;
    for (const Part& part : parts) {
      if (part.factors.size() == depth) {
        values.push_back(part.value);
        chances.push_back(p().exact(1));
        continue;
      }
      const auto [it, added] = place.try_emplace(part.factors[depth], groups.size());
      if (added) groups.emplace_back();
      groups[it->second].push_back(part);
    }
    for (const auto& group : groups) {
      values.push_back(nested(group, depth + 1));
      chances.push_back(Slot{group.front().factors[depth]});
    }
    return mix(values, chances);
  }

  Best best_of(const game::Infoset& set, const std::vector<Value>& worth) {
    const std::vector<Slot> values = sums_of(worth, common_terms(worth));
    Best best;
    best.index = p().exact(0);
    const Slot lowest = p().constant(-std::numeric_limits<double>::infinity());
    const auto value = [&](std::size_t a) {
      return p().is_constant(set.available[a], 1.0) ? values[a] : p().select(set.available[a], values[a], lowest);
    };
    leave_without_choice(set);
    Slot top = value(0);
    Slot second = lowest;
    for (std::size_t a = 1; a < values.size(); ++a) {
      const Slot next = value(a);
      if (values.size() == 2 && next == top) {
        best.always_tied = true;
        best.better.push_back(p().exact(0));
        return best;
      }
      best.better.push_back(p().binary(Op::less, top, next));
      best.index = p().select(best.better.back(), p().exact(static_cast<std::int64_t>(a)), best.index);
      const Slot lesser = p().binary(Op::minimum, top, next);
      second = a == 1 ? lesser : p().binary(Op::maximum, second, lesser);
      top = p().binary(Op::maximum, top, next);
    }
    if (values.size() == 2) {
      best.margin = p().unary(Op::absolute, p().subtract(value(0), value(1)));
    } else if (values.size() > 2) {
      best.margin = p().subtract(top, second);
    }
    return best;
  }

  void leave_without_choice(const game::Infoset& set) {
    Slot any = p().exact(0);
    for (Slot available : set.available) any = p().binary(Op::logical_or, any, available);
    leave_if(p().unary(Op::logical_not, any));
  }

  /// The belief may be anything: the choice is settled where each node has the same strictly best action.
  Best best_everywhere(const game::Infoset& set, const std::vector<Group>& groups) {
    const bool may_be_absent = std::ranges::any_of(set.nodes, [&](NodeId n) { return reach_.is_guarded(n); });
    Best first = best_of(set, groups.front().values);
    for (std::size_t g = 1; g < groups.size(); ++g) {
      const Best other = best_of(set, groups[g].values);
      leave_if(p().unary(Op::logical_not, p().binary(Op::equal, first.index, other.index)));
      if (first.margin && other.margin) first.margin = p().binary(Op::minimum, *first.margin, *other.margin);
      if (first.always_tied != other.always_tied) leave_if(p().exact(1));
    }
    if (may_be_absent) leave_if(p().exact(1));
    return first;
  }

  /// Both choices are worth the same to the player in every draw: the first is taken.
  void count_tie(const game::Infoset& set) {
    if (std::ranges::any_of(set.nodes, [&](NodeId n) { return reach_.is_guarded(n); })) {
      leave_if(p().exact(1));
      return;
    }
    ++solved_.ties;
    const bool matters = std::ranges::any_of(set.nodes, [&](NodeId n) {
      const game::Node& node = game_.nodes[n.at()];
      for (std::size_t q = 0; q < chance_of_.size(); ++q) {
        const auto& row = chance_of_[q];
        if (game_.quantities[q].is_outcome && row[child(node, 0)] != row[child(node, 1)]) return true;
      }
      return false;
    });
    if (matters) ++solved_.ties_that_matter;
  }

  void follow(std::size_t n, const Best& best) {
    const game::Node& node = game_.nodes[n];
    for (auto& row : worth_) {
      const std::vector<Value> values = children_of(row, node);
      const std::vector<Slot> common = common_terms(values);
      Slot value = sum_of(values.front(), common);
      for (std::size_t k = 1; k < values.size(); ++k) {
        value = p().select(best.better[k - 1], sum_of(values[k], common), value);
      }
      row[n] = {value, common};
    }
    for (auto& row : chance_of_) {
      Slot value = row[child(node, 0)];
      for (std::uint32_t k = 1; k < node.num_edges; ++k) value = pick(best.better[k - 1], row[child(node, k)], value);
      row[n] = value;
    }
  }

  const game::ParametricGame& game_;
  SettledProgram solved_;
  FixedReach reach_;
  std::vector<std::vector<Value>> worth_;     // [row][node]: by player in the game, then by player as reported
  std::vector<std::vector<Slot>> chance_of_;  // [quantity][node], as reported
  std::vector<Best> best_;
  std::map<std::array<Slot, 3>, Slot> picked_;
};

}  // namespace

SettledProgram compile_settled(const game::ParametricGame& game) { return Compiler(game).run(); }

}  // namespace parley::solve
