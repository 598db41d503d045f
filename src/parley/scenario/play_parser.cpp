// SPDX-License-Identifier: Apache-2.0
// The steps of a play: picks, chance moves, blocks and stops.
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/grammar.h"
#include "parley/scenario/words.h"

namespace parley::scenario::grammar {
namespace {

using syntax::Choice;
using syntax::Pick;
using syntax::Step;
using List = Cursor::List;

constexpr std::string_view pick_form =
    "a pick reads `leader picks { stay, leave }` or `leader picks answer in { yes, no } when reply is offer`";
constexpr std::string_view chance_form = "a chance move reads `chance force { works: 0.4, fails: rest }`";
constexpr std::string_view simultaneous_form = "a block reads `simultaneous {`, a line for each step, and `}`";
constexpr std::string_view repeat_form =
    "a repetition reads `repeat 3 times {` or `repeat 10 times as round until x is y {`";
constexpr std::string_view stop_form = "a stop reads `stop` or `stop when reply is accept`";

void parse_choices(Cursor& cursor, Pick& pick) {
  pick.form = Pick::Form::choices;
  const std::uint32_t begin = cursor.here();
  const std::size_t errors = cursor.num_errors();
  const bool opened = cursor.braces(List::items, "the choices", [&] {
    Choice choice = parse_choice(cursor);
    if (!cursor.lost()) pick.choices.push_back(std::move(choice));
  });
  if (opened && pick.choices.empty() && errors == cursor.num_errors()) {
    cursor.complain("P0125", cursor.since(begin), "there is nothing to choose from").help =
        "name the choices: `{ stay, leave }`";
  }
}

void parse_grid(Cursor& cursor, Pick& pick) {
  pick.form = Pick::Form::grid;
  pick.low = parse_number(cursor, "the first choice, a number");
  cursor.expect("to", "after the first choice");
  pick.high = parse_number(cursor, "the last choice, a number");
  cursor.expect("step", "after the last choice");
  pick.step = parse_number(cursor, "the step between choices, a number");
}

Pick parse_pick(Cursor& cursor) {
  Pick pick;
  const std::uint32_t begin = cursor.here();
  if (cursor.at("{")) {
    parse_choices(cursor, pick);
  } else {
    syntax::Word name = parse_name(cursor, "`{`, a menu or a name for the pick");
    if (!cursor.accept("in")) {
      pick.form = Pick::Form::menu;
      pick.menu = std::move(name);
    } else {
      pick.name = std::move(name);
      if (cursor.at("{")) {
        parse_choices(cursor, pick);
      } else if (at_number(cursor)) {
        parse_grid(cursor, pick);
      } else {
        pick.form = Pick::Form::menu;
        pick.menu = parse_name(cursor, "`{`, a menu or a number");
      }
    }
  }
  pick.span = cursor.since(begin);
  return pick;
}

/// `when COND` and `seen by WHO`, in either order.
void parse_clauses(Cursor& cursor, Step& step) {
  while (cursor.at("when") || cursor.at("seen")) {
    if (cursor.at("seen")) {
      parse_seen_by(cursor, step.seen);
      continue;
    }
    first_time(cursor, step.when != nullptr, cursor.peek());
    cursor.take();
    step.when = parse_expr(cursor);
  }
}

Step parse_pick_step(Cursor& cursor) {
  cursor.set_form(pick_form);
  Step step;
  step.form = Step::Form::pick;
  step.player = parse_name(cursor, "a step: the player who picks, `chance`, `simultaneous`, `repeat` or `stop`");
  if (cursor.at("picks")) {
    cursor.mark_column(column_picks);
    cursor.mark_hang();
  }
  cursor.expect("picks", fmt::format("after `{}`", step.player.text));
  do {
    if (!step.picks.empty()) cursor.pass_break();
    step.picks.push_back(parse_pick(cursor));
  } while (cursor.accept("and"));
  parse_clauses(cursor, step);
  return step;
}

Step parse_chance(Cursor& cursor) {
  cursor.set_form(chance_form);
  Step step;
  step.form = Step::Form::chance;
  cursor.mark_hang();
  step.name = parse_name(cursor, "the chance move's name");
  step.table = parse_table(cursor, "the chances");
  parse_clauses(cursor, step);
  return step;
}

Step parse_simultaneous(Cursor& cursor) {
  cursor.set_form(simultaneous_form);
  Step step;
  step.form = Step::Form::simultaneous;
  step.body = parse_steps(cursor, "the steps taken at once");
  return step;
}

Step parse_repeat(Cursor& cursor) {
  cursor.set_form(repeat_form);
  Step step;
  step.form = Step::Form::repeat;
  step.times = parse_whole_number(cursor, "the number of rounds");
  cursor.expect("times", "after the number of rounds");
  while (cursor.at("as") || cursor.at("until")) {
    const bool round = cursor.at("as");
    first_time(cursor, round ? step.round_name.has_value() : step.until != nullptr, cursor.peek());
    cursor.take();
    if (round) {
      step.round_name = parse_name(cursor, "a name for the round");
    } else {
      step.until = parse_expr(cursor);
    }
  }
  step.body = parse_steps(cursor, "the repeated steps");
  return step;
}

Step parse_stop(Cursor& cursor) {
  cursor.set_form(stop_form);
  Step step;
  step.form = Step::Form::stop;
  cursor.mark_hang();
  if (cursor.at("seen")) {
    cursor.expected("`when` or the end of the line", "after `stop`");
    return step;
  }
  parse_clauses(cursor, step);
  return step;
}

/// The step's key word under which to read it: the one typed, or the one that was likely meant (with its error).
std::optional<std::string> step_word(Cursor& cursor) {
  const Token token = cursor.peek();
  if (token.kind == TokenKind::keyword && is_one_of(token.text, step_words())) return std::string(token.text);
  const bool other = token.kind != TokenKind::name || cursor.at("picks", 1);
  if (other || !(cursor.at(TokenKind::name, 1) || cursor.at("{", 1) || cursor.at(TokenKind::number, 1) ||
                 cursor.at("when", 1))) {
    return std::nullopt;
  }
  constexpr std::array picks = {std::string_view("picks")};
  if (cursor.at(TokenKind::name, 1) && nearest_word(cursor.peek(1).text, picks)) return std::nullopt;
  auto near = nearest_word(token.text, step_words());
  if (!near) return std::nullopt;
  auto& made = cursor.complain("P0121", token.span, fmt::format("`{}` begins no step", token.text));
  made.notes.emplace_back("a step begins with the player who picks, `chance`, `simultaneous`, `repeat` or `stop`");
  made.help = fmt::format("write `{}`", *near);
  made.edit = Edit{token.span, *near};
  return near;
}

Step parse_step(Cursor& cursor) {
  const Cursor::StepLine line(cursor);
  const std::uint32_t begin = cursor.here();
  Step step;
  if (const auto word = step_word(cursor)) {
    cursor.take();
    if (*word == "chance") step = parse_chance(cursor);
    if (*word == "simultaneous") step = parse_simultaneous(cursor);
    if (*word == "repeat") step = parse_repeat(cursor);
    if (*word == "stop") step = parse_stop(cursor);
  } else {
    step = parse_pick_step(cursor);
  }
  step.span = cursor.since(begin);
  return step;
}

}  // namespace

Choice parse_choice(Cursor& cursor) {
  Choice choice;
  const std::uint32_t begin = cursor.here();
  auto [label, numeric] = parse_label(cursor, "a label or a number");
  choice.label = std::move(label);
  choice.numeric = numeric;
  if (!numeric && cursor.accept(":")) {
    cursor.mark_hang();
    choice.value = parse_expr(cursor);
  }
  if (cursor.accept("when")) choice.when = parse_expr(cursor);
  choice.span = cursor.since(begin);
  return choice;
}

std::vector<Step> parse_steps(Cursor& cursor, std::string_view what) {
  std::vector<Step> steps;
  cursor.braces(List::steps, what, [&] {
    Step step = parse_step(cursor);
    if (!cursor.lost()) steps.push_back(std::move(step));
  });
  return steps;
}

}  // namespace parley::scenario::grammar
