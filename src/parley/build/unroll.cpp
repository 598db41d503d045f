// SPDX-License-Identifier: Apache-2.0
// Carries histories from moment to moment and makes the nodes on the way.
#include "parley/build/unroll.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "parley/build/history.h"
#include "parley/build/layer.h"
#include "parley/build/sightings.h"
#include "parley/build/stored_size.h"
#include "parley/build/successors.h"

namespace parley::build {

namespace {

using game::Edge;
using game::NodeKind;
using game::Slot;
using scenario::Diagnostic;

constexpr std::size_t poll_every = 1024;  // histories: about a millisecond

class Unroller {
 public:
  Unroller(const UnrollInput& input, Lowering& lowering, scenario::Diagnostics& diagnostics)
      : in_(input),
        lowering_(lowering),
        diagnostics_(diagnostics),
        successors_(input.scenario, input.timeline, input.held, input.priors, lowering),
        layers_(input.timeline.moments.size()) {}

  /// Gives up, and says so, once more than `most` nodes are made or wait to be made.
  Unrolled run(std::uint64_t most, const RunContext& run) {
    most_ = most;
    const auto& timeline = in_.timeline;
    sets_.resize(timeline.moments.size());
    result_.outcome_reached.assign(in_.scenario.outcomes.size(), false);
    result_.moment_taken.assign(timeline.moments.size(), false);
    Waiting first{start_of_play(timeline.facts.size()), new_ticket(), {}};
    result_.root = first.ticket;
    arrive(0, std::move(first));
    for (std::uint32_t m = 0; m < timeline.moments.size() && !failed_; ++m) {
      num_waiting_ -= layers_[m].size();
      std::size_t passed = 0;
      for (Waiting& waiting : layers_[m].take()) {
        const Waiting passing = std::move(waiting);  // what has passed needs no memory
        pass({m, 0}, passing);
        if (++passed % poll_every == 0 && run.should_stop()) result_.termination = run.why_stopped();
        if (failed_ || result_.termination != Termination::finished) return std::move(result_);
      }
      sets_[m].clear();
    }
    if (!failed_) resolve_tickets();
    return std::move(result_);
  }

 private:
  // ---- histories and tickets ----

  std::uint32_t new_ticket() {
    result_.ticket_node.push_back(nothing);
    alias_.push_back(static_cast<std::uint32_t>(alias_.size()));
    return static_cast<std::uint32_t>(alias_.size() - 1);
  }

  std::uint32_t find(std::uint32_t ticket) {
    while (alias_[ticket] != ticket) ticket = alias_[ticket] = alias_[alias_[ticket]];
    return ticket;
  }

  /// The history comes to moment m: forget what no longer matters, and join the one that is equal then.
  void arrive(std::uint32_t m, Waiting waiting) {
    if (result_.nodes.size() + num_waiting_ >= most_) {
      failed_ = result_.gave_up = true;
      return;
    }
    ++num_waiting_;
    if (in_.memory.everything) {
      layers_[m].add(std::move(waiting));
      return;
    }
    forget(in_.memory, m, waiting.history);
    const std::uint32_t ticket = waiting.ticket;
    if (const auto equal = layers_[m].join(std::move(waiting))) {
      alias_[find(ticket)] = find(*equal);
      --num_waiting_;
    }
  }

  void resolve_tickets() {
    for (std::uint32_t t = 0; t < alias_.size(); ++t) result_.ticket_node[t] = result_.ticket_node[find(t)];
  }

  // ---- nodes ----

  std::uint32_t add_node(NodeKind kind, std::uint32_t place, std::uint32_t m, const Waiting& waiting) {
    const auto node = static_cast<std::uint32_t>(result_.nodes.size());
    result_.nodes.push_back({kind, place, m, {}, waiting.from.parent, waiting.from.label});
    result_.ticket_node[find(waiting.ticket)] = node;
    return node;
  }

  // ---- moments ----

  void pass(Stage at, const Waiting& waiting) {
    Branching branching = successors_.after(at, waiting.history);
    const CameFrom from = waiting.from;
    if (branching.problem) {
      complain(*branching.problem, from);
      return;
    }
    if (branching.takes_move) result_.moment_taken[at.moment] = true;
    if (branching.kind) {
      make_node(at, waiting, std::move(branching));
    } else {
      Arm& arm = branching.arms.front();
      go_on(arm.to, {std::move(arm.history), waiting.ticket, from});
    }
    if (const auto problem = lowering_.take_problem()) complain(*problem, from);
  }

  void go_on(Stage to, Waiting waiting) {
    if (to.asked > 0) {
      pass(to, waiting);
    } else {
      arrive(to.moment, std::move(waiting));
    }
  }

