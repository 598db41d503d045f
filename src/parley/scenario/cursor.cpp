// SPDX-License-Identifier: Apache-2.0
// Where lines end, what is said about a token that does not fit, and where reading goes on after it.
#include "parley/scenario/cursor.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "parley/base/unicode.h"
#include "parley/scenario/words.h"

namespace parley::scenario {
namespace {

bool reads(const Token& token, std::string_view word) {
  const bool wordlike =
      token.kind == TokenKind::name || token.kind == TokenKind::keyword || token.kind == TokenKind::symbol;
  return wordlike && token.text == word;
}

bool opens_statement(const Token& token) {
  return token.first_on_line && token.kind == TokenKind::keyword && is_one_of(token.text, statement_words());
}

/// Long texts and runs of letters are cut: a message is one line to read.
std::string cut(std::string_view typed) {
  constexpr std::size_t shown = 40;
  std::size_t end = 0;
  std::size_t count = 0;
  for (; end < typed.size() && count < shown; ++count) end += decode(typed, end).length;
  std::string out = printable(typed.substr(0, end));
  if (end < typed.size()) out += "...";
  return out;
}

}  // namespace

// ---- looking and taking
// ----------------------------------------------------------------------------------------------

bool Cursor::breaks(std::size_t index) const {
  const Token& token = tokens_[index];
  if (!token.first_on_line || index == passed_ || parentheses_.size() > hidden_parentheses_) return false;
  const bool goes_on =
      token.kind == TokenKind::keyword && (token.text == "when" || token.text == "and" || token.text == "seen");
  return !(in_step_ && goes_on);
}

const Token& Cursor::peek(std::size_t ahead) const {
  std::size_t index = at_;
  bool broken = lost_ || breaks(index);
  for (; !broken && ahead > 0 && index + 1 < tokens_.size(); --ahead) broken = breaks(++index);
  if (!broken) return tokens_[index];
  line_end_ = Token();
  line_end_.kind = TokenKind::line_end;
  const std::uint32_t place = index > 0 ? tokens_[index - 1].span.end : 0;
  line_end_.span = {place, place};
  return line_end_;
}

bool Cursor::at(std::string_view word, std::size_t ahead) const { return reads(peek(ahead), word); }

Token Cursor::take() {
  const Token token = peek();
  if (token.kind != TokenKind::line_end && token.kind != TokenKind::file_end) ++at_;
  return token;
}

bool Cursor::accept(std::string_view word) {
  if (!at(word)) return false;
  take();
  return true;
}

bool Cursor::expect(std::string_view word, std::string_view where) {
  if (accept(word)) return true;
  const Token token = peek();
  const std::array wanted = {word};
  const bool word_wanted = (word.front() >= 'a' && word.front() <= 'z') || word == "P";
  if (token.kind == TokenKind::name && word_wanted && nearest_word(token.text, wanted)) {
    auto& made = complain("P0121", token.span, fmt::format("`{}` means nothing here", token.text));
    made.help = fmt::format("write `{}`", word);
    made.edit = Edit{token.span, std::string(word)};
    take();
    return true;
  }
  expected(fmt::format("`{}`", word), where);
  return false;
}

void Cursor::pass_break() {
  const bool fresh = at_end() || at_statement() || at_step() || reads(tokens_[at_], "}");
  if (!fresh) next_line();
}

void Cursor::next_line() {
  if (!lost_) passed_ = at_;
}

bool Cursor::at_statement() const { return !lost_ && opens_statement(tokens_[at_]); }

bool Cursor::at_step() const {
  const Token& token = tokens_[at_];
  if (lost_ || !token.first_on_line || at_ + 1 >= tokens_.size()) return false;
  if (token.kind == TokenKind::keyword) return is_one_of(token.text, step_words());
  return token.kind == TokenKind::name && reads(tokens_[at_ + 1], "picks");
}

Span Cursor::since(std::uint32_t begin) const {
  const std::uint32_t end = at_ > 0 ? tokens_[at_ - 1].span.end : 0;
  return {begin, std::max(begin, end)};
}

// ---- errors
// ----------------------------------------------------------------------------------------------------------

bool Cursor::muted() const {
  if (lost_) return true;
  return tokens_[at_].damaged || (at_ > 0 && tokens_[at_ - 1].damaged);
}

Diagnostic& Cursor::complain(std::string_view code, Span span, std::string message, std::string label) {
  ++num_errors_;
  Diagnostic made;
  made.code = code;
  made.span = span;
  made.message = std::move(message);
  made.label = std::move(label);
  if (!muted()) {
    const std::size_t before = diagnostics_.list.size();
    diagnostics_.add(std::move(made));
    if (diagnostics_.list.size() > before) return diagnostics_.list.back();
  }
  spare_ = Diagnostic();
  return spare_;
}

Diagnostic& Cursor::fail(std::string_view code, Span span, std::string message, std::string label) {
  Diagnostic& made = complain(code, span, std::move(message), std::move(label));
  lost_ = true;
  return made;
}

std::string Cursor::found() const {
  const Token& token = peek();
  switch (token.kind) {
    case TokenKind::line_end:
      return tokens_[at_].kind == TokenKind::file_end ? "the end of the file" : "the end of the line";
    case TokenKind::file_end:
      return "the end of the file";
    case TokenKind::text:
      return fmt::format("the text {}", cut(token.text));
    case TokenKind::keyword:
      return fmt::format("the key word `{}`", token.text);
    default:
      return fmt::format("`{}`", cut(token.text));
  }
}

Diagnostic& Cursor::expected(std::string_view what, std::string_view where) {
  const Token token = peek();
  const bool cut_off = token.kind == TokenKind::file_end || token.text == "}" || at_statement() || at_step();
  if (!lost_ && cut_off && parentheses_.size() > hidden_parentheses_) {
    auto& made = fail("P0116", tokens_[parentheses_.back()].span, "this `(` is never closed");
    made.labels.push_back({token.span, fmt::format("a `)` was expected before this")});
    return made;
  }
  const std::string blank = where.empty() ? "" : " ";
  auto& made = fail("P0114", token.span, fmt::format("expected {}{}{}, found {}", what, blank, where, found()));
  if (!form_.empty()) made.notes.emplace_back(form_);
  return made;
}

// ---- lists in braces
// -------------------------------------------------------------------------------------------------

bool Cursor::open_brace(std::string_view what) {
  if (at("{")) return true;
  if (at(TokenKind::line_end) && !lost_ && reads(tokens_[at_], "{")) {
    const Span gap{tokens_[at_ - 1].span.end, tokens_[at_].span.begin};
    auto& made = complain("P0115", tokens_[at_].span, "an opening brace stays on the line of what it belongs to",
                          fmt::format("opens {}", what));
    made.help = "put it at the end of the line before";
    const bool comment = std::ranges::any_of(
        comments_, [&](const Comment& c) { return c.span.begin >= gap.begin && c.span.end <= gap.end; });
    if (!comment) made.edit = Edit{gap, " "};
    next_line();
    return true;
  }
  expected("`{`", fmt::format("to open {}", what));
  return false;
}

bool Cursor::list_ends(List list) const {
  if (at_end() || at("}")) return true;
  if (list == List::statements) return false;
  return at_statement() || (list != List::steps && at_step());
}

bool Cursor::next_item(List list, std::uint32_t depth, bool first) {
  if (!first) separate(list, depth);
  next_line();
  if (list_ends(list)) return false;
  return list != List::statements || depth == 0 || !at("variant");  // variants do not nest: the brace was forgotten
}

/// Goes past what stands between two items.
void Cursor::separate(List list, std::uint32_t depth) {
  const bool by_comma = list == List::items || list == List::fields;
  if (by_comma && accept(",")) return;
  if (at(TokenKind::line_end) || at_end() || at("}") || list == List::fields) return;
  const Token token = peek();
  if (by_comma) {
    auto& made =
        fail("P0118", token.span, fmt::format("expected `,`, a line break or `}}` after this item, found {}", found()));
    if (!form_.empty()) made.notes.emplace_back(form_);
  } else {
    const std::string_view what = list == List::steps ? "step" : "statement";
    const bool begins = is_one_of(token.text, list == List::steps ? step_words() : statement_words()) ||
                        (list == List::steps && at(TokenKind::name) && at("picks", 1));
    if (begins && token.kind != TokenKind::text) {
      auto& made = complain("P0112", token.span, fmt::format("a {} begins on a new line", what));
      made.help = "break the line before it";
      return;
    }
    auto& made =
        fail("P0112", token.span, fmt::format("expected the end of the line after this {}, found {}", what, found()));
    if (!form_.empty()) made.notes.emplace_back(form_);
    const auto near = token.kind == TokenKind::name ? nearest_word(token.text, clause_words()) : std::nullopt;
    if (near) {
      made.help = fmt::format("write `{}`", *near);
      made.edit = Edit{token.span, *near};
    }
    if (token.text == "," && list == List::steps) made.help = "set steps apart by line breaks only";
  }
  recover(list, depth);
  if (by_comma) accept(",");
}

void Cursor::close_brace(std::string_view what, std::size_t opened, bool had_error) {
  if (accept("}")) return;
  passed_ = tokens_.size();  // for the list outside the line break still stands
  if (had_error) {
    ++num_errors_;  // likely the same mistake: it has been said
    return;
  }
  const Token next = tokens_[at_];
  auto& made = complain("P0116", tokens_[opened].span, fmt::format("the `{{` of {} is never closed", what));
  const std::string_view begins = next.kind == TokenKind::file_end ? "the file ends" : "the next thing begins";
  made.labels.push_back({next.span, fmt::format("{} here, and no `}}` came before", begins)});
  made.help = "put a `}` where the list ends";
}

void Cursor::skip_token() {
  const Token& token = tokens_[at_];
  if (reads(token, "{")) ++brace_depth_;
  if (reads(token, "}") && brace_depth_ > 0) --brace_depth_;
  if (token.kind != TokenKind::file_end) ++at_;
}

bool Cursor::item_begins(List list, std::uint32_t depth, std::size_t parentheses) const {
  const Token& token = tokens_[at_];
  const bool by_comma = list == List::items || list == List::fields;
  if (by_comma && at_step()) return true;
  if (brace_depth_ > depth) return false;
  if (reads(token, "}")) return depth > 0;
  if (list == List::steps) return at_step();
  if (list == List::statements) return false;
  if (parentheses == 0) return token.first_on_line || reads(token, ",");
  // Inside a parenthesis that may or may not be closed later, only what looks like an item is taken for one.
  return token.first_on_line && at_ + 1 < tokens_.size() && reads(tokens_[at_ + 1], ":");
}

void Cursor::recover(List list, std::uint32_t depth) {
  lost_ = false;
  std::size_t open = parentheses_.size() - hidden_parentheses_;
  parentheses_.resize(hidden_parentheses_);
  while (!at_end() && !at_statement() && !item_begins(list, depth, open)) {
    if (reads(tokens_[at_], "(")) ++open;
    if (reads(tokens_[at_], ")") && open > 0) --open;
    skip_token();
  }
  if (at_statement() && list == List::statements) brace_depth_ = depth;
}

void Cursor::recover_past(List list, std::uint32_t depth, std::size_t began) {
  if (at_ == began) skip_token();
  recover(list, depth);
}

// ---- scopes
// ----------------------------------------------------------------------------------------------------------

Cursor::Nesting::Nesting(Cursor& cursor) : cursor_(cursor) {
  if (++cursor_.nesting_ <= max_nesting || cursor_.lost_) return;
  auto& made = cursor_.fail("P0703", cursor_.peek().span, fmt::format("this is nested more than {} deep", max_nesting));
  made.help = "give parts of it a name with `let`";
}

void Cursor::open_parenthesis() {
  if (!at("(")) return;
  const std::size_t opened = at_;
  take();
  parentheses_.push_back(opened);
}

void Cursor::close_parenthesis() {
  if (!at(")")) {
    expected("`)`", "or an operator");
    return;
  }
  take();
  parentheses_.pop_back();
}

}  // namespace parley::scenario
