// SPDX-License-Identifier: Apache-2.0
// Numbers and conditions, loosest first: if, or, and, not, comparisons, + -, * /, unary minus, ^.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/grammar.h"
#include "parley/scenario/words.h"

namespace parley::scenario::grammar {
namespace {

using namespace std::string_view_literals;
using syntax::Expr;
using syntax::ExprKind;
using syntax::ExprPtr;
using syntax::Word;

// A tree that everybody may walk by recursion. Chains (a + b + c ...) grow to the left and are what can be this high.
constexpr std::uint32_t max_height = 1000;

ExprPtr parse_or(Cursor& cursor);
ExprPtr parse_sum(Cursor& cursor);
ExprPtr parse_unary(Cursor& cursor);

ExprPtr make(ExprKind kind, std::uint32_t begin) {
  auto expr = std::make_unique<Expr>();
  expr->kind = kind;
  expr->span = {begin, begin};
  return expr;
}

/// The finished node over its arguments. Arguments that could not be read are left out: the cursor is lost then.
ExprPtr over(Cursor& cursor, ExprPtr node, std::vector<ExprPtr> args) {
  for (ExprPtr& arg : args) {
    if (!arg) continue;
    node->height = std::max(node->height, arg->height + 1);
    node->args.push_back(std::move(arg));
  }
  node->span.end = std::max(node->span.begin, cursor.since(node->span.begin).end);
  if (node->height > max_height) {
    auto& made = cursor.fail("P0703", node->span,
                             fmt::format("an expression of more than {} operators on top of one another", max_height));
    made.help = "give parts of it a name with `let`";
  }
  return node;
}

template <class... Args>
ExprPtr join(Cursor& cursor, ExprPtr node, Args... args) {
  std::vector<ExprPtr> list;
  (list.push_back(std::move(args)), ...);
  return over(cursor, std::move(node), std::move(list));
}

/// Takes the present token as an operator, after which a line may break.
Word take_operator(Cursor& cursor) {
  const Word word = take_word(cursor);
  cursor.pass_break();
  return word;
}

/// `begin` is where the left side was typed to begin, its parentheses included.
ExprPtr binary(Cursor& cursor, std::uint32_t begin, ExprPtr left, ExprPtr (*operand)(Cursor&)) {
  ExprPtr node = make(ExprKind::binary, begin);
  node->word = take_operator(cursor);
  ExprPtr right = operand(cursor);
  return join(cursor, std::move(node), std::move(left), std::move(right));
}

// ---- what stands alone
// -----------------------------------------------------------------------------------------------

ExprPtr parse_parenthesised(Cursor& cursor) {
  cursor.open_parenthesis();
  ExprPtr inside = parse_expr(cursor);
  cursor.close_parenthesis();
  if (inside) inside->parenthesised = true;
  return inside;
}

ExprPtr parse_call(Cursor& cursor) {
  ExprPtr call = make(ExprKind::call, cursor.here());
  call->word = take_word(cursor);
  if (!cursor.at("(")) {
    cursor.expected("`(`", fmt::format("after the function `{}`", call->word.text));
    return call;
  }
  cursor.mark_spacing(Spacing::tight);
  cursor.open_parenthesis();
  std::vector<ExprPtr> args;
  do {
    args.push_back(parse_expr(cursor));
  } while (cursor.accept(","));
  cursor.close_parenthesis();
  return over(cursor, std::move(call), std::move(args));
}

ExprPtr parse_name_or_type(Cursor& cursor) {
  ExprPtr name = make(ExprKind::name, cursor.here());
  name->word = take_word(cursor);
  if (cursor.accept(".")) {
    name->kind = ExprKind::type_of;
    cursor.expect("type", "after the dot");
  }
  name->span = cursor.since(name->span.begin);
  return name;
}

ExprPtr unknown_function(Cursor& cursor) {
  const Token token = cursor.peek();
  constexpr std::array distributions = {"normal"sv,     "lognormal"sv, "logitnormal"sv, "uniform"sv,
                                        "triangular"sv, "pert"sv,      "beta"sv,        "gamma"sv};
  auto& made = cursor.fail("P0121", token.span, fmt::format("`{}` is not a function", token.text));
  made.notes.emplace_back("the functions are `min`, `max`, `abs`, `exp`, `log`, `sqrt`, `clamp`, `mod` and `count`");
  if (is_one_of(token.text, distributions)) {
    made.help = "a distribution stands alone behind the `=` of a `param`; use that param here";
  } else if (const auto near = nearest_word(token.text, function_words())) {
    made.help = fmt::format("write `{}`", *near);
    made.edit = Edit{token.span, *near};
  }
  return nullptr;
}

ExprPtr date_in_expression(Cursor& cursor) {
  const Token token = cursor.take();
  auto& made = cursor.complain("P0108", token.span, fmt::format("the date `{}` stands in an expression", token.text),
                               "not a number");
  made.notes.emplace_back("four digits, two and two, joined by `-`, are a date and no subtraction");
  made.help = "put blanks around `-` to subtract";
  ExprPtr zero = make(ExprKind::number, token.span.begin);
  zero->num = {.value = Rational(), .text = std::string(token.text), .span = token.span};
  zero->span = token.span;
  return zero;
}

ExprPtr parse_primary(Cursor& cursor) {
  const Token token = cursor.peek();
  if (token.kind == TokenKind::number) {
    ExprPtr number = make(ExprKind::number, token.span.begin);
    cursor.take();
    number->num = {
        .value = Rational::parse(token.text).value_or(Rational()), .text = std::string(token.text), .span = token.span};
    number->span = token.span;
    return number;
  }
  if (token.kind == TokenKind::date) return date_in_expression(cursor);
  if (cursor.at("(")) return parse_parenthesised(cursor);
  if (token.kind == TokenKind::name) {
    return cursor.at("(", 1) ? unknown_function(cursor) : parse_name_or_type(cursor);
  }
  if (token.kind == TokenKind::keyword && is_one_of(token.text, function_words())) return parse_call(cursor);
  if (cursor.at("type")) return parse_name_or_type(cursor);
  cursor.expected("a number, a name or `(`");
  return nullptr;
}

// ---- arithmetic
// ------------------------------------------------------------------------------------------------------

ExprPtr parse_power(Cursor& cursor) {
  const std::uint32_t begin = cursor.here();
  ExprPtr base = parse_primary(cursor);
  if (!cursor.at("^")) return base;
  cursor.mark_spacing(Spacing::tight);
  return binary(cursor, begin, std::move(base), parse_unary);
}

ExprPtr parse_unary(Cursor& cursor) {
  const Cursor::Nesting nesting(cursor);
  if (!cursor.at("-")) return parse_power(cursor);
  ExprPtr node = make(ExprKind::negate, cursor.here());
  cursor.mark_spacing(Spacing::unary);
  node->word = take_operator(cursor);
  ExprPtr operand = parse_unary(cursor);
  return join(cursor, std::move(node), std::move(operand));
}

bool is_literal(const ExprPtr& expr) { return expr && expr->kind == ExprKind::number && !expr->parenthesised; }

ExprPtr parse_product(Cursor& cursor) {
  const std::uint32_t begin = cursor.here();
  ExprPtr left = parse_unary(cursor);
  while (cursor.at("*") || cursor.at("/")) {
    const bool power_follows = cursor.at("^", 2);  // 1/2^n is no quotient of two numbers
    if (cursor.at("/") && is_literal(left) && cursor.at(TokenKind::number, 1) && !power_follows) {
      cursor.mark_spacing(Spacing::tight);
    }
    left = binary(cursor, begin, std::move(left), parse_unary);
  }
  return left;
}

ExprPtr parse_sum(Cursor& cursor) {
  const std::uint32_t begin = cursor.here();
  ExprPtr left = parse_product(cursor);
  while (cursor.at("+") || cursor.at("-")) left = binary(cursor, begin, std::move(left), parse_product);
  return left;
}

// ---- conditions
// ------------------------------------------------------------------------------------------------------

ExprPtr parse_is(Cursor& cursor, std::uint32_t begin, ExprPtr tested) {
  ExprPtr node = make(ExprKind::is, begin);
  node->word = take_operator(cursor);
  if (cursor.at("not")) {
    take_operator(cursor);
    node->negated = true;
  }
  if (cursor.at("none")) {
    node->labels.push_back(take_word(cursor));
  } else {
    node->labels.push_back(parse_label(cursor, "a label").word);
  }
  return join(cursor, std::move(node), std::move(tested));
}

ExprPtr parse_in(Cursor& cursor, std::uint32_t begin, ExprPtr tested) {
  ExprPtr node = make(ExprKind::in_set, begin);
  node->negated = cursor.accept("not");
  node->word = take_word(cursor);
  node->labels = parse_label_set(cursor);
  return join(cursor, std::move(node), std::move(tested));
}

bool at_comparison(const Cursor& cursor) {
  constexpr std::array signs = {"<"sv, "<="sv, ">"sv, ">="sv, "="sv, "is"sv, "in"sv};
  return std::ranges::any_of(signs, [&](std::string_view sign) { return cursor.at(sign); }) ||
         (cursor.at("not") && cursor.at("in", 1));
}

ExprPtr parse_comparison(Cursor& cursor) {
  const std::uint32_t begin = cursor.here();
  ExprPtr left = parse_sum(cursor);
  if (!at_comparison(cursor)) return left;
  if (cursor.at("is")) {
    left = parse_is(cursor, begin, std::move(left));
  } else if (cursor.at("in") || cursor.at("not")) {
    left = parse_in(cursor, begin, std::move(left));
  } else {
    left = binary(cursor, begin, std::move(left), parse_sum);
  }
  if (at_comparison(cursor)) {
    const Token token = cursor.peek();
    auto& made =
        cursor.fail("P0123", token.span, fmt::format("a second comparison `{}` follows the first", token.text));
    made.notes.emplace_back("a comparison compares two things");
    made.help = "join two of them with `and`: `a < b and b < c`";
  }
  return left;
}

ExprPtr parse_not(Cursor& cursor) {
  if (!cursor.at("not")) return parse_comparison(cursor);
  const Cursor::Nesting nesting(cursor);
  ExprPtr node = make(ExprKind::logical_not, cursor.here());
  node->word = take_operator(cursor);
  ExprPtr operand = parse_not(cursor);
  return join(cursor, std::move(node), std::move(operand));
}

ExprPtr parse_and(Cursor& cursor) {
  const std::uint32_t begin = cursor.here();
  ExprPtr left = parse_not(cursor);
  while (cursor.at("and")) left = binary(cursor, begin, std::move(left), parse_not);
  return left;
}

ExprPtr parse_or(Cursor& cursor) {
  const std::uint32_t begin = cursor.here();
  ExprPtr left = parse_and(cursor);
  while (cursor.at("or")) left = binary(cursor, begin, std::move(left), parse_and);
  return left;
}

}  // namespace

ExprPtr parse_expr(Cursor& cursor) {
  const Cursor::Nesting nesting(cursor);
  const std::uint32_t begin = cursor.here();
  ExprPtr value = parse_or(cursor);
  if (!cursor.at("if")) return value;
  ExprPtr node = make(ExprKind::choose, begin);
  node->word = take_operator(cursor);
  ExprPtr condition = parse_or(cursor);
  if (!cursor.at("else")) return join(cursor, std::move(node), std::move(value), std::move(condition));
  take_operator(cursor);
  ExprPtr otherwise = parse_expr(cursor);
  return join(cursor, std::move(node), std::move(value), std::move(condition), std::move(otherwise));
}

std::vector<Word> parse_label_set(Cursor& cursor) {
  std::vector<Word> labels;
  const std::uint32_t begin = cursor.here();
  const bool opened =
      cursor.braces(Cursor::List::items, "the labels", [&] { labels.push_back(parse_label(cursor, "a label").word); });
  if (opened && labels.empty()) {
    cursor.complain("P0125", cursor.since(begin), "this list of labels is empty").help = "name at least one label";
  }
  return labels;
}

}  // namespace parley::scenario::grammar
