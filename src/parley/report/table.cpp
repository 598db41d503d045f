// SPDX-License-Identifier: Apache-2.0
// Measures the columns of a table and writes its rows.
#include "parley/report/table.h"

#include <algorithm>

namespace parley::report {

namespace {

constexpr std::size_t least_names = 8;  // columns that names keep

}  // namespace

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> widths(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    widths[c] = display_width(columns_[c].title);
    for (const auto& row : rows_) {
      if (c < row.size()) widths[c] = std::max(widths[c], std::min(display_width(row[c]), columns_[c].limit));
    }
  }
  return widths;
}

void Table::fit(const TextStyle& style, std::vector<std::size_t>& widths) const {
  if (columns_.empty() || columns_.front().align != Align::left) return;
  std::size_t total = indent_ + 2 * (widths.size() - 1);
  for (const std::size_t width : widths) total += width;
  const std::size_t excess = total > style.width ? total - style.width : 0;
  const std::size_t least = std::max(least_names, display_width(columns_.front().title));
  if (widths.front() > least) widths.front() = std::max(least, widths.front() - std::min(excess, widths.front()));
}

std::string Table::render(const TextStyle& style) const {
  std::vector<std::size_t> column_widths = widths();
  fit(style, column_widths);
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string out(indent_, ' ');
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::string cell = c < cells.size() ? shortened(cells[c], column_widths[c]) : "";
      if (c > 0) out += "  ";
      out +=
          columns_[c].align == Align::left ? padded_right(cell, column_widths[c]) : padded_left(cell, column_widths[c]);
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
  };
  std::string out;
  std::vector<std::string> titles;
  titles.reserve(columns_.size());
  for (const Column& column : columns_) titles.push_back(column.title);
  if (std::any_of(titles.begin(), titles.end(), [](const std::string& title) { return !title.empty(); })) {
    out += paint(style, Ink::quiet, line(titles)) + "\n";
  }
  for (const auto& row : rows_) out += line(row) + "\n";
  return out;
}

}  // namespace parley::report
