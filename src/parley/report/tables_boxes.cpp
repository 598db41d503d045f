// SPDX-License-Identifier: Apache-2.0
// Boxes and the value of information as tables.
#include <fmt/format.h>

#include "parley/report/json_information.h"
#include "parley/report/json_writer.h"
#include "parley/report/numbers.h"
#include "parley/report/report_tables.h"
#include "parley/report/sentences.h"

namespace parley::report {
namespace {

void add_numbers(std::vector<Cell>& cells, const study::BoxNumbers& numbers) {
  for (const Estimate& one : {numbers.coverage, numbers.density, numbers.mass}) {
    cells.insert(cells.end(), {cell(one.mean), cell(one.standard_error)});
  }
}

std::string values_text(const std::vector<double>& values) {
  std::string text;
  for (const double value : values) text += (text.empty() ? "" : " ") + Json(value).dump();
  return text;
}

DataTable found_table(const study::Boxes& boxes, const std::string& name) {
  DataTable table{.name = name,
                  .caption = fmt::format(
                      "Boxes in the space of what is not known in which {} has a chance of {} or more: share of "
                      "such draws inside (coverage), share of those inside that are such (density), share of all "
                      "draws inside (mass), measured on draws that had no part in the choice.",
                      boxes.event, level_text(boxes.threshold)),
                  .columns = {"box", "peel", "coverage", "coverage_standard_error", "density", "density_standard_error",
                              "mass", "mass_standard_error"},
                  .rows = {}};
  for (const study::FoundBox& box : boxes.boxes) {
    std::vector<Cell> cells = {cell(std::uint64_t{table.rows.size() + 1}), cell(std::uint64_t{box.peel})};
    add_numbers(cells, box.numbers);
    table.add(std::move(cells));
  }
  return table;
}

DataTable restrictions_table(const study::Boxes& boxes, const std::string& name) {
  DataTable table{.name = name + "_restrictions",
                  .caption =
                      "The sides of each box: from `low` to `high`, or the values of a discrete input; the input's "
                      "1 and 99 % points stand beside them.",
                  .columns = {"box", "param", "low", "high", "values", "p_value", "axis_low", "axis_high"},
                  .rows = {}};
  for (std::size_t b = 0; b < boxes.boxes.size(); ++b) {
    for (const study::BoxRestriction& row : boxes.boxes[b].restrictions) {
      table.add({cell(std::uint64_t{b + 1}), cell(row.param), cell(row.low), cell(row.high),
                 cell(values_text(row.values)), cell(row.p_value), cell(row.axis_low), cell(row.axis_high)});
    }
  }
  return table;
}

DataTable trajectory_table(const study::Boxes& boxes, const std::string& name) {
  DataTable table{.name = name + "_trajectory",
                  .caption = "The steps by which the first box was made smaller.",
                  .columns = {"peel", "restricted", "coverage", "coverage_standard_error", "density",
                              "density_standard_error", "mass", "mass_standard_error"},
                  .rows = {}};
  for (const study::PeelRow& row : boxes.trajectory) {
    std::vector<std::string> restricted;
    restricted.reserve(row.restrictions.size());
    for (const study::BoxRestriction& one : row.restrictions) restricted.push_back(one.param);
    std::vector<Cell> cells = {cell(std::uint64_t{table.rows.size()}), cell(listed(restricted))};
    add_numbers(cells, row.numbers);
    table.add(std::move(cells));
  }
  return table;
}

}  // namespace

std::vector<DataTable> boxes_tables(const study::Boxes& boxes, std::size_t number) {
  const std::string name = fmt::format("boxes_{}", number);
  return {found_table(boxes, name), restrictions_table(boxes, name), trajectory_table(boxes, name)};
}

std::vector<DataTable> information_tables(const study::Information& information, std::size_t number) {
  const std::string name = fmt::format("information_{}", number);
  DataTable worth{
      .name = name,
      .caption = fmt::format("What it would be worth to {}, in payoff units, to know more before fixing {}.",
                             information.player, listed(information.by)),
      .columns = {"kind", "name", "members", "worth", "standard_error"},
      .rows = {}};
  DataTable changes{.name = name + "_changes",
                    .caption = "What would then be chosen, by what is found out; without knowing more it is " +
                               study::choice_text(information.best) + ".",
                    .columns = {"name", "when", "choice", "share"},
                    .rows = {}};
  for (const study::InformationRow& row : information.rows) {
    worth.add({cell(kind_name(row.kind)), cell(row.name), cell(listed(row.members)), cell(row.worth.mean),
               cell(row.worth.standard_error)});
    for (const study::Change& change : row.changes) {
      changes.add({cell(row.name), cell(change.when), cell(study::choice_text(change.choice)), cell(change.share)});
    }
  }
  return {std::move(worth), std::move(changes)};
}

}  // namespace parley::report
