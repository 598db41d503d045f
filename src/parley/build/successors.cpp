// SPDX-License-Identifier: Apache-2.0
// Each kind of moment: what it makes of a history that has come to it.
#include "parley/build/successors.h"

#include <algorithm>

namespace parley::build {

using game::NodeKind;
using game::Slot;

namespace {

Stage next(Stage at) { return {at.moment + 1, 0}; }

Branching moves_on(Arm arm) {
  Branching branching;
  branching.arms.push_back(std::move(arm));
  return branching;
}

Branching moves_on(History history, Stage to) { return moves_on({.history = std::move(history), .to = to}); }

}  // namespace

Branching Successors::after(Stage at, const History& history) {
  const Moment& moment = timeline_.moments[at.moment];
  lowering_.enter(history.facts);
  switch (moment.kind) {
    case MomentKind::type:
      return chance(at, history, priors_.types[moment.id].game, priors_.types[moment.id].report);
    case MomentKind::part:
      return chance(at, history, priors_.parts[moment.id].game, priors_.parts[moment.id].report);
    case MomentKind::noise:
      return noise(at, history);
    case MomentKind::pick:
    case MomentKind::chance:
      return step(at, history);
    case MomentKind::round_begin: {
      History begun = history;
      begun.facts[moment.facts.front()] = static_cast<std::int32_t>(moment.round);
      return moves_on(std::move(begun), next(at));
    }
    case MomentKind::round_end:
      return round_end(at, history);
    case MomentKind::stop:
      return stop(at, history);
    case MomentKind::end:
      break;
  }
  Branching end;
  end.kind = NodeKind::terminal;
  return end;
}

/// Go on where the condition holds and where it does not: at once where the state decides, by a guard otherwise.
Branching Successors::ask(Slot condition, Arm yes, Arm no) {
  if (const auto known = lowering_.decided(condition)) return moves_on(std::move(*known ? yes : no));
  Branching guard;
  guard.kind = NodeKind::guard;
  guard.condition = condition;
  yes.label = 0;
  yes.prob = yes.report = condition;
  no.label = 1;
  no.prob = no.report = lowering_.program().unary(game::Op::logical_not, condition);
  guard.arms.push_back(std::move(yes));
  guard.arms.push_back(std::move(no));
  return guard;
}

Branching Successors::chance(Stage at, const History& history, const std::vector<Slot>& probs,
                             const std::vector<Slot>& report) {
  const Moment& moment = timeline_.moments[at.moment];
  Branching branching;
  branching.kind = NodeKind::chance;
  for (std::uint32_t label = 0; label < probs.size(); ++label) {
    if (lowering_.program().is_constant(probs[label], 0.0)) continue;
    branching.arms.push_back({label, probs[label], report[label], settled(history, moment, label), next(at)});
  }
  return branching;
}

const scenario::Seen& Successors::seen_of(const Moment& noise) const {
  if (noise.step.index != nothing) return scenario_.steps[noise.step.at()].seen;
  const Moment& type = timeline_.moments[timeline_.instances[noise.source].moment];
  return scenario_.players[type.id].type_seen;
}

Branching Successors::noise(Stage at, const History& history) {
  const Moment& moment = timeline_.moments[at.moment];
  const auto source = std::ranges::find(history.memory, moment.source, &std::pair<std::uint32_t, std::int32_t>::first);
  if (source == history.memory.end()) return moves_on(skipping(at, history));
  const auto truth = static_cast<std::uint32_t>(source->second);
  auto& program = lowering_.program();
  const std::size_t labels = timeline_.names[timeline_.instances[moment.source].name].label_parts.size();
  const Slot error = lowering_.number(*seen_of(moment).error);
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
  return chance(at, history, probs, probs);
}

Branching Successors::step(Stage at, const History& history) {
  const Moment& moment = timeline_.moments[at.moment];
  const scenario::Step& step = scenario_.steps[moment.step.at()];
  if (at.asked == 0 && step.when) {
    const Slot when = lowering_.condition(*step.when);
    const auto known = lowering_.decided(when);
    if (!known) return ask(when, {.history = history, .to = {at.moment, 1}}, skipping(at, history));
    if (!*known) return moves_on(skipping(at, history));
  }
  Branching taken = moment.kind == MomentKind::pick ? pick_step(at, history, step) : chance_step(at, history, step);
  taken.takes_move = true;
  return taken;
}

Branching Successors::chance_step(Stage at, const History& history, const scenario::Step& step) {
  if (const auto& held = held_.variables[step.variable.at()]) {
    const auto& labels = scenario_.variables[step.variable.at()].labels;
    const std::uint32_t label = held->label ? *held->label : static_cast<std::uint32_t>(labels.size());
    return moves_on(settled(history, timeline_.moments[at.moment], label), next(at));
  }
  const std::vector<Slot> probs = table_slots(lowering_, step.probs);
  return chance(at, history, probs, probs);
}

Branching Successors::pick_step(Stage at, const History& history, const scenario::Step& step) {
  const Moment& moment = timeline_.moments[at.moment];
  const auto [labels, available] = choices(step);
  const bool all_held = std::ranges::all_of(
      step.parts, [&](const auto& part) { return held_.variables[part.variable.at()].has_value(); });
  if (all_held) return moves_on(settled(history, moment, labels.front()), next(at));
  Branching pick;
  if (labels.empty()) {
    pick.problem = {"P0411", "no choice is left", step.span,
                    "give the step a `when` that skips it, or a choice without `when`"};
    return pick;
  }
  pick.kind = NodeKind::decision;
  for (std::size_t k = 0; k < labels.size(); ++k) {
    pick.arms.push_back({labels[k], available[k], available[k], settled(history, moment, labels[k]), next(at)});
  }
  return pick;
}

std::pair<std::vector<std::uint32_t>, std::vector<Slot>> Successors::choices(const scenario::Step& step) {
  std::vector<std::uint32_t> labels{0};
  std::vector<Slot> available{lowering_.program().exact(1)};
  for (const scenario::PickPart& part : step.parts) {
    const auto& variable = scenario_.variables[part.variable.at()];
    const auto& at = held_.variables[part.variable.at()];
    const std::uint32_t count = num_labels(scenario_, held_, part.variable);
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

History Successors::settled(const History& before, const Moment& moment, std::uint32_t label) const {
  History after = before;
  if (moment.kind == MomentKind::pick) {
    std::uint32_t rest = label;
    for (std::size_t k = moment.facts.size(); k-- > 0;) {
      const std::uint32_t labels = timeline_.facts[moment.facts[k]].num_labels;
      after.facts[moment.facts[k]] = static_cast<std::int32_t>(rest % labels);
      rest /= labels;
    }
  } else {
    for (const std::uint32_t fact : moment.facts) after.facts[fact] = static_cast<std::int32_t>(label);
  }
  after.memory.emplace_back(moment.instance, static_cast<std::int32_t>(label));
  return after;
}

Arm Successors::skipping(Stage at, History history) const {
  for (const std::uint32_t fact : timeline_.moments[at.moment].facts) history.facts[fact] = skipped;
  return {.history = std::move(history), .to = next(at)};
}

Branching Successors::stop(Stage at, const History& history) {
  const Moment& moment = timeline_.moments[at.moment];
  const scenario::Step& step = scenario_.steps[moment.step.at()];
  const Slot when = step.when ? lowering_.condition(*step.when) : lowering_.program().exact(1);
  Arm stopped{.history = history, .to = {moment.jump, 0}};
  for (const std::uint32_t fact : moment.unreached) {
    if (timeline_.facts[fact].kind == Fact::Kind::variable) stopped.history.facts[fact] = skipped;
  }
  return ask(when, std::move(stopped), {.history = history, .to = next(at)});
}

/// Counters first, one after the other; then `until`.
Branching Successors::round_end(Stage at, const History& history) {
  const Moment& moment = timeline_.moments[at.moment];
  if (at.asked < moment.facts.size()) {
    const std::uint32_t fact = moment.facts[at.asked];
    const Stage further{at.moment, at.asked + 1};
    if (history.facts[fact] == forgotten) return moves_on(history, further);
    Arm counted{.history = history, .to = further};
    Arm not_counted = counted;
    not_counted.history.facts[fact] = std::max(history.facts[fact], 0);
    counted.history.facts[fact] = not_counted.history.facts[fact] + 1;
    const auto& count = scenario_.expr(timeline_.counters[timeline_.facts[fact].id].expr);
    return ask(lowering_.condition(count.args.front()), std::move(counted), std::move(not_counted));
  }
  const auto& until = scenario_.repeats[scenario_.steps[moment.step.at()].repeat.at()].until;
  const Slot over = until ? lowering_.condition(*until) : lowering_.program().exact(0);
  return ask(over, {.history = history, .to = {moment.jump, 0}}, {.history = history, .to = next(at)});
}

}  // namespace parley::build
