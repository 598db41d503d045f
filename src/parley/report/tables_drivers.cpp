// SPDX-License-Identifier: Apache-2.0
// What moves an answer as tables: shares of its variance, where it turns, what secrets and variants would change.
#include <fmt/format.h>

#include "parley/report/report_tables.h"
#include "parley/report/sentences.h"

namespace parley::report {
namespace {

void add_index(std::vector<Cell>& cells, const std::optional<IndexEstimate>& index) {
  cells.push_back(index ? cell(index->value) : Cell());
  cells.push_back(index ? cell(index->low) : Cell());
  cells.push_back(index ? cell(index->high) : Cell());
}

DataTable shares_table(const study::Drivers& drivers, const std::string& name) {
  DataTable table{.name = name,
                  .caption = fmt::format("Shares of the variance of {} that each drawn input carries, with 95 % "
                                         "intervals, and the input's 1, 50 and 99 % points.",
                                         drivers.target),
                  .columns = {"name", "first_order_index", "first_order_index_low", "first_order_index_high",
                              "total_index", "total_index_low", "total_index_high", "shapley_effect",
                              "shapley_effect_low", "shapley_effect_high", "low", "median", "high"},
                  .rows = {}};
  for (const study::DriverRow& row : drivers.params) {
    std::vector<Cell> cells = {cell(row.name)};
    add_index(cells, row.first_order_index);
    add_index(cells, row.total_index);
    add_index(cells, row.shapley_effect);
    cells.insert(cells.end(), {cell(row.low), cell(row.median), cell(row.high)});
    table.add(std::move(cells));
  }
  return table;
}

DataTable turns_table(const study::Drivers& drivers, const std::string& name) {
  DataTable table{
      .name = name + "_switches",
      .caption = "Values of one input, the others at their centres, at which the central draw's answer turns.",
      .columns = {"name", "value", "what", "who", "from", "to"},
      .rows = {}};
  for (const study::DriverRow& row : drivers.params) {
    for (const study::Switch& turn : row.switches) {
      table.add({cell(row.name), cell(turn.value), cell(std::string(turn.infoset ? "plan" : "outcome")),
                 turn.infoset ? cell(mover_having_seen(*turn.infoset)) : Cell(), cell(turn.from), cell(turn.to)});
    }
  }
  return table;
}

void add_game(std::vector<Cell>& cells, const study::OtherGame& game) {
  const bool has_numbers = game.problem.empty();
  for (const Estimate& one : {game.as_it_stands, game.other, game.difference}) {
    cells.push_back(has_numbers ? cell(one.mean) : Cell());
    cells.push_back(has_numbers ? cell(one.standard_error) : Cell());
  }
  cells.push_back(cell(game.problem));
}

DataTable private_table(const study::Drivers& drivers, const std::string& name) {
  DataTable table{
      .name = name + "_private",
      .caption = fmt::format("{} if a param were known to the one player alone whose payoffs use it.", drivers.target),
      .columns = {"param", "player", "common", "common_standard_error", "private", "private_standard_error",
                  "difference", "difference_standard_error", "problem"},
      .rows = {}};
  if (!drivers.private_rows) return table;
  for (const study::PrivateRow& row : *drivers.private_rows) {
    std::vector<Cell> cells = {cell(row.secret.param), cell(row.secret.player)};
    add_game(cells, row.game);
    table.add(std::move(cells));
  }
  return table;
}

DataTable structure_table(const study::Drivers& drivers, const std::string& name) {
  DataTable table{.name = name + "_variants",
                  .caption = fmt::format("{} under each variant of the file.", drivers.target),
                  .columns = {"name", "text", "file", "file_standard_error", "variant", "variant_standard_error",
                              "difference", "difference_standard_error", "problem"},
                  .rows = {}};
  if (!drivers.structure) return table;
  for (const study::StructureRow& row : drivers.structure->rows) {
    std::vector<Cell> cells = {cell(row.name), cell(row.text)};
    add_game(cells, row.game);
    table.add(std::move(cells));
  }
  return table;
}

}  // namespace

std::vector<DataTable> drivers_tables(const study::Drivers& drivers, std::size_t number) {
  const std::string name = fmt::format("drivers_{}", number);
  return {shares_table(drivers, name), turns_table(drivers, name), private_table(drivers, name),
          structure_table(drivers, name)};
}

}  // namespace parley::report
