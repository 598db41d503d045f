// SPDX-License-Identifier: Apache-2.0
// Checks what a lever may be held at, and builds again with it held.
#include "parley/build/hold.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "parley/build/blueprint.h"
#include "parley/build/lower.h"
#include "parley/build/timeline.h"

namespace parley::build {

namespace {

using scenario::Scenario;

std::optional<std::size_t> find_variable(const Scenario& scenario, const std::string& name) {
  const auto it = std::ranges::find(scenario.variables, name, &scenario::Variable::name);
  if (it == scenario.variables.end()) return std::nullopt;
  return static_cast<std::size_t>(it - scenario.variables.begin());
}

std::optional<std::size_t> find_param(const Scenario& scenario, const std::string& name) {
  const auto it = std::ranges::find(scenario.params, name, &scenario::Param::name);
  if (it == scenario.params.end()) return std::nullopt;
  return static_cast<std::size_t>(it - scenario.params.begin());
}

std::vector<std::string> label_texts(const scenario::Variable& variable) {
  std::vector<std::string> texts;
  texts.reserve(variable.labels.size());
  for (const auto& label : variable.labels) texts.push_back(label.text);
  return texts;
}

/// Values of a variable's labels with every param at its median; empty where a label has none.
std::vector<Number> label_values(const Blueprint& blueprint, const scenario::Variable& variable) {
  if (!variable.all_valued) return {};
  const Scenario& scenario = *blueprint.scenario;
  const auto timeline = lay_out(scenario, blueprint.held);
  if (!timeline) return {};
  game::Program program;
  std::vector<game::Slot> params, levers;
  for (std::size_t k = 0; k < blueprint.held.lever_names.size(); ++k) levers.push_back(program.exact(0));
  for (std::size_t p = 0; p < scenario.params.size(); ++p) {
    const auto& at = blueprint.held.params[p];
    params.push_back(program.constant(at && at->number ? *at->number : scenario.params[p].distribution.median()));
  }
  Lowering lowering(scenario, *timeline, blueprint.held, program, params, levers);
  const std::vector<std::int32_t> nothing_yet(timeline->facts.size(), unset);
  lowering.enter(nothing_yet);
  std::vector<Number> values;
  values.reserve(variable.labels.size());
  for (const auto& label : variable.labels) values.push_back(*program.constant_at(lowering.number(*label.value)));
  return values;
}

/// Labels matter nowhere and all have values: any number between them makes sense.
bool may_be_between(const scenario::Variable& variable) { return variable.all_valued && !variable.label_tested; }

Result<HeldAt> at_label(const scenario::Variable& variable, const std::string& text) {
  const auto texts = label_texts(variable);
  const auto it = std::ranges::find(texts, text);
  if (it == texts.end()) {
    return fail(ErrorCode::bad_option, fmt::format("`{}` has no choice `{}`; its choices are {}", variable.name, text,
                                                   fmt::join(texts, ", ")));
  }
  HeldAt at;
  at.label = static_cast<std::uint32_t>(it - texts.begin());
  return at;
}

Result<HeldAt> at_number(const Blueprint& blueprint, const scenario::Variable& variable, const Number& number) {
  const std::vector<Number> values = label_values(blueprint, variable);
  HeldAt at;
  for (std::size_t l = 0; l < values.size(); ++l) {
    if (!equal(values[l], number)) continue;
    at.label = static_cast<std::uint32_t>(l);
    return at;
  }
  if (!may_be_between(variable)) {
    return fail(ErrorCode::bad_option,
                fmt::format("`{}` may be held only at one of its choices, not at {}: {}", variable.name,
                            to_string(number), fmt::join(label_texts(variable), ", ")));
  }
  const auto [low, high] =
      std::ranges::minmax_element(values, [](const Number& a, const Number& b) { return less(a, b); });
  if (less(number, *low) || less(*high, number)) {
    return fail(ErrorCode::bad_option, fmt::format("`{}` may be held at {} to {}, not at {}", variable.name,
                                                   to_string(*low), to_string(*high), to_string(number)));
  }
  at.number = number;
  return at;
}

Result<HeldAt> at_param(const scenario::Param& param, const Number& number) {
  if (param.private_to) {
    return fail(ErrorCode::bad_option,
                fmt::format("`{}` is private to a player: it is a type and cannot be held; ask P(EVENT given {} ...)",
                            param.name, param.name));
  }
  const bool inside = param.support == Support::real || (param.support == Support::positive && number.value > 0.0) ||
                      (param.support == Support::probability && number.value >= 0.0 && number.value <= 1.0);
  if (!inside) {
    return fail(ErrorCode::bad_option, fmt::format("`{}` cannot be {}: it is {}", param.name, to_string(number),
                                                   param.support == Support::positive ? "above 0" : "in [0, 1]"));
  }
  HeldAt at;
  at.number = number;
  return at;
}

std::unexpected<Error> no_lever(const Scenario& scenario, const std::string& name) {
  std::vector<std::string> names;
  names.reserve(scenario.variables.size());
  for (const auto& variable : scenario.variables) names.push_back(variable.name);
  for (const auto& param : scenario.params) {
    if (!param.private_to) names.push_back(param.name);
  }
  return fail(ErrorCode::bad_option,
              fmt::format("there is no lever `{}`; a lever is a pick, a chance move or a param: {}", name,
                          fmt::join(names, ", ")));
}

Result<void> apply(const Blueprint& blueprint, const Hold& hold, HeldLevers& held) {
  const Scenario& scenario = *blueprint.scenario;
  const auto variable = find_variable(scenario, hold.name);
  const auto param = find_param(scenario, hold.name);
  if (!variable && !param) return no_lever(scenario, hold.name);
  Result<HeldAt> at;
  if (std::holds_alternative<Hold::AtAxis>(hold.at)) {
    if (variable && !may_be_between(scenario.variables[*variable])) {
      return fail(ErrorCode::bad_option, fmt::format("`{}` may be held only at its choices", hold.name));
    }
    at->lever = static_cast<std::uint32_t>(held.lever_names.size());
    held.lever_names.push_back(hold.name);
  } else if (const auto* label = std::get_if<std::string>(&hold.at)) {
    if (!variable) return fail(ErrorCode::bad_option, fmt::format("`{}` is a param: hold it at a number", hold.name));
    at = at_label(scenario.variables[*variable], *label);
  } else {
    const Number& number = std::get<Number>(hold.at);
    at = variable ? at_number(blueprint, scenario.variables[*variable], number)
                  : at_param(scenario.params[*param], number);
  }
  if (!at) return std::unexpected(at.error());
  (variable ? held.variables[*variable] : held.params[*param]) = *at;
  return {};
}

}  // namespace

Result<Model> rebuild(std::shared_ptr<const Scenario> scenario, const BuildOptions& options, HeldLevers held,
                      const RunContext& run) {
  Built built = build_held(std::move(scenario), options, std::move(held), run);
  if (built.model) return *built.model;
  if (built.termination != Termination::finished) {
    return std::unexpected(stopped_while_building(built.termination));
  }
  const scenario::Diagnostic& first = built.diagnostics.list.front();
  const ErrorCode code = first.code.starts_with("P07") ? ErrorCode::too_large : ErrorCode::bad_scenario;
  std::string message = fmt::format("{}: {}", first.code, first.message);
  for (const std::string& note : first.notes) message += "; " + note;
  return fail(code, std::move(message));
}

Result<Lever> lever(const Model& model, const std::string& name) {
  const Blueprint& blueprint = *model.blueprint;
  const Scenario& scenario = *blueprint.scenario;
  Lever lever;
  lever.name = name;
  if (const auto p = find_param(scenario, name)) {
    const scenario::Param& param = scenario.params[*p];
    if (param.private_to) {
      return fail(ErrorCode::bad_option,
                  fmt::format("`{}` is private to a player and cannot be held or be an axis", name));
    }
    lever.numeric = true;
    lever.low = param.distribution.quantile(0.01);
    lever.high = param.distribution.quantile(0.99);
    if (!(lever.low < lever.high)) {
      return fail(ErrorCode::bad_option, fmt::format("`{}` does not vary: its 1 and 99 % points are both {}", name,
                                                     to_string(Number(lever.low))));
    }
    return lever;
  }
  const auto v = find_variable(scenario, name);
  if (!v) return no_lever(scenario, name);
  const scenario::Variable& variable = scenario.variables[*v];
  lever.kind = variable.is_pick ? Lever::Kind::pick : Lever::Kind::chance;
  if (variable.is_pick) lever.owner = scenario.players[variable.player.at()].name;
  lever.labels = label_texts(variable);
  for (const Number& value : label_values(blueprint, variable)) lever.values.push_back(value.value);
  lever.numeric = may_be_between(variable) && lever.values.size() > 1;
  if (!lever.values.empty()) {
    lever.low = *std::ranges::min_element(lever.values);
    lever.high = *std::ranges::max_element(lever.values);
  }
  return lever;
}

std::vector<FreeMove> free_moves(const Model& model) {
  const Scenario& scenario = *model.blueprint->scenario;
  std::vector<FreeMove> moves;
  for (const scenario::Step& step : scenario.steps) {
    if (step.kind != scenario::StepKind::pick || step.when) continue;
    FreeMove move{scenario.players[step.player.at()].name, {}, {step.span.begin, step.span.end}};
    for (const scenario::PickPart& part : step.parts) {
      const scenario::Variable& variable = scenario.variables[part.variable.at()];
      const bool is_held = model.blueprint->held.variables[part.variable.at()].has_value();
      if (!variable.repeat && !is_held) move.picks.push_back(variable.name);
    }
    if (!move.picks.empty()) moves.push_back(std::move(move));
  }
  return moves;
}

Result<Model> hold(const Model& model, const std::vector<Hold>& holds, const RunContext& run) {
  HeldLevers held = model.blueprint->held;
  for (const Hold& one : holds) {
    if (auto applied = apply(*model.blueprint, one, held); !applied) return std::unexpected(applied.error());
  }
  return rebuild(model.blueprint->scenario, model.blueprint->options, std::move(held), run);
}

Result<Model> without_merging(const Model& model, const RunContext& run) {
  BuildOptions options = model.blueprint->options;
  options.merge = false;
  return rebuild(model.blueprint->scenario, options, model.blueprint->held, run);
}

}  // namespace parley::build
