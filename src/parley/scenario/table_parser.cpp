// SPDX-License-Identifier: Apache-2.0
// Tables of probabilities, distributions of params, and what a piece of evidence says.
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/grammar.h"
#include "parley/scenario/words.h"

namespace parley::scenario::grammar {
namespace {

using namespace std::string_view_literals;
using syntax::DistributionExpr;
using syntax::EvidenceItem;
using syntax::OddsExpr;
using syntax::TableEntry;
using List = Cursor::List;

TableEntry parse_table_entry(Cursor& cursor) {
  TableEntry entry;
  const std::uint32_t begin = cursor.here();
  auto [label, numeric] = parse_label(cursor, "a label");
  entry.label = std::move(label);
  entry.numeric = numeric;
  if (cursor.accept("worth")) entry.worth = parse_expr(cursor);
  cursor.expect(":", fmt::format("after the label `{}`", entry.label.text));
  cursor.mark_hang();
  if (!cursor.accept("rest")) entry.prob = parse_expr(cursor);
  entry.span = cursor.since(begin);
  return entry;
}

bool starts_call(const Cursor& cursor) { return cursor.at(TokenKind::name) && cursor.at("(", 1); }

void parse_value_table(Cursor& cursor, DistributionExpr& made) {
  made.form = DistributionExpr::Form::table;
  cursor.take();
  const bool opened = cursor.braces(List::items, "the values and their probabilities", [&] {
    syntax::ExprPtr value = parse_expr(cursor);
    cursor.expect(":", "between a value and its probability");
    cursor.mark_hang();
    syntax::ExprPtr prob;
    if (!cursor.accept("rest")) prob = parse_expr(cursor);
    if (!cursor.lost()) made.table.emplace_back(std::move(value), std::move(prob));
  });
  if (opened && made.table.empty() && !cursor.lost()) {
    cursor.complain("P0125", cursor.since(made.span.begin), "this distribution has no values").help =
        "write values with their probabilities: `in { 50: 1/4, 60: rest }`";
  }
}

void parse_distribution_call(Cursor& cursor, DistributionExpr& made) {
  constexpr std::array names = {"normal"sv,     "lognormal"sv, "logitnormal"sv, "uniform"sv,
                                "triangular"sv, "pert"sv,      "beta"sv,        "gamma"sv};
  made.form = DistributionExpr::Form::call;
  made.function = parse_choice_of(cursor, "a distribution", names);
  if (cursor.lost()) return;
  cursor.mark_spacing(Spacing::tight);
  cursor.open_parenthesis();
  do {
    made.args.push_back(parse_expr(cursor));
  } while (cursor.accept(","));
  cursor.close_parenthesis();
}

void parse_samples(Cursor& cursor, DistributionExpr& made) {
  made.form = DistributionExpr::Form::samples;
  cursor.take();
  made.file = parse_text(cursor, "the file's name");
  if (cursor.accept("column")) made.column = parse_name(cursor, "the column's name");
}

OddsExpr parse_odds(Cursor& cursor) {
  OddsExpr odds;
  const std::uint32_t begin = cursor.here();
  odds.low = parse_number(cursor, "the odds, a number");
  if (cursor.accept("to")) odds.high = parse_number(cursor, "the upper end of the odds");
  odds.span = cursor.since(begin);
  return odds;
}

/// A colon with a blank on both sides, as in `open : defiant = 2 : 1`.
void expect_ratio_colon(Cursor& cursor, std::string_view where) {
  if (cursor.at(":")) cursor.mark_spacing(Spacing::spaced_colon);
  cursor.expect(":", where);
}

void parse_two_odds(Cursor& cursor, EvidenceItem& item) {
  cursor.expect("=", "before the odds");
  item.odds.push_back(parse_odds(cursor));
  expect_ratio_colon(cursor, "between the odds");
  item.odds.push_back(parse_odds(cursor));
}

void parse_type_evidence(Cursor& cursor, EvidenceItem& item) {
  if (!cursor.at("{")) {
    item.form = EvidenceItem::Form::type_ratio;
    item.labels.push_back(parse_label(cursor, "a type's label or `{`").word);
    expect_ratio_colon(cursor, "between the two labels");
    item.labels.push_back(parse_label(cursor, "the other label").word);
    parse_two_odds(cursor, item);
    return;
  }
  item.form = EvidenceItem::Form::type_table;
  cursor.braces(List::items, "the odds by label", [&] {
    syntax::Word label = parse_label(cursor, "a type's label").word;
    cursor.expect(":", "between a label and its odds");
    OddsExpr odds = parse_odds(cursor);
    if (cursor.lost()) return;
    item.labels.push_back(std::move(label));
    item.odds.push_back(std::move(odds));
  });
  if (item.labels.empty() && !cursor.lost()) {
    cursor.complain("P0125", cursor.since(item.span.begin), "these odds name no label").help =
        "name every label of the type once: `{ firm: 2, soft: 1 }`";
  }
}

void parse_threshold_evidence(Cursor& cursor, EvidenceItem& item) {
  item.form = EvidenceItem::Form::threshold;
  cursor.expect("above", fmt::format("after `{}` (or `.type`, where it is a player)", item.subject.text));
  item.above = parse_number(cursor, "the threshold, a number");
  expect_ratio_colon(cursor, "between `above` and `below`");
  cursor.expect("below", "after the colon");
  item.below = parse_number(cursor, "the same threshold again");
  parse_two_odds(cursor, item);
}

}  // namespace

std::vector<TableEntry> parse_table(Cursor& cursor, std::string_view what) {
  std::vector<TableEntry> entries;
  const std::uint32_t begin = cursor.here();
  const std::size_t errors = cursor.num_errors();
  const bool opened = cursor.braces(List::items, what, [&] {
    TableEntry entry = parse_table_entry(cursor);
    if (!cursor.lost()) entries.push_back(std::move(entry));
  });
  if (opened && entries.empty() && errors == cursor.num_errors()) {
    cursor.complain("P0125", cursor.since(begin), fmt::format("{} are empty", what)).help =
        "write labels with their probabilities: `{ works: 0.4, fails: rest }`";
  }
  return entries;
}

DistributionExpr parse_distribution(Cursor& cursor) {
  DistributionExpr made;
  made.span.begin = cursor.here();
  if (cursor.at("in")) {
    parse_value_table(cursor, made);
  } else if (starts_call(cursor)) {
    parse_distribution_call(cursor, made);
  } else if (cursor.at("samples") && cursor.at(TokenKind::text, 1)) {
    parse_samples(cursor, made);
  } else {
    syntax::ExprPtr first = parse_expr(cursor);
    if (cursor.accept("to")) {
      made.form = DistributionExpr::Form::range;
      made.low = std::move(first);
      made.high = parse_expr(cursor);
    } else {
      made.constant = std::move(first);
    }
  }
  made.span = cursor.since(made.span.begin);
  return made;
}

EvidenceItem parse_evidence_item(Cursor& cursor) {
  EvidenceItem item;
  const std::uint32_t begin = cursor.here();
  item.span.begin = begin;
  if (cursor.at("noted")) {
    item.subject = take_word(cursor);
  } else {
    item.subject = parse_name(cursor, "`noted`, or the player or param that the evidence bears on");
    if (cursor.accept(".")) {
      cursor.expect("type", "after the dot");
      parse_type_evidence(cursor, item);
    } else {
      parse_threshold_evidence(cursor, item);
    }
  }
  item.span = cursor.since(begin);
  return item;
}

void parse_seen_by(Cursor& cursor, syntax::SeenBy& seen) {
  using Who = syntax::SeenBy::Who;
  const Token word = cursor.peek();
  first_time(cursor, seen.who != Who::unsaid, word);
  seen = {};
  cursor.take();
  cursor.expect("by", "after `seen`");
  if (cursor.accept("all")) {
    seen.who = Who::all;
  } else if (cursor.accept("nobody")) {
    seen.who = Who::nobody;
  } else {
    seen.who = Who::listed;
    seen.players = parse_names(cursor, "`all`, `nobody` or the players who see it");
  }
  if (cursor.at("with")) {
    const Token with = cursor.take();
    if (seen.who != Who::listed && !cursor.lost()) {
      auto& made = cursor.complain("P0114", with.span, "expected the players who see it with an error, found none");
      made.help = "name the players: `seen by follower with error 0.1`";
    }
    cursor.expect("error", "after `with`");
    seen.error = parse_expr(cursor);
  }
  seen.span = cursor.since(word.span.begin);
}

}  // namespace parley::scenario::grammar
