// SPDX-License-Identifier: Apache-2.0
// Collects what expressions read, and which moments made a label.
#include "parley/build/reads.h"

#include <algorithm>
#include <optional>

#include "parley/build/memory.h"

namespace parley::build {

namespace {

using scenario::ExprKind;
using Indices = std::vector<std::uint32_t>;

/// Collects facts over many expressions, each expression once.
class Collector {
 public:
  Collector(const scenario::Scenario& scenario, const Timeline& timeline)
      : scenario_(scenario), timeline_(timeline), seen_(scenario.exprs.size(), false) {}

  void add(scenario::ExprId id) {
    std::vector<scenario::ExprId> open{id};
    while (!open.empty()) {
      const scenario::ExprId next = open.back();
      open.pop_back();
      if (seen_[next.at()]) continue;
      seen_[next.at()] = true;
      const scenario::Expr& expr = scenario_.expr(next);
      add_own(expr, next);
      if (expr.kind != ExprKind::count) open.insert(open.end(), expr.args.begin(), expr.args.end());
    }
  }
  void add(const std::optional<scenario::ExprId>& id) {
    if (id) add(*id);
  }
  void add_all(const std::vector<std::optional<scenario::ExprId>>& ids) {
    for (const auto& id : ids) add(id);
  }

  Indices take() {
    std::ranges::sort(facts_);
    facts_.erase(std::unique(facts_.begin(), facts_.end()), facts_.end());
    return std::move(facts_);
  }

 private:
  void add_own(const scenario::Expr& expr, scenario::ExprId id) {
    switch (expr.kind) {
      case ExprKind::param:
        note(timeline_.part_fact[expr.id]);
        break;
      case ExprKind::value:
        note(timeline_.variable_fact[expr.id]);
        for (const auto& label : scenario_.variables[expr.id].labels) add(label.value);
        break;
      case ExprKind::is_label:
      case ExprKind::is_none:
        note(timeline_.variable_fact[expr.id]);
        break;
      case ExprKind::type_value:
        note(timeline_.type_fact[expr.id]);
        add_all(scenario_.players[expr.id].type->worth);
        break;
      case ExprKind::is_type:
        note(timeline_.type_fact[expr.id]);
        break;
      case ExprKind::round:
        note(timeline_.round_fact[expr.id]);
        break;
      case ExprKind::count:
        note(timeline_.counter_fact[id.at()]);
        break;
      default:
        break;
    }
  }

  void note(std::uint32_t fact) {
    if (fact != nothing) facts_.push_back(fact);
  }

  const scenario::Scenario& scenario_;
  const Timeline& timeline_;
  std::vector<bool> seen_;
  Indices facts_;
};

Indices reads_of_step(const scenario::Scenario& scenario, const Timeline& timeline, const HeldLevers& held,
                      const Moment& moment) {
  Collector collector(scenario, timeline);
  switch (moment.kind) {
    case MomentKind::type:
      collector.add_all(scenario.players[moment.id].type->probs);
      break;
    case MomentKind::noise:
      if (moment.step.index == nothing) {
        for (const auto& player : scenario.players) collector.add(player.type_seen.error);
      } else {
        collector.add(scenario.steps[moment.step.at()].seen.error);
      }
      break;
    case MomentKind::pick:
      collector.add(scenario.steps[moment.step.at()].when);
      for (const auto& part : scenario.steps[moment.step.at()].parts) {
        if (!held.variables[part.variable.at()]) collector.add_all(part.choice_when);
      }
      break;
    case MomentKind::chance:
      collector.add(scenario.steps[moment.step.at()].when);
      if (!held.variables[scenario.steps[moment.step.at()].variable.at()]) {
        collector.add_all(scenario.steps[moment.step.at()].probs);
      }
      break;
    case MomentKind::round_end: {
      const auto& step = scenario.steps[moment.step.at()];
      collector.add(scenario.repeats[step.repeat.at()].until);
      for (const std::uint32_t f : moment.facts) {
        collector.add(scenario.expr(timeline.counters[timeline.facts[f].id].expr).args.front());
      }
      break;
    }
    case MomentKind::stop:
      collector.add(scenario.steps[moment.step.at()].when);
      break;
    case MomentKind::part:
    case MomentKind::round_begin:
    case MomentKind::end:
      break;
  }
  return collector.take();
}

}  // namespace

Indices facts_read(const scenario::Scenario& scenario, const Timeline& timeline, scenario::ExprId expr) {
  Collector collector(scenario, timeline);
  collector.add(expr);
  return collector.take();
}

std::vector<Indices> reads_by_moment(const scenario::Scenario& scenario, const Timeline& timeline,
                                     const HeldLevers& held, const std::vector<scenario::ExprId>& asked) {
  std::vector<Indices> reads;
  reads.reserve(timeline.moments.size());
  for (const Moment& moment : timeline.moments) reads.push_back(reads_of_step(scenario, timeline, held, moment));
  Collector end(scenario, timeline);
  for (const auto& outcome : scenario.outcomes) end.add(outcome.when);
  for (const auto& payoff : scenario.payoffs) {
    end.add_all(payoff.by_outcome);
    end.add(payoff.always);
  }
  for (const scenario::ExprId event : asked) end.add(event);
  reads.back() = end.take();
  return reads;
}

Indices sources(const Timeline& timeline, std::uint32_t fact, std::uint32_t moment) {
  const Moment& now = timeline.moments[moment];
  Indices found;
  for (const std::uint32_t w : timeline.writers[fact]) {
    if (w >= moment) break;
    const Moment& writer = timeline.moments[w];
    // Inside the loop only this round's label or the last round's can be present.
    const bool same_loop =
        timeline.facts[fact].kind == Fact::Kind::variable && now.repeat != nothing && writer.repeat == now.repeat;
    if (same_loop && writer.round + 1 < now.round) continue;
    if (same_loop && writer.round == now.round) found.clear();
    found.push_back(writer.instance);
  }
  return found;
}

}  // namespace parley::build
