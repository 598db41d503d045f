// SPDX-License-Identifier: Apache-2.0
// What counts as a number, a date, a name or a sign: the lexer's decisions that need no place and no error.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "parley/scenario/lexer.h"

namespace parley::scenario {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
[[nodiscard]] constexpr bool is_word(char c) { return is_letter(c) || is_digit(c); }

// Exact arithmetic on numbers longer than this would be a way to make the program busy, not a model.
constexpr std::size_t max_digits = 4000;

struct NumberScan {
  std::size_t end = 0;
  bool wrong = false;  ///< letters or points where none belong
};
/// The number that begins at `begin` with a digit, or with a point before one.
[[nodiscard]] NumberScan scan_number(std::string_view text, std::size_t begin);
/// ".5" is 0.5 and "5." is 5; nothing for what else is wrong: that is left to its writer.
[[nodiscard]] std::string mend_number(std::string_view typed);

/// The end of dddd-dd-dd at `begin`, if one stands there.
[[nodiscard]] std::optional<std::size_t> date_end(std::string_view text, std::size_t begin);
/// Why no calendar has the date dddd-dd-dd; empty where one has.
[[nodiscard]] std::string date_fault(std::string_view date);

struct Sign {
  std::size_t length = 0;
  std::string_view meant;
  TokenKind kind = TokenKind::symbol;
  bool foreign = false;  ///< of another language or a text program; `meant` is what is written here
};
/// The sign at the beginning of `rest`, if it is one or plainly stands for one.
[[nodiscard]] std::optional<Sign> scan_sign(std::string_view rest);

}  // namespace parley::scenario
