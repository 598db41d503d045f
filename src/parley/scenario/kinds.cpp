// SPDX-License-Identifier: Apache-2.0
// Names and kinds in expressions: what each name stands for, and whether it may stand there.
#include "parley/scenario/kinds.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace parley::scenario {
namespace {

/// More than this and the walkers of the arena, which recurse, would need too much stack.
constexpr std::uint32_t max_depth = 1'000;

std::string numbered(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

struct Function {
  std::string_view name;
  ExprKind kind;
  std::size_t least, most;
};

constexpr std::size_t any_number = 1'000;
constexpr Function functions[] = {
    {"min", ExprKind::minimum, 2, any_number}, {"max", ExprKind::maximum, 2, any_number},
    {"abs", ExprKind::absolute, 1, 1},         {"exp", ExprKind::exponential, 1, 1},
    {"log", ExprKind::logarithm, 1, 1},        {"sqrt", ExprKind::square_root, 1, 1},
    {"clamp", ExprKind::clamp, 3, 3},          {"mod", ExprKind::modulo, 2, 2},
};

std::optional<ExprKind> arithmetic(std::string_view op) {
  if (op == "+") return ExprKind::add;
  if (op == "-") return ExprKind::subtract;
  if (op == "*") return ExprKind::multiply;
  if (op == "/") return ExprKind::divide;
  if (op == "^") return ExprKind::power;
  return {};
}

std::optional<ExprKind> comparison(std::string_view op) {
  if (op == "<") return ExprKind::less;
  if (op == "<=") return ExprKind::less_equal;
  if (op == ">") return ExprKind::greater;
  if (op == ">=") return ExprKind::greater_equal;
  if (op == "=") return ExprKind::equal;
  return {};
}

}  // namespace

bool is_condition(ExprKind kind) { return kind >= ExprKind::is_label; }

std::string Lowering::excerpt(Span span) const {
  std::string text;
  for (const char c : source_.at(span)) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (blank && (text.empty() || text.back() == ' ')) continue;
    text += blank ? ' ' : c;
  }
  if (text.size() <= 48) return text;
  std::size_t cut = 45;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;  // not inside a UTF-8 character
  return text.substr(0, cut) + "...";
}

std::optional<ExprId> Lowering::number(const syntax::Expr* wanted, const Scope& scope) {
  if (wanted == nullptr) return {};
  const syntax::Expr& expr = *wanted;
  const auto made = lower(expr, scope);
  if (!made || !is_condition(scenario_.expr(*made).kind)) return made;
  Diagnostic& wrong = report_.error(
      "P0204", expr.span, fmt::format("`{}` is a condition, and a number is needed here", excerpt(expr.span)));
  wrong.notes.emplace_back("numbers and conditions are different kinds: a condition is never 0 or 1 by itself");
  wrong.help = fmt::format("say what it is worth: `(1 if {})`", excerpt(expr.span));
  return {};
}

std::optional<ExprId> Lowering::condition(const syntax::Expr* wanted, const Scope& scope) {
  if (wanted == nullptr) return {};
  const syntax::Expr& expr = *wanted;
  if (expr.kind == syntax::ExprKind::name) {
    const NameEntry* entry = names_.find(expr.word.text);
    if (entry != nullptr && entry->variable) {
      const Variable& variable = scenario_.variables[entry->variable->at()];
      Diagnostic& wrong = report_.error(
          "P0205", expr.span, fmt::format("`{}` alone is no condition, and one is needed here", expr.word.text));
      if (!variable.labels.empty()) {
        wrong.help = fmt::format("test one of its labels: `{} is {}`", expr.word.text, variable.labels.front().text);
      }
      return {};
    }
  }
  const auto made = lower(expr, scope);
  if (!made || is_condition(scenario_.expr(*made).kind)) return made;
  Diagnostic& wrong = report_.error(
      "P0205", expr.span, fmt::format("`{}` is a number, and a condition is needed here", excerpt(expr.span)));
  wrong.help = fmt::format("compare it with something: `{} > 0`", excerpt(expr.span));
  return {};
}

std::optional<ExprId> Lowering::either(const syntax::Expr* expr, const Scope& scope) {
  return expr == nullptr ? std::nullopt : lower(*expr, scope);
}

