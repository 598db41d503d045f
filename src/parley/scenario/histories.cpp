// SPDX-License-Identifier: Apache-2.0
// Walks the part of the play that bears on some expressions.
#include "parley/scenario/histories.h"

#include <algorithm>
#include <utility>

namespace parley::scenario {
namespace {

/// Past these the question is left to the draws: an answer here is a courtesy.
constexpr std::size_t max_relevant_steps = 64;
constexpr std::size_t max_visits = 20'000;
constexpr std::size_t max_cost = 50'000'000;  // steps times everything that one look allocates

}  // namespace

struct Histories::Walk {
  const Histories& owner;
  const Scenario& scenario;
  Situation situation;
  Ranges ranges;
  const Visit& visit;
  std::optional<StepId> target;
  std::size_t visits = 0;
  bool gave_up = false;

  Walk(const Histories& histories, Situation start, const Visit& visitor, std::optional<StepId> stop_at)
      : owner(histories),
        scenario(histories.scenario_),
        situation(std::move(start)),
        ranges(scenario, situation),
        visit(visitor),
        target(stop_at) {
    for (std::size_t i = 0; i < scenario.variables.size(); ++i) {
      if (owner.variables_[i]) situation.labels[i] = Situation::none;
    }
  }

  void tell(bool certain) {
    if (++visits > max_visits || owner.effort_ == 0) {
      gave_up = true;
      return;
    }
    --owner.effort_;
    ranges.situation_changed();
    visit(ranges, situation, certain);
  }

  Truth test(const std::optional<ExprId>& condition) {
    if (!condition) return Truth::yes;
    ranges.situation_changed();
    return ranges.condition(*condition);
  }

  void types(std::size_t player, bool certain) {
    while (player < scenario.players.size() && !owner.types_[player]) ++player;
    if (gave_up) return;
    if (player == scenario.players.size()) {
      step(0, certain);
      return;
    }
    const ChanceTable& type = *scenario.players[player].type;
    for (std::size_t i = 0; i < type.labels.size(); ++i) {
      const Interval prob = chance_of(type.probs, i);
      if (prob.high <= 0.0) continue;
      situation.types[player] = static_cast<std::int32_t>(i);
      types(player + 1, certain && prob.low > 0.0 && !owner.impossible_[player]);
    }
    situation.types[player] = Situation::unknown;
  }

  Interval chance_of(const std::vector<std::optional<ExprId>>& probs, std::size_t label) {
    ranges.situation_changed();
    if (probs[label]) return ranges.number(*probs[label]);
    Interval rest{1.0, 1.0};
    for (const auto& prob : probs) {
      if (!prob) continue;
      const Interval other = ranges.number(*prob);
      rest = {rest.low - other.high, rest.high - other.low};
    }
    return rest;
  }

  void step(std::size_t index, bool certain) {
    if (gave_up) return;
    if (target &&
        (index == owner.order_.size() || owner.position_[owner.order_[index].at()] >= owner.position_[target->at()])) {
      tell(certain);
      return;
    }
    if (index == owner.order_.size()) {
      tell(certain);
      return;
    }
    const Step& here = scenario.steps[owner.order_[index].at()];
    switch (here.kind) {
      case StepKind::stop:
        stop(here, index, certain);
        break;
      case StepKind::repeat:
        repeat(here, index);
        break;
      default:
        move(here, index, certain);
        break;
    }
  }

  void stop(const Step& here, std::size_t index, bool certain) {
    const Truth stops = test(here.when);
    if (stops != Truth::no && !target) tell(certain && stops == Truth::yes);
    if (stops != Truth::yes) step(index + 1, certain && stops == Truth::no);
  }

  /// After some rounds anything may be so; the play may also have stopped inside.
  void repeat(const Step& here, std::size_t index) {
    std::vector<std::pair<std::size_t, std::int32_t>> before;
    for (std::size_t i = 0; i < scenario.variables.size(); ++i) {
      const auto& loop = scenario.variables[i].repeat;
      if (!loop || *loop != here.repeat) continue;
      before.emplace_back(i, situation.labels[i]);
      situation.labels[i] = Situation::unknown;
    }
    const bool may_stop =
        std::ranges::any_of(here.body, [&](StepId inner) { return scenario.steps[inner.at()].kind == StepKind::stop; });
    const bool is_target = target && owner.repeat_of_[target->at()] &&
                           scenario.steps[owner.repeat_of_[target->at()]->at()].repeat == here.repeat;
    if (is_target || (may_stop && !target)) tell(false);
    if (!is_target) step(index + 1, false);
    for (const auto& [variable, label] : before) situation.labels[variable] = label;
  }

  void move(const Step& here, std::size_t index, bool certain) {
    const Truth reached = test(here.when);
    if (reached != Truth::yes) {
      for_each_variable(here, [&](VariableId id) { situation.labels[id.at()] = Situation::none; });
      step(index + 1, certain && reached == Truth::no);
    }
    if (reached == Truth::no) return;
    certain = certain && reached == Truth::yes;
    if (here.kind == StepKind::chance) {
      chance(here, index, certain);
    } else {
      part(here, 0, index, certain);
    }
    for_each_variable(here, [&](VariableId id) { situation.labels[id.at()] = Situation::none; });
  }

