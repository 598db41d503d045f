// SPDX-License-Identifier: Apache-2.0
// Puts a frontier into words around its map.
#include "parley/report/frontier_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "parley/report/enough.h"
#include "parley/report/frontier_map.h"
#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"

namespace parley::report {
namespace {

std::string point_text(const study::Frontier& frontier, const std::pair<double, double>& point) {
  return fmt::format("({} {}, {} {})", frontier.x.name, axis_value_text(frontier.x, point.first), frontier.y.name,
                     axis_value_text(frontier.y, point.second));
}

/// "between pain 30 and 35, at candy 40": what changes from one point to the next, and what stays.
std::string between_text(const study::Frontier& frontier, const std::pair<double, double>& from,
                         const std::pair<double, double>& to) {
  const auto range = [](const study::FrontierAxis& axis, double a, double b) {
    std::string first = axis_value_text(axis, a), second = axis_value_text(axis, b);
    if (first == second && axis.labels.empty()) {  // bisected closer than rounding shows
      first = fmt::format("{:.8g}", a);
      second = fmt::format("{:.8g}", b);
    }
    return fmt::format("between {} {} and {}", axis.name, first, second);
  };
  const auto at = [](const study::FrontierAxis& axis, double value) {
    return fmt::format(", at {} {}", axis.name, axis_value_text(axis, value));
  };
  if (from.second == to.second) return range(frontier.x, from.first, to.first) + at(frontier.y, from.second);
  if (from.first == to.first) return range(frontier.y, from.second, to.second) + at(frontier.x, from.first);
  return "between " + point_text(frontier, from) + " and " + point_text(frontier, to);
}

std::string held_section(const TextStyle& style, const study::Frontier& frontier) {
  std::string text = fmt::format("Each point holds {} and {} at its values: what is held is announced and binds.",
                                 frontier.x.name, frontier.y.name);
  std::vector<std::string> others;
  for (const build::Held& lever : frontier.held) {
    if (!lever.value.empty()) others.push_back(lever.name + " at " + lever.value);
  }
  if (!others.empty()) text += fmt::format(" Held too: {}.", listed(others));
  return paragraph(style, text + " Every other choice is made freely.", 0, 2);
}

/// Where a line crosses the column x; where it does not, "any" or "none": which side of `level` the column lies on, as
/// the nearest computed point tells.
std::string crossing_text(const study::Frontier& frontier, const std::vector<study::Polyline>& lines,
                          const std::vector<std::vector<std::optional<double>>>& grid, double level, double x) {
  std::vector<std::string> items;
  for (const double y : crossings(lines, x)) items.push_back(amount(y));
  if (!items.empty()) return listed(items);
  double nearest = std::numeric_limits<double>::infinity();
  bool is_reached = false;
  for (const auto& row : grid) {
    for (std::size_t k = 0; k < row.size(); ++k) {
      const double distance = std::fabs(frontier.x.values[k] - x);
      if (!row[k] || distance >= nearest) continue;
      nearest = distance;
      is_reached = *row[k] >= level;
    }
  }
  return is_reached ? "any" : "none";
}

std::string contour_table(const TextStyle& style, const study::Frontier& frontier) {
  constexpr std::size_t most = 5;
  const bool has_band = !frontier.band_low.empty() || !frontier.band_high.empty();
  std::vector<Table::Column> columns = {
      {frontier.x.name, Table::Align::right, 20},
      {fmt::format("{} where the chance is {}", frontier.y.name, level_text(frontier.level)), Table::Align::right, 40}};
  if (has_band) {
    columns.push_back({"5 % of draws", Table::Align::right, 20});
    columns.push_back({"95 % of draws", Table::Align::right, 20});
  }
  Table table(columns);
  const std::size_t count = frontier.x.values.size();
  for (std::size_t t = 0; t < std::min(most, count); ++t) {
    const double x = frontier.x.values[count <= most ? t : t * (count - 1) / (most - 1)];
    std::vector<std::string> cells = {axis_value_text(frontier.x, x),
                                      crossing_text(frontier, frontier.contour, frontier.prob, frontier.level, x)};
    if (has_band) {
      cells.push_back(crossing_text(frontier, frontier.band_low, frontier.share, 0.05, x));
      cells.push_back(crossing_text(frontier, frontier.band_high, frontier.share, 0.95, x));
    }
    table.add(std::move(cells));
  }
  return table.render(style);
}

std::string staircase_table(const TextStyle& style, const study::Frontier& frontier) {
  constexpr std::size_t most = 12;
  const auto least = [&](const std::vector<study::StaircaseStep>& steps, double x) -> std::string {
    const auto step = std::ranges::find(steps, x, &study::StaircaseStep::x);
    if (step == steps.end()) return "";  // stopped before it was known
    return step->least_y ? axis_value_text(frontier.y, *step->least_y) : "none";
  };
  Table table({{frontier.x.name, Table::Align::left, 20},
               {fmt::format("least {} for {}", frontier.y.name, level_text(frontier.level)), Table::Align::right, 30},
               {"5 % of draws", Table::Align::right, 20},
               {"95 % of draws", Table::Align::right, 20}});
  const std::size_t count = frontier.staircase.size();
  const std::size_t stride = (count + most - 1) / most;
  for (std::size_t i = 0; i < count; i += std::max<std::size_t>(1, stride)) {
    const double x = frontier.staircase[i].x;
    table.add({axis_value_text(frontier.x, x), least(frontier.staircase, x), least(frontier.band_low_steps, x),
               least(frontier.band_high_steps, x)});
  }
  return table.render(style);
}

std::string level_section(const TextStyle& style, const study::Frontier& frontier) {
  const auto [low, high] = extremes(frontier.prob);
  std::string out = heading(style, "Where the chance reaches " + level_text(frontier.level));
  if (!(low <= high)) return out + "  no point was computed\n";
  if (high < frontier.level) {
    out += paragraph(style, fmt::format("Nowhere on the map: it is {} at most.", percent(high)), 2, 2);
  } else if (low >= frontier.level) {
    out += paragraph(style, fmt::format("Everywhere on the map: it is {} at least.", percent(low)), 2, 2);
  } else {
    out +=
        paragraph(style, fmt::format("The chance runs from {} to {} over the map.", percent(low), percent(high)), 2, 2);
  }
  const auto [least_share, most_share] = extremes(frontier.share);
  if (least_share <= most_share) {
    out += paragraph(style,
                     fmt::format("By the point, {} to {} of the draws reach {}.", whole_percent(least_share),
                                 whole_percent(most_share), level_text(frontier.level)),
                     2, 2);
  }
  if (!frontier.staircase.empty()) return out + staircase_table(style, frontier);
  const bool has_lines = !frontier.contour.empty() || !frontier.band_low.empty() || !frontier.band_high.empty();
  return has_lines ? out + contour_table(style, frontier) : out;
}

std::string binding_sentence(const study::Frontier& frontier, const study::BindingRow& row) {
  std::string text = whole_percent(row.share) + " of the change ";
  if (row.player.empty()) {
    text += "comes without a changed choice: chances alone move it";
  } else {
    text += fmt::format("is {} going from {} to {}", mover(row.infoset), study::choice_text(row.choice_from),
                        study::choice_text(row.choice_to));
    const std::string seen = seen_text(row.infoset);
    if (!seen.empty()) text += ", having seen" + seen.substr(3);
  }
  if (row.selection) text += ": another equilibrium is selected, though what was played still stands";
  return text + "; most of it " + between_text(frontier, row.from, row.to) + ".";
}

std::string binding_section(const TextStyle& style, const study::Frontier& frontier) {
  if (frontier.binding.empty()) return {};
  constexpr std::size_t most = 5;
  std::string out = heading(style, "What binds there: whose choice carries the chance across the level");
  double rest = 0.0;
  for (std::size_t i = 0; i < frontier.binding.size(); ++i) {
    const study::BindingRow& row = frontier.binding[i];
    if (i >= most || (i > 0 && row.share < 0.01)) {
      rest += row.share;
    } else {
      out += paragraph(style, binding_sentence(frontier, row), 2, 4);
    }
  }
  if (rest > 0.0)
    out += paragraph(style, whole_percent(rest) + " is spread over smaller changes (--format json).", 2, 4);
  return out;
}

/// Next to a flip margins are tiny by construction: digits would say nothing.
std::string margin_text(double margin) { return std::fabs(margin) < 1e-3 ? "a hair" : amount(margin); }

std::string flip_section(const TextStyle& style, const study::Frontier& frontier) {
  if (frontier.central_flip.empty()) return {};
  constexpr std::size_t most = 3;
  std::string out = heading(style, "At the central draw, every parameter at its median");
  for (std::size_t i = 0; i < std::min(most, frontier.central_flip.size()); ++i) {
    const study::CentralFlip& flip = frontier.central_flip[i];
    std::string text = fmt::format("The chance goes from {} to {} {}", percent(flip.prob_from), percent(flip.prob_to),
                                   between_text(frontier, flip.from, flip.to));
    if (!flip.player.empty()) {
      text += fmt::format(": {} goes from {} (better by {}) to {} (better by {})", mover_having_seen(flip.infoset),
                          study::choice_text(flip.choice_from), margin_text(flip.margin_from),
                          study::choice_text(flip.choice_to), margin_text(flip.margin_to));
    }
    out += paragraph(style, text + ".", 2, 4);
  }
  if (frontier.central_flip.size() > most) {
    out += paragraph(
        style,
        fmt::format("... and at {} (--format json).", counted(frontier.central_flip.size() - most, "more place")), 2,
        4);
  }
  return out;
}

std::string free_choice_section(const TextStyle& style, const study::Frontier& frontier) {
  if (!frontier.free_choice) return {};
  const study::FreeChoice& point = *frontier.free_choice;
  const auto named = [](const study::FrontierAxis& axis, const std::string& label, const std::optional<double>& value) {
    return axis.name + " " + (!label.empty() ? label : value ? axis_value_text(axis, *value) : "unsaid");
  };
  const std::string at = named(frontier.x, point.x_label, point.x) + ", " + named(frontier.y, point.y_label, point.y);
  std::string text;
  if (point.owner.empty()) {
    text = "F marks the centre of the parameters: " + at + ".";
  } else {
    text = fmt::format(
        "F marks the most frequent choice of {} when left free: {}, {}{} of the times that it is made. That is another "
        "question than the map's: what is held is announced and binds, a free choice is neither and may tell something "
        "about who makes it.",
        point.owner, at, point.together ? "" : "each taken alone and made in at least ", whole_percent(point.share));
  }
  return heading(style, "Held and free") + paragraph(style, text, 2, 2);
}

std::string trust_section(const TextStyle& style, const study::Frontier& frontier) {
  double worst = 0.0;
  for (const auto& row : frontier.standard_error) {
    for (const auto& cell : row) {
      if (cell && std::isfinite(*cell)) worst = std::max(worst, *cell);
    }
  }
  std::string text =
      fmt::format("{} at each of {}; standard error at most {:.2f} points. ", counted(frontier.draws, "draw"),
                  counted(frontier.cells_evaluated, "point"), worst * 100.0);
  text += fmt::format(
      "Summed over the points: {} with a tie, {} not settled by backward induction, {} not solved, "
      "{} failed. ",
      grouped(std::uint64_t{frontier.ties}), grouped(std::uint64_t{frontier.unsettled}),
      grouped(std::uint64_t{frontier.unsolved}), grouped(std::uint64_t{frontier.failed}));
  text +=
      frontier.largest_deviation_gain
          ? fmt::format("The largest gain from any deviation is {} payoff units, at {}: the others are not certified.",
                        amount(*frontier.largest_deviation_gain), counted(frontier.points_certified, "point"))
          : "No point was certified: what a deviation would gain is not known.";
  return heading(style, "How far to trust it") + paragraph(style, text, 2, 2) +
         paragraph(style, common_knowledge_sentence(), 2, 2);
}

}  // namespace

std::string frontier_text(const TextStyle& style, const std::string& title, const std::string& variant,
                          const study::Frontier& frontier) {
  const std::string question = fmt::format("P({}) over {} x {}", frontier.event, frontier.x.name, frontier.y.name);
  std::string out =
      paragraph(style, paint(style, Ink::heading, title.empty() ? question : title + ": " + question), 0, 2);
  if (!variant.empty()) out += paragraph(style, "variant " + variant, 0, 2);
  out += held_section(style, frontier);
  if (frontier.termination != Termination::finished) {
    out += paragraph(style, paint(style, Ink::caution, "stopped early: only the points below were computed"), 0, 2);
  }
  return out + "\n" + frontier_map(style, frontier) + level_section(style, frontier) +
         binding_section(style, frontier) + flip_section(style, frontier) + free_choice_section(style, frontier) +
         trust_section(style, frontier);
}

}  // namespace parley::report
