// SPDX-License-Identifier: Apache-2.0
// The syntax tree: what the text says, before anybody asks whether it makes sense.
//
// The parser makes it and the formatter prints it; the checker (names, kinds, checks_*) reads it. Names are unresolved
// text. Every node keeps its span. A statement that could not be read is left out and has its error; nothing else is.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parley/math/rational.h"
#include "parley/scenario/source.h"

namespace parley::scenario::syntax {

/// A word as typed, with its place.
struct Word {
  std::string text;
  Span span;
};

/// A number as typed ("35%", "1/3", "-0.25" where a leading minus is allowed), with its exact value.
struct Num {
  Rational value;
  std::string text;
  Span span;
};

// ---- expressions ---------------------------------------------------------------------------------------------------

enum class ExprKind : unsigned char {
  number,   ///< num
  name,     ///< word: a param, let, pick, chance move, round, outcome or `type`
  type_of,  ///< word `.type`
  call,     ///< word: the function's name; args
  negate,   ///< args: 1
  binary,   ///< word: + - * / ^ < <= > >= = and or; args: 2
  logical_not,
  is,      ///< args[0] tested; labels: one; `negated` for `is not`; label "none" for `is none`
  in_set,  ///< args[0] tested; labels; `negated` for `not in`
  choose,  ///< args: A, condition, B (2 args where `else` is left out)
};

struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

struct Expr {
  ExprKind kind = ExprKind::number;
  Span span;  ///< of the whole expression, parentheses around it left out
  Num num;
  Word word;
  std::vector<ExprPtr> args;
  std::vector<Word> labels;  ///< of `is` and `in`; numbers as typed
  bool negated = false;
  bool parenthesised = false;  ///< typed inside parentheses (the formatter keeps them)
  std::uint32_t height = 1;    ///< of the tree below; the parser keeps it within 1,000, so that one may recurse
};

// ---- parts of statements -------------------------------------------------------------------------------------------

struct SeenBy {
  enum class Who : unsigned char { unsaid, all, nobody, listed };
  Who who = Who::unsaid;
  std::vector<Word> players;
  ExprPtr error;  ///< `with error PROB`
  Span span;
};

struct TableEntry {  ///< LABEL [worth EXPR]: PROB
  Word label;        ///< a number's text where it is a number
  bool numeric = false;
  ExprPtr worth;
  ExprPtr prob;  ///< null: `rest`
  Span span;
};

struct DistributionExpr {
  enum class Form : unsigned char { constant, range, call, table, samples };
  Form form = Form::constant;
  ExprPtr constant;
  ExprPtr low, high;                               // range
  Word function;                                   // call
  std::vector<ExprPtr> args;                       // call
  std::vector<std::pair<ExprPtr, ExprPtr>> table;  // in { v: p }; p null for `rest`
  Word file, column;                               // samples; file without quotes
  Span span;
};

struct OddsExpr {
  Num low;
  std::optional<Num> high;
  Span span;
};

struct EvidenceItem {
  enum class Form : unsigned char { noted, type_ratio, type_table, threshold };
  Form form = Form::noted;
  Word subject;                     // the player, or the param
  std::vector<Word> labels;         // type_ratio: two; type_table: each
  std::vector<OddsExpr> odds;       // type_ratio, threshold: two; type_table: one a label
  std::optional<Num> above, below;  // threshold
  Span span;
};

struct Choice {
  Word label;
  bool numeric = false;
  ExprPtr value;  // LABEL: EXPR
  ExprPtr when;
  Span span;
};

struct Pick {
  enum class Form : unsigned char { choices, menu, grid };
  Form form = Form::choices;
  std::optional<Word> name;  // NAME in ...
  std::vector<Choice> choices;
  Word menu;
  std::optional<Num> low, high, step;  // grid
  Span span;
};

struct Step {
  enum class Form : unsigned char { pick, chance, simultaneous, repeat, stop };
  Form form = Form::pick;
  Word player;  // pick
  std::vector<Pick> picks;
  Word name;  // chance
  std::vector<TableEntry> table;
  ExprPtr when;
  SeenBy seen;
  std::vector<Step> body;    // simultaneous, repeat
  std::optional<Num> times;  // repeat
  std::optional<Word> round_name;
  ExprPtr until;
  Span span;
};

struct HoldExpr {  ///< NAME is LABEL | NAME = NUM | NAME (< <= > >=) NUM
  Word name;
  Word op;                    // "is", "=", "<", ...
  Word label;                 // is
  std::optional<Num> number;  // otherwise
  Span span;
};

struct TargetExpr {
  enum class Form : unsigned char { probability, value };
  Form form = Form::probability;
  ExprPtr event, given;
  Word player;
  Span span;
};

// ---- statements ----------------------------------------------------------------------------------------------------

struct Statement;

struct EditionStatement {
  Num edition;
};  // parley 1
struct ScenarioStatement {
  Word title;  // quoted texts come without quotes and escapes
  std::optional<Word> as_of, horizon, note;
  std::optional<std::pair<Num, Num>> payoffs;
  bool has_block = false;
};
struct PlayerStatement {
  Word name;
  std::optional<Word> text;
  std::vector<TableEntry> type;
  bool has_type = false;
  SeenBy type_seen;
};
struct SourceStatement {
  Word name, text;
  std::optional<Word> grade, date, url, file;
};
struct ParamStatement {
  Word name;
  std::optional<Word> support;  // real, pos, prob
  DistributionExpr distribution;
  std::optional<Word> private_to;
  std::optional<Num> parts;
  std::optional<Word> unit, text;
  std::vector<Word> from;
};
struct LetStatement {
  Word name;
  ExprPtr value;
};
struct CorrelateStatement {
  Word first, second;
  Num by;
  std::optional<Word> because;
};
struct EvidenceStatement {
  Word name, text;
  std::vector<Word> from;
  std::optional<Word> on;
  bool known_to_nobody = false;
  std::vector<EvidenceItem> items;
};
struct MenuStatement {
  Word name;
  std::vector<Choice> entries;
};
struct PlayStatement {
  std::vector<Step> steps;
};
struct OutcomeStatement {
  Word name;
  std::optional<Word> text;
  ExprPtr when;
};  // when null: otherwise
struct PayoffStatement {
  struct Entry {
    Word outcome;
    ExprPtr value;
    Span span;
  };  // outcome "otherwise" and "always" are entries too
  Word player;
  std::vector<Entry> entries;
};
struct AskStatement {
  enum class Form : unsigned char { predict, frontier, drivers, boxes, why, why_not, information, variants };
  Form form = Form::predict;
  ExprPtr event;  // frontier, boxes
  Word x, y;      // frontier
  std::vector<HoldExpr> holding;
  std::optional<Num> at_least;
  std::optional<TargetExpr> target;  // drivers, variants
  Word name;                         // why, why_not: the outcome; information: the player
  std::vector<Word> by;
};
struct ExpectStatement {
  TargetExpr target;
  Word test;  // < <= > >= rises falls
  std::optional<Num> bound;
  Word axis;
  std::vector<HoldExpr> holding;
};
struct VariantStatement {
  Word name, text;
  std::vector<Statement> statements;
};

struct Statement {
  std::variant<EditionStatement, ScenarioStatement, PlayerStatement, SourceStatement, ParamStatement, LetStatement,
               CorrelateStatement, EvidenceStatement, MenuStatement, PlayStatement, OutcomeStatement, PayoffStatement,
               AskStatement, ExpectStatement, VariantStatement>
      what;
  Word keyword;          ///< the word that began it
  Span span;             ///< from the key word to the end of the statement
  bool damaged = false;  ///< a part of it could not be read; the rest is here
};

struct File {
  std::vector<Statement> statements;
  bool damaged = false;  ///< there were errors: what is missing may have been typed
};

}  // namespace parley::scenario::syntax
