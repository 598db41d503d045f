// SPDX-License-Identifier: Apache-2.0
// Solves the parametric game backwards, slot by slot.
#include "parley/solve/settled_program.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "parley/base/result.h"
#include "parley/solve/fixed_reach.h"
#include "parley/solve/history_worth.h"
#include "parley/solve/mixing.h"

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
      : game_(game), solved_(start(game)), reach_(game, solved_.program), worth_(game, solved_.program, reach_) {
    solved_.choices.resize(game.infosets.size());
  }

  SettledProgram run() {
    solved_.left = p().exact(0);
    solved_.margins.assign(game_.num_players(), p().constant(std::numeric_limits<double>::infinity()));
    check_chances();
    solve_backwards();
    solved_.quantities = worth_.reported_quantities();
    std::vector<Slot> needed = solved_.quantities;
    needed.insert(needed.end(), solved_.margins.begin(), solved_.margins.end());
    needed.push_back(solved_.left);
    solved_.values = worth_.reported_values(std::move(needed));
    return std::move(solved_);
  }

 private:
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
    for (const std::uint32_t chance : chances) {
      leave_if(p().unary(Op::logical_not, p().binary(Op::less, zero, Slot{chance})));
    }
    for (const auto& table : tables) {
      Slot sum = zero;
      for (const std::uint32_t chance : table) sum = p().add(sum, Slot{chance});
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
      for (const std::uint32_t parent : parents[n]) {
        if (--waits[unit(parent)] == 0) ready.push_back(unit(parent));
      }
    };
    while (!ready.empty()) {
      const std::size_t next = ready.back();
      ready.pop_back();
      if (next < num_nodes) {
        worth_.pass(NodeId{static_cast<std::uint32_t>(next)});
        done(next);
        continue;
      }
      const std::size_t set = next - num_nodes;
      choose(set);
      for (const NodeId node : game_.infosets[set].nodes) done(node.at());
    }
    if (solved != num_nodes) throw InternalError("information sets that have no order in time");
  }

  [[nodiscard]] std::uint32_t child(const game::Node& node, std::uint32_t k) const {
    return game_.edges[node.first_edge + k].to.index;
  }
  [[nodiscard]] NodeId successor(NodeId n, std::uint32_t k) const { return NodeId{child(game_.nodes[n.at()], k)}; }

  // ---- choices ----

  /// Nodes of a set at which all actions are worth the same to its player.
  struct Group {
    std::vector<SlotSum> values;  // by action
    std::vector<NodeId> nodes;
  };

  std::vector<Group> groups_of(const game::Infoset& set) const {
    std::vector<Group> groups;
    std::map<std::vector<SlotSum>, std::size_t> known;
    for (const NodeId n : set.nodes) {
      std::vector<SlotSum> values;
      values.reserve(set.actions.size());
      for (std::uint32_t a = 0; a < set.actions.size(); ++a) {
        values.push_back(worth_.to_player(set.player, successor(n, a)));
      }
      const auto [place, added] = known.try_emplace(values, groups.size());
      if (added) groups.push_back({std::move(values), {}});
      groups[place->second].nodes.push_back(n);
    }
    return groups;
  }

  void choose(std::size_t h) {
    const game::Infoset& set = game_.infosets[h];
    const std::vector<Group> groups = groups_of(set);
    Best best;
    if (groups.size() == 1) {
      best = best_of(set, groups.front().values);
    } else if (belief_is_fixed(set)) {
      best = best_of(set, believed(set));
    } else {
      best = best_everywhere(set, groups);
    }
    if (best.margin) {
      Slot& margin = solved_.margins[set.player.at()];
      margin = p().binary(Op::minimum, margin, *best.margin);
    }
    if (best.always_tied) count_tie(set);
    solved_.choices[h] = best.index;
    worth_.choose(h, std::move(best.better));
  }

  [[nodiscard]] bool belief_is_fixed(const game::Infoset& set) const {
    return std::ranges::all_of(set.nodes,
                               [&](NodeId n) { return reach_.of(n).chosen == reach_.of(set.nodes.front()).chosen; });
  }

  /// What the actions are worth under the belief that chance and types fix, times the reach.
  std::vector<SlotSum> believed(const game::Infoset& set) {
    const std::vector<Factors> factors = reach_.relative_factors(set.nodes);
    std::vector<SlotSum> values;
    for (std::uint32_t a = 0; a < set.actions.size(); ++a) {
      Mixture mixture;
      for (std::size_t k = 0; k < set.nodes.size(); ++k) {
        mixture.push_back({factors[k], successor(set.nodes[k], a).index});
      }
      values.push_back(worth_.to_player(set.player, mixture));
    }
    return values;
  }

  Best best_of(const game::Infoset& set, const std::vector<SlotSum>& worth) {
    const std::vector<Slot> values = mixing_.totals(worth, Mixing::common_terms(worth));
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
    for (const Slot available : set.available) any = p().binary(Op::logical_or, any, available);
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
    const bool matters = std::ranges::any_of(
        set.nodes, [&](NodeId n) { return !worth_.have_equal_outcomes(successor(n, 0), successor(n, 1)); });
    if (matters) ++solved_.ties_that_matter;
  }

  const game::ParametricGame& game_;
  SettledProgram solved_;
  FixedReach reach_;
  Mixing mixing_{solved_.program, reach_};
  HistoryWorth worth_;
};

}  // namespace

SettledProgram compile_settled(const game::ParametricGame& game) { return Compiler(game).run(); }

}  // namespace parley::solve
