// SPDX-License-Identifier: Apache-2.0
// Reads one column of a table of samples, and refuses every path that leaves the scenario's folder.
#include "parley/scenario/samples.h"

#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

namespace parley::scenario {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t max_bytes = 64U << 20U;

bool stays_below(const fs::path& path, const fs::path& folder) {
  auto place = path.begin();
  for (const fs::path& part : folder) {
    if (part.empty()) continue;
    if (place == path.end() || *place != part) return false;
    ++place;
  }
  return place != path.end();
}

Result<fs::path> resolve_path(const std::string& folder, const std::string& text) {
  if (folder.empty()) return fail(ErrorCode::bad_input, "this text has no folder, so it may read no file");
  const fs::path path(text);
  if (path.empty()) return fail(ErrorCode::bad_input, "the name of the file is empty");
  if (path.is_absolute()) {
    return fail(ErrorCode::bad_input, "the path is absolute; a scenario reads only files below its own folder");
  }
  for (const fs::path& part : path) {
    if (part == "..") {
      return fail(ErrorCode::bad_input, "the path goes up by `..`; a scenario reads only files below its own folder");
    }
  }
  std::error_code problem;
  const fs::path base = fs::canonical(folder, problem);
  if (problem)
    return fail(ErrorCode::io, fmt::format("the folder of the scenario cannot be read: {}", problem.message()));
  fs::path full = fs::canonical(base / path, problem);
  if (problem) return fail(ErrorCode::io, fmt::format("the file cannot be read: {}", problem.message()));
  if (!stays_below(full, base)) {
    return fail(ErrorCode::bad_input, "a link on the path leaves the folder of the scenario");
  }
  if (!fs::is_regular_file(full, problem)) return fail(ErrorCode::bad_input, "it is not an ordinary file");
  return full;
}

Result<std::string> read_file(const fs::path& path) {
  std::error_code problem;
  const auto size = fs::file_size(path, problem);
  if (problem) return fail(ErrorCode::io, fmt::format("the file cannot be read: {}", problem.message()));
  if (size > max_bytes) {
    return fail(ErrorCode::bad_input, fmt::format("the file has {} bytes, and {} are the most", size, max_bytes));
  }
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad() || (!file && !file.eof())) return fail(ErrorCode::io, "the file cannot be read");
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string> split_row(std::string_view row) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const char c = row[i];
    if (c == '"') {
      const bool doubled = quoted && i + 1 < row.size() && row[i + 1] == '"';
      if (doubled) {
        cells.back() += '"';
        ++i;
      } else {
        quoted = !quoted;
      }
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  for (std::string& cell : cells) cell = trimmed(cell);
  return cells;
}

std::optional<double> number_of(std::string_view cell) {
  if (cell.starts_with('+')) cell.remove_prefix(1);
  double value = 0.0;
  const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (problem != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value)) return {};
  return value;
}

struct Row {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

std::vector<Row> rows_of(std::string_view text) {
  std::vector<Row> rows;
  std::size_t line = 0;
  while (!text.empty()) {
    ++line;
    const std::size_t end = text.find('\n');
    std::string_view row = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (row.find_first_not_of(" \t") == std::string_view::npos) continue;
    rows.push_back({line, split_row(row)});
  }
  return rows;
}

bool is_header(const Row& row) {
  for (const std::string& cell : row.cells) {
    if (!number_of(cell)) return true;
  }
  return false;
}

Result<std::size_t> find_column(const Row& first, bool header, std::optional<std::string_view> column) {
  if (!column) {
    if (first.cells.size() == 1) return 0;
    return fail(ErrorCode::bad_input,
                fmt::format("the file has {} columns: say which by `column NAME`", first.cells.size()));
  }
  if (!header) return fail(ErrorCode::bad_input, fmt::format("the file has no header row to find `{}` in", *column));
  for (std::size_t i = 0; i < first.cells.size(); ++i) {
    if (first.cells[i] == *column) return i;
  }
  return fail(ErrorCode::bad_input,
              fmt::format("the file has no column `{}`; it has {}", *column, fmt::join(first.cells, ", ")));
}

}  // namespace

Result<std::vector<double>> read_samples(const std::string& folder, const std::string& path,
                                         std::optional<std::string_view> column) {
  const auto full = resolve_path(folder, path);
  if (!full) return std::unexpected(full.error());
  const auto text = read_file(*full);
  if (!text) return std::unexpected(text.error());
  const std::vector<Row> rows = rows_of(*text);
  if (rows.empty()) return fail(ErrorCode::bad_input, "the file is empty");
  const bool header = is_header(rows.front());
  const auto index = find_column(rows.front(), header, column);
  if (!index) return std::unexpected(index.error());
  std::vector<double> values;
  for (std::size_t i = header ? 1 : 0; i < rows.size(); ++i) {
    if (*index >= rows[i].cells.size()) {
      return fail(ErrorCode::bad_input, fmt::format("line {} of the file has no cell in that column", rows[i].line));
    }
    const std::string& cell = rows[i].cells[*index];
    const auto value = number_of(cell);
    if (!value) {
      return fail(ErrorCode::bad_input,
                  fmt::format("line {} of the file has `{}`, which is no number", rows[i].line, cell.substr(0, 40)));
    }
    values.push_back(*value);
  }
  if (values.empty()) return fail(ErrorCode::bad_input, "the file has a header and no rows below it");
  return values;
}

}  // namespace parley::scenario
