// SPDX-License-Identifier: Apache-2.0
// The words, texts, braces and commas of a game file, one at a time, with the line that each stands on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/math/rational.h"

namespace parley::game {

/// Reads ahead by one token and holds nothing else. After the first error all that is left is the end of the file, so
/// that a reader can go on to its end and ask once; every loop over tokens ends at `end`.
class Tokens {
 public:
  enum class Kind : std::uint8_t { word, text, open, close, comma, end };

  explicit Tokens(std::string_view source);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is(Kind kind) const { return kind_ == kind; }
  [[nodiscard]] bool is_word(std::string_view word) const { return kind_ == Kind::word && raw_ == word; }
  [[nodiscard]] std::size_t line() const { return line_; }
  /// Of the source from the token on.
  [[nodiscard]] std::size_t bytes_left() const { return source_.size() - at_ + raw_.size(); }

  void take();
  /// Each needs the token that it names to be there and fails otherwise; `expected` says what it is for.
  void take_word(std::string_view word, std::string_view expected);
  void take_open(std::string_view expected);
  void take_close(std::string_view expected);
  std::string take_text(std::string_view expected);
  std::int64_t take_integer(std::string_view expected);
  Rational take_number(std::string_view expected);
  /// { "a" "b" ... }, commas allowed between.
  std::vector<std::string> take_texts(std::string_view expected_list, std::string_view expected_text);
  /// A comma between two items of a list is passed over; it may not stand before the closing brace.
  void pass_comma();

  void fail(std::size_t line, std::string_view found, std::string_view expected);
  /// Fail at the token that is there now.
  void fail_here(std::string_view expected) { fail(line_, found(), expected); }
  [[nodiscard]] bool failed() const { return error_.has_value(); }
  [[nodiscard]] const Error& error() const { return *error_; }

 private:
  [[nodiscard]] std::string found() const;
  void pass_blanks();
  void read_text();

  std::string_view source_;
  std::size_t at_ = 0;        // behind the token
  std::size_t end_line_ = 1;  // line at `at_`
  Kind kind_ = Kind::end;
  std::string_view raw_;  // a text without its quotes
  std::size_t line_ = 1;
  std::optional<Error> error_;
};

/// What a file is told about without being refused; after the first hundred they are only counted.
class Warnings {
 public:
  void add(std::size_t line, std::string_view message);
  [[nodiscard]] std::vector<std::string> take();

 private:
  std::vector<std::string> list_;
  std::size_t left_out_ = 0;
};

/// The nonempty labels that stand in the list before, one for each time.
[[nodiscard]] std::vector<std::string_view> repeated(const std::vector<std::string>& labels);
/// In quotes, with \ before " and \.
[[nodiscard]] std::string quoted(std::string_view text);
/// "1 payoff", "3 payoffs".
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view one, std::string_view many);
/// A label or word as an error shows it: at most 40 characters, control characters as '?'.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace parley::game
