// SPDX-License-Identifier: Apache-2.0
// The rules of the grammar, one function each: they read from the cursor and give a part of the syntax tree.
//
// A rule that cannot go on leaves the cursor lost (see cursor.h) and gives back what it has; who called need not ask.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "parley/scenario/cursor.h"
#include "parley/scenario/syntax.h"

namespace parley::scenario::grammar {

// ---- words (word_parser.cpp)
// -----------------------------------------------------------------------------------------
/// `what` completes the message "expected ...": "the player's name".
[[nodiscard]] syntax::Word parse_name(Cursor& cursor, std::string_view what);
[[nodiscard]] syntax::Word parse_text(Cursor& cursor, std::string_view what);
[[nodiscard]] syntax::Word parse_date(Cursor& cursor, std::string_view what);
[[nodiscard]] std::vector<syntax::Word> parse_names(Cursor& cursor, std::string_view what);  // NAME, NAME ...
[[nodiscard]] bool at_number(const Cursor& cursor);
[[nodiscard]] syntax::Num parse_number(Cursor& cursor, std::string_view what);
[[nodiscard]] syntax::Num parse_whole_number(Cursor& cursor, std::string_view what);
struct LabelRead {
  syntax::Word word;
  bool numeric = false;
};
[[nodiscard]] LabelRead parse_label(Cursor& cursor, std::string_view what);
/// The present token as a word; takes it.
[[nodiscard]] syntax::Word take_word(Cursor& cursor);
/// One of a few words that stand in a fixed place; a misspelt one is taken for the nearest, with its error.
[[nodiscard]] syntax::Word parse_choice_of(Cursor& cursor, std::string_view what,
                                           std::span<const std::string_view> words);
/// True where a clause may be read; says so where it stands a second time.
bool first_time(Cursor& cursor, bool already, const Token& word);

// ---- expressions (expression_parser.cpp)
// -----------------------------------------------------------------------------
[[nodiscard]] syntax::ExprPtr parse_expr(Cursor& cursor);
[[nodiscard]] std::vector<syntax::Word> parse_label_set(Cursor& cursor);  // { LABEL, ... }

// ---- tables, distributions, evidence (table_parser.cpp)
// --------------------------------------------------------------
[[nodiscard]] std::vector<syntax::TableEntry> parse_table(Cursor& cursor, std::string_view what);
[[nodiscard]] syntax::DistributionExpr parse_distribution(Cursor& cursor);
[[nodiscard]] syntax::EvidenceItem parse_evidence_item(Cursor& cursor);
void parse_seen_by(Cursor& cursor, syntax::SeenBy& seen);  // at `seen`

// ---- the play (play_parser.cpp)
// --------------------------------------------------------------------------------------
[[nodiscard]] std::vector<syntax::Step> parse_steps(Cursor& cursor, std::string_view what);
[[nodiscard]] syntax::Choice parse_choice(Cursor& cursor);

// ---- questions (question_parser.cpp)
// ---------------------------------------------------------------------------------
[[nodiscard]] syntax::TargetExpr parse_target(Cursor& cursor);
/// `loose`: "NAME=LABEL" is read as "NAME is LABEL".
[[nodiscard]] syntax::HoldExpr parse_hold(Cursor& cursor, bool loose);
[[nodiscard]] syntax::AskStatement parse_ask(Cursor& cursor);
[[nodiscard]] syntax::ExpectStatement parse_expect(Cursor& cursor);

// ---- statements (statement_parser.cpp)
// -------------------------------------------------------------------------------
/// The statement behind its key word, which has been taken; variants excepted.
[[nodiscard]] syntax::Statement parse_statement(Cursor& cursor, const syntax::Word& keyword);

/// Columns of the formatter's tables (formatter.cpp says which statements have which).
enum Column : int {
  column_text = 1,
  column_clause = 2,  // type, when
  column_support = 3,
  column_value = 4,
  column_private = 5,
  column_unit = 6,
  column_from = 7,
  column_note = 8,
  column_grade = 9,
  column_date = 10,
  column_url = 11,
  column_file = 12,
  column_picks = 13,
  column_block = 14,
};

}  // namespace parley::scenario::grammar
