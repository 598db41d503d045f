// SPDX-License-Identifier: Apache-2.0
// The lexer: every byte of the text ends up in a token, a comment, a blank or an error, and it never stops early.
#include "parley/scenario/lexer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "parley/base/unicode.h"
#include "parley/math/rational.h"
#include "parley/scenario/lexemes.h"
#include "parley/scenario/words.h"

namespace parley::scenario {
namespace {

using namespace std::string_view_literals;

constexpr std::array curly_quotes = {"\u201C"sv, "\u201D"sv, "\u201E"sv, "\u00AB"sv, "\u00BB"sv};

class Lexer {
 public:
  Lexer(const SourceText& source, Diagnostics& diagnostics) : text_(source.text()), diagnostics_(diagnostics) {}

  Tokens run() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;  // a byte order mark says nothing in UTF-8
    while (at_ < text_.size()) step();
    push(TokenKind::file_end, at_, {});
    return std::move(tokens_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      fresh_line_ = true;
      ++at_;
    } else if (c == ' ' || c == '\t' || text_.substr(at_).starts_with("\r\n")) {
      ++at_;
    } else if (c == '#') {
      comment();
    } else if (is_letter(c)) {
      word();
    } else if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]) && !after_word())) {
      number();
    } else if (c == '"') {
      quoted(at_ + 1);
    } else if (!symbol()) {
      stray();
    }
  }

  [[nodiscard]] bool after_word() const { return at_ > 0 && is_word(text_[at_ - 1]); }
  [[nodiscard]] Span from(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }

  Token& push(TokenKind kind, std::size_t begin, std::string_view text) {
    Token token;
    token.kind = kind;
    token.first_on_line = std::exchange(fresh_line_, false);
    token.damaged = std::exchange(after_stray_, false) && !token.first_on_line;
    token.span = from(begin);
    token.text = text;
    return tokens_.list.emplace_back(token);
  }

  /// The diagnostic just added, or a spare one past the limit.
  Diagnostic& error(std::string code, Span span, std::string message, std::string label = {}) {
    Diagnostic made;
    made.code = std::move(code);
    made.span = span;
    made.message = std::move(message);
    made.label = std::move(label);
    const std::size_t before = diagnostics_.list.size();
    diagnostics_.add(std::move(made));
    return diagnostics_.list.size() > before ? diagnostics_.list.back() : spare_;
  }

  [[nodiscard]] std::size_t line_end(std::size_t begin) const {
    const std::size_t found = std::min(text_.find('\n', begin), text_.size());
    return found > begin && text_[found - 1] == '\r' ? found - 1 : found;
  }

  void comment() {
    const std::size_t begin = at_;
    const std::size_t end = line_end(begin);
    check_characters(begin, end, "a comment");
    at_ = end;
    std::size_t last = end;
    while (last > begin && (text_[last - 1] == ' ' || text_[last - 1] == '\t')) --last;
    Span span = from(begin);
    span.end = static_cast<std::uint32_t>(last);
    tokens_.comments.push_back({.span = span, .own_line = fresh_line_});
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    const std::string_view typed = text_.substr(begin, at_ - begin);
    push(is_keyword(typed) ? TokenKind::keyword : TokenKind::name, begin, typed);
  }

  // ---- numbers and dates -------------------------------------------------------------------------------------------

  void number() {
    const std::size_t begin = at_;
    if (const auto end = date_end(text_, begin)) return date(*end);
    const NumberScan scan = scan_number(text_, begin);
    at_ = scan.end;
    finish_number(begin, scan.wrong);
  }

  void finish_number(std::size_t begin, bool wrong) {
    const std::string_view typed = text_.substr(begin, at_ - begin);
    if (wrong) {
      auto& made = error("P0106", from(begin), fmt::format("`{}` is not a number", shortened(typed)));
      made.notes.emplace_back("numbers read `12`, `0.25`, `1e-3` or `35%`; a name begins with a letter or `_`");
      if (const std::string mended = mend_number(typed); !mended.empty()) {
        made.help = fmt::format("write `{}`", mended);
        made.edit = Edit{from(begin), mended};
      }
      push(TokenKind::number, begin, "0").damaged = true;
      return;
    }
    const auto is_read = [&] { return typed.size() <= max_digits && Rational::parse(typed).has_value(); };
    if (!is_read()) {
      auto& made =
          error("P0704", from(begin), fmt::format("the number `{}` is too long to be kept exact", shortened(typed)));
      made.notes.emplace_back(
          fmt::format("a number has at most {} digits, and an exponent of at most 4000", max_digits));
      made.help = "round it, or choose a larger unit";
      push(TokenKind::number, begin, "0").damaged = true;
      return;
    }
    push(TokenKind::number, begin, typed);
  }

  static std::string shortened(std::string_view typed) {
    constexpr std::size_t shown = 24;
    if (typed.size() <= shown) return std::string(typed);
    return fmt::format("{}...", typed.substr(0, shown));
  }

  void date(std::size_t end) {
    const std::size_t begin = at_;
    at_ = end;
    const std::string_view typed = text_.substr(begin, at_ - begin);
    Token& token = push(TokenKind::date, begin, typed);
    const std::string fault = date_fault(typed);
    if (fault.empty()) return;
    token.damaged = true;
    auto& made = error("P0107", token.span, fmt::format("`{}` is not a date: {}", typed, fault));
    made.notes.emplace_back("dates read year-month-day, such as `2025-11-07`");
  }

  // ---- texts -------------------------------------------------------------------------------------------------------

  /// A text whose first character is at `inside` (past the opening quote).
  void quoted(std::size_t inside) {
    const std::size_t begin = at_;
    const std::size_t end = line_end(inside);
    std::size_t close = inside;
    while (close < end && text_[close] != '"') close += text_[close] == '\\' && close + 1 < end ? 2 : 1;
    const bool closed = close < end;
    at_ = closed ? close + 1 : end;
    check_characters(inside, closed ? close : end, "a text");
    const std::size_t token = tokens_.list.size();
    push(TokenKind::text, begin, text_.substr(begin, at_ - begin));
    if (!closed) unclosed(token, begin);
    check_escapes(token, inside, closed ? close : end);
  }

  void unclosed(std::size_t token, std::size_t begin) {
    tokens_.list[token].damaged = true;
    auto& made =
        error("P0104", from(begin), "this text has no closing quote on its line", "opened here, and the line ends");
    made.notes.emplace_back("a text stands on one line; a quote inside it is written `\\\"`");
    made.help = "put a `\"` where the text ends";
  }

  void check_escapes(std::size_t token, std::size_t inside, std::size_t end) {
    for (std::size_t at = inside; at < end; ++at) {
      if (text_[at] != '\\') continue;
      const char next = at + 1 < end ? text_[at + 1] : '\0';
      if (next == '"' || next == '\\') {
        ++at;
        continue;
      }
      tokens_.list[token].damaged = true;
      const auto place = static_cast<std::uint32_t>(at);
      const std::uint32_t length = at + 1 < end ? 1 + decode(text_, at + 1).length : 1;
      const Span span{place, place + length};
      auto& made =
          error("P0105", span, fmt::format("`{}` means nothing in a text", printable(text_.substr(place, length))));
      made.notes.emplace_back("only `\\\"` and `\\\\` stand for something else than themselves");
      made.help = "write `\\\\` for a backslash";
      made.edit = Edit{{place, place + 1}, "\\\\"};
    }
  }

  // ---- what does not belong ----------------------------------------------------------------------------------------

  /// Invalid bytes and control characters inside comments and texts, one error a run.
  void check_characters(std::size_t begin, std::size_t end, std::string_view where) {
    for (std::size_t at = begin; at < end;) {
      const CodePoint point = decode(text_, at);
      if (point.valid && !is_invisible_control(point.value)) {
        at += point.length;
        continue;
      }
      std::size_t last = at;
      while (last < end && decode(text_, last).valid == point.valid &&
             (!point.valid || decode(text_, last).value == point.value)) {
        last += decode(text_, last).length;
      }
      const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(last)};
      if (point.valid) {
        control_character(span, point.value, where);
      } else {
        broken_bytes(span);
      }
      at = last;
    }
  }

  void broken_bytes(Span span) {
    const auto byte = static_cast<unsigned char>(text_[span.begin]);
    auto& made = error("P0101", span, fmt::format("the byte {:02X} is no character of UTF-8", byte),
                       span.end - span.begin > 1 ? fmt::format("{} such bytes", span.end - span.begin) : "");
    made.notes.emplace_back("a scenario is UTF-8 text");
    made.help = "save the file as UTF-8";
  }

  void control_character(Span span, char32_t value, std::string_view where) {
    auto& made =
        error("P0102", span, fmt::format("the invisible character {} stands in {}", code_point_name(value), where));
    made.notes.emplace_back("what cannot be seen could make the text say something else than it shows");
    made.help = "take it out";
    made.edit = Edit{span, ""};
  }

  bool symbol() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("!=") || rest.starts_with("<>") || rest.starts_with("\u2260")) return unequal();
    for (const std::string_view quote : curly_quotes) {
      if (rest.starts_with(quote)) return curly(quote);
    }
    const auto sign = scan_sign(rest);
    if (!sign) return false;
    const std::size_t begin = at_;
    at_ += sign->length;
    push(sign->kind, begin, sign->meant);
    if (sign->foreign) {
      suggest(from(begin), fmt::format("`{}` is not a sign of the language", rest.substr(0, sign->length)),
              sign->meant);
    }
    return true;
  }

  void suggest(Span span, std::string message, std::string_view meant) {
    auto& made = error("P0103", span, std::move(message));
    made.help = fmt::format("write `{}`", meant);
    made.edit = Edit{span, std::string(meant)};
  }

  bool unequal() {
    const std::size_t begin = at_;
    at_ += text_[at_] == '!' || text_[at_] == '<' ? 2 : 3;
    auto& made = error("P0103", from(begin),
                       fmt::format("`{}` is not a sign of the language", text_.substr(begin, at_ - begin)));
    made.help = "write `is not` to test a label, `not a = b` to compare numbers";
    push(TokenKind::keyword, begin, "is").damaged = true;
    push(TokenKind::keyword, at_, "not").damaged = true;
    return true;
  }

  /// A text in the quotes of a text program: read as one, up to the quote that closes it.
  bool curly(std::string_view opening) {
    const std::size_t begin = at_;
    const std::size_t inside = begin + opening.size();
    const std::size_t end = line_end(inside);
    std::size_t close = end, after = end;
    for (std::size_t at = inside; at < end && close == end; ++at) {
      for (const std::string_view quote : {"\u201D"sv, "\u201C"sv, "\u00BB"sv, "\u00AB"sv, "\""sv}) {
        if (close == end && text_.substr(at, end - at).starts_with(quote)) close = at, after = at + quote.size();
      }
    }
    at_ = after;
    push(TokenKind::text, begin, text_.substr(begin, at_ - begin)).damaged = true;
    auto& made = error("P0103", {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(inside)},
                       fmt::format("`{}` does not open a text", opening));
    made.notes.emplace_back("display text stands in straight quotes: `\"...\"`");
    if (close < end) {
      made.help = "use straight quotes";
      std::string mended = fmt::format("\"{}\"", text_.substr(inside, close - inside));
      if (std::ranges::count(mended, '"') == 2) made.edit = Edit{from(begin), std::move(mended)};
    }
    return true;
  }

  /// One error for a run of characters that stand for nothing; they count as blanks from then on.
  void stray() {
    const std::size_t begin = at_;
    const CodePoint first = decode(text_, begin);
    const auto same_kind = [&](const CodePoint& point) {
      if (!first.valid) return !point.valid;
      if (is_invisible_control(first.value)) return point.valid && point.value == first.value;
      return point.valid && point.value >= 0x80 && !is_invisible_control(point.value);
    };
    do {
      at_ += decode(text_, at_).length;
    } while (at_ < text_.size() && (first.value >= 0x80 || is_invisible_control(first.value)) &&
             same_kind(decode(text_, at_)));
    const Span span = from(begin);
    if (!first.valid) return broken_bytes(span);
    if (is_invisible_control(first.value)) return control_character(span, first.value, "the text");
    stray_sign(span, first.value);
  }

  void stray_sign(Span span, char32_t value) {
    const std::string_view typed = text_.substr(span.begin, span.end - span.begin);
    auto& made = error("P0103", span, fmt::format("`{}` is not a sign of the language", shortened_sign(typed)));
    after_stray_ = value != ';';
    if (value == ';') {
      made.notes.emplace_back("statements and steps end with their line, items with a comma or a line break");
      made.help = "leave it out";
      made.edit = Edit{span, ""};
    } else if (value == '%') {
      made.help = "write the sign right behind its number: `35%`";
    } else if (value == '\'') {
      made.help = "write display text in double quotes: `\"...\"`";
    } else if (value == '!') {
      made.help = "write `not`";
      made.edit = Edit{span, "not "};
    } else if (value >= 0x80) {
      made.notes.emplace_back("names are made of the letters a to z and A to Z, digits and `_`");
      made.help = "put display text in quotes: `\"...\"` holds any letters";
      merge_with_neighbours(span);
    } else {
      made.help = "leave it out, or put it in a text or a comment";
    }
  }

  static std::string shortened_sign(std::string_view typed) {
    std::string out;
    for (std::size_t at = 0, count = 0; at < typed.size(); ++count) {
      if (count == 12) return out + "...";
      const CodePoint point = decode(typed, at);
      out += typed.substr(at, point.length);
      at += point.length;
    }
    return out;
  }

  /// A foreign letter inside a word has cut it in two: one damaged name is what was meant.
  void merge_with_neighbours(Span span) {
    std::size_t begin = span.begin;
    const bool joins = !tokens_.list.empty() && tokens_.list.back().span.end == span.begin && after_word_at(span.begin);
    while (at_ < text_.size() && (is_word(text_[at_]) || static_cast<unsigned char>(text_[at_]) >= 0x80)) {
      const CodePoint point = decode(text_, at_);
      if (!point.valid || is_invisible_control(point.value)) break;
      at_ += point.length;
    }
    if (joins) {
      begin = tokens_.list.back().span.begin;
      fresh_line_ = tokens_.list.back().first_on_line;
      tokens_.list.pop_back();
    }
    push(TokenKind::name, begin, text_.substr(begin, at_ - begin)).damaged = true;
  }

  [[nodiscard]] bool after_word_at(std::size_t at) const { return at > 0 && is_word(text_[at - 1]); }

  std::string_view text_;
  Diagnostics& diagnostics_;
  Diagnostic spare_;
  Tokens tokens_;
  std::size_t at_ = 0;
  bool fresh_line_ = true;
  bool after_stray_ = false;  // a sign just left out may be why the next token does not fit
};

}  // namespace

Tokens lex(const SourceText& source, Diagnostics& diagnostics) { return Lexer(source, diagnostics).run(); }

std::string unquote(std::string_view quoted) {
  if (quoted.starts_with('"')) quoted.remove_prefix(1);
  std::string out;
  out.reserve(quoted.size());
  for (std::size_t at = 0; at < quoted.size(); ++at) {
    if (quoted[at] == '\\' && at + 1 < quoted.size()) {
      out += quoted[++at];
    } else if (quoted[at] != '"') {  // an unescaped quote is the closing one
      out += quoted[at];
    }
  }
  return out;
}

}  // namespace parley::scenario
