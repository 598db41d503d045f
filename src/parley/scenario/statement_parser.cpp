// SPDX-License-Identifier: Apache-2.0
// One statement each: what follows its key word.
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/grammar.h"
#include "parley/scenario/words.h"

namespace parley::scenario::grammar {
namespace {

using namespace std::string_view_literals;
using syntax::Word;
using List = Cursor::List;

constexpr std::array supports = {"real"sv, "pos"sv, "prob"sv};

bool is_grade(std::string_view word) {
  return word.size() == 2 && word[0] >= 'A' && word[0] <= 'F' && word[1] >= '1' && word[1] <= '6';
}

syntax::EditionStatement parse_edition(Cursor& cursor) {
  cursor.set_form("a scenario begins with `parley 1`");
  syntax::EditionStatement edition{.edition = parse_number(cursor, "the edition of the language, `1`")};
  if (!cursor.lost() && edition.edition.text != "1") {
    auto& made = cursor.complain("P0110", edition.edition.span,
                                 fmt::format("edition `{}` of the language is not known here", edition.edition.text));
    made.notes.emplace_back("this program reads edition 1");
    made.help = "write `parley 1`, or use a newer program";
  }
  return edition;
}

void parse_scenario_field(Cursor& cursor, syntax::ScenarioStatement& scenario) {
  constexpr std::array fields = {"as_of"sv, "horizon"sv, "payoffs"sv, "note"sv};
  const Token token = cursor.peek();
  const std::string field = parse_choice_of(cursor, "a field of `scenario`", fields).text;
  if (field == "as_of") {
    first_time(cursor, scenario.as_of.has_value(), token);
    scenario.as_of = parse_date(cursor, "a date");
  } else if (field == "horizon") {
    first_time(cursor, scenario.horizon.has_value(), token);
    scenario.horizon = parse_text(cursor, "the horizon");
  } else if (field == "note") {
    first_time(cursor, scenario.note.has_value(), token);
    scenario.note = parse_text(cursor, "the note");
  } else if (field == "payoffs") {
    first_time(cursor, scenario.payoffs.has_value(), token);
    syntax::Num low = parse_number(cursor, "the lowest payoff");
    cursor.expect("to", "after the lowest payoff");
    syntax::Num high = parse_number(cursor, "the highest payoff");
    scenario.payoffs = {std::move(low), std::move(high)};
  }
}

syntax::ScenarioStatement parse_scenario(Cursor& cursor) {
  cursor.set_form("for example `scenario \"A negotiated exit\" { as_of 2025-11-07, payoffs -60 to 100 }`");
  syntax::ScenarioStatement scenario;
  scenario.title = parse_text(cursor, "the scenario's title");
  scenario.has_block = cursor.at("{");
  if (scenario.has_block) {
    cursor.braces(List::fields, "the fields of the scenario", [&] { parse_scenario_field(cursor, scenario); });
  }
  return scenario;
}

syntax::PlayerStatement parse_player(Cursor& cursor) {
  cursor.set_form("for example `player leader \"The president\"` or `player leader type { open: 0.4, defiant: rest }`");
  syntax::PlayerStatement player;
  player.name = parse_name(cursor, "the player's name");
  if (cursor.at(TokenKind::text)) {
    cursor.mark_column(column_text);
    player.text = parse_text(cursor, "what to call the player");
  }
  if (!cursor.at("type")) return player;
  cursor.mark_column(column_clause);
  cursor.take();
  player.has_type = true;
  player.type = parse_table(cursor, "the types");
  if (cursor.at("seen")) parse_seen_by(cursor, player.type_seen);
  return player;
}

Word parse_grade(Cursor& cursor) {
  if (cursor.at(TokenKind::name) && is_grade(cursor.peek().text)) return take_word(cursor);
  const Token token = cursor.peek();
  if (token.kind != TokenKind::name) {
    cursor.expected("a grade", "after `grade`");
    return {};
  }
  auto& made = cursor.complain("P0121", token.span, fmt::format("`{}` is not a grade", token.text));
  made.notes.emplace_back("a grade is a letter A (reliable source) to F and a digit 1 (confirmed report) to 6");
  made.help = "write for example `B2`";
  return take_word(cursor);
}

/// One clause of a statement that takes its clauses in any order, each once.
struct Clause {
  std::string_view word;
  int column;
  std::function<bool()> taken;
  std::function<void()> read;
};

void parse_clauses(Cursor& cursor, std::span<const Clause> clauses) {
  for (bool found = true; found && !cursor.lost();) {
    found = false;
    for (const Clause& clause : clauses) {
      const bool here = clause.word == "\"" ? cursor.at(TokenKind::text) : cursor.at(clause.word);
      if (!here) continue;
      first_time(cursor, clause.taken(), cursor.peek());
      if (clause.column != 0) cursor.mark_column(clause.column);
      if (clause.word != "\"") cursor.take();
      clause.read();
      found = true;
      break;
    }
  }
}

syntax::SourceStatement parse_source(Cursor& cursor) {
  cursor.set_form("for example `source WSJ \"The Wall Street Journal\" grade B3 date 2025-11-05`");
  syntax::SourceStatement source;
  source.name = parse_name(cursor, "the source's name");
  cursor.mark_column(column_text);
  source.text = parse_text(cursor, "what the source is");
  const std::array clauses = {
      Clause{"grade", column_grade, [&] { return source.grade.has_value(); },
             [&] { source.grade = parse_grade(cursor); }},
      Clause{"date", column_date, [&] { return source.date.has_value(); },
             [&] { source.date = parse_date(cursor, "the source's date"); }},
      Clause{"url", column_url, [&] { return source.url.has_value(); },
             [&] { source.url = parse_text(cursor, "the address"); }},
      Clause{"file", column_file, [&] { return source.file.has_value(); },
             [&] { source.file = parse_text(cursor, "the file's name"); }},
  };
  parse_clauses(cursor, clauses);
  return source;
}

void parse_private(Cursor& cursor, syntax::ParamStatement& param) {
  cursor.expect("to", "after `private`");
  param.private_to = parse_name(cursor, "the player who knows it");
  if (cursor.accept("parts")) param.parts = parse_whole_number(cursor, "the number of parts");
}

syntax::ParamStatement parse_param(Cursor& cursor) {
  cursor.set_form("for example `param pain : pos = 20 to 50 from BRIEF \"what pressure takes\"` or `param cost = 0.2`");
  syntax::ParamStatement param;
  param.name = parse_name(cursor, "the param's name");
  if (cursor.at(":")) {
    cursor.mark_spacing(Spacing::spaced_colon);
    cursor.mark_column(column_support);
    cursor.take();
    param.support = parse_choice_of(cursor, "a kind of number", supports);
  }
  if (cursor.at("=")) cursor.mark_column(column_value);
  cursor.expect("=", param.support ? "after the kind of number" : "after the param's name");
  param.distribution = parse_distribution(cursor);
  const std::array clauses = {
      Clause{"private", column_private, [&] { return param.private_to.has_value(); },
             [&] { parse_private(cursor, param); }},
      Clause{"unit", column_unit, [&] { return param.unit.has_value(); },
             [&] { param.unit = parse_text(cursor, "the unit"); }},
      Clause{"from", column_from, [&] { return !param.from.empty(); },
             [&] { param.from = parse_names(cursor, "the name of a source"); }},
      Clause{"\"", column_note, [&] { return param.text.has_value(); },
             [&] { param.text = parse_text(cursor, "what the param is"); }},
  };
  parse_clauses(cursor, clauses);
  return param;
}

syntax::LetStatement parse_let(Cursor& cursor) {
  cursor.set_form("for example `let safety = 32 + candy * trust`");
  syntax::LetStatement let;
  let.name = parse_name(cursor, "a name");
  cursor.expect("=", "after the name");
  cursor.mark_hang();
  let.value = parse_expr(cursor);
  return let;
}

syntax::CorrelateStatement parse_correlate(Cursor& cursor) {
  cursor.set_form("for example `correlate pain, resolve by 0.4 because \"both feel the same squeeze\"`");
  syntax::CorrelateStatement correlate;
  correlate.first = parse_name(cursor, "the first param");
  cursor.expect(",", "between the two params");
  cursor.pass_break();
  correlate.second = parse_name(cursor, "the second param");
  cursor.expect("by", "after the two params");
  correlate.by = parse_number(cursor, "the rank correlation, a number");
  if (cursor.accept("because")) correlate.because = parse_text(cursor, "the reason");
  return correlate;
}

syntax::EvidenceStatement parse_evidence(Cursor& cursor) {
  cursor.set_form(
      "for example `evidence report \"They called up reserves\" from WSJ { defender.type firm : soft = 3 : 1 }`");
  syntax::EvidenceStatement evidence;
  evidence.name = parse_name(cursor, "a name for the evidence");
  evidence.text = parse_text(cursor, "what was seen or said");
  const std::array clauses = {
      Clause{"from", 0, [&] { return !evidence.from.empty(); },
             [&] { evidence.from = parse_names(cursor, "the name of a source"); }},
      Clause{"on", 0, [&] { return evidence.on.has_value(); },
             [&] { evidence.on = parse_date(cursor, "the day of the evidence"); }},
      Clause{"known", 0, [&] { return evidence.known_to_nobody; },
             [&] {
               cursor.expect("to", "after `known`");
               cursor.expect("nobody", "after `known to`");
               evidence.known_to_nobody = true;
             }},
  };
  parse_clauses(cursor, clauses);
  const std::uint32_t begin = cursor.here();
  const std::size_t errors = cursor.num_errors();
  const bool opened = cursor.braces(List::items, "what the evidence says", [&] {
    syntax::EvidenceItem item = parse_evidence_item(cursor);
    if (!cursor.lost()) evidence.items.push_back(std::move(item));
  });
  if (opened && evidence.items.empty() && errors == cursor.num_errors()) {
    cursor.complain("P0125", cursor.since(begin), "this evidence says nothing").help =
        "write `{ noted }` if it is to change nothing";
  }
  return evidence;
}

syntax::MenuStatement parse_menu(Cursor& cursor) {
  cursor.set_form("for example `menu offer { nothing: 0, amnesty: 0.4, safe_exile: 1 }`");
  syntax::MenuStatement menu;
  menu.name = parse_name(cursor, "the menu's name");
  const std::uint32_t begin = cursor.here();
  const std::size_t errors = cursor.num_errors();
  if (cursor.at("{")) cursor.mark_column(column_block);
  const bool opened = cursor.braces(List::items, "the menu", [&] {
    syntax::Choice entry;
    const std::uint32_t start = cursor.here();
    entry.label = parse_name(cursor, "a label");
    cursor.expect(":", fmt::format("and a value after the label `{}`", entry.label.text));
    cursor.mark_hang();
    entry.value = parse_expr(cursor);
    entry.span = cursor.since(start);
    if (!cursor.lost()) menu.entries.push_back(std::move(entry));
  });
  if (opened && menu.entries.empty() && errors == cursor.num_errors()) {
    cursor.complain("P0125", cursor.since(begin), "this menu is empty").help =
        "write labels with their values: `{ nothing: 0, amnesty: 0.4 }`";
  }
  return menu;
}

syntax::OutcomeStatement parse_outcome(Cursor& cursor) {
  cursor.set_form("for example `outcome war \"They fight\" when reply is fight` or `outcome peace otherwise`");
  syntax::OutcomeStatement outcome;
  outcome.name = parse_name(cursor, "the outcome's name");
  if (cursor.at(TokenKind::text)) {
    cursor.mark_column(column_text);
    outcome.text = parse_text(cursor, "what to call the outcome");
  }
  if (cursor.at("when") || cursor.at("otherwise")) cursor.mark_column(column_clause);
  if (cursor.accept("otherwise")) return outcome;
  if (!cursor.expect("when", "or `otherwise` in this outcome")) return outcome;
  cursor.mark_hang();
  outcome.when = parse_expr(cursor);
  return outcome;
}

syntax::PayoffStatement parse_payoff(Cursor& cursor) {
  cursor.set_form("for example `payoff leader { war: -5, peace: 10, always: -(2 if leader is stay) }`");
  syntax::PayoffStatement payoff;
  payoff.player = parse_name(cursor, "the player whose payoff it is");
  if (cursor.at("{")) cursor.mark_column(column_block);
  cursor.braces(List::items, "the payoffs", [&] {
    syntax::PayoffStatement::Entry entry;
    const std::uint32_t begin = cursor.here();
    const bool fixed = cursor.at("otherwise") || cursor.at("always");
    entry.outcome = fixed ? take_word(cursor) : parse_name(cursor, "an outcome, `otherwise` or `always`");
    cursor.expect(":", fmt::format("after `{}`", entry.outcome.text));
    cursor.mark_hang();
    entry.value = parse_expr(cursor);
    entry.span = cursor.since(begin);
    if (!cursor.lost()) payoff.entries.push_back(std::move(entry));
  });
  return payoff;
}

syntax::PlayStatement parse_play(Cursor& cursor) {
  cursor.set_form("a play reads `play {`, a line for each step, and `}`");
  return {.steps = parse_steps(cursor, "the play")};
}

}  // namespace

syntax::Statement parse_statement(Cursor& cursor, const Word& keyword) {
  syntax::Statement statement;
  const std::string& word = keyword.text;
  if (word == "parley") statement.what = parse_edition(cursor);
  if (word == "scenario") statement.what = parse_scenario(cursor);
  if (word == "player") statement.what = parse_player(cursor);
  if (word == "source") statement.what = parse_source(cursor);
  if (word == "param") statement.what = parse_param(cursor);
  if (word == "let") statement.what = parse_let(cursor);
  if (word == "correlate") statement.what = parse_correlate(cursor);
  if (word == "evidence") statement.what = parse_evidence(cursor);
  if (word == "menu") statement.what = parse_menu(cursor);
  if (word == "play") statement.what = parse_play(cursor);
  if (word == "outcome") statement.what = parse_outcome(cursor);
  if (word == "payoff") statement.what = parse_payoff(cursor);
  if (word == "ask") statement.what = parse_ask(cursor);
  if (word == "expect") statement.what = parse_expect(cursor);
  return statement;
}

}  // namespace parley::scenario::grammar
