// SPDX-License-Identifier: Apache-2.0
// The figures of a report as Vega-Lite specifications that read the CSV beside them: for restyling.
#pragma once

#include <string>
#include <vector>

#include "parley/report/data_table.h"
#include "parley/report/json_writer.h"
#include "parley/report/report.h"

namespace parley::report {

struct VegaFigure {
  std::string name;     ///< of its file, without the ending; that of the table that it draws first
  std::string caption;  ///< a sentence
  Json specification;   ///< Vega-Lite 5
};

/// Texts of the scenario stand in titles and data, never in an expression.
///
/// Needs    `tables` of this report: a figure is there where its table is.
[[nodiscard]] std::vector<VegaFigure> vega_figures(const Report& report, const std::vector<DataTable>& tables);

}  // namespace parley::report
