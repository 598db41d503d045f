// SPDX-License-Identifier: Apache-2.0
// Puts inputs, priors, memory and the unrolled play together into a Model.
#include "parley/build/builder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "parley/build/blueprint.h"
#include "parley/build/graph.h"
#include "parley/build/lower.h"
#include "parley/build/memory.h"
#include "parley/build/priors.h"
#include "parley/build/timeline.h"
#include "parley/build/unroll.h"
#include "parley/build/watch.h"

namespace parley::build {

namespace {

using game::Slot;
using scenario::Scenario;

Origin origin_of(scenario::Span span) { return {span.begin, span.end}; }

/// The inputs of the program and the slots that stand for params, levers and odds ranges.
struct Inputs {
  std::vector<Input> inputs;
  std::vector<Slot> params, centre_params, levers, odds, strengths;
  std::vector<std::uint32_t> dimensions;  // of the drawn inputs, in order
  std::uint32_t num_dimensions = 0;
};

Inputs make_inputs(const Scenario& scenario, const BuildOptions& options, const HeldLevers& held,
                   game::Program& program) {
  Inputs made;
  const auto add = [&](Input input) {
    made.inputs.push_back(std::move(input));
    return program.add_input();
  };
  const auto add_lever = [&](std::string name) {
    return add({Input::Kind::lever, std::move(name), Distribution::constant(Number(Rational(0))), {}, {}});
  };
  for (const std::string& name : held.lever_names) made.levers.push_back(add_lever(name));
  for (std::size_t p = 0; p < scenario.params.size(); ++p) {
    const scenario::Param& param = scenario.params[p];
    const bool is_drawn = !param.distribution.is_constant();
    const bool varies = is_drawn && !param.private_to;
    Slot slot = program.exact(0);
    Slot centre = slot;
    if (const auto& at = held.params[p]) {
      slot = centre = at->lever ? made.levers[*at->lever] : program.constant(*at->number);
    } else if (param.distribution.is_constant()) {
      slot = centre = program.constant(param.distribution.constant_value());
    } else if (varies) {
      made.dimensions.push_back(made.num_dimensions);
      const Number median(param.distribution.median().value);
      slot = add({Input::Kind::param, param.name, param.distribution, median, origin_of(param.span)});
      centre = program.constant(median);
    }
    if (is_drawn) ++made.num_dimensions;  // a private one's too, so that making it one leaves the other draws alone
    made.params.push_back(slot);
    made.centre_params.push_back(centre);
  }
  for (OddsInput& odds : odds_inputs(scenario)) {
    const Number median(odds.distribution.median().value);
    made.dimensions.push_back(made.num_dimensions++);
    made.odds.push_back(add({Input::Kind::odds, std::move(odds.name), odds.distribution, median, odds.origin}));
  }
  if (options.evidence_strengths) {
    for (const auto& evidence : scenario.evidence) {
      made.strengths.push_back(add_lever("strength of " + evidence.name));
    }
  }
  return made;
}

/// The correlations between params that are drawn.
GaussianCopula make_copula(const Scenario& scenario, const std::vector<Input>& inputs,
                           const std::vector<std::uint32_t>& drawn) {
  std::vector<RankCorrelation> correlations;
  const auto dimension = [&](scenario::ParamId param) -> std::optional<std::size_t> {
    for (std::size_t d = 0; d < drawn.size(); ++d) {
      const Input& input = inputs[drawn[d]];
      if (input.kind == Input::Kind::param && input.name == scenario.params[param.at()].name) return d;
    }
    return std::nullopt;
  };
  for (const auto& correlation : scenario.correlations) {
    const auto first = dimension(correlation.first);
    const auto second = dimension(correlation.second);
    if (first && second) correlations.push_back({*first, *second, correlation.spearman});
  }
  auto copula = GaussianCopula::from(drawn.size(), correlations);
  if (!copula) throw InternalError("correlations that the checker let pass: " + copula.error().message);
  return *std::move(copula);
}

/// What the evidence says of each drawn input alone, where it says no more.
void set_marginal_weights(const Scenario& scenario, const Priors& chances, Model& model) {
  model.weight_factors = chances.weight_factors;
  if (!chances.weight_factors) return;
  model.marginal_weights.reserve(model.drawn.size());
  for (const std::uint32_t drawn : model.drawn) {
    const Input& input = model.inputs[drawn];
    const auto param = std::ranges::find(scenario.params, input.name, &scenario::Param::name);
    const bool is_param = input.kind == Input::Kind::param && param != scenario.params.end();
    model.marginal_weights.push_back(
        is_param ? chances.param_weights[static_cast<std::size_t>(param - scenario.params.begin())]
                 : MarginalWeight{{}, {1.0}});
  }
}

/// Quantities that the targets ask for, each once, and the targets as the model hands them on.
std::vector<Event> make_targets(const BuildOptions& options, std::size_t num_outcomes, Model& model) {
  std::vector<Event> events;
  const auto quantity = [&](Event event, const std::string& text) {
    events.push_back(event);
    model.game.quantities.push_back({text, false});
    return static_cast<std::uint32_t>(num_outcomes + events.size() - 1);
  };
  for (const scenario::Target& asked : options.targets) {
    Target target;
    target.text = asked.text;
    if (asked.kind == scenario::Target::Kind::value) {
      target.kind = Target::Kind::value;
      target.player = asked.player.index;
    } else {
      target.event = quantity({asked.event, asked.given}, asked.text);
      if (asked.given) target.given = quantity({*asked.given, std::nullopt}, "condition of " + asked.text);
    }
    model.targets.push_back(std::move(target));
  }
  return events;
}

std::vector<Held> describe_held(const Scenario& scenario, const HeldLevers& held) {
  std::vector<Held> list;
  for (std::size_t v = 0; v < held.variables.size(); ++v) {
    const auto& at = held.variables[v];
    if (!at) continue;
    std::string value;
    if (at->label) value = scenario.variables[v].labels[*at->label].text;
    if (at->number) value = to_string(*at->number);
    list.push_back({scenario.variables[v].name, std::move(value), false});
  }
  for (std::size_t p = 0; p < held.params.size(); ++p) {
    const auto& at = held.params[p];
    if (at) list.push_back({scenario.params[p].name, at->number ? to_string(*at->number) : "", true});
  }
  return list;
}

/// Params that are one number, and the places of what is neither an input nor a step.
void set_origins(const Scenario& scenario, const HeldLevers& held, Model& model) {
  for (std::size_t p = 0; p < scenario.params.size(); ++p) {
    const scenario::Param& param = scenario.params[p];
    if (held.params[p] || !param.distribution.is_constant()) continue;
    model.constants.push_back({param.name, param.support, param.distribution.constant_value(), origin_of(param.span)});
  }
  for (const scenario::Outcome& outcome : scenario.outcomes) model.outcome_origins.push_back(origin_of(outcome.span));
  for (const scenario::Payoff& payoff : scenario.payoffs) model.payoff_origins.push_back(origin_of(payoff.span));
}

/// Steps and outcomes that no play comes to.
void warn_unreached(const Scenario& scenario, const Timeline& timeline, const Unrolled& unrolled,
                    scenario::Diagnostics& diagnostics) {
  const auto warn = [&](const char* code, std::string message, scenario::Span span) {
    scenario::Diagnostic diagnostic;
    diagnostic.severity = scenario::Severity::warning;
    diagnostic.code = code;
    diagnostic.message = std::move(message);
    diagnostic.span = span;
    diagnostics.list.push_back(std::move(diagnostic));
  };
  for (std::size_t k = 0; k < scenario.outcomes.size(); ++k) {
    if (unrolled.outcome_reached[k]) continue;
    warn("W0502", fmt::format("outcome `{}` is never reached", scenario.outcomes[k].name), scenario.outcomes[k].span);
  }
  std::vector<bool> reached(scenario.steps.size(), false), is_move(scenario.steps.size(), false);
  for (std::size_t m = 0; m < timeline.moments.size(); ++m) {
    const Moment& moment = timeline.moments[m];
    if (moment.kind != MomentKind::pick && moment.kind != MomentKind::chance) continue;
    is_move[moment.step.at()] = true;
    if (unrolled.moment_taken[m]) reached[moment.step.at()] = true;
  }
  for (std::size_t s = 0; s < scenario.steps.size(); ++s) {
    if (is_move[s] && !reached[s]) warn("W0401", "no play comes to this step", scenario.steps[s].span);
  }
}

std::shared_ptr<Watch> make_watch(const Timeline& timeline) {
  auto watch = std::make_shared<Watch>();
  for (const Moment& moment : timeline.moments) {
    Watch::Moment seen;
    if (moment.instance != nothing) {
      const Instance& instance = timeline.instances[moment.instance];
      seen = {instance.reveal, instance.seen_by, instance.mover};
    }
    watch->moments.push_back(seen);
  }
  return watch;
}

std::vector<scenario::ExprId> exprs_of(const std::vector<Event>& events) {
  std::vector<scenario::ExprId> exprs;
  for (const Event& event : events) {
    exprs.push_back(event.event);
    if (event.given) exprs.push_back(*event.given);
  }
  return exprs;
}

HeldLevers no_levers(const Scenario& scenario) {
  HeldLevers held;
  held.variables.resize(scenario.variables.size());
  held.params.resize(scenario.params.size());
  return held;
}

/// Where the play gets its length from.
scenario::Span longest_repeat(const Scenario& scenario) {
  const auto longest = std::ranges::max_element(scenario.repeats, {}, &scenario::Repeat::times);
  return longest == scenario.repeats.end() ? scenario::Span{} : scenario.steps[longest->step.at()].span;
}

}  // namespace

Error stopped_while_building(Termination why) {
  return {
      ErrorCode::stopped,
      why == Termination::time_limit
          ? "the time limit came while the game was being built, so nothing can be said of it; `--time-limit` gives "
            "more time, fewer choices or rounds need less"
          : "stopped while the game was being built, so nothing can be said of it"};
}

Built build_held(std::shared_ptr<const Scenario> scenario_ptr, const BuildOptions& options, HeldLevers held,
                 const RunContext& run) {
  const Scenario& scenario = *scenario_ptr;
  Built built;
  auto timeline = lay_out(scenario, held);
  if (!timeline) {
    scenario::Diagnostic diagnostic;
    diagnostic.code = "P0702";
    diagnostic.message = timeline.error().message;
    diagnostic.span = longest_repeat(scenario);
    diagnostic.help = "repeat fewer times";
    built.diagnostics.list.push_back(std::move(diagnostic));
    return built;
  }
  auto model = std::make_shared<Model>();
  model->title = scenario.header.title;
  model->variant = scenario.variant;
  model->merged = options.merge;
  model->num_params = scenario.params.size();
  if (scenario.header.payoffs) {
    model->scale.emplace_back(scenario.header.payoffs->first.value, scenario.header.payoffs->second.value);
  }
  for (const auto& player : scenario.players) model->game.players.push_back(player.name);
  for (const auto& outcome : scenario.outcomes) {
    model->game.quantities.push_back({outcome.name, true});
    model->outcome_texts.push_back(outcome.text.empty() ? outcome.name : outcome.text);
  }
  const std::vector<Event> events = make_targets(options, scenario.outcomes.size(), *model);
  Inputs inputs = make_inputs(scenario, options, held, model->game.program);
  const Priors chances = priors(scenario, *timeline, held, model->game.program, inputs.params, inputs.centre_params,
                                inputs.levers, {inputs.odds, inputs.strengths});
  for (const scenario::Diagnostic& problem : chances.problems) built.diagnostics.add(problem);
  if (built.diagnostics.has_errors()) return built;
  const Memory memory = remember(scenario, *timeline, held, exprs_of(events), options.merge);
  Lowering lowering(scenario, *timeline, held, model->game.program, inputs.params, inputs.levers);
  const UnrollInput input{scenario, *timeline, held, memory, chances, events, options.max_nodes};
  Unrolled unrolled = unroll(input, lowering, built.diagnostics, run);
  built.termination = unrolled.termination;
  if (built.termination != Termination::finished || built.diagnostics.has_errors()) return built;
  warn_unreached(scenario, *timeline, unrolled, built.diagnostics);

  auto watch = make_watch(*timeline);
  assemble(std::move(unrolled), options.merge, model->game, watch->node_moment);
  model->watch = std::move(watch);
  model->inputs = std::move(inputs.inputs);
  for (std::uint32_t k = 0; k < model->inputs.size(); ++k) {
    if (model->inputs[k].kind != Input::Kind::lever) model->drawn.push_back(k);
  }
  model->dimensions = std::move(inputs.dimensions);
  model->num_dimensions = inputs.num_dimensions;
  model->copula = make_copula(scenario, model->inputs, model->drawn);
  model->weight = chances.weight;
  set_marginal_weights(scenario, chances, *model);
  model->has_hidden_evidence = chances.has_hidden_evidence;
  for (const auto& evidence : scenario.evidence) {
    const auto weighs = [](const auto& item) { return item.kind != scenario::EvidenceItem::Kind::noted; };
    if (std::ranges::any_of(evidence.items, weighs)) model->weighed_by.push_back(evidence.name);
  }
  model->held = describe_held(scenario, held);
  for (const MoveName& name : timeline->names) model->step_origins.push_back(origin_of(name.span));
  set_origins(scenario, held, *model);
  model->blueprint = std::make_shared<const Blueprint>(Blueprint{std::move(scenario_ptr), options, std::move(held)});
  built.model = std::move(model);
  return built;
}

Built build(std::shared_ptr<const Scenario> scenario, const BuildOptions& options, const RunContext& run) {
  HeldLevers held = no_levers(*scenario);
  for (const scenario::Hold& hold : options.holds) {
    HeldAt at;
    at.label = hold.label;
    if (!hold.label) at.number = hold.value;
    if (hold.variable) held.variables[hold.variable->at()] = at;
    if (hold.param) held.params[hold.param->at()] = at;
  }
  return build_held(std::move(scenario), options, std::move(held), run);
}

}  // namespace parley::build
