// SPDX-License-Identifier: Apache-2.0
// Cuts tokens and comments into the lines of the canonical layout.
#include "parley/scenario/format_lines.h"

#include <algorithm>

namespace parley::scenario {
namespace {

bool is_sign(const Token& token, std::string_view sign) {
  return token.kind == TokenKind::symbol && token.text == sign;
}

/// For every token whether it is a brace of a pair that has a line break inside.
std::vector<bool> open_braces(const std::vector<Token>& tokens) {
  std::vector<bool> open(tokens.size(), false);
  std::vector<std::size_t> stack;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].first_on_line && !stack.empty()) open[stack.back()] = true;
    if (is_sign(tokens[i], "{")) stack.push_back(i);
    if (is_sign(tokens[i], "}") && !stack.empty()) {
      open[i] = open[stack.back()];
      stack.pop_back();
    }
  }
  return open;
}

class LineCutter {
 public:
  LineCutter(const Tokens& tokens, std::string_view text)
      : tokens_(tokens.list), comments_(tokens.comments), text_(text), open_(open_braces(tokens.list)) {}

  std::vector<FormatLine> run() {
    const std::size_t count = tokens_.size() - 1;  // all but the end of the file
    for (std::size_t i = 0; i < count; ++i) {
      comments_before(tokens_[i].span.begin);
      if (starts_line(i)) start_line(i);
      lines_.back().end = i + 1;
      follow_braces(i);
      last_end_ = tokens_[i].span.end;
      trailing_comment(i);
    }
    comments_before(static_cast<std::uint32_t>(text_.size()) + 1);
    return std::move(lines_);
  }

 private:
  [[nodiscard]] bool starts_line(std::size_t i) const {
    if (i == 0 || tokens_[i].first_on_line) return true;
    const bool after_open = is_sign(tokens_[i - 1], "{") && open_[i - 1];
    return after_open || (is_sign(tokens_[i], "}") && open_[i]);
  }

  [[nodiscard]] bool closes(std::size_t i) const { return is_sign(tokens_[i], "}") && open_[i]; }

  void start_line(std::size_t i) {
    FormatLine line;
    line.begin = i;
    line.end = i;
    line.continues = !tokens_[i].starts_item && !closes(i);
    line.depth = depth_ - (closes(i) ? 1 : 0);
    line.block = blocks_.empty() ? 0 : blocks_.back();
    line.blank_before = !line.continues && !closes(i) && !after_brace_ && blank_between(tokens_[i].span.begin);
    lines_.push_back(line);
    after_brace_ = false;
  }

  void follow_braces(std::size_t i) {
    if (is_sign(tokens_[i], "{")) {
      blocks_.push_back(i);
      if (open_[i]) {
        ++depth_;
        after_brace_ = true;
      }
    } else if (is_sign(tokens_[i], "}") && !blocks_.empty()) {
      blocks_.pop_back();
      if (open_[i]) --depth_;
    }
  }

  /// Two line breaks between what came last and `begin`.
  [[nodiscard]] bool blank_between(std::uint32_t begin) const {
    if (lines_.empty()) return false;
    return std::ranges::count(text_.substr(last_end_, begin - last_end_), '\n') > 1;
  }

  void trailing_comment(std::size_t i) {
    if (next_comment_ >= comments_.size()) return;
    const Comment& comment = comments_[next_comment_];
    if (comment.own_line || comment.span.begin >= tokens_[i + 1].span.begin) return;
    if (tokens_[i + 1].kind != TokenKind::file_end && !tokens_[i + 1].first_on_line) return;
    lines_.back().comment = comment.span;
    last_end_ = comment.span.end;
    ++next_comment_;
  }

  /// Comments on lines of their own that stand before `begin`.
  void comments_before(std::uint32_t begin) {
    for (; next_comment_ < comments_.size() && comments_[next_comment_].span.begin < begin; ++next_comment_) {
      const Comment& comment = comments_[next_comment_];
      FormatLine line;
      line.begin = line.end = 0;
      line.comment = comment.span;
      line.depth = depth_;
      line.block = blocks_.empty() ? 0 : blocks_.back();
      line.blank_before = !after_brace_ && blank_between(comment.span.begin);
      lines_.push_back(line);
      after_brace_ = false;
      last_end_ = comment.span.end;
    }
  }

  const std::vector<Token>& tokens_;
  const std::vector<Comment>& comments_;
  std::string_view text_;
  std::vector<bool> open_;
  std::vector<FormatLine> lines_;
  std::vector<std::size_t> blocks_;
  std::size_t next_comment_ = 0;
  std::uint32_t last_end_ = 0;
  int depth_ = 0;
  bool after_brace_ = false;
};

}  // namespace

std::vector<FormatLine> format_lines(const Tokens& tokens, std::string_view text) {
  return LineCutter(tokens, text).run();
}

}  // namespace parley::scenario