ExprId Lowering::constant(Number value, Span span) {
  Expr made;
  made.span = span;
  made.number = std::move(value);
  return add(std::move(made)).value();
}

bool Lowering::is_torn(std::string_view name) const {
  return name.empty() || std::ranges::binary_search(torn_names, name);
}

const syntax::Expr* Lowering::argument(const syntax::Expr& expr, std::size_t index) {
  return index < expr.args.size() ? expr.args[index].get() : nullptr;
}

std::optional<ExprId> Lowering::lower(const syntax::Expr& expr, const Scope& scope) {
  struct Nesting {
    std::uint32_t& depth;
    explicit Nesting(std::uint32_t& d) : depth(++d) {}
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    ~Nesting() { --depth; }
  } const nesting(nesting_);
  if (nesting_ > max_depth) {
    report_.error("P0214", expr.span, fmt::format("an expression nests deeper than {} operations", max_depth)).help =
        "give a part of it a name with `let`, or shorten it";
    return {};
  }
  switch (expr.kind) {
    case syntax::ExprKind::number:
      return constant(Number(expr.num.value), expr.span);
    case syntax::ExprKind::name:
      return lower_name(expr, scope);
    case syntax::ExprKind::type_of: {
      const auto player = typed_player(expr, scope);
      return player ? lower_type_value(expr.span, *player, scope) : std::nullopt;
    }
    case syntax::ExprKind::call:
      return lower_call(expr, scope);
    case syntax::ExprKind::negate: {
      const auto inner = number(argument(expr, 0), scope);
      return inner ? make(ExprKind::negate, expr.span, {*inner}) : std::nullopt;
    }
    case syntax::ExprKind::binary:
      return lower_binary(expr, scope);
    case syntax::ExprKind::logical_not: {
      const auto inner = condition(argument(expr, 0), scope);
      return inner ? make(ExprKind::logical_not, expr.span, {*inner}) : std::nullopt;
    }
    case syntax::ExprKind::is:
    case syntax::ExprKind::in_set:
      return lower_test(expr, scope);
    case syntax::ExprKind::choose:
      return lower_choose(expr, scope);
  }
  return {};
}

std::optional<ExprId> Lowering::lower_binary(const syntax::Expr& expr, const Scope& scope) {
  const std::string& op = expr.word.text;
  const bool logical = op == "and" || op == "or";
  const auto operand = [&](std::size_t i) {
    return logical ? condition(argument(expr, i), scope) : number(argument(expr, i), scope);
  };
  const auto left = operand(0);
  const auto right = operand(1);
  if (!left || !right) return {};
  if (logical) return make(op == "and" ? ExprKind::logical_and : ExprKind::logical_or, expr.span, {*left, *right});
  const auto kind = arithmetic(op) ? arithmetic(op) : comparison(op);
  if (!kind) throw InternalError("no such operator: " + op);
  return make(*kind, expr.span, {*left, *right});
}

std::optional<ExprId> Lowering::lower_choose(const syntax::Expr& expr, const Scope& scope) {
  const auto first = number(argument(expr, 0), scope);
  const auto test = condition(argument(expr, 1), scope);
  std::optional<ExprId> second;
  if (expr.args.size() > 2) {
    second = number(argument(expr, 2), scope);
  } else {
    second = constant(Number(Rational(0)), {expr.span.end, expr.span.end});
  }
  if (!first || !test || !second) return {};
  return make(ExprKind::choose, expr.span, {*first, *test, *second});
}

std::optional<ExprId> Lowering::lower_call(const syntax::Expr& expr, const Scope& scope) {
  if (expr.word.text == "count") return lower_count(expr, scope);
  const auto* function = std::ranges::find(functions, expr.word.text, &Function::name);
  if (function == std::end(functions)) {
    report_.error("P0211", expr.word.span, fmt::format("there is no function `{}`", expr.word.text)).help =
        "the functions are min, max, abs, exp, log, sqrt, clamp, mod and count";
    return {};
  }
  if (expr.args.size() < function->least || expr.args.size() > function->most) {
    report_.error(
        "P0211", expr.span,
        fmt::format("`{}` takes {}, and {} given", function->name,
                    function->most == any_number ? "two or more numbers" : numbered(function->least, "number"),
                    expr.args.size() == 1 ? "1 is" : fmt::format("{} are", expr.args.size())));
    return {};
  }
  std::vector<ExprId> args;
  for (const auto& arg : expr.args) {
    const auto made = number(arg.get(), scope);
    if (made) args.push_back(*made);
  }
  if (args.size() != expr.args.size()) return {};
  return make(function->kind, expr.span, std::move(args));
}

