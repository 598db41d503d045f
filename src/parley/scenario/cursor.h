// SPDX-License-Identifier: Apache-2.0
// The parser's place among the tokens: line breaks, errors, and getting back on the road after one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parley/scenario/lexer.h"
#include "parley/scenario/syntax.h"

namespace parley::scenario {

/// A line break that ends something shows up as a token `line_end` until pass_break() goes past it; one that does not
/// (inside parentheses, before the `when` of a step) is never seen. After an error the cursor is *lost*: nothing but
/// `line_end` is seen, so that every rule falls through without a word, until a list finds its next item.
class Cursor {
 public:
  static constexpr std::uint32_t max_nesting = 256;

  Cursor(Tokens& tokens, Diagnostics& diagnostics)
      : tokens_(tokens.list), comments_(tokens.comments), diagnostics_(diagnostics) {}

  // ---- looking and taking ------------------------------------------------------------------------------------------
  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
  /// A name, key word or sign that reads exactly so.
  [[nodiscard]] bool at(std::string_view word, std::size_t ahead = 0) const;
  [[nodiscard]] bool at(TokenKind kind, std::size_t ahead = 0) const { return peek(ahead).kind == kind; }
  Token take();
  bool accept(std::string_view word);
  /// Takes `word`, or gets lost saying that it was expected `where` ("after the player's name").
  bool expect(std::string_view word, std::string_view where);
  /// Goes past a line break before the present token, after an operator or a comma; not where the next line begins
  /// something of its own.
  void pass_break();
  [[nodiscard]] bool at_end() const { return !lost_ && tokens_[at_].kind == TokenKind::file_end; }
  /// A statement's key word that is first on its line, whatever has been opened before it.
  [[nodiscard]] bool at_statement() const;
  /// The same for a step: its key word, or a name with `picks` behind it.
  [[nodiscard]] bool at_step() const;
  [[nodiscard]] std::uint32_t here() const { return peek().span.begin; }
  [[nodiscard]] Span since(std::uint32_t begin) const;  ///< from `begin` to the end of the last token taken

  // ---- what the formatter wants to know ----------------------------------------------------------------------------
  void mark_spacing(Spacing spacing) { tokens_[at_].spacing = spacing; }  ///< of the present token
  void mark_column(int column) { tokens_[at_].column = static_cast<std::uint8_t>(column); }
  void mark_item() { tokens_[at_].starts_item = true; }
  void mark_hang() { tokens_[at_].hangs = true; }

  // ---- errors ------------------------------------------------------------------------------------------------------
  /// Says it and goes on. While lost or next to a damaged token nothing is said; the reference is good until the next.
  Diagnostic& complain(std::string_view code, Span span, std::string message, std::string label = {});
  /// Says it and gets lost.
  Diagnostic& fail(std::string_view code, Span span, std::string message, std::string label = {});
  /// "expected `when` after the outcome's name, found the end of the line"
  Diagnostic& expected(std::string_view what, std::string_view where = {});
  [[nodiscard]] std::string found() const;  ///< the present token in words
  [[nodiscard]] bool lost() const { return lost_; }
  void get_lost() { lost_ = true; }
  [[nodiscard]] std::size_t num_errors() const { return num_errors_; }
  /// The shape of what is being read, shown as a note with its syntax errors.
  void set_form(std::string_view form) { form_ = form; }
  [[nodiscard]] std::string_view form() const { return form_; }

  // ---- lists in braces ---------------------------------------------------------------------------------------------
  /// What a list is made of says how its items are set apart: items by a comma or a line break, the fields of
  /// `scenario` also by blanks, steps and statements by line breaks only.
  enum class List : unsigned char { items, fields, steps, statements };
  /// `{ item ... }` with `item()` called at the first token of each. False where the opening brace is missing.
  template <class Item>
  bool braces(List list, std::string_view what, Item item);
  /// Goes past a line break, whatever follows.
  void next_line();
  /// Goes to the next item of a list whose items stand `depth` braces deep. False at the list's end.
  bool next_item(List list, std::uint32_t depth, bool first);
  /// Back on the road: at the list's closing brace, at what can begin its next item, or at a statement.
  void recover(List list, std::uint32_t depth);
  /// recover() for an item that failed before its first token was taken, too: never stays where it is.
  void recover_past(List list, std::uint32_t depth, std::size_t began);
  [[nodiscard]] std::size_t index() const { return at_; }

