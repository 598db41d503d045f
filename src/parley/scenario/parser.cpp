// SPDX-License-Identifier: Apache-2.0
// The file as a list of statements: the first of them, variants, and what to do with lines that begin with no key word.
#include "parley/scenario/parser.h"

#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/grammar.h"
#include "parley/scenario/parse_tokens.h"
#include "parley/scenario/words.h"

namespace parley::scenario {
namespace {

using grammar::take_word;
using syntax::Statement;
using syntax::Word;
using List = Cursor::List;

class FileParser {
 public:
  explicit FileParser(Cursor& cursor) : cursor_(cursor) {}

  syntax::File run() {
    syntax::File file;
    first_statement(file);
    for (bool first = file.statements.empty(); cursor_.next_item(List::statements, 0, first) || stray_brace();
         first = false) {
      const std::size_t began = cursor_.index();
      statement(file.statements, false);
      if (cursor_.lost()) cursor_.recover_past(List::statements, 0, began);
    }
    file.damaged = cursor_.num_errors() > 0;
    return file;
  }

 private:
  void first_statement(syntax::File& file) {
    cursor_.next_line();
    cursor_.mark_item();
    if (cursor_.at("parley")) {
      const Word keyword = take_word(cursor_);
      finish(file.statements, keyword, 0, [&] { return grammar::parse_statement(cursor_, keyword); });
      if (cursor_.lost()) cursor_.recover(List::statements, 0);
      return;
    }
    auto& made = cursor_.complain("P0109", {0, 0}, "a scenario begins with the edition of the language");
    made.help = "put `parley 1` on the first line";
    made.edit = Edit{{0, 0}, "parley 1\n"};
  }

  /// A `}` that nothing opened is passed over; what follows is read as if it were not there.
  bool stray_brace() {
    while (cursor_.at("}")) {
      auto& made = cursor_.complain("P0117", cursor_.peek().span, "this `}` closes nothing");
      made.help = "leave it out, or put the `{` before it that it closes";
      cursor_.take();
      cursor_.next_line();
    }
    return !cursor_.at_end();
  }

  /// Reads one and keeps it, unless nothing of it could be read.
  template <class Read>
  void finish(std::vector<Statement>& into, const Word& keyword, std::size_t errors_before, Read read) {
    Statement made = read();
    made.keyword = keyword;
    made.span = cursor_.since(keyword.span.begin);
    made.damaged = cursor_.num_errors() > errors_before;
    if (!cursor_.lost()) into.push_back(std::move(made));
  }

  void statement(std::vector<Statement>& into, bool in_variant) {
    cursor_.mark_item();
    const std::size_t errors = cursor_.num_errors();
    const std::optional<Word> keyword = statement_word();
    if (!keyword) return;
    if (keyword->text == "parley") return second_edition(*keyword);
    if (keyword->text != "variant") {
      return finish(into, *keyword, errors, [&] { return grammar::parse_statement(cursor_, *keyword); });
    }
    if (in_variant) return;  // next_item() has ended the variant before this could be
    finish(into, *keyword, errors, [&] { return variant(); });
  }

  void second_edition(const Word& keyword) {
    auto& made = cursor_.fail("P0120", keyword.span, "`parley` stands only once, as the first statement");
    made.help = "leave this line out";
  }

  Statement variant() {
    cursor_.set_form("a variant reads `variant name \"what is different\" {`, statements, and `}`");
    syntax::VariantStatement made;
    made.name = grammar::parse_name(cursor_, "the variant's name");
    made.text = grammar::parse_text(cursor_, "what is different");
    cursor_.braces(List::statements, "the variant", [&] { statement(made.statements, true); });
    Statement whole;
    whole.what = std::move(made);
    return whole;
  }

  /// The key word under which to read the statement; a misspelt one is read as what was likely meant, without a word
  /// about what does not fit then.
  std::optional<Word> statement_word() {
    const Token token = cursor_.peek();
    if (token.kind == TokenKind::keyword && is_one_of(token.text, statement_words())) return take_word(cursor_);
    if (cursor_.at_step()) {
      auto& made = cursor_.fail("P0122", token.span, "a step stands outside of the play",
                                "steps belong between the braces of `play { ... }`");
      made.help = "move it into the play, or look for a `}` too many before it";
      return std::nullopt;
    }
    const auto near = token.kind == TokenKind::name ? nearest_word(token.text, statement_words()) : std::nullopt;
    auto& made = cursor_.complain("P0111", token.span,
                                  fmt::format("a statement begins with a key word, not with {}", cursor_.found()));
    if (!near) {
      made.notes.emplace_back(
          "the key words are `scenario`, `player`, `source`, `param`, `let`, `correlate`, `evidence`, `menu`, `play`, "
          "`outcome`, `payoff`, `ask`, `expect` and `variant`");
      if (token.kind == TokenKind::text || token.kind == TokenKind::symbol || token.text == "when") {
        made.help = "a statement ends with its line: let the line before go on in parentheses or end it in an operator";
      }
      cursor_.get_lost();
      return std::nullopt;
    }
    made.help = fmt::format("write `{}`", *near);
    made.edit = Edit{token.span, *near};
    cursor_.take();
    return Word{.text = *near, .span = token.span};
  }

  Cursor& cursor_;
};

/// Reads a rule that must reach the end of the text.
template <class Rule>
auto read_alone(const SourceText& source, Diagnostics& diagnostics, Rule rule) {
  Tokens tokens = lex(source, diagnostics);
  for (Token& token : tokens.list) token.first_on_line = false;  // a question is one line however it was typed
  Cursor cursor(tokens, diagnostics);
  auto made = rule(cursor);
  if (!cursor.lost() && !cursor.at_end()) cursor.expected("the end of the text");
  diagnostics.finish();
  return made;
}

}  // namespace

ParsedTokens parse_tokens(const SourceText& source) {
  ParsedTokens made;
  Diagnostics from_parser;
  Diagnostics& all = made.parsed.diagnostics;
  made.tokens = lex(source, all);
  Cursor cursor(made.tokens, from_parser);
  made.parsed.file = FileParser(cursor).run();
  for (Diagnostic& diagnostic : from_parser.list) all.list.push_back(std::move(diagnostic));
  all.num_omitted += from_parser.num_omitted;
  all.finish();
  if (all.has_errors()) made.parsed.file.damaged = true;
  return made;
}

Parsed parse(const SourceText& source) { return parse_tokens(source).parsed; }

ParsedExpr parse_expression(const SourceText& source) {
  ParsedExpr made;
  made.expr = read_alone(source, made.diagnostics, [](Cursor& cursor) { return grammar::parse_expr(cursor); });
  if (made.diagnostics.has_errors()) made.expr.reset();
  return made;
}

ParsedTarget parse_target_text(const SourceText& source) {
  ParsedTarget made;
  auto target = read_alone(source, made.diagnostics, [](Cursor& cursor) { return grammar::parse_target(cursor); });
  if (!made.diagnostics.has_errors()) made.target = std::move(target);
  return made;
}

ParsedHold parse_hold_text(const SourceText& source) {
  ParsedHold made;
  auto hold = read_alone(source, made.diagnostics, [](Cursor& cursor) { return grammar::parse_hold(cursor, true); });
  if (!made.diagnostics.has_errors()) made.hold = std::move(hold);
  return made;
}

}  // namespace parley::scenario
