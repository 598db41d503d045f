// SPDX-License-Identifier: Apache-2.0
// Levers, holds, axes and targets: what may be held, at what, and what may be asked.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/analyse.h"
#include "parley/scenario/checker.h"
#include "parley/scenario/questions.h"

namespace parley::scenario {
namespace {

std::string choices_of(const Lowering& lower, const Variable& variable) {
  std::vector<std::string> shown;
  for (std::uint32_t i = 0; i < variable.labels.size(); ++i) {
    const auto value = label_value(lower, variable, i);
    const bool plain = !value || to_string(*value) == variable.labels[i].text;
    shown.push_back(plain ? variable.labels[i].text
                          : fmt::format("{} = {}", variable.labels[i].text, to_string(*value)));
  }
  return list_names(shown, "and");
}

struct Range {
  Number low, high;
};

std::optional<Range> range_of(const Lowering& lower, const Variable& variable) {
  std::optional<Range> range;
  for (std::uint32_t i = 0; i < variable.labels.size(); ++i) {
    const auto value = label_value(lower, variable, i);
    if (!value) return {};
    if (!range) range = Range{*value, *value};
    range->low = minimum(range->low, *value);
    range->high = maximum(range->high, *value);
  }
  return range;
}

bool meets(const Number& value, std::string_view op, const Number& bound) {
  if (op == "<") return less(value, bound);
  if (op == "<=") return less_equal(value, bound);
  if (op == ">") return less(bound, value);
  return less_equal(bound, value);
}

}  // namespace

std::optional<Number> label_value(const Lowering& lower, const Variable& variable, std::uint32_t label) {
  const auto& value = variable.labels[label].value;
  if (!value || *value == not_yet) return {};
  return lower.value_of(*value);
}

bool may_be_held_between(const Scenario& scenario, VariableId variable) {
  const Variable& held = scenario.variables[variable.at()];
  return held.all_valued && !held.label_tested;
}

std::optional<Asking::Lever> Asking::lever(const syntax::Word& word, std::string_view purpose) {
  const NameEntry* entry = names_.find(word.text);
  if (entry != nullptr && entry->variable) return Lever{entry->variable, {}};
  if (entry != nullptr && entry->kind == NameKind::param) {
    const Param& param = scenario_.params[entry->index];
    if (!param.private_to) return Lever{{}, ParamId{entry->index}};
    Diagnostic& wrong = report_.error("P0601", word.span,
                                      fmt::format("`{}` is private to `{}`: it is a type, and {}", param.name,
                                                  scenario_.players[param.private_to->at()].name, purpose));
    wrong.help = fmt::format("ask what follows from it instead: `P(EVENT given {} > NUM)`", param.name);
    return {};
  }
  if (lower_.is_torn(word.text)) return {};
  if (entry == nullptr) {
    Diagnostic& wrong =
        report_.error("P0201", word.span, fmt::format("nothing here has the name `{}`; a lever is needed", word.text));
    std::vector<std::string> levers;
    levers.reserve(scenario_.variables.size());
    for (const Variable& variable : scenario_.variables) levers.push_back(variable.name);
    for (const Param& param : scenario_.params) {
      if (!param.private_to) levers.push_back(param.name);
    }
    wrong.help = levers.empty() ? "" : fmt::format("the levers are {}", list_names(levers, "and"));
    const std::string near = nearest_of(word.text, levers);
    if (!near.empty()) wrong.edit = Edit{word.span, near};
    return {};
  }
  Diagnostic& wrong = report_.error("P0601", word.span,
                                    fmt::format("`{}` is {}, and {}", word.text, with_article(entry->kind), purpose));
  wrong.notes.emplace_back("a lever is a pick, a chance move or a parameter");
  if (entry->kind == NameKind::player) {
    std::vector<std::string> picks;
    for (const Variable& variable : scenario_.variables) {
      if (variable.is_pick && variable.player.index == entry->index) picks.push_back(variable.name);
    }
    if (!picks.empty()) wrong.help = fmt::format("its picks are {}", list_names(picks, "and"));
  }
  return {};
}

Diagnostic& Asking::report_choices(Span span, std::string message, const Variable& variable) {
  Diagnostic& wrong = report_.error("P0602", span, std::move(message));
  wrong.help = fmt::format("its choices are {}", choices_of(lower_, variable));
  return wrong;
}

std::optional<Hold> Asking::hold_label(const syntax::HoldExpr& syntax, VariableId variable) {
  const Variable& held = scenario_.variables[variable.at()];
  const auto texts = label_texts(held);
  const auto label = find_label(texts, label_text(syntax.label));
  if (!label) {
    Diagnostic& wrong =
        report_choices(syntax.label.span, fmt::format("`{}` has no choice `{}`", held.name, syntax.label.text), held);
    const std::string near = nearest_of(syntax.label.text, texts);
    if (!near.empty()) wrong.edit = Edit{syntax.label.span, near};
    return {};
  }
  Hold made;
  made.name = held.name;
  made.variable = variable;
  made.label = label;
  made.text = fmt::format("{} is {}", held.name, texts[*label]);
  return made;
}

std::optional<Hold> Asking::hold_number(const syntax::HoldExpr& syntax, VariableId variable) {
  const Variable& held = scenario_.variables[variable.at()];
  const Number value(syntax.number->value);
  Hold made;
  made.name = held.name;
  made.variable = variable;
  made.value = value;
  made.text = fmt::format("{} = {}", held.name, to_string(value));
  for (std::uint32_t i = 0; i < held.labels.size(); ++i) {
    const auto here = label_value(lower_, held, i);
    if (!here || !equal(*here, value)) continue;
    made.label = i;
    return made;
  }
  if (!held.all_valued) {
    report_choices(
        syntax.number->span,
        fmt::format("`{}` cannot be held at {}: not all its choices have values", held.name, syntax.number->text),
        held);
    return {};
  }
  if (held.label_tested) {
    report_choices(syntax.number->span,
                   fmt::format("`{}` cannot be held at {}, between its choices", held.name, syntax.number->text), held)
        .notes.emplace_back("its labels are tested with `is`, so the model does not say what another value would mean");
    return {};
  }
  const auto range = range_of(lower_, held);
  if (!range || (less_equal(range->low, value) && less_equal(value, range->high))) return made;
  report_
      .error("P0602", syntax.number->span,
             fmt::format("`{}` cannot be held at {}, outside its range", held.name, syntax.number->text))
      .help = fmt::format("its range is {} to {}", to_string(range->low), to_string(range->high));
  return {};
}

std::optional<Hold> Asking::hold_param(const syntax::HoldExpr& syntax, ParamId param) {
  const Param& held = scenario_.params[param.at()];
  const Number value(syntax.number->value);
  const bool positive = held.support == Support::positive && value.value <= 0.0;
  const bool prob = held.support == Support::probability && !(value.value >= 0.0 && value.value <= 1.0);
  if (positive || prob) {
    report_.error("P0602", syntax.number->span,
                  fmt::format("`{}` cannot be held at {}: it is {}", held.name, syntax.number->text,
                              positive ? "`pos`, above 0" : "`prob`, between 0 and 1"));
    return {};
  }
  Hold made;
  made.name = held.name;
  made.param = param;
  made.value = value;
  made.text = fmt::format("{} = {}", held.name, to_string(value));
  return made;
}

std::optional<Hold> Asking::hold(const syntax::HoldExpr& syntax) {
  if (syntax.op.text != "is" && !was_read(syntax.number)) return {};
  const auto found = lever(syntax.name, "cannot be held");
  if (!found) return {};
  if (syntax.op.text != "is" && syntax.op.text != "=") {
    report_.error("P0606", syntax.span, "an order stands where one value is needed").help =
        fmt::format("hold it at one value: `{} = {}`", syntax.name.text, syntax.number ? syntax.number->text : "1");
    return {};
  }
  if (syntax.op.text == "is") {
    if (found->variable) return hold_label(syntax, *found->variable);
    report_
        .error("P0602", syntax.label.span,
               fmt::format("`{}` is a parameter, and is held at a number", syntax.name.text))
        .help = fmt::format("write `{} = NUM`", syntax.name.text);
    return {};
  }
  return found->variable ? hold_number(syntax, *found->variable) : hold_param(syntax, *found->param);
}

std::optional<std::vector<Hold>> Asking::spread(const syntax::HoldExpr& syntax) {
  if (syntax.op.text == "is" || syntax.op.text == "=") {
    auto made = hold(syntax);
    return made ? std::optional(std::vector{*std::move(made)}) : std::nullopt;
  }
  if (!was_read(syntax.number)) return {};
  const auto found = lever(syntax.name, "cannot be held");
  if (!found) return {};
  if (!found->variable) {
    report_
        .error("P0606", syntax.span,
               fmt::format("`{}` is a parameter and has no choices that could meet an order", syntax.name.text))
        .help = fmt::format("hold it at one value: `{} = NUM`", syntax.name.text);
    return {};
  }
  const Variable& variable = scenario_.variables[found->variable->at()];
  const Number bound(syntax.number->value);
  std::vector<Hold> made;
  for (std::uint32_t i = 0; i < variable.labels.size(); ++i) {
    const auto value = label_value(lower_, variable, i);
    if (!value) {
      report_
          .error("P0606", syntax.span,
                 fmt::format("the choice `{}` of `{}` has no fixed value to compare", variable.labels[i].text,
                             variable.name))
          .help = fmt::format("hold it at a choice: `{} is {}`", variable.name, variable.labels[i].text);
      return {};
    }
    if (!meets(*value, syntax.op.text, bound)) continue;
    Hold one;
    one.name = variable.name;
    one.variable = found->variable;
    one.label = i;
    one.text = fmt::format("{} is {}", variable.name, variable.labels[i].text);
    made.push_back(std::move(one));
  }
  if (made.empty()) {
    report_
        .error("P0606", syntax.span,
               fmt::format("no choice of `{}` is {} {}", variable.name, syntax.op.text, syntax.number->text))
        .help = fmt::format("its choices are {}", choices_of(lower_, variable));
    return {};
  }
  return made;
}

std::optional<Axis> Asking::axis(const syntax::Word& word) {
  const auto found = lever(word, "cannot be an axis");
  if (!found) return {};
  if (found->variable && !scenario_.variables[found->variable->at()].all_valued) {
    const Variable& variable = scenario_.variables[found->variable->at()];
    const auto without = std::ranges::find_if(variable.labels, [](const auto& label) { return !label.value; });
    Diagnostic& wrong = report_.error("P0603", word.span,
                                      fmt::format("`{}` cannot be an axis: its label `{}` has no value", variable.name,
                                                  without == variable.labels.end() ? "" : without->text));
    wrong.help = "give its labels values, or take another lever";
    return {};
  }
  return Axis{word.text, found->variable, found->param};
}

std::optional<ExprId> Asking::event(const syntax::Expr& expr) {
  Scope scope;
  scope.where = "an event";
  scope.outcomes = true;
  scope.tests_labels = false;
  return lower_.condition(&expr, scope);
}

std::optional<Target> Asking::probability(const syntax::Expr& syntax) {
  const auto lowered = event(syntax);
  if (!lowered) return {};
  Target made;
  made.event = *lowered;
  made.text = fmt::format("P({})", one_line(source_, syntax.span));
  return made;
}

std::optional<Target> Asking::target(const syntax::TargetExpr& syntax) {
  if (syntax.form == syntax::TargetExpr::Form::probability) {
    if (syntax.event == nullptr) return {};
    auto made = probability(*syntax.event);
    const auto given = syntax.given == nullptr ? std::nullopt : event(*syntax.given);
    if (!made || syntax.given == nullptr) return made;
    if (!given) return {};
    made->given = given;
    made->text =
        fmt::format("P({} given {})", one_line(source_, syntax.event->span), one_line(source_, syntax.given->span));
    return made;
  }
  if (lower_.is_torn(syntax.player.text)) return {};
  const NameEntry* entry = names_.find(syntax.player.text);
  if (entry != nullptr && entry->kind == NameKind::player) {
    Target made;
    made.kind = Target::Kind::value;
    made.player = PlayerId{entry->index};
    made.text = fmt::format("value({})", syntax.player.text);
    return made;
  }
  std::vector<std::string> players;
  players.reserve(scenario_.players.size());
  for (const Player& player : scenario_.players) players.push_back(player.name);
  Diagnostic& wrong = report_.error(entry == nullptr ? "P0201" : "P0203", syntax.player.span,
                                    fmt::format("`{}` is no player, and `value` is of a player", syntax.player.text));
  if (!players.empty()) wrong.help = fmt::format("the players are {}", list_names(players, "and"));
  return {};
}

}  // namespace parley::scenario