  // ---- scopes ------------------------------------------------------------------------------------------------------
  /// Counts a nesting; gets lost past the limit.
  class Nesting {
   public:
    explicit Nesting(Cursor& cursor);
    ~Nesting() { --cursor_.nesting_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    Cursor& cursor_;
  };
  void open_parenthesis();  ///< takes `(`
  void close_parenthesis();
  /// While it lives, a line that begins with `when`, `seen` or `and` goes on with the line before.
  class StepLine {
   public:
    explicit StepLine(Cursor& cursor) : cursor_(cursor), before_(cursor.in_step_) { cursor.in_step_ = true; }
    ~StepLine() { cursor_.in_step_ = before_; }
    StepLine(const StepLine&) = delete;
    StepLine& operator=(const StepLine&) = delete;

   private:
    Cursor& cursor_;
    bool before_;
  };

 private:
  struct BraceScope;  // what a `{` sets aside until its `}`

  [[nodiscard]] bool breaks(std::size_t index) const;
  [[nodiscard]] bool muted() const;
  bool open_brace(std::string_view what);
  void close_brace(std::string_view what, std::size_t opened, bool had_error);
  void separate(List list, std::uint32_t depth);
  [[nodiscard]] bool list_ends(List list) const;
  void skip_token();
  [[nodiscard]] bool item_begins(List list, std::uint32_t depth, std::size_t parentheses) const;

  std::vector<Token>& tokens_;
  const std::vector<Comment>& comments_;
  Diagnostics& diagnostics_;
  Diagnostic spare_;
  std::size_t at_ = 0;
  std::size_t passed_ = 0;                // the line break before this token has been gone past
  std::vector<std::size_t> parentheses_;  // tokens that opened those not closed yet
  std::size_t hidden_parentheses_ = 0;    // of these, opened outside the innermost braces
  std::uint32_t brace_depth_ = 0;
  std::uint32_t nesting_ = 0;
  std::size_t num_errors_ = 0;
  std::string_view form_;
  bool in_step_ = false;
  bool lost_ = false;
  mutable Token line_end_;
};

struct Cursor::BraceScope {
  explicit BraceScope(Cursor& cursor)
      : owner(cursor),
        depth(cursor.brace_depth_),
        hidden(cursor.hidden_parentheses_),
        step(cursor.in_step_),
        open(cursor.parentheses_.size()) {
    cursor.hidden_parentheses_ = open;
    cursor.in_step_ = false;
  }
  ~BraceScope() {
    owner.brace_depth_ = depth;
    owner.hidden_parentheses_ = hidden;
    owner.in_step_ = step;
    owner.parentheses_.resize(open);
  }
  BraceScope(const BraceScope&) = delete;
  BraceScope& operator=(const BraceScope&) = delete;

  Cursor& owner;
  std::uint32_t depth;
  std::size_t hidden;
  bool step;
  std::size_t open;
};

template <class Item>
bool Cursor::braces(List list, std::string_view what, Item item) {
  if (!open_brace(what)) return false;
  const BraceScope scope(*this);
  const Nesting nesting(*this);
  if (lost_) return false;
  const std::size_t opened = at_;
  take();
  const std::uint32_t depth = ++brace_depth_;
  const std::size_t errors_before = num_errors_;
  for (bool first = true; next_item(list, depth, first); first = false) {
    mark_item();
    const std::size_t began = at_;
    item();
    if (lost_) recover_past(list, depth, began);
  }
  close_brace(what, opened, num_errors_ > errors_before);
  return true;
}

}  // namespace parley::scenario
