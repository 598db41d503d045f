// SPDX-License-Identifier: Apache-2.0
// Names, labels, texts, dates and numbers.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/grammar.h"
#include "parley/scenario/words.h"

namespace parley::scenario::grammar {

using syntax::Num;
using syntax::Word;

Word take_word(Cursor& cursor) {
  const Token token = cursor.take();
  return {.text = std::string(token.text), .span = token.span};
}

Word parse_name(Cursor& cursor, std::string_view what) {
  const Token& token = cursor.peek();
  if (token.kind == TokenKind::name) return take_word(cursor);
  if (token.kind != TokenKind::keyword || cursor.at_statement()) {
    cursor.expected(what);
    return {};
  }
  auto& made = cursor.complain("P0113", token.span, fmt::format("`{}` is a key word of the language", token.text),
                               fmt::format("expected {}", what));
  made.notes.emplace_back("a key word is neither a name nor a label");
  made.help = fmt::format("choose another word, such as `{}_`", token.text);
  return take_word(cursor);
}

Word parse_text(Cursor& cursor, std::string_view what) {
  if (cursor.at(TokenKind::text)) {
    const Token token = cursor.take();
    return {.text = unquote(token.text), .span = token.span};
  }
  cursor.expected(fmt::format("{} in quotes", what));
  return {};
}

Word parse_date(Cursor& cursor, std::string_view what) {
  if (cursor.at(TokenKind::date)) return take_word(cursor);
  auto& made = cursor.expected(what);
  made.help = "a date reads year-month-day without blanks or quotes, such as `2025-11-07`";
  return {};
}

std::vector<Word> parse_names(Cursor& cursor, std::string_view what) {
  std::vector<Word> names;
  do {
    if (!names.empty()) cursor.pass_break();
    names.push_back(parse_name(cursor, what));
  } while (cursor.accept(","));
  return names;
}

bool at_number(const Cursor& cursor) {
  return cursor.at(TokenKind::number) || (cursor.at("-") && cursor.at(TokenKind::number, 1));
}

Num parse_number(Cursor& cursor, std::string_view what) {
  Num num;
  const std::uint32_t begin = cursor.here();
  if (!at_number(cursor)) {
    auto& made = cursor.expected(what);
    made.help = "a number reads `12`, `-0.25`, `35%` or `1/3`";
    return num;
  }
  const bool negative = cursor.at("-");
  if (negative) {
    cursor.mark_spacing(Spacing::unary);
    cursor.take();
  }
  const Token first = cursor.take();
  num.value = Rational::parse(first.text).value_or(Rational());
  num.text = fmt::format("{}{}", negative ? "-" : "", first.text);
  if (cursor.at("/") && cursor.at(TokenKind::number, 1)) {
    cursor.mark_spacing(Spacing::tight);
    cursor.take();
    const Token second = cursor.take();
    const Rational divisor = Rational::parse(second.text).value_or(Rational(1));
    if (divisor.is_zero()) {
      cursor.complain("P0124", cursor.since(begin), fmt::format("`{}/{}` divides by zero", num.text, second.text));
    } else {
      num.value /= divisor;
    }
    num.text += fmt::format("/{}", second.text);
  }
  if (negative) num.value = -num.value;
  num.span = cursor.since(begin);
  return num;
}

Num parse_whole_number(Cursor& cursor, std::string_view what) {
  Num num = parse_number(cursor, what);
  if (!cursor.lost() && !num.value.is_integer()) {
    auto& made = cursor.complain("P0124", num.span, fmt::format("`{}` is not a whole number", num.text),
                                 fmt::format("expected {}", what));
    made.help = "write a number without a fraction";
  }
  return num;
}

LabelRead parse_label(Cursor& cursor, std::string_view what) {
  if (at_number(cursor)) {
    const Num num = parse_number(cursor, what);
    return {.word = {.text = num.text, .span = num.span}, .numeric = true};
  }
  return {.word = parse_name(cursor, what)};
}

Word parse_choice_of(Cursor& cursor, std::string_view what, std::span<const std::string_view> words) {
  const Token token = cursor.peek();
  const bool word = token.kind == TokenKind::name || token.kind == TokenKind::keyword;
  if (word && is_one_of(token.text, words)) return take_word(cursor);
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view joint = i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
    list += fmt::format("{}`{}`", joint, words[i]);
  }
  const auto near = word && !cursor.at_statement() ? nearest_word(token.text, words) : std::nullopt;
  if (!near) {
    cursor.expected(fmt::format("{}: {}", what, list));
    return {};
  }
  auto& made = cursor.complain("P0121", token.span, fmt::format("`{}` is not {}", token.text, what));
  made.notes.push_back(fmt::format("it is {}", list));
  made.help = fmt::format("write `{}`", *near);
  made.edit = Edit{token.span, *near};
  cursor.take();
  return {.text = *near, .span = token.span};
}

bool first_time(Cursor& cursor, bool already, const Token& word) {
  if (!already) return true;
  auto& made = cursor.complain("P0119", word.span, fmt::format("`{}` stands here twice", word.text));
  made.help = "keep one of them";
  return true;
}

}  // namespace parley::scenario::grammar