  template <class Do>
  void for_each_variable(const Step& here, Do each) {
    if (here.kind == StepKind::chance) each(here.variable);
    for (const PickPart& one : here.parts) {
      if (owner.variables_[one.variable.at()]) each(one.variable);
    }
  }

  void chance(const Step& here, std::size_t index, bool certain) {
    const Variable& variable = scenario.variables[here.variable.at()];
    for (std::size_t i = 0; i < variable.labels.size(); ++i) {
      situation.labels[here.variable.at()] = Situation::none;
      const Interval prob = chance_of(here.probs, i);
      if (prob.high <= 0.0) continue;
      situation.labels[here.variable.at()] = static_cast<std::int32_t>(i);
      step(index + 1, certain && prob.low > 0.0);
    }
  }

  /// The choices' conditions may not use the move's own parts, so the parts go one after the other.
  void part(const Step& here, std::size_t number, std::size_t index, bool certain) {
    if (gave_up) return;
    if (number == here.parts.size()) {
      step(index + 1, certain);
      return;
    }
    const PickPart& one = here.parts[number];
    const std::size_t at = one.variable.at();
    if (!owner.variables_[at]) {
      part(here, number + 1, index, certain);
      return;
    }
    for (std::size_t i = 0; i < one.choice_when.size(); ++i) {
      situation.labels[at] = Situation::none;
      const Truth open = test(one.choice_when[i]);
      if (open == Truth::no) continue;
      situation.labels[at] = static_cast<std::int32_t>(i);
      part(here, number + 1, index, certain && open == Truth::yes);
    }
    situation.labels[at] = Situation::none;
  }
};

Histories::Histories(const Scenario& scenario, const Lowering& lower, std::vector<ExprId> about, std::size_t& effort)
    : scenario_(scenario),
      variables_(scenario.variables.size()),
      types_(scenario.players.size()),
      impossible_(scenario.players.size()),
      repeat_of_(scenario.steps.size()),
      position_(scenario.steps.size()),
      effort_(effort) {
  const std::size_t size = scenario.exprs.size() + scenario.variables.size() + scenario.params.size();
  if (scenario.steps.size() * size > max_cost) {
    too_many_ = true;
    return;
  }
  for (const Evidence& evidence : scenario.evidence) {
    for (const EvidenceItem& item : evidence.items) {
      if (item.kind != EvidenceItem::Kind::type) continue;
      for (const Odds& odds : item.likelihoods) {
        if (odds.low.value == 0.0) impossible_[item.player.at()] = true;
      }
    }
  }
  close(lower, std::move(about));
  flatten(scenario.play, {});
  too_many_ = too_many_ || order_.size() > max_relevant_steps;
}

/// Marks what the expressions use, and what decides whether and how that comes about.
void Histories::close(const Lowering& lower, std::vector<ExprId> about) {
  std::size_t num_stops = 0;
  for (const Step& step : scenario_.steps) {
    if (step.kind != StepKind::stop) continue;
    if (step.when) about.push_back(*step.when);
    if (++num_stops > max_relevant_steps) {
      too_many_ = true;
      return;
    }
  }
  const auto want = [&](const std::optional<ExprId>& expr) {
    if (expr) about.push_back(*expr);
  };
  std::size_t num_variables = 0;
  while (!about.empty()) {
    const ExprId next = about.back();
    about.pop_back();
    for (const Use& use : lower.uses(next)) {
      if (use.kind == Use::Kind::type && !types_[use.id]) {
        types_[use.id] = true;
        for (const auto& prob : scenario_.players[use.id].type->probs) want(prob);
      }
      if (use.kind != Use::Kind::variable || variables_[use.id]) continue;
      variables_[use.id] = true;
      if (++num_variables > max_relevant_steps) {
        too_many_ = true;
        return;
      }
      const Step& step = scenario_.steps[scenario_.variables[use.id].step.at()];
      want(step.when);
      for (const auto& prob : step.probs) want(prob);
      for (const PickPart& part : step.parts) {
        if (part.variable.index != use.id) continue;
        for (const auto& when : part.choice_when) want(when);
      }
    }
  }
}

void Histories::flatten(const std::vector<StepId>& steps, std::optional<StepId> repeat) {
  for (const StepId id : steps) {
    const Step& step = scenario_.steps[id.at()];
    position_[id.at()] = id.index;  // steps are numbered in the order of the text
    repeat_of_[id.at()] = repeat;
    bool relevant = step.kind == StepKind::stop || step.kind == StepKind::repeat;
    if (step.kind == StepKind::chance) relevant = variables_[step.variable.at()];
    for (const PickPart& part : step.parts) relevant = relevant || variables_[part.variable.at()];
    if (relevant && !repeat) order_.push_back(id);
    flatten(step.body, step.kind == StepKind::repeat ? std::optional(id) : repeat);
  }
}

bool Histories::at_step(StepId target, Situation start, const Visit& visit) {
  if (too_many_) return false;
  Walk walk(*this, std::move(start), visit, target);
  walk.types(0, true);
  return !walk.gave_up;
}

bool Histories::at_end(Situation start, const Visit& visit) {
  if (too_many_) return false;
  Walk walk(*this, std::move(start), visit, {});
  walk.types(0, true);
  return !walk.gave_up;
}

}  // namespace parley::scenario
