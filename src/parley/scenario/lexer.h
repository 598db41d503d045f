// SPDX-License-Identifier: Apache-2.0
// Cuts a scenario's text into tokens and comments.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "parley/scenario/diagnostic.h"
#include "parley/scenario/source.h"

namespace parley::scenario {

enum class TokenKind : std::uint8_t {
  name,
  keyword,
  number,  ///< unsigned, as typed, a percent sign included
  date,    ///< dddd-dd-dd
  text,    ///< with its quotes and escapes
  symbol,
  line_end,  ///< made by the parser where a line break ends something
  file_end,
};

/// How the formatter sets a token; the parser knows and tells it.
enum class Spacing : std::uint8_t {
  normal,
  unary,         ///< a minus sign with no blank after it
  tight,         ///< no blank on either side: the bar of a quotient, `^`, the `(` of a call
  spaced_colon,  ///< a colon with a blank before it: a param's support, odds
};

struct Token {
  TokenKind kind = TokenKind::file_end;
  Spacing spacing = Spacing::normal;
  std::uint8_t column = 0;  ///< the column of the formatter's table that begins here; 0: none
  bool first_on_line : 1 = false;
  bool damaged : 1 = false;      ///< has its own error: what follows from it needs no other
  bool starts_item : 1 = false;  ///< a statement, step or item begins here
  bool hangs : 1 = false;        ///< what continues on the next line stands below this token
  Span span;
  std::string_view text;  ///< mostly the source text at `span`; what was meant where that is plain (`&&`: `and`)
};

struct Comment {
  Span span;  ///< from `#` to the end of the line, blanks at its end left out
  bool own_line = false;
};

struct Tokens {
  std::vector<Token> list;  ///< ends with one `file_end`
  std::vector<Comment> comments;
};

/// Any bytes are an answerable text. Errors (P0101 to P0107, P0704) go to `diagnostics`. The tokens point into
/// `source`.
[[nodiscard]] Tokens lex(const SourceText& source, Diagnostics& diagnostics);

/// A quoted text without its quotes and escapes.
[[nodiscard]] std::string unquote(std::string_view quoted);

}  // namespace parley::scenario
