// SPDX-License-Identifier: Apache-2.0
// Writes the short sections of a memo as HTML.
#include "parley/report/summary_html.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "parley/report/escape.h"
#include "parley/report/json_writer.h"
#include "parley/report/numbers.h"

namespace parley::report {
namespace {

/// The others say little without their figures.
constexpr std::array<std::string_view, 13> told = {"bottom-line", "changes",  "confidence", "judgements",   "frontier",
                                                   "outcomes",    "switches", "why",        "alternatives", "evidence",
                                                   "left-out",    "method",   "provenance"};

std::string lines_html(const std::vector<std::uint32_t>& lines) {
  std::string text;
  for (const std::uint32_t line : lines) text += fmt::format("{}{}", text.empty() ? "" : ", ", line);
  return text.empty() ? text : fmt::format(" <small>(line{} {})</small>", lines.size() == 1 ? "" : "s", text);
}

std::string cell_html(const MemoCell& cell, bool is_number) {
  const std::string shown = html_escape(cell.text);
  const std::string content =
      cell.value ? fmt::format("<data value=\"{}\">{}</data>", Json(*cell.value).dump(), shown) : shown;
  return is_number ? "<td class=\"number\">" + content + "</td>" : "<td dir=\"auto\">" + content + "</td>";
}

struct Part {
  std::string operator()(const MemoSentences& part) const {
    std::string out = part.is_list ? "<ul>\n" : "";
    for (const Sentence& one : part.sentences) {
      out += fmt::format("<{0} dir=\"auto\">{1}{2}</{0}>\n", part.is_list ? "li" : "p", html_escape(one.text),
                         lines_html(one.lines));
    }
    return part.is_list ? out + "</ul>\n" : out;
  }
  std::string operator()(const MemoTable& table) const {
    std::string out = "<table>\n";
    if (!table.caption.empty()) out += fmt::format("<caption dir=\"auto\">{}</caption>\n", html_escape(table.caption));
    out += "<thead><tr>";
    for (const MemoTable::Column& column : table.columns) {
      out += fmt::format("<th scope=\"col\" dir=\"auto\">{}</th>", html_escape(column.title));
    }
    out += "</tr></thead>\n<tbody>\n";
    for (const std::vector<MemoCell>& row : table.rows) {
      out += "<tr>";
      for (std::size_t c = 0; c < row.size(); ++c) out += cell_html(row[c], table.columns[c].is_number);
      out += "</tr>\n";
    }
    out += "</tbody>\n</table>\n";
    if (table.left_out > 0) {
      out += fmt::format("<p><data value=\"{}\">{}</data> more with scripts on.</p>\n", table.left_out,
                         grouped(std::uint64_t{table.left_out}));
    }
    return out;
  }
  std::string operator()(const MemoCode& code) const {
    return fmt::format("<pre><code>{}</code></pre>\n", html_escape(code.text));
  }
};

}  // namespace

std::string static_summary_html(const Memo& memo) {
  std::string out = fmt::format("<h1 dir=\"auto\">{}</h1>\n", html_escape(memo.title));
  if (!memo.subtitle.empty()) out += fmt::format("<p dir=\"auto\">{}</p>\n", html_escape(memo.subtitle));
  for (const MemoSection& section : memo.sections) {
    if (std::ranges::find(told, section.id) == told.end()) continue;
    out += fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n",
                       section.id, html_escape(section.title));
    for (const auto& part : section.parts) out += std::visit(Part{}, part);
    out += "</section>\n";
  }
  return out;
}

}  // namespace parley::report
