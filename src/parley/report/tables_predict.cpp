// SPDX-License-Identifier: Apache-2.0
// A prediction as tables: outcomes, targets, values, plans.
#include "parley/report/report_tables.h"
#include "parley/report/sentences.h"

namespace parley::report {
namespace {

std::vector<Cell> average_cells(const study::Average& average) {
  return {cell(average.mean), cell(average.standard_error), cell(average.low), cell(average.high)};
}

void append(std::vector<Cell>& cells, std::vector<Cell> more) {
  cells.insert(cells.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<Cell> found_cells(const std::optional<study::FoundBounds>& found) {
  if (!found) return {Cell(), Cell()};
  return {cell(found->lowest), cell(found->highest)};
}

DataTable outcomes_table(const study::Prediction& prediction) {
  DataTable table{.name = "outcomes",
                  .caption =
                      "The chance of each outcome over the draws with its standard error, its 5 and 95 % points, "
                      "the share of draws in which it is the most likely, and the least and greatest chance over "
                      "the equilibria found.",
                  .columns = {"name", "text", "mean", "standard_error", "low", "high", "most_likely_share",
                              "lowest_found", "highest_found"},
                  .rows = {}};
  for (const study::OutcomeRow& row : prediction.outcomes) {
    std::vector<Cell> cells = {cell(row.name), cell(row.text)};
    append(cells, average_cells(row.chance));
    cells.push_back(cell(row.most_likely_share));
    append(cells, found_cells(row.found));
    table.add(std::move(cells));
  }
  return table;
}

DataTable targets_table(const study::Prediction& prediction) {
  DataTable table{
      .name = "targets",
      .caption =
          "What the file asks for, over the draws: mean, standard error, 5 and 95 % points; of a "
          "conditional chance also that of its condition.",
      .columns = {"text", "mean", "standard_error", "low", "high", "condition_chance", "lowest_found", "highest_found"},
      .rows = {}};
  for (const study::TargetRow& row : prediction.targets) {
    std::vector<Cell> cells = {cell(row.text)};
    append(cells, average_cells(row.average));
    cells.push_back(cell(row.condition_chance));
    append(cells, found_cells(row.found));
    table.add(std::move(cells));
  }
  return table;
}

DataTable values_table(const study::Prediction& prediction) {
  DataTable table{.name = "values",
                  .caption = "What play is worth to each player over the draws, in payoff units.",
                  .columns = {"player", "mean", "standard_error", "low", "high"},
                  .rows = {}};
  for (const study::ValueRow& row : prediction.values) {
    std::vector<Cell> cells = {cell(row.player)};
    append(cells, average_cells(row.value));
    table.add(std::move(cells));
  }
  return table;
}

DataTable plans_table(const study::Prediction& prediction) {
  DataTable table{.name = "plans",
                  .caption =
                      "What each player does where: share of the draws in which play can come there (`exists_share` "
                      "of all) that choose it.",
                  .columns = {"player", "type", "step", "round", "seen", "choice", "share", "exists_share"},
                  .rows = {}};
  for (const study::PlanRow& row : prediction.plans) {
    const study::InfosetName& at = row.infoset;
    table.add({cell(at.player), cell(at.type), cell(at.step), at.round ? cell(std::uint64_t{*at.round}) : Cell(),
               cell(seen_text(at)), cell(study::choice_text(row.choice)), cell(row.share), cell(row.exists_share)});
  }
  return table;
}

}  // namespace

std::vector<DataTable> prediction_tables(const study::Prediction& prediction) {
  return {outcomes_table(prediction), targets_table(prediction), values_table(prediction), plans_table(prediction)};
}

}  // namespace parley::report
