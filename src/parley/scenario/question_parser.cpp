// SPDX-License-Identifier: Apache-2.0
// Questions (`ask`), the model's own tests (`expect`), and the targets and holds that both are made of.
#include <array>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/grammar.h"
#include "parley/scenario/words.h"

namespace parley::scenario::grammar {
namespace {

using namespace std::string_view_literals;
using syntax::AskStatement;
using syntax::ExpectStatement;
using syntax::HoldExpr;
using syntax::TargetExpr;
using syntax::Word;

constexpr std::array orders = {"<"sv, "<="sv, ">"sv, ">="sv};

bool at_order(const Cursor& cursor) { return cursor.at(TokenKind::symbol) && is_one_of(cursor.peek().text, orders); }

/// HOLD, ... behind `holding`.
std::vector<HoldExpr> parse_holding(Cursor& cursor) {
  std::vector<HoldExpr> holding;
  do {
    if (!holding.empty()) cursor.pass_break();
    holding.push_back(parse_hold(cursor, false));
  } while (cursor.accept(","));
  return holding;
}

void parse_frontier(Cursor& cursor, AskStatement& ask) {
  cursor.set_form("for example `ask frontier leader is exit on pressure x offer where P >= 1/2`");
  ask.form = AskStatement::Form::frontier;
  ask.event = parse_expr(cursor);
  cursor.expect("on", "after the event");
  ask.x = parse_name(cursor, "the first axis, a pick or a param");
  cursor.expect("x", "between the two axes");
  ask.y = parse_name(cursor, "the second axis, a pick or a param");
  while (cursor.at("holding") || cursor.at("where")) {
    const Token clause = cursor.peek();
    const bool holding = cursor.at("holding");
    first_time(cursor, holding ? !ask.holding.empty() : ask.at_least.has_value(), clause);
    cursor.take();
    if (holding) {
      ask.holding = parse_holding(cursor);
      continue;
    }
    cursor.expect("P", "after `where`");
    cursor.expect(">=", "after `P`");
    ask.at_least = parse_number(cursor, "the least chance, a number");
  }
}

void parse_boxes(Cursor& cursor, AskStatement& ask) {
  cursor.set_form("for example `ask boxes where P(leader is exit) >= 1/2`");
  ask.form = AskStatement::Form::boxes;
  cursor.expect("where", "after `boxes`");
  cursor.expect("P", "after `where`");
  if (!cursor.at("(")) {
    cursor.expected("`(`", "after `P`");
    return;
  }
  cursor.mark_spacing(Spacing::tight);
  cursor.open_parenthesis();
  ask.event = parse_expr(cursor);
  cursor.close_parenthesis();
  cursor.expect(">=", "after the event");
  ask.at_least = parse_number(cursor, "the least chance, a number");
}

void parse_information(Cursor& cursor, AskStatement& ask) {
  cursor.set_form("for example `ask information for coercer` or `ask information for coercer by pressure, offer`");
  ask.form = AskStatement::Form::information;
  cursor.expect("for", "after `information`");
  ask.name = parse_name(cursor, "the player to advise");
  if (cursor.accept("by")) ask.by = parse_names(cursor, "a pick of the player");
}

}  // namespace

TargetExpr parse_target(Cursor& cursor) {
  TargetExpr target;
  const std::uint32_t begin = cursor.here();
  constexpr std::array forms = {"P"sv, "value"sv};
  const Word form = parse_choice_of(cursor, "a target", forms);
  if (!cursor.at("(")) {
    cursor.expected("`(`", fmt::format("after `{}`", form.text));
    return target;
  }
  cursor.mark_spacing(Spacing::tight);
  cursor.open_parenthesis();
  if (form.text == "value") {
    target.form = TargetExpr::Form::value;
    target.player = parse_name(cursor, "a player");
  } else {
    target.event = parse_expr(cursor);
    if (cursor.accept("given")) target.given = parse_expr(cursor);
  }
  cursor.close_parenthesis();
  target.span = cursor.since(begin);
  return target;
}

HoldExpr parse_hold(Cursor& cursor, bool loose) {
  HoldExpr hold;
  const std::uint32_t begin = cursor.here();
  hold.name = parse_name(cursor, "the name of a pick, a chance move or a param to hold");
  if (cursor.at("is")) {
    hold.op = take_word(cursor);
    hold.label = parse_label(cursor, "one of its labels").word;
  } else if (cursor.at("=") || at_order(cursor)) {
    hold.op = take_word(cursor);
    if (loose && hold.op.text == "=" && cursor.at(TokenKind::name)) {
      hold.op.text = "is";
      hold.label = take_word(cursor);
    } else {
      hold.number = parse_number(cursor, "a number");
    }
  } else {
    cursor.expected("`is`, `=` or a comparison", "after the name");
  }
  hold.span = cursor.since(begin);
  return hold;
}

AskStatement parse_ask(Cursor& cursor) {
  AskStatement ask;
  constexpr std::array kinds = {"predict"sv, "frontier"sv,    "drivers"sv, "boxes"sv,
                                "why"sv,     "information"sv, "variants"sv};
  cursor.set_form("for example `ask predict outcomes` or `ask drivers of P(war)`");
  const std::string kind = parse_choice_of(cursor, "a question", kinds).text;
  if (kind == "predict") {
    cursor.expect("outcomes", "after `predict`");
  } else if (kind == "frontier") {
    parse_frontier(cursor, ask);
  } else if (kind == "drivers" || kind == "variants") {
    ask.form = kind == "drivers" ? AskStatement::Form::drivers : AskStatement::Form::variants;
    cursor.expect("of", fmt::format("after `{}`", kind));
    ask.target = parse_target(cursor);
  } else if (kind == "boxes") {
    parse_boxes(cursor, ask);
  } else if (kind == "why") {
    ask.form = cursor.accept("not") ? AskStatement::Form::why_not : AskStatement::Form::why;
    ask.name = parse_name(cursor, "the name of an outcome");
  } else if (kind == "information") {
    parse_information(cursor, ask);
  }
  return ask;
}

ExpectStatement parse_expect(Cursor& cursor) {
  cursor.set_form("for example `expect P(war) < 0.2 holding demand = 50` or `expect value(leader) rises with offer`");
  ExpectStatement expect;
  expect.target = parse_target(cursor);
  constexpr std::array tests = {"<"sv, "<="sv, ">"sv, ">="sv, "rises"sv, "falls"sv};
  if (at_order(cursor)) {
    expect.test = take_word(cursor);
    expect.bound = parse_number(cursor, "a number");
  } else {
    expect.test = parse_choice_of(cursor, "a test", tests);
    cursor.expect("with", fmt::format("after `{}`", expect.test.text));
    expect.axis = parse_name(cursor, "a pick or a param");
  }
  if (cursor.accept("holding")) expect.holding = parse_holding(cursor);
  return expect;
}

}  // namespace parley::scenario::grammar
