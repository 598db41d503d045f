// SPDX-License-Identifier: Apache-2.0
// Tables of data as CSV.
#pragma once

#include <string>

#include "parley/report/data_table.h"

namespace parley::report {

/// RFC 4180: a line of names, then a line a row, each ending in CR LF; UTF-8. Numbers have the digits of the JSON, so
/// that they read back bit for bit; a missing cell is empty; texts are those of `csv_text`.
[[nodiscard]] std::string csv(const DataTable& table);

}  // namespace parley::report
