// SPDX-License-Identifier: Apache-2.0
// Tests of labels: `X is LABEL`, `X in { ... }`, `X is none`, and their denials.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/kinds.h"

namespace parley::scenario {
namespace {

constexpr std::string_view none_label = "none";

bool starts_number(std::string_view text) {
  return !text.empty() && ((text[0] >= '0' && text[0] <= '9') || text[0] == '-' || text[0] == '.');
}

}  // namespace

std::string label_text(const syntax::Word& word) {
  if (!starts_number(word.text)) return word.text;
  const auto value = Rational::parse(word.text);
  return value ? to_string(Number(*value)) : word.text;
}

std::optional<std::uint32_t> find_label(const std::vector<std::string>& labels, std::string_view text) {
  const auto found = std::ranges::find(labels, text);
  if (found == labels.end()) return {};
  return static_cast<std::uint32_t>(found - labels.begin());
}

std::vector<std::string> label_texts(const Variable& variable) {
  std::vector<std::string> texts;
  texts.reserve(variable.labels.size());
  for (const VariableLabel& label : variable.labels) texts.push_back(label.text);
  return texts;
}

std::optional<ExprId> Lowering::lower_test(const syntax::Expr& expr, const Scope& scope) {
  if (argument(expr, 0) == nullptr) return {};
  const syntax::Expr& tested = *argument(expr, 0);
  const bool own_type = tested.kind == syntax::ExprKind::name && tested.word.text == "type";
  if (tested.kind == syntax::ExprKind::type_of || (own_type && scope.own)) {
    const auto player = typed_player(tested, scope);
    return player ? test_type(expr, *player, scope) : std::nullopt;
  }
  if (tested.kind != syntax::ExprKind::name || own_type) {
    if (own_type) return lower_name(tested, scope);
    report_untestable(tested);
    return {};
  }
  const NameEntry* entry = names_.find(tested.word.text);
  if (entry == nullptr) {
    report_unknown(tested.word);
    return {};
  }
  if (entry->variable) return test_variable(expr, *entry->variable, scope);
  report_untestable(tested);
  return {};
}

void Lowering::report_untestable(const syntax::Expr& tested) {
  const NameEntry* entry = tested.kind == syntax::ExprKind::name ? names_.find(tested.word.text) : nullptr;
  Diagnostic& wrong = report_.error(
      "P0212", tested.span,
      entry != nullptr ? fmt::format("`{}` is {}, and `is` and `in` test a pick, a chance move or a type",
                                     tested.word.text, with_article(entry->kind))
                       : fmt::format("`{}` is an expression, and `is` and `in` test a pick, a chance move or a type",
                                     excerpt(tested.span)));
  if (entry == nullptr) {
    wrong.help = "compare numbers with `=`, `<` or `>`";
    return;
  }
  wrong.labels.push_back({entry->span, "declared here"});
  if (entry->kind == NameKind::player) {
    std::vector<std::string> picks;
    for (const Variable& variable : scenario_.variables) {
      if (variable.is_pick && variable.player.index == entry->index) picks.push_back(variable.name);
    }
    if (!picks.empty()) {
      wrong.help =
          fmt::format("every pick of `{}` has a name of its own: {}", tested.word.text, list_names(picks, "and"));
    } else if (scenario_.players[entry->index].type) {
      wrong.help = fmt::format("its type is `{}.type`", tested.word.text);
    }
  } else if (entry->kind == NameKind::param || entry->kind == NameKind::let || entry->kind == NameKind::round) {
    wrong.help = "compare a number with `=`, `<` or `>`";
  } else if (entry->kind == NameKind::menu) {
    wrong.help = "name the pick that is made from the menu";
  }
}

void Lowering::report_label(const syntax::Word& word, const LabelIndex& labels, std::string_view owner) {
  Diagnostic& wrong =
      report_.error("P0206", word.span, fmt::format("`{}` has no label `{}`", owner, shortened(word.text)));
  if (word.text == none_label) wrong.message = fmt::format("`{}` is never none: every player has its type", owner);
  if (!report_.may_suggest()) return;
  std::vector<std::string> texts(labels.size());
  for (const auto& [text, index] : labels) texts[index] = text;
  std::erase(texts, std::string());  // a label that stands twice leaves a gap
  wrong.help = fmt::format("its labels are {}", list_names(texts, "and"));
  const std::string near = nearest_of(word.text, texts);
  if (!near.empty()) wrong.edit = Edit{word.span, near};
}

std::optional<ExprId> Lowering::label_test(const syntax::Expr& expr, Expr test, const LabelIndex& labels,
                                           std::string_view owner, bool may_be_none) {
  bool failed = expr.labels.empty();
  bool with_none = false;
  for (const syntax::Word& word : expr.labels) {
    if (word.text == none_label && may_be_none) {
      with_none = true;
      continue;
    }
    const auto label = labels.find(label_text(word));
    if (label != labels.end()) {
      test.labels.push_back(label->second);
      continue;
    }
    failed = true;
    if (!word.text.empty() && !is_torn(owner)) report_label(word, labels, owner);
  }
  if (failed) return {};
  std::ranges::sort(test.labels);
  const auto doubles = std::ranges::unique(test.labels);
  test.labels.erase(doubles.begin(), doubles.end());
  std::optional<ExprId> made;
  Expr none = test;
  if (!test.labels.empty()) made = add(std::move(test));
  if (with_none) {
    none.kind = ExprKind::is_none;
    none.labels.clear();
    const auto skipped = add(std::move(none));
    made = made ? make(ExprKind::logical_or, expr.span, {*made, skipped.value()}) : skipped;
  }
  if (made && expr.negated) made = make(ExprKind::logical_not, expr.span, {*made});
  return made;
}

std::optional<ExprId> Lowering::test_variable(const syntax::Expr& expr, VariableId variable, const Scope& scope) {
  const syntax::Word& word = expr.args.at(0)->word;
  if (!allow({Use::Kind::variable, variable.index, word.span}, word.span, {}, scope)) return {};
  Expr test;
  test.kind = ExprKind::is_label;
  test.span = expr.span;
  test.id = variable.index;
  Variable& tested = scenario_.variables[variable.at()];
  LabelIndex& index = variable_labels_[variable.index];
  if (index.empty()) {
    for (const VariableLabel& label : tested.labels)
      index.emplace(label.text, static_cast<std::uint32_t>(index.size()));
  }
  const auto made = label_test(expr, std::move(test), index, word.text, true);
  const bool by_label = std::ranges::any_of(expr.labels, [](const auto& label) { return label.text != none_label; });
  if (scope.tests_labels && by_label) tested.label_tested = true;
  return made;
}

std::optional<ExprId> Lowering::test_type(const syntax::Expr& expr, PlayerId player, const Scope&) {
  Expr test;
  test.kind = ExprKind::is_type;
  test.span = expr.span;
  test.id = player.index;
  const Player& owner = scenario_.players[player.at()];
  LabelIndex& index = type_labels_[player.index];
  if (index.empty()) {
    for (const std::string& label : owner.type->labels) index.emplace(label, static_cast<std::uint32_t>(index.size()));
  }
  return label_test(expr, std::move(test), index, owner.name + ".type", false);
}

}  // namespace parley::scenario