  void make_node(Stage at, const Waiting& waiting, Branching branching) {
    const std::uint32_t place = place_of(at.moment, waiting, branching);
    if (failed_) return;
    const std::uint32_t node = add_node(*branching.kind, place, at.moment, waiting);
    for (Arm& arm : branching.arms) {
      if (failed_) return;
      Waiting next{std::move(arm.history), new_ticket(), {node, arm.label}};
      result_.nodes[node].edges.push_back(Edge{game::NodeId{next.ticket}, arm.label, arm.prob, arm.report});
      go_on(arm.to, std::move(next));
    }
  }

  /// As game::Node.
  std::uint32_t place_of(std::uint32_t m, const Waiting& waiting, const Branching& branching) {
    switch (*branching.kind) {
      case NodeKind::chance:
        return chance_move(m);
      case NodeKind::guard:
        return branching.condition.index;
      case NodeKind::decision:
        return infoset(m, waiting, branching);
      case NodeKind::terminal:
        break;
    }
    return end(waiting);
  }

  std::uint32_t chance_move(std::uint32_t m) {
    const Moment& moment = in_.timeline.moments[m];
    const Instance& instance = in_.timeline.instances[moment.instance];
    const auto [place, added] = chance_moves_.try_emplace(m, static_cast<std::uint32_t>(result_.chances.size()));
    if (added) result_.chances.push_back({instance.name, moment.round});
    return place->second;
  }

  // ---- ends ----

  std::uint32_t end(const Waiting& waiting) {
    game::Terminal terminal = end_of(waiting);
    std::vector<std::uint32_t> key;
    key.reserve(terminal.payoffs.size() + terminal.indicators.size());
    for (const Slot slot : terminal.payoffs) key.push_back(slot.index);
    for (const Slot slot : terminal.indicators) key.push_back(slot.index);
    const auto [place, added] =
        terminal_index_.try_emplace(std::move(key), static_cast<std::uint32_t>(result_.terminals.size()));
    if (added) result_.terminals.push_back(std::move(terminal));
    return place->second;
  }

  game::Terminal end_of(const Waiting& waiting) {
    auto& program = lowering_.program();
    game::Terminal terminal;
    Slot open = program.exact(1);
    for (std::size_t k = 0; k < in_.scenario.outcomes.size(); ++k) {
      const auto& when = in_.scenario.outcomes[k].when;
      const bool closed = program.is_constant(open, 0.0);
      const Slot holds = closed ? program.exact(0) : when ? lowering_.condition(*when) : program.exact(1);
      terminal.indicators.push_back(program.binary(game::Op::logical_and, open, holds));
      open = program.binary(game::Op::logical_and, open, program.unary(game::Op::logical_not, holds));
      if (!program.is_constant(terminal.indicators.back(), 0.0)) result_.outcome_reached[k] = true;
    }
    if (program.is_constant(open, 1.0)) {
      complain({"P0508", "no outcome holds at the end of this play",
                in_.scenario.outcomes.empty() ? scenario::Span{} : in_.scenario.outcomes.back().span,
                "end the outcomes with `outcome NAME otherwise`"},
               waiting.from);
      return terminal;
    }
    const Slot broken = program.constant(std::numeric_limits<double>::quiet_NaN());
    for (const scenario::Payoff& payoff : in_.scenario.payoffs) {
      terminal.payoffs.push_back(program.select(open, broken, payoff_at(payoff, terminal.indicators)));
    }
    const std::vector<Slot> outcomes = terminal.indicators;
    lowering_.set_outcomes(&outcomes);
    for (const Event& event : in_.events) {
      Slot holds = event.given ? lowering_.condition(*event.given) : program.exact(1);
      if (!program.is_constant(holds, 0.0)) {
        holds = program.binary(game::Op::logical_and, holds, lowering_.condition(event.event));
      }
      terminal.indicators.push_back(holds);
    }
    lowering_.set_outcomes(nullptr);
    return terminal;
  }

  Slot payoff_at(const scenario::Payoff& payoff, const std::vector<Slot>& indicators) {
    auto& program = lowering_.program();
    Slot total = program.exact(0);
    for (std::size_t k = indicators.size(); k-- > 0;) {
      if (program.is_constant(indicators[k], 0.0) || k >= payoff.by_outcome.size()) continue;
      const Slot entry = payoff.by_outcome[k] ? lowering_.number(*payoff.by_outcome[k]) : program.exact(0);
      total = program.select(indicators[k], entry, total);
    }
    return payoff.always ? program.add(total, lowering_.number(*payoff.always)) : total;
  }

  // ---- information sets ----

