// SPDX-License-Identifier: Apache-2.0
// Puts tables and figures into files.
#include "parley/report/data_folder.h"

#include "parley/report/csv.h"
#include "parley/report/report_tables.h"
#include "parley/report/vega_figures.h"

namespace parley::report {

std::vector<DataFile> data_folder(const Report& report) {
  const std::vector<DataTable> tables = report_tables(report);
  DataTable index{.name = "index", .caption = "", .columns = {"file", "rows", "caption"}, .rows = {}};
  std::vector<DataFile> files(1);  // the index comes first, once it is known
  for (const DataTable& table : tables) {
    index.add({cell(table.name + ".csv"), cell(std::uint64_t{table.rows.size()}), cell(table.caption)});
    files.push_back({table.name + ".csv", csv(table)});
  }
  for (const VegaFigure& figure : vega_figures(report, tables)) {
    index.add({cell(figure.name + ".vl.json"), Cell(), cell(figure.caption)});
    files.push_back({figure.name + ".vl.json", figure.specification.dump() + "\n"});
  }
  files.front() = {"index.csv", csv(index)};
  return files;
}

}  // namespace parley::report
