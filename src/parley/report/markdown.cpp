// SPDX-License-Identifier: Apache-2.0
// Writes memos as Markdown.
#include "parley/report/markdown.h"

#include <algorithm>

#include <fmt/format.h>

#include "parley/report/escape.h"
#include "parley/report/numbers.h"

namespace parley::report {
namespace {

/// " (line 60)", " (lines 12, 60)".
std::string lines_note(const std::vector<std::uint32_t>& lines) {
  std::string text;
  for (const std::uint32_t line : lines) text += fmt::format("{}{}", text.empty() ? "" : ", ", line);
  return text.empty() ? text : fmt::format(" (line{} {})", lines.size() == 1 ? "" : "s", text);
}

std::string row_of(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& cell : cells) out += " " + cell + " |";
  return out + "\n";
}

/// A fence longer than any run of back quotes inside it.
std::string fenced(const std::string& text) {
  std::size_t longest = 2, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fence + "\n" + one_line(text) + "\n" + fence + "\n\n";
}

struct Part {
  std::string operator()(const MemoSentences& part) const {
    std::string out;
    for (const Sentence& one : part.sentences) {
      out += (part.is_list ? "- " : "") + markdown_escape(one.text) + lines_note(one.lines);
      out += part.is_list ? "\n" : "\n\n";
    }
    return part.is_list ? out + "\n" : out;
  }
  std::string operator()(const MemoTable& table) const {
    std::vector<std::string> titles, rules;
    for (const MemoTable::Column& column : table.columns) {
      titles.push_back(markdown_escape(column.title));
      rules.emplace_back(column.is_number ? "---:" : "---");
    }
    std::string out = table.caption.empty() ? "" : markdown_escape(table.caption) + "\n\n";
    out += row_of(titles) + row_of(rules);
    for (const std::vector<MemoCell>& row : table.rows) {
      std::vector<std::string> cells;
      cells.reserve(row.size());
      for (const MemoCell& one : row) cells.push_back(markdown_escape(one.text));
      out += row_of(cells);
    }
    out += "\n";
    if (table.left_out > 0) out += fmt::format("{} more in the JSON.\n\n", grouped(std::uint64_t{table.left_out}));
    return out;
  }
  std::string operator()(const MemoCode& code) const { return fenced(code.text); }
};

}  // namespace

std::string markdown(const Memo& memo) {
  std::string out = "# " + markdown_escape(memo.title) + "\n\n";
  if (!memo.subtitle.empty()) out += markdown_escape(memo.subtitle) + "\n\n";
  for (const MemoSection& section : memo.sections) {
    out += "## " + markdown_escape(section.title) + "\n\n";
    for (const auto& part : section.parts) out += std::visit(Part{}, part);
  }
  out.pop_back();  // one line break at the end
  return out;
}

}  // namespace parley::report
