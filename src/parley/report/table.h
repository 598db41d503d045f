// SPDX-License-Identifier: Apache-2.0
// Columns of text aligned by display width.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/report/text_style.h"

namespace parley::report {

/// Rows of cells; a column is as wide as its widest cell, up to its limit (longer cells are cut with an ellipsis).
/// Where a row is wider than the screen the first column, of names, gives way.
class Table {
 public:
  enum class Align : unsigned char { left, right };
  struct Column {
    std::string title;
    Align align = Align::left;
    std::size_t limit = 80;  ///< columns at most
  };

  explicit Table(std::vector<Column> columns, std::size_t indent = 2) : columns_(std::move(columns)), indent_(indent) {}

  /// Missing cells are empty. Cells may carry colours.
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// Titles (where any column has one) in quiet ink, then the rows; no blanks at the ends of lines.
  [[nodiscard]] std::string render(const TextStyle& style) const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths() const;
  void fit(const TextStyle& style, std::vector<std::size_t>& widths) const;

  std::vector<Column> columns_;
  std::size_t indent_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace parley::report
