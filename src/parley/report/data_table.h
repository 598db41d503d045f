// SPDX-License-Identifier: Apache-2.0
// A table of data with the full digits of its numbers: what spreadsheets and figures are fed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "parley/math/statistics.h"

namespace parley::report {

/// Nothing, a text, a count, or a number. JSON has null where a cell has nothing.
using Cell = std::variant<std::monostate, std::string, std::uint64_t, double>;

/// Missing where it is not finite, as JSON has it.
[[nodiscard]] Cell cell(double value);
[[nodiscard]] Cell cell(const std::optional<double>& value);
[[nodiscard]] Cell cell(std::uint64_t count);
/// Missing where it is empty.
[[nodiscard]] Cell cell(const std::string& text);
/// "true", "false"; missing where not known.
[[nodiscard]] Cell truth(const std::optional<bool>& known);
/// A line of the scenario; missing where it is 0.
[[nodiscard]] Cell line_cell(std::uint32_t line);

struct DataTable {
  std::string name;     ///< of its file, without the ending; a word of letters, digits and `_`
  std::string caption;  ///< a sentence: what a row is, and in which unit
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;

  /// Needs    as many cells as there are columns (InternalError otherwise).
  void add(std::vector<Cell> cells);
};

}  // namespace parley::report