std::optional<ExprId> Lowering::lower_count(const syntax::Expr& expr, const Scope& scope) {
  if (expr.args.size() != 1) {
    report_.error("P0211", expr.span,
                  fmt::format("`count` takes one condition, and {} given",
                              expr.args.size() == 1 ? "1 is" : fmt::format("{} are", expr.args.size())));
    return {};
  }
  if (scope.in_count) {
    report_.error("P0216", expr.span, "a `count` stands inside another `count`").help =
        "count the one condition, and compare the numbers outside";
    return {};
  }
  if (!allow_count(expr.span, {}, scope)) return {};
  Scope inside = scope;
  inside.in_count = true;
  const auto test = condition(argument(expr, 0), inside);
  if (!test) return {};
  Expr made;
  made.kind = ExprKind::count;
  made.span = expr.span;
  made.args = {*test};
  return add(std::move(made));
}

void Lowering::report_unknown(const syntax::Word& word) {
  if (is_torn(word.text)) return;
  Diagnostic& made =
      report_.error("P0201", word.span, fmt::format("nothing here has the name `{}`", shortened(word.text)));
  if (!report_.may_suggest()) return;
  const auto owner = [&](const std::vector<std::string>& labels) { return find_label(labels, word.text).has_value(); };
  for (const Variable& variable : scenario_.variables) {
    if (!owner(label_texts(variable))) continue;
    made.help = fmt::format("`{0}` is a label of `{1}`: test it with `{1} is {0}`", word.text, variable.name);
    return;
  }
  for (const Player& player : scenario_.players) {
    if (!player.type || !owner(player.type->labels)) continue;
    made.help = fmt::format("`{0}` is a type of `{1}`: test it with `{1}.type is {0}`", word.text, player.name);
    return;
  }
  const std::string near = names_.nearest(word.text);
  if (near.empty()) return;
  made.help = fmt::format("`{}` is the nearest name that there is", near);
  made.edit = Edit{word.span, near};
}

std::optional<ExprId> Lowering::lower_name(const syntax::Expr& expr, const Scope& scope) {
  const syntax::Word& word = expr.word;
  if (word.text == "type") {
    if (scope.own) {
      const auto player = typed_player(expr, scope);
      return player ? lower_type_value(expr.span, *player, scope) : std::nullopt;
    }
    report_.error("P0209", word.span, "`type` alone means a player's own type, and stands only inside a payoff").help =
        "say whose: `PLAYER.type`";
    return {};
  }
  const NameEntry* entry = names_.find(word.text);
  if (entry == nullptr) {
    report_unknown(word);
    return {};
  }
  return lower_entry(word, *entry, scope);
}

std::optional<ExprId> Lowering::lower_entry(const syntax::Word& word, const NameEntry& entry, const Scope& scope) {
  if (entry.variable) return lower_variable_value(word, *entry.variable, scope);
  Expr made;
  made.span = word.span;
  made.id = entry.index;
  switch (entry.kind) {
    case NameKind::param:
      if (!allow({Use::Kind::param, entry.index, word.span}, word.span, {}, scope)) return {};
      made.kind = ExprKind::param;
      return add(std::move(made));
    case NameKind::let:
      return lower_let(word, entry.index, scope);
    case NameKind::round:
      if (!allow({Use::Kind::round, entry.index, word.span}, word.span, {}, scope)) return {};
      made.kind = ExprKind::round;
      return add(std::move(made));
    case NameKind::outcome:
      if (!allow({Use::Kind::outcome, entry.index, word.span}, word.span, {}, scope)) return {};
      made.kind = ExprKind::is_outcome;
      return add(std::move(made));
    default:
      break;
  }
  Diagnostic& wrong = report_.error(
      "P0203", word.span,
      fmt::format("`{}` is {}, which has no value in an expression", word.text, with_article(entry.kind)));
  wrong.labels.push_back({entry.span, "declared here"});
  if (entry.kind == NameKind::player) {
    std::vector<std::string> picks;
    for (const Variable& variable : scenario_.variables) {
      if (variable.is_pick && variable.player.index == entry.index) picks.push_back(variable.name);
    }
    if (!picks.empty()) wrong.help = fmt::format("its picks are {}", list_names(picks, "and"));
  } else if (entry.kind == NameKind::menu) {
    wrong.help = "name the pick that is made from the menu";
  }
  return {};
}