  std::uint32_t infoset(std::uint32_t m, const Waiting& waiting, const Branching& pick) {
    const Moment& moment = in_.timeline.moments[m];
    const scenario::Step& step = in_.scenario.steps[moment.step.at()];
    const std::uint32_t player = step.player.index;
    std::vector<std::uint32_t> labels;
    std::vector<Slot> available;
    for (const Arm& arm : pick.arms) {
      labels.push_back(arm.label);
      available.push_back(arm.prob);
    }
    const Knowledge known = sightings_.knowledge(player, m, waiting.history);
    const auto [place, added] = sets_[m].try_emplace(known, static_cast<std::uint32_t>(result_.infosets.size()));
    if (!added) {
      const game::Infoset& set = result_.infosets[place->second];
      if (set.actions != labels || set.available != available) {
        complain({"P0403",
                  fmt::format("`{}` would have different choices in histories that it cannot tell apart",
                              in_.scenario.players[player].name),
                  step.span, "let the choices depend only on what the mover has seen"},
                 waiting.from);
      }
      return place->second;
    }
    game::Infoset set;
    set.player = game::PlayerId{player};
    set.step = in_.timeline.instances[moment.instance].name;
    set.round = moment.round;
    set.block = moment.block;
    set.actions = std::move(labels);
    set.available = std::move(available);
    sightings_.describe(known, player, set);
    result_.infosets.push_back(std::move(set));
    return place->second;
  }

  // ---- errors ----

  void complain(const Problem& problem, CameFrom from) {
    failed_ = true;
    Diagnostic diagnostic;
    diagnostic.code = problem.code;
    diagnostic.message = problem.message;
    diagnostic.span = problem.span;
    diagnostic.notes.push_back("it happens after: " + history_text(from));
    diagnostic.help = problem.help;
    diagnostics_.list.push_back(std::move(diagnostic));
  }

  std::string history_text(CameFrom from) const {
    std::vector<std::string> labels;
    std::uint32_t node = from.parent;
    std::uint32_t label = from.label;
    while (node != nothing) {
      const RawNode& raw = result_.nodes[node];
      if (raw.kind != NodeKind::guard) {
        const auto& name = result_.steps[in_.timeline.instances[in_.timeline.moments[raw.moment].instance].name];
        labels.push_back(fmt::format("{} is {}", name.name, name.labels[label]));
      }
      label = raw.first_label;
      node = raw.first_parent;
    }
    std::ranges::reverse(labels);
    return labels.empty() ? "the start" : fmt::format("{}", fmt::join(labels, ", "));
  }

  const UnrollInput& in_;
  Lowering& lowering_;
  scenario::Diagnostics& diagnostics_;
  Unrolled result_;
  Successors successors_;
  Sightings sightings_{in_.scenario, in_.timeline, in_.held, in_.memory, result_.steps};
  std::vector<std::uint32_t> alias_;
  std::uint64_t most_ = 0;
  std::uint64_t num_waiting_ = 0;                         // in all layers
  std::deque<Layer> layers_;                              // by moment
  std::vector<std::map<Knowledge, std::uint32_t>> sets_;  // by moment: infoset
  std::map<std::uint32_t, std::uint32_t> chance_moves_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> terminal_index_;
  bool failed_ = false;
};

Diagnostic too_large(const UnrollInput& input, const StoredSize& size) {
  const Timeline& timeline = input.timeline;
  Diagnostic diagnostic;
  diagnostic.code = "P0701";
  diagnostic.message =
      fmt::format("the game needs {}{} stored nodes; the limit is {}", size.complete ? "" : "more than ",
                  size.complete ? size.nodes : size.nodes - 1, input.max_nodes);
  diagnostic.help = "use fewer choices or rounds, or allow more with `--max-nodes` (about 700 bytes a node)";
  std::uint32_t widest = nothing;
  for (std::uint32_t m = 0; m < timeline.moments.size(); ++m) {
    if (timeline.moments[m].instance == nothing) continue;
    if (widest == nothing || size.by_moment[m] > size.by_moment[widest]) widest = m;
  }
  if (widest == nothing) return diagnostic;
  const Moment& moment = timeline.moments[widest];
  diagnostic.span = timeline.names[timeline.instances[moment.instance].name].span;
  diagnostic.label = size.complete ? fmt::format("{} of them are made here", size.by_moment[widest])
                                   : "of the moves counted so far, most are made here";
  if (moment.round != 0) diagnostic.label += fmt::format(", in round {}", moment.round);
  return diagnostic;
}

}  // namespace

Unrolled unroll(const UnrollInput& input, Lowering& lowering, scenario::Diagnostics& diagnostics,
                const RunContext& run) {
  // Most games are small: those are unrolled at once. Of others the nodes are counted first, which takes little memory.
  constexpr std::uint64_t small = 100'000;
  Unrolled unrolled = Unroller(input, lowering, diagnostics).run(std::min(input.max_nodes, small), run);
  if (!unrolled.gave_up) return unrolled;
  Successors successors(input.scenario, input.timeline, input.held, input.priors, lowering);
  const StoredSize size = stored_size(successors, input.timeline, input.memory, std::max(input.max_nodes, small), run);
  if (size.termination != Termination::finished) {
    unrolled.termination = size.termination;
    return unrolled;
  }
  if (size.nodes > input.max_nodes) {
    diagnostics.list.push_back(too_large(input, size));
    return unrolled;
  }
  return Unroller(input, lowering, diagnostics).run(std::numeric_limits<std::uint64_t>::max(), run);
}

}  // namespace parley::build
