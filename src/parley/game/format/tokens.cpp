// SPDX-License-Identifier: Apache-2.0
// The words, texts, braces and commas of a game file, one at a time, with the line that each stands on.
#include "parley/game/format/tokens.h"

#include <algorithm>
#include <charconv>
#include <unordered_set>

#include <fmt/format.h>

namespace parley::game {
namespace {

/// An exponent costs digits that the file does not have; this keeps what a file can ask for within reason.
constexpr int largest_exponent = 1000;
constexpr std::size_t most_warnings = 100;

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string unescaped(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const bool escape = raw[i] == '\\' && i + 1 < raw.size() && (raw[i + 1] == '"' || raw[i + 1] == '\\');
    if (escape) ++i;
    out.push_back(raw[i]);
  }
  return out;
}

/// Digits, a point and an exponent, or a quotient of whole numbers; Rational::parse takes more than that.
bool is_file_number(std::string_view word) {
  const bool quotient = word.find('/') != std::string_view::npos;
  return std::all_of(word.begin(), word.end(), [quotient](char c) {
    return is_digit(c) || c == '-' || (quotient ? c == '/' : (c == '.' || c == 'e' || c == 'E' || c == '+'));
  });
}

bool has_large_exponent(std::string_view word) {
  const std::size_t e = word.find_first_of("eE");
  if (e == std::string_view::npos) return false;
  std::string_view digits = word.substr(e + 1);
  if (digits.starts_with('-') || digits.starts_with('+')) digits.remove_prefix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc::result_out_of_range || (error == std::errc{} && value > largest_exponent);
}

}  // namespace

Tokens::Tokens(std::string_view source) : source_(source) {
  if (source_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  take();
}

void Tokens::pass_blanks() {
  while (at_ < source_.size() && is_blank(source_[at_])) {
    if (source_[at_++] == '\n') ++end_line_;
  }
}

void Tokens::take() {
  pass_blanks();
  line_ = end_line_;
  kind_ = Kind::end;
  raw_ = {};
  if (failed() || at_ == source_.size()) return;
  const std::size_t start = at_;
  switch (source_[at_]) {
    case '"':
      return read_text();
    case '{':
      kind_ = Kind::open;
      break;
    case '}':
      kind_ = Kind::close;
      break;
    case ',':
      kind_ = Kind::comma;
      break;
    default:
      kind_ = Kind::word;
  }
  ++at_;
  if (kind_ == Kind::word) {
    const auto ends = [](char c) { return is_blank(c) || c == '"' || c == '{' || c == '}' || c == ','; };
    while (at_ < source_.size() && !ends(source_[at_])) ++at_;
  }
  raw_ = source_.substr(start, at_ - start);
}

void Tokens::read_text() {
  const std::size_t start = ++at_;
  while (at_ < source_.size() && source_[at_] != '"') {
    if (source_[at_] == '\\' && at_ + 1 < source_.size()) ++at_;
    if (source_[at_++] == '\n') ++end_line_;
  }
  raw_ = source_.substr(start, at_ - start);
  if (at_ == source_.size()) {
    return fail(line_, fmt::format("a text that begins with {} and is never closed", quoted(shown(raw_))),
                "a closing quote (\\\" inside a text is a quote that does not close it)");
  }
  ++at_;
  kind_ = Kind::text;
}

std::string Tokens::found() const {
  switch (kind_) {
    case Kind::word:
      return fmt::format("'{}'", shown(raw_));
    case Kind::text:
      return fmt::format("the text \"{}\"", shown(raw_));
    case Kind::open:
      return "'{'";
    case Kind::close:
      return "'}'";
    case Kind::comma:
      return "','";
    case Kind::end:
      break;
  }
  return "the end of the file";
}

void Tokens::fail(std::size_t line, std::string_view found, std::string_view expected) {
  if (!failed()) {
    error_ = Error{ErrorCode::bad_input, fmt::format("line {}: found {}, expected {}", line, found, expected)};
  }
  kind_ = Kind::end;
  at_ = source_.size();
}

void Tokens::take_word(std::string_view word, std::string_view expected) {
  is_word(word) ? take() : fail_here(expected);
}

void Tokens::take_open(std::string_view expected) { is(Kind::open) ? take() : fail_here(expected); }

void Tokens::take_close(std::string_view expected) { is(Kind::close) ? take() : fail_here(expected); }

std::string Tokens::take_text(std::string_view expected) {
  if (!is(Kind::text)) {
    fail_here(expected);
    return {};
  }
  std::string text = unescaped(raw_);
  take();
  return text;
}

std::int64_t Tokens::take_integer(std::string_view expected) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(raw_.data(), raw_.data() + raw_.size(), value);
  if (!is(Kind::word) || error != std::errc{} || end != raw_.data() + raw_.size()) {
    fail_here(expected);
    return 0;
  }
  take();
  return value;
}

Rational Tokens::take_number(std::string_view expected) {
  if (is(Kind::word) && has_large_exponent(raw_)) {
    fail_here(fmt::format("a number with an exponent of at most {}", largest_exponent));
    return {};
  }
  std::string_view word = raw_;
  if (word.starts_with('+')) word.remove_prefix(1);
  std::optional<Rational> value;
  if (is(Kind::word) && is_file_number(word)) value = Rational::parse(word);
  if (!value) {
    fail_here(fmt::format("{} (such as 2, -0.25, 1e-3 or 1/3)", expected));
    return {};
  }
  take();
  return *std::move(value);
}

std::vector<std::string> Tokens::take_texts(std::string_view expected_list, std::string_view expected_text) {
  std::vector<std::string> texts;
  take_open(expected_list);
  while (!failed() && !is(Kind::close)) {
    texts.push_back(take_text(expected_text));
    pass_comma();
  }
  take_close(expected_list);
  return texts;
}

void Tokens::pass_comma() {
  if (!is(Kind::comma)) return;
  take();
  if (is(Kind::close) || is(Kind::comma)) fail_here("another item after the comma");
}

void Warnings::add(std::size_t line, std::string_view message) {
  if (list_.size() < most_warnings) {
    list_.push_back(fmt::format("line {}: {}", line, message));
  } else {
    ++left_out_;
  }
}

std::vector<std::string> Warnings::take() {
  if (left_out_ > 0) list_.push_back(fmt::format("{} further warnings", left_out_));
  return std::move(list_);
}

std::vector<std::string_view> repeated(const std::vector<std::string>& labels) {
  std::vector<std::string_view> again;
  if (labels.size() < 2 || (labels.size() == 2 && labels[0] != labels[1])) return again;  // most lists
  std::unordered_set<std::string_view> seen;
  for (const std::string& label : labels) {
    if (!label.empty() && !seen.insert(label).second) again.push_back(label);
  }
  return again;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  out.push_back('"');
  return out;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string shown(std::string_view text) {
  constexpr std::size_t most = 40;
  std::string out(text.substr(0, most));
  if (text.size() > most) {
    // Not to cut a character of several bytes in two.
    while (!out.empty() && (static_cast<unsigned char>(text[out.size()]) & 0xC0U) == 0x80U) out.pop_back();
    out += "...";
  }
  std::replace_if(out.begin(), out.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; }, '?');
  return out;
}

}  // namespace parley::game