std::optional<ExprId> Lowering::lower_let(const syntax::Word& word, std::uint32_t let, const Scope& scope) {
  if (let < used_lets.size()) used_lets[let] = true;
  if (let < broken_lets.size() && broken_lets[let]) return {};
  const ExprId body = scenario_.lets[let].value;
  auto known = let_uses_.find(let);
  if (known == let_uses_.end()) known = let_uses_.emplace(let, uses(body)).first;
  for (const Use& use : known->second) {
    if (!allow(use, word.span, use.span, scope)) return {};
  }
  return body;
}

std::optional<ExprId> Lowering::lower_variable_value(const syntax::Word& word, VariableId variable,
                                                     const Scope& scope) {
  if (!allow({Use::Kind::variable, variable.index, word.span}, word.span, {}, scope)) return {};
  const Variable& used = scenario_.variables[variable.at()];
  if (used.labels.empty()) return {};  // its declaration has the error
  if (!used.all_valued) {
    const auto without = std::ranges::find_if(used.labels, [](const VariableLabel& label) { return !label.value; });
    Diagnostic& wrong =
        report_.error("P0207", word.span,
                      fmt::format("`{}` stands where a number is needed, and its label `{}` has no value", word.text,
                                  without == used.labels.end() ? "" : without->text));
    wrong.labels.push_back({used.span, "declared here"});
    if (without != used.labels.end()) {
      wrong.help = used.is_pick ? fmt::format("give the label a value (`{}: 1`), or test it: `({} if {} is {})`",
                                              without->text, "1", word.text, without->text)
                                : fmt::format("give the label a value (`{} worth 1`), or test it: `(1 if {} is {})`",
                                              without->text, word.text, without->text);
    }
    return {};
  }
  Expr made;
  made.kind = ExprKind::value;
  made.span = word.span;
  made.id = variable.index;
  return add(std::move(made));
}

std::optional<PlayerId> Lowering::typed_player(const syntax::Expr& expr, const Scope& scope) {
  std::optional<PlayerId> player;
  if (expr.kind == syntax::ExprKind::name) {
    player = scope.own;
  } else {
    const NameEntry* entry = names_.find(expr.word.text);
    if (entry == nullptr) {
      report_unknown(expr.word);
      return {};
    }
    if (entry->kind != NameKind::player) {
      report_.error("P0203", expr.word.span,
                    fmt::format("`{}` is {}, and only a player has a type", expr.word.text, with_article(entry->kind)));
      return {};
    }
    player = PlayerId{entry->index};
  }
  if (!player) return {};
  const Player& owner = scenario_.players[player->at()];
  if (!owner.type) {
    Diagnostic& wrong = report_.error("P0208", expr.span, fmt::format("`{}` is declared without a type", owner.name));
    wrong.labels.push_back({owner.span, "declared here"});
    wrong.help = fmt::format("declare it: `player {} type {{ LABEL: PROB, LABEL: rest }}`", owner.name);
    return {};
  }
  if (!allow({Use::Kind::type, player->index, expr.span}, expr.span, {}, scope)) return {};
  return player;
}

std::optional<ExprId> Lowering::lower_type_value(Span span, PlayerId player, const Scope&) {
  const ChanceTable& type = *scenario_.players[player.at()].type;
  for (std::size_t i = 0; i < type.labels.size(); ++i) {
    if (type.worth[i]) continue;
    Diagnostic& wrong =
        report_.error("P0207", span,
                      fmt::format("the type of `{}` stands where a number is needed, and its label `{}` has no value",
                                  scenario_.players[player.at()].name, type.labels[i]));
    wrong.labels.push_back({type.spans[i], "declared here"});
    wrong.help = fmt::format("give the label a value: `{} worth 1`", type.labels[i]);
    return {};
  }
  Expr made;
  made.kind = ExprKind::type_value;
  made.span = span;
  made.id = player.index;
  return add(std::move(made));
}

}  // namespace parley::scenario
