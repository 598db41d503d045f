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

namespace parley::build {

namespace {

using game::Edge;
using game::NodeKind;
using game::Slot;
using scenario::Diagnostic;

class Unroller {
 public:
  Unroller(const UnrollInput& input, Lowering& lowering, scenario::Diagnostics& diagnostics)
      : in_(input), lowering_(lowering), diagnostics_(diagnostics), layers_(input.timeline.moments.size()) {}

  Unrolled run() {
    const auto& timeline = in_.timeline;
    sets_.resize(timeline.moments.size());
    result_.outcome_reached.assign(in_.scenario.outcomes.size(), false);
    result_.moment_taken.assign(timeline.moments.size(), false);
    Waiting first;
    first.history.facts.assign(timeline.facts.size(), unset);
    first.ticket = new_ticket();
    result_.root = first.ticket;
    arrive(0, std::move(first));
    for (std::uint32_t m = 0; m < timeline.moments.size() && !failed_; ++m) {
      num_waiting_ = layers_[m].size();
      if (!within_limit(m)) break;
      for (Waiting& waiting : layers_[m].take()) {
        Waiting passing = std::move(waiting);  // what has passed needs no memory
        pass(m, passing);
        if (failed_) break;
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
    if (!in_.memory.everything) {
      const auto& live = in_.memory.live[m];
      for (std::size_t f = 0; f < waiting.history.facts.size(); ++f) {
        if (!live[f]) waiting.history.facts[f] = forgotten;
      }
      const auto& kept = in_.memory.kept[m];
      std::erase_if(waiting.history.memory,
                    [&](const auto& entry) { return !std::ranges::binary_search(kept, entry.first); });
      const std::uint32_t ticket = waiting.ticket;
      if (const auto equal = layers_[m].join(std::move(waiting))) alias_[find(ticket)] = find(*equal);
      return;
    }
    layers_[m].add(std::move(waiting));
  }

  void resolve_tickets() {
    for (std::uint32_t t = 0; t < alias_.size(); ++t) result_.ticket_node[t] = result_.ticket_node[find(t)];
  }

  // ---- nodes ----

  /// Refuse before a layer is spread, not after: the next moment makes at least as many nodes as histories wait.
  bool within_limit(std::uint32_t m) {
    const std::uint64_t least = result_.nodes.size() + num_waiting_;
    return least <= in_.max_nodes || refuse(m, least);
  }

  bool refuse(std::uint32_t m, std::uint64_t least) {
    Diagnostic diagnostic;
    diagnostic.code = "P0701";
    const Moment& moment = in_.timeline.moments[m];
    if (moment.instance != nothing) {
      diagnostic.span = in_.timeline.names[in_.timeline.instances[moment.instance].name].span;
    }
    const std::string round = moment.round == 0 ? "" : fmt::format(" in round {}", moment.round);
    diagnostic.message =
        fmt::format("the game needs more than {} stored nodes; the limit is {}", least - 1, in_.max_nodes);
    diagnostic.label = fmt::format("{} histories come to this step{}", num_waiting_, round);
    diagnostic.help = fmt::format(
        "use fewer choices or rounds before this step, or allow more with `--max-nodes` (about 700 bytes a node)");
    diagnostics_.list.push_back(std::move(diagnostic));
    failed_ = true;
    return false;
  }

  std::uint32_t add_node(NodeKind kind, std::uint32_t place, std::uint32_t m, const Waiting& waiting) {
    const auto node = static_cast<std::uint32_t>(result_.nodes.size());
    result_.nodes.push_back({kind, place, m, {}, waiting.from.parent, waiting.from.label});
    result_.ticket_node[find(waiting.ticket)] = node;
    if (result_.nodes.size() > in_.max_nodes) refuse(m, result_.nodes.size());
    return node;
  }

  /// An edge to a new history, which goes on to moment `next`.
  void add_edge(std::uint32_t node, std::uint32_t label, Slot prob, Slot report, History history, std::uint32_t next) {
    Waiting waiting{std::move(history), new_ticket(), {node, label}};
    result_.nodes[node].edges.push_back(Edge{game::NodeId{waiting.ticket}, label, prob, report});
    arrive(next, std::move(waiting));
  }

  // ---- moments ----

  void pass(std::uint32_t m, Waiting& waiting) {
    const Moment& moment = in_.timeline.moments[m];
    const CameFrom from = waiting.from;  // the history itself moves on
    lowering_.enter(waiting.history.facts);
    switch (moment.kind) {
      case MomentKind::type:
        branch(m, waiting, in_.priors.types[moment.id].game, in_.priors.types[moment.id].report);
        break;
      case MomentKind::part:
        branch(m, waiting, in_.priors.parts[moment.id].game, in_.priors.parts[moment.id].report);
        break;
      case MomentKind::noise:
        pass_noise(m, waiting);
        break;
      case MomentKind::pick:
      case MomentKind::chance:
        pass_step(m, waiting);
        break;
      case MomentKind::round_begin:
        waiting.history.facts[moment.facts.front()] = static_cast<std::int32_t>(moment.round);
        arrive(m + 1, std::move(waiting));
        break;
      case MomentKind::round_end:
        pass_round_end(m, waiting, 0);
        break;
      case MomentKind::stop:
        pass_stop(m, waiting);
        break;
      case MomentKind::end:
        finish(m, waiting);
        break;
    }
    report_problem(from);
  }

  /// The label is settled: it becomes the present label of the facts and is remembered.
  History settled(const History& before, const Moment& moment, std::uint32_t label) const {
    History after = before;
    if (moment.kind == MomentKind::pick) {
      std::uint32_t rest = label;
      for (std::size_t k = moment.facts.size(); k-- > 0;) {
        const std::uint32_t labels = in_.timeline.facts[moment.facts[k]].num_labels;
        after.facts[moment.facts[k]] = static_cast<std::int32_t>(rest % labels);
        rest /= labels;
      }
    } else {
      for (const std::uint32_t fact : moment.facts) after.facts[fact] = static_cast<std::int32_t>(label);
    }
    after.memory.emplace_back(moment.instance, static_cast<std::int32_t>(label));
    return after;
  }

  void skip(std::uint32_t m, Waiting waiting) {
    for (const std::uint32_t fact : in_.timeline.moments[m].facts) waiting.history.facts[fact] = skipped;
    arrive(m + 1, std::move(waiting));
  }

  /// A chance node: branches of probability 0 whatever the draw are not in the game.
  void branch(std::uint32_t m, const Waiting& waiting, const std::vector<Slot>& probs,
              const std::vector<Slot>& report) {
    const std::uint32_t node = add_node(NodeKind::chance, chance_move(m), m, waiting);
    const Moment& moment = in_.timeline.moments[m];
    for (std::uint32_t label = 0; label < probs.size() && !failed_; ++label) {
      if (lowering_.program().is_constant(probs[label], 0.0)) continue;
      add_edge(node, label, probs[label], report[label], settled(waiting.history, moment, label), m + 1);
    }
  }

  std::uint32_t chance_move(std::uint32_t m) {
    const Moment& moment = in_.timeline.moments[m];
    const Instance& instance = in_.timeline.instances[moment.instance];
    const auto [place, added] = chance_moves_.try_emplace(m, static_cast<std::uint32_t>(result_.chances.size()));
    if (added) result_.chances.push_back({instance.name, moment.round});
    return place->second;
  }

  void pass_noise(std::uint32_t m, Waiting& waiting) {
    const Moment& moment = in_.timeline.moments[m];
    const auto source =
        std::ranges::find(waiting.history.memory, moment.source, &std::pair<std::uint32_t, std::int32_t>::first);
    if (source == waiting.history.memory.end()) {
      skip(m, std::move(waiting));
      return;
    }
    const auto truth = static_cast<std::uint32_t>(source->second);
    const auto& seen =
        moment.step.index == nothing ? type_seen(moment.source) : in_.scenario.steps[moment.step.at()].seen;
    auto& program = lowering_.program();
    const std::size_t labels = in_.timeline.names[in_.timeline.instances[moment.source].name].label_parts.size();
    const Slot error = lowering_.number(*seen.error);
    std::vector<Slot> probs(labels);
    for (std::uint32_t l = 0; l < labels; ++l) {
      if (labels == 1) {
        probs[l] = program.exact(1);
      } else if (l == truth) {
        probs[l] = program.subtract(program.exact(1), error);
      } else {
        probs[l] = program.divide(error, program.exact(static_cast<std::int64_t>(labels) - 1));
      }
    }
    branch(m, waiting, probs, probs);
  }

  const scenario::Seen& type_seen(std::uint32_t source) const {
    const Moment& type = in_.timeline.moments[in_.timeline.instances[source].moment];
    return in_.scenario.players[type.id].type_seen;
  }

  /// Go on where the condition holds and where it does not: at once where the state decides, by a guard otherwise.
  template <class Yes, class No>
  void fork(std::uint32_t m, Waiting& waiting, Slot condition, Yes yes, No no) {
    if (const auto known = lowering_.decided(condition)) {
      if (*known) {
        yes(waiting);
      } else {
        no(waiting);
      }
      return;
    }
    auto& program = lowering_.program();
    const std::uint32_t node = add_node(NodeKind::guard, condition.index, m, waiting);
    const Slot otherwise = program.unary(game::Op::logical_not, condition);
    for (std::uint32_t label = 0; label < 2 && !failed_; ++label) {
      const Slot prob = label == 0 ? condition : otherwise;
      Waiting arm{waiting.history, new_ticket(), {node, label}};
      result_.nodes[node].edges.push_back(Edge{game::NodeId{arm.ticket}, label, prob, prob});
      if (label == 0) {
        yes(arm);
      } else {
        no(arm);
      }
    }
  }

  void pass_step(std::uint32_t m, Waiting& waiting) {
    const Moment& moment = in_.timeline.moments[m];
    const scenario::Step& step = in_.scenario.steps[moment.step.at()];
    const Slot when = step.when ? lowering_.condition(*step.when) : lowering_.program().exact(1);
    fork(
        m, waiting, when,
        [&](Waiting& on) {
          result_.moment_taken[m] = true;
          moment.kind == MomentKind::pick ? pick(m, on, step) : chance(m, on, step);
        },
        [&](Waiting& off) { skip(m, std::move(off)); });
  }

  void chance(std::uint32_t m, Waiting& waiting, const scenario::Step& step) {
    if (const auto& at = in_.held.variables[step.variable.at()]) {
      const std::uint32_t label =
          at->label ? *at->label : static_cast<std::uint32_t>(in_.scenario.variables[step.variable.at()].labels.size());
      go_on_held(m, waiting, label);
      return;
    }
    const std::vector<Slot> probs = table_slots(lowering_, step.probs);
    branch(m, waiting, probs, probs);
  }

  void go_on_held(std::uint32_t m, Waiting& waiting, std::uint32_t label) {
    waiting.history = settled(waiting.history, in_.timeline.moments[m], label);
    arrive(m + 1, std::move(waiting));
  }

  void pick(std::uint32_t m, Waiting& waiting, const scenario::Step& step) {
    const auto [labels, available] = choices(step);
    const bool all_held = std::ranges::all_of(
        step.parts, [&](const auto& part) { return in_.held.variables[part.variable.at()].has_value(); });
    if (all_held) {
      go_on_held(m, waiting, labels.front());
      return;
    }
    if (labels.empty()) {
      complain("P0411", "no choice is left", step.span, waiting.from,
               "give the step a `when` that skips it, or a choice without `when`");
      return;
    }
    const std::uint32_t set = infoset(m, waiting, step, labels, available);
    const std::uint32_t node = add_node(NodeKind::decision, set, m, waiting);
    const Moment& moment = in_.timeline.moments[m];
    for (std::size_t k = 0; k < labels.size() && !failed_; ++k) {
      add_edge(node, labels[k], available[k], available[k], settled(waiting.history, moment, labels[k]), m + 1);
    }
  }

  /// The joint labels that may be chosen here, first part slowest, each with the slot that says whether it is there.
  std::pair<std::vector<std::uint32_t>, std::vector<Slot>> choices(const scenario::Step& step) {
    std::vector<std::uint32_t> labels{0};
    std::vector<Slot> available{lowering_.program().exact(1)};
    for (const scenario::PickPart& part : step.parts) {
      const auto& variable = in_.scenario.variables[part.variable.at()];
      const auto& at = in_.held.variables[part.variable.at()];
      const std::uint32_t count = num_labels(in_.scenario, in_.held, part.variable);
      std::vector<std::uint32_t> longer;
      std::vector<Slot> longer_available;
      for (std::size_t k = 0; k < labels.size(); ++k) {
        for (std::uint32_t l = 0; l < count; ++l) {
          if (at && l != (at->label ? *at->label : variable.labels.size())) continue;
          Slot there = available[k];
          if (!at && part.choice_when[l]) {
            there = lowering_.program().binary(game::Op::logical_and, there, lowering_.condition(*part.choice_when[l]));
          }
          if (lowering_.program().is_constant(there, 0.0)) continue;
          longer.push_back(labels[k] * count + l);
          longer_available.push_back(there);
        }
      }
      labels = std::move(longer);
      available = std::move(longer_available);
    }
    return {std::move(labels), std::move(available)};
  }

  void pass_stop(std::uint32_t m, Waiting& waiting) {
    const Moment& moment = in_.timeline.moments[m];
    const scenario::Step& step = in_.scenario.steps[moment.step.at()];
    const Slot when = step.when ? lowering_.condition(*step.when) : lowering_.program().exact(1);
    fork(
        m, waiting, when,
        [&](Waiting& stopped) {
          for (const std::uint32_t fact : moment.unreached) {
            if (in_.timeline.facts[fact].kind == Fact::Kind::variable) stopped.history.facts[fact] = skipped;
          }
          arrive(moment.jump, std::move(stopped));
        },
        [&](Waiting& on) { arrive(m + 1, std::move(on)); });
  }

  /// Counters first, one after the other; then `until`.
  void pass_round_end(std::uint32_t m, Waiting& waiting, std::size_t counter) {
    const Moment& moment = in_.timeline.moments[m];
    lowering_.enter(waiting.history.facts);
    if (counter < moment.facts.size()) {
      const std::uint32_t fact = moment.facts[counter];
      const bool matters = waiting.history.facts[fact] != forgotten;
      const auto& count = in_.scenario.expr(in_.timeline.counters[in_.timeline.facts[fact].id].expr);
      const Slot held = matters ? lowering_.condition(count.args.front()) : lowering_.program().exact(0);
      fork(
          m, waiting, held,
          [&](Waiting& yes) {
            yes.history.facts[fact] = std::max(yes.history.facts[fact], 0) + 1;
            pass_round_end(m, yes, counter + 1);
          },
          [&](Waiting& no) {
            if (matters) no.history.facts[fact] = std::max(no.history.facts[fact], 0);
            pass_round_end(m, no, counter + 1);
          });
      return;
    }
    const auto& step = in_.scenario.steps[moment.step.at()];
    const auto& until = in_.scenario.repeats[step.repeat.at()].until;
    const Slot over = until ? lowering_.condition(*until) : lowering_.program().exact(0);
    fork(
        m, waiting, over, [&](Waiting& out) { arrive(moment.jump, std::move(out)); },
        [&](Waiting& on) { arrive(m + 1, std::move(on)); });
  }

  // ---- ends ----

  void finish(std::uint32_t m, const Waiting& waiting) {
    game::Terminal terminal = end_of(waiting);
    if (failed_) return;
    std::vector<std::uint32_t> key;
    key.reserve(terminal.payoffs.size());
    for (const Slot slot : terminal.payoffs) key.push_back(slot.index);
    for (const Slot slot : terminal.indicators) key.push_back(slot.index);
    const auto [place, added] =
        terminal_index_.try_emplace(std::move(key), static_cast<std::uint32_t>(result_.terminals.size()));
    if (added) result_.terminals.push_back(std::move(terminal));
    add_node(NodeKind::terminal, place->second, m, waiting);
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
      complain("P0508", "no outcome holds at the end of this play",
               in_.scenario.outcomes.empty() ? scenario::Span{} : in_.scenario.outcomes.back().span, waiting.from,
               "end the outcomes with `outcome NAME otherwise`");
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

  std::uint32_t infoset(std::uint32_t m, const Waiting& waiting, const scenario::Step& step,
                        const std::vector<std::uint32_t>& labels, const std::vector<Slot>& available) {
    const std::uint32_t player = step.player.index;
    const Knowledge known = sightings_.knowledge(player, m, waiting.history);
    const auto [place, added] = sets_[m].try_emplace(known, static_cast<std::uint32_t>(result_.infosets.size()));
    if (!added) {
      const game::Infoset& set = result_.infosets[place->second];
      if (set.actions != labels || set.available != available) {
        complain("P0403",
                 fmt::format("`{}` would have different choices in histories that it cannot tell apart",
                             in_.scenario.players[player].name),
                 step.span, waiting.from, "let the choices depend only on what the mover has seen");
      }
      return place->second;
    }
    const Moment& moment = in_.timeline.moments[m];
    game::Infoset set;
    set.player = game::PlayerId{player};
    set.step = in_.timeline.instances[moment.instance].name;
    set.round = moment.round;
    set.block = moment.block;
    set.actions = labels;
    set.available = available;
    sightings_.describe(known, player, set);
    result_.infosets.push_back(std::move(set));
    return place->second;
  }

  // ---- errors ----

  void report_problem(CameFrom from) {
    if (auto problem = lowering_.take_problem()) {
      complain(problem->code, problem->message, problem->span, from, problem->help);
    }
  }

  void complain(const std::string& code, std::string message, scenario::Span span, CameFrom from,
                const std::string& help) {
    failed_ = true;
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.message = std::move(message);
    diagnostic.span = span;
    diagnostic.notes.push_back("it happens after: " + history_text(from));
    diagnostic.help = help;
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
  Sightings sightings_{in_.scenario, in_.timeline, in_.held, in_.memory, result_.steps};
  std::vector<std::uint32_t> alias_;
  std::size_t num_waiting_ = 0;                           // at the moment that is passed
  std::deque<Layer> layers_;                              // by moment
  std::vector<std::map<Knowledge, std::uint32_t>> sets_;  // by moment: infoset
  std::map<std::uint32_t, std::uint32_t> chance_moves_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> terminal_index_;
  bool failed_ = false;
};

}  // namespace

Unrolled unroll(const UnrollInput& input, Lowering& lowering, scenario::Diagnostics& diagnostics) {
  return Unroller(input, lowering, diagnostics).run();
}

}  // namespace parley::build
