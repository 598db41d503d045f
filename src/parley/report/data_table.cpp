// SPDX-License-Identifier: Apache-2.0
// Cells of tables of data.
#include "parley/report/data_table.h"

#include <cmath>

#include <fmt/format.h>

#include "parley/base/result.h"

namespace parley::report {

Cell cell(double value) { return std::isfinite(value) ? Cell(value) : Cell(); }

Cell cell(const std::optional<double>& value) { return value ? cell(*value) : Cell(); }

Cell cell(std::uint64_t count) { return {count}; }

Cell cell(const std::string& text) { return text.empty() ? Cell() : Cell(text); }

Cell truth(const std::optional<bool>& known) {
  if (!known) return {};
  return Cell(std::string(*known ? "true" : "false"));
}

Cell line_cell(std::uint32_t line) { return line == 0 ? Cell() : Cell(std::uint64_t{line}); }

void DataTable::add(std::vector<Cell> cells) {
  if (cells.size() != columns.size()) {
    throw InternalError(fmt::format("table {}: {} cells for {} columns", name, cells.size(), columns.size()));
  }
  rows.push_back(std::move(cells));
}

}  // namespace parley::report
