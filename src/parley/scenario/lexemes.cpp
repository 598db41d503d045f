// SPDX-License-Identifier: Apache-2.0
// The shapes of numbers, dates and signs.
#include "parley/scenario/lexemes.h"

#include <array>

#include <fmt/format.h>

#include "parley/math/rational.h"

namespace parley::scenario {
namespace {

using namespace std::string_view_literals;

constexpr Sign from_elsewhere(std::string_view typed, std::string_view meant, TokenKind kind = TokenKind::symbol) {
  return {.length = typed.size(), .meant = meant, .kind = kind, .foreign = true};
}

struct Foreign {
  std::string_view typed;
  Sign sign;
};
constexpr Foreign foreign_sign(std::string_view typed, std::string_view meant) {
  return {typed, from_elsewhere(typed, meant)};
}
constexpr Foreign foreign_word(std::string_view typed, std::string_view meant) {
  return {typed, from_elsewhere(typed, meant, TokenKind::keyword)};
}

constexpr std::array foreign = {
    foreign_sign("==", "="),      foreign_word("&&", "and"),    foreign_word("||", "or"),
    foreign_word("&", "and"),     foreign_word("|", "or"),      foreign_sign("**", "^"),
    foreign_sign("\u2212", "-"),  foreign_sign("\u2013", "-"),  foreign_sign("\u2014", "-"),
    foreign_sign("\u2264", "<="), foreign_sign("\u2265", ">="), foreign_sign("=<", "<="),
    foreign_sign("=>", ">="),     foreign_sign("\u00D7", "*"),  foreign_sign("\u00B7", "*"),
    foreign_sign("\u00F7", "/"),  foreign_sign("[", "{"),       foreign_sign("]", "}"),
};
constexpr std::array symbols = {"<="sv, ">="sv, "{"sv, "}"sv, "("sv, ")"sv, ":"sv, ","sv, "."sv,
                                "+"sv,  "-"sv,  "*"sv, "/"sv, "^"sv, "<"sv, ">"sv, "="sv};

std::size_t digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

char char_at(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

}  // namespace

NumberScan scan_number(std::string_view text, std::size_t begin) {
  std::size_t at = digits(text, begin);
  bool wrong = at == begin;  // ".5"
  if (char_at(text, at) == '.') {
    const std::size_t end = digits(text, at + 1);
    wrong = wrong || end == at + 1;  // "5."
    at = end;
  }
  if (char_at(text, at) == 'e' || char_at(text, at) == 'E') {
    const char sign = char_at(text, at + 1);
    const std::size_t first = at + (sign == '+' || sign == '-' ? 2 : 1);
    const std::size_t end = digits(text, first);
    if (end > first) at = end;  // else the letter is taken as a mistake below
  }
  const std::size_t good = at;
  while (is_word(char_at(text, at)) || (char_at(text, at) == '.' && is_digit(char_at(text, at + 1)))) ++at;
  wrong = wrong || at > good;
  if (char_at(text, at) == '%') ++at;
  return {.end = at, .wrong = wrong};
}

std::string mend_number(std::string_view typed) {
  std::string mended(typed);
  if (mended.starts_with('.')) mended.insert(0, "0");
  if (mended.ends_with('.')) mended.pop_back();
  return mended.size() <= max_digits && Rational::parse(mended) ? mended : std::string();
}

std::optional<std::size_t> date_end(std::string_view text, std::size_t begin) {
  constexpr std::string_view shape = "dddd-dd-dd";
  const std::string_view typed = text.substr(begin, shape.size());
  if (typed.size() < shape.size()) return std::nullopt;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == '-' ? typed[i] != '-' : !is_digit(typed[i])) return std::nullopt;
  }
  const char next = char_at(text, begin + shape.size());
  return is_word(next) || next == '.' ? std::nullopt : std::optional(begin + shape.size());
}

std::string date_fault(std::string_view date) {
  const auto part = [&](std::size_t first, std::size_t count) {
    int value = 0;
    for (const char c : date.substr(first, count)) value = 10 * value + (c - '0');
    return value;
  };
  const int year = part(0, 4), month = part(5, 2), day = part(8, 2);
  constexpr std::array days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return fmt::format("there is no month {:02}", month);
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int last = days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
  return day >= 1 && day <= last ? "" : fmt::format("that month has the days 01 to {}", last);
}

std::optional<Sign> scan_sign(std::string_view rest) {
  if (!"{}():,.+-/^>"sv.contains(rest.front())) {  // those begin nothing foreign
    for (const auto& [typed, sign] : foreign) {
      if (rest.starts_with(typed)) return sign;
    }
  }
  for (const std::string_view known : symbols) {
    if (rest.starts_with(known)) return Sign{.length = known.size(), .meant = known};
  }
  return std::nullopt;
}

}  // namespace parley::scenario
