// SPDX-License-Identifier: Apache-2.0
// Writes tables as CSV.
#include "parley/report/csv.h"

#include "parley/report/escape.h"
#include "parley/report/json_writer.h"

namespace parley::report {
namespace {

constexpr const char* line_end = "\r\n";

struct Field {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return csv_text(text); }
  std::string operator()(std::uint64_t count) const { return std::to_string(count); }
  std::string operator()(double value) const { return Json(value).dump(); }
};

}  // namespace

std::string csv(const DataTable& table) {
  std::string out;
  for (std::size_t c = 0; c < table.columns.size(); ++c) out += (c == 0 ? "" : ",") + csv_text(table.columns[c]);
  out += line_end;
  for (const std::vector<Cell>& row : table.rows) {
    for (std::size_t c = 0; c < row.size(); ++c) out += (c == 0 ? "" : ",") + std::visit(Field{}, row[c]);
    out += line_end;
  }
  return out;
}

}  // namespace parley::report
