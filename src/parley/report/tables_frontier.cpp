// SPDX-License-Identifier: Apache-2.0
// A frontier as tables: its points, the line or staircase with its band, what binds, the free choice.
#include <fmt/format.h>

#include "parley/report/frontier_shades.h"
#include "parley/report/numbers.h"
#include "parley/report/report_tables.h"
#include "parley/report/sentences.h"

namespace parley::report {
namespace {

using Grid = std::vector<std::vector<std::optional<double>>>;

std::string label_at(const study::FrontierAxis& axis, double value) {
  for (std::size_t k = 0; k < axis.labels.size(); ++k) {
    if (axis.values[k] == value) return axis.labels[k];
  }
  return {};
}

Cell grid_cell(const Grid& grid, std::size_t y, std::size_t x) {
  return y < grid.size() && x < grid[y].size() ? cell(grid[y][x]) : Cell();
}

DataTable points_table(const study::Frontier& frontier, const std::string& name) {
  DataTable table{
      .name = name,
      .caption = fmt::format("{} at each computed point of {} (x) and {} (y): chance with its standard error, share of "
                             "draws at or above the level {}, least and greatest chance over the equilibria found; {}.",
                             frontier.event, frontier.x.name, frontier.y.name, level_text(frontier.level),
                             held_sentence(frontier.held)),
      .columns = {"x", "x_label", "y", "y_label", "prob", "standard_error", "share", "lowest", "highest"},
      .rows = {}};
  const bool has_bounds = frontier.unsettled > 0;
  for (std::size_t y = 0; y < frontier.prob.size(); ++y) {
    for (std::size_t x = 0; x < frontier.prob[y].size(); ++x) {
      if (!frontier.prob[y][x]) continue;
      const double at_x = frontier.x.values[x], at_y = frontier.y.values[y];
      table.add({cell(at_x), cell(label_at(frontier.x, at_x)), cell(at_y), cell(label_at(frontier.y, at_y)),
                 grid_cell(frontier.prob, y, x), grid_cell(frontier.standard_error, y, x),
                 grid_cell(frontier.share, y, x), has_bounds ? grid_cell(frontier.lowest, y, x) : Cell(),
                 has_bounds ? grid_cell(frontier.highest, y, x) : Cell()});
    }
  }
  return table;
}

/// Half way to the neighbours; at the ends as far out as in.
std::pair<double, double> edges(const std::vector<double>& values, std::size_t k) {
  if (values.size() < 2) return {values[k] - 0.5, values[k] + 0.5};
  const double below = k > 0 ? values[k] - values[k - 1] : values[1] - values[0];
  const double above = k + 1 < values.size() ? values[k + 1] - values[k] : below;
  return {values[k] - (k > 0 ? below : above) / 2.0, values[k] + above / 2.0};
}

DataTable shades_table(const study::Frontier& frontier, const std::string& name) {
  DataTable table{
      .name = name + "_shades",
      .caption =
          "For drawing only: the chance in each cell of the map, between computed points a value from "
          "their neighbours.",
      .columns = {"x", "x_label", "x_low", "x_high", "y", "y_label", "y_low", "y_high", "shade", "computed"},
      .rows = {}};
  const std::vector<std::vector<double>> shades = shaded_values(frontier);
  for (std::size_t y = 0; y < shades.size(); ++y) {
    for (std::size_t x = 0; x < shades[y].size(); ++x) {
      const double at_x = frontier.x.values[x], at_y = frontier.y.values[y];
      const auto [left, right] = edges(frontier.x.values, x);
      const auto [low, high] = edges(frontier.y.values, y);
      table.add({cell(at_x), cell(label_at(frontier.x, at_x)), cell(left), cell(right), cell(at_y),
                 cell(label_at(frontier.y, at_y)), cell(low), cell(high), cell(shades[y][x]),
                 truth(frontier.prob[y][x].has_value())});
    }
  }
  return table;
}

void add_lines(DataTable& table, const std::string& side, const std::vector<study::Polyline>& lines) {
  for (std::size_t line = 0; line < lines.size(); ++line) {
    for (std::size_t point = 0; point < lines[line].size(); ++point) {
      std::vector<Cell> cells;
      if (!side.empty()) cells.push_back(cell(side));
      cells.insert(cells.end(), {cell(std::uint64_t{line + 1}), cell(std::uint64_t{point + 1}),
                                 cell(lines[line][point].first), cell(lines[line][point].second)});
      table.add(std::move(cells));
    }
  }
}

void add_steps(DataTable& table, const study::Frontier& frontier, const std::string& side,
               const std::vector<study::StaircaseStep>& steps) {
  for (const study::StaircaseStep& step : steps) {
    std::vector<Cell> cells;
    if (!side.empty()) cells.push_back(cell(side));
    cells.insert(cells.end(), {cell(step.x), cell(label_at(frontier.x, step.x)), cell(step.least_y),
                               step.least_y ? cell(label_at(frontier.y, *step.least_y)) : Cell()});
    table.add(std::move(cells));
  }
}

void add_boundary(const study::Frontier& frontier, const std::string& name, std::vector<DataTable>& tables) {
  const std::string level = level_text(frontier.level);
  if (!frontier.x.discrete && !frontier.y.discrete) {
    DataTable contour{.name = name + "_contour",
                      .caption = fmt::format("Points of the lines along which the chance is {}.", level),
                      .columns = {"line", "point", "x", "y"},
                      .rows = {}};
    add_lines(contour, "", frontier.contour);
    DataTable band{
        .name = name + "_band",
        .caption = fmt::format("Points of the lines that 5 % (low) and 95 % (high) of the draws have crossed.", level),
        .columns = {"side", "line", "point", "x", "y"},
        .rows = {}};
    add_lines(band, "low", frontier.band_low);
    add_lines(band, "high", frontier.band_high);
    tables.insert(tables.end(), {std::move(contour), std::move(band)});
    return;
  }
  DataTable stairs{.name = name + "_staircase",
                   .caption = fmt::format("For each {}: the least {} that brings the chance to {}; empty: none does.",
                                          frontier.x.name, frontier.y.name, level),
                   .columns = {"x", "x_label", "least_y", "least_y_label"},
                   .rows = {}};
  add_steps(stairs, frontier, "", frontier.staircase);
  DataTable band{
      .name = name + "_band",
      .caption = fmt::format("For each {}: the least {} at which 5 % (low) and 95 % (high) of the draws have "
                             "come to {}.",
                             frontier.x.name, frontier.y.name, level),
      .columns = {"side", "x", "x_label", "least_y", "least_y_label"},
      .rows = {}};
  add_steps(band, frontier, "low", frontier.band_low_steps);
  add_steps(band, frontier, "high", frontier.band_high_steps);
  tables.insert(tables.end(), {std::move(stairs), std::move(band)});
}

DataTable binding_table(const study::Frontier& frontier, const std::string& name) {
  DataTable table{
      .name = name + "_binding",
      .caption =
          "Whose changed choice carries the change across the level, with its share of it, and the pair of "
          "neighbouring points at which most of it happens. `selection`: the old choice is an equilibrium there "
          "as well.",
      .columns = {"rank", "who", "choice_from", "choice_to", "share", "selection", "from_x", "from_y", "to_x", "to_y",
                  "from_x_label", "from_y_label", "to_x_label", "to_y_label"},
      .rows = {}};
  for (const study::BindingRow& row : frontier.binding) {
    const bool named = !row.player.empty();
    table.add({cell(std::uint64_t{table.rows.size() + 1}), named ? cell(mover_having_seen(row.infoset)) : Cell(),
               cell(study::choice_text(row.choice_from)), cell(study::choice_text(row.choice_to)), cell(row.share),
               truth(row.selection), cell(row.from.first), cell(row.from.second), cell(row.to.first),
               cell(row.to.second), cell(label_at(frontier.x, row.from.first)),
               cell(label_at(frontier.y, row.from.second)), cell(label_at(frontier.x, row.to.first)),
               cell(label_at(frontier.y, row.to.second))});
  }
  return table;
}

DataTable flip_table(const study::Frontier& frontier, const std::string& name) {
  DataTable table{.name = name + "_flip",
                  .caption =
                      "At the central draw: where the chance crosses the level between two points, and whose "
                      "choice does it; margins in payoff units.",
                  .columns = {"from_x", "from_y", "to_x", "to_y", "prob_from", "prob_to", "who", "choice_from",
                              "choice_to", "margin_from", "margin_to"},
                  .rows = {}};
  for (const study::CentralFlip& flip : frontier.central_flip) {
    table.add({cell(flip.from.first), cell(flip.from.second), cell(flip.to.first), cell(flip.to.second),
               cell(flip.prob_from), cell(flip.prob_to), cell(mover_having_seen(flip.infoset)),
               cell(study::choice_text(flip.choice_from)), cell(study::choice_text(flip.choice_to)),
               cell(flip.margin_from), cell(flip.margin_to)});
  }
  return table;
}

DataTable free_table(const study::Frontier& frontier, const std::string& name) {
  DataTable table{.name = name + "_free",
                  .caption = "What the levers' owner does most often when nothing is held on the axes.",
                  .columns = {"owner", "x", "x_label", "y", "y_label", "share", "together"},
                  .rows = {}};
  if (const auto& free = frontier.free_choice) {
    table.add({cell(free->owner), cell(free->x), cell(free->x_label), cell(free->y), cell(free->y_label),
               cell(free->share), truth(free->together)});
  }
  return table;
}

}  // namespace

std::vector<DataTable> frontier_tables(const study::Frontier& frontier, std::size_t number) {
  const std::string name = fmt::format("frontier_{}", number);
  std::vector<DataTable> tables = {points_table(frontier, name), shades_table(frontier, name)};
  add_boundary(frontier, name, tables);
  tables.push_back(binding_table(frontier, name));
  tables.push_back(flip_table(frontier, name));
  tables.push_back(free_table(frontier, name));
  return tables;
}

}  // namespace parley::report
