// SPDX-License-Identifier: Apache-2.0
// A report as a folder of files for other programs: tables as CSV, figures as Vega-Lite.
#pragma once

#include <string>
#include <vector>

#include "parley/report/report.h"

namespace parley::report {

struct DataFile {
  std::string name;  ///< letters, digits, `_` and `.` only
  std::string content;
};

/// "index.csv" with the name and the caption of each table, a NAME.csv each, and NAME.vl.json for those that are drawn.
[[nodiscard]] std::vector<DataFile> data_folder(const Report& report);

}  // namespace parley::report
