// SPDX-License-Identifier: Apache-2.0
// Reads off a frontier where the level is reached, and puts it into a sentence.
#include "parley/report/enough.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "parley/report/frontier_map.h"
#include "parley/report/numbers.h"
#include "parley/report/sentences.h"

namespace parley::report {
namespace {

std::string subject(const study::Frontier& frontier) {
  std::string text = fmt::format("With {} and {} held at each point", frontier.x.name, frontier.y.name);
  std::vector<std::string> others;
  for (const build::Held& lever : frontier.held) {
    if (!lever.value.empty()) others.push_back(lever.name + " at " + lever.value);
  }
  if (!others.empty()) text += fmt::format(" ({})", listed(others));
  return text + fmt::format(", the chance of \u201c{}\u201d", frontier.event);
}

/// Columns of the axis x that need the same of y, in order.
struct Columns {
  std::vector<std::string> x;
  std::optional<double> least_y;
};

std::vector<Columns> columns_of(const study::Frontier& frontier) {
  std::vector<Columns> columns;
  for (const study::StaircaseStep& step : frontier.staircase) {
    if (columns.empty() || columns.back().least_y != step.least_y) columns.push_back({{}, step.least_y});
    columns.back().x.push_back(axis_value_text(frontier.x, step.x));
  }
  return columns;
}

std::string staircase_clause(const study::Frontier& frontier) {
  std::vector<std::string> reached;
  std::vector<std::string> never;
  const double first = frontier.y.values.front(), last = frontier.y.values.back();
  for (const Columns& column : columns_of(frontier)) {
    if (!column.least_y) {
      never.insert(never.end(), column.x.begin(), column.x.end());
      continue;
    }
    const std::string with = fmt::format("{} at {}", frontier.x.name, listed(column.x));
    const std::string least = axis_value_text(frontier.y, *column.least_y);
    if (*column.least_y == first) {
      reached.push_back(fmt::format("{} whatever {} is", with, frontier.y.name));
    } else if (*column.least_y == last) {
      reached.push_back(fmt::format("{} with {} at {}", with, frontier.y.name, least));
    } else {
      reached.push_back(fmt::format("{} with {} at {} or more", with, frontier.y.name, least));
    }
  }
  std::string text = fmt::format(" reaches {} for {}", level_text(frontier.level), listed(reached));
  if (!never.empty()) {
    text += fmt::format("; with {} at {} no {} is enough", frontier.x.name, listed(never), frontier.y.name);
  }
  return text + ".";
}

std::string contour_clause(const study::Frontier& frontier) {
  const auto [low, high] = extremes(frontier.prob);
  std::string text = fmt::format(" runs from {} to {}", percent(low), percent(high));
  const std::size_t middle = frontier.x.values.size() / 2;
  const double x =
      frontier.free_choice && frontier.free_choice->x ? *frontier.free_choice->x : frontier.x.values[middle];
  const std::vector<double> at = crossings(frontier.contour, x);
  if (at.size() == 1) {
    text += fmt::format("; with {} at {} it is {} where {} is {}", frontier.x.name, axis_value_text(frontier.x, x),
                        level_text(frontier.level), frontier.y.name, amount(at.front()));
  } else {
    text += fmt::format("; the line where it reaches {} is in the figure", level_text(frontier.level));
  }
  return text + ".";
}

}  // namespace

std::pair<double, double> extremes(const std::vector<std::vector<std::optional<double>>>& grid) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const auto& row : grid) {
    for (const auto& cell : row) {
      if (!cell || std::isnan(*cell)) continue;
      low = std::min(low, *cell);
      high = std::max(high, *cell);
    }
  }
  return {low, high};
}

std::vector<double> crossings(const std::vector<study::Polyline>& lines, double x) {
  std::vector<double> found;
  for (const study::Polyline& line : lines) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const auto [x0, y0] = line[i];
      const auto [x1, y1] = line[i + 1];
      if (x < std::min(x0, x1) || x > std::max(x0, x1)) continue;
      found.push_back(x0 == x1 ? y0 : y0 + (x - x0) / (x1 - x0) * (y1 - y0));
    }
  }
  std::sort(found.begin(), found.end());
  const double nearness = found.empty() ? 0.0 : 1e-9 * std::max(1.0, std::fabs(found.back()));
  found.erase(std::unique(found.begin(), found.end(), [&](double a, double b) { return b - a <= nearness; }),
              found.end());
  return found;
}

std::string enough_sentence(const study::Frontier& frontier) {
  const auto [low, high] = extremes(frontier.prob);
  const std::string start = subject(frontier);
  if (!(low <= high)) return start + " was not computed.";
  if (high < frontier.level) {
    return fmt::format("{} reaches {} nowhere on the map: it is {} at most.", start, level_text(frontier.level),
                       percent(high));
  }
  if (low >= frontier.level) {
    return fmt::format("{} reaches {} everywhere on the map: it is {} at least.", start, level_text(frontier.level),
                       percent(low));
  }
  return start + (frontier.staircase.empty() ? contour_clause(frontier) : staircase_clause(frontier));
}

std::string binding_sentence(const study::Frontier& frontier) {
  // One mover may carry the change at several sets, after different histories: together they are what binds.
  struct Mover {
    const study::BindingRow* row;
    double share;
  };
  std::vector<Mover> movers;
  for (const study::BindingRow& row : frontier.binding) {
    if (row.player.empty()) continue;
    const auto known = std::ranges::find_if(movers, [&](const Mover& one) {
      return mover(one.row->infoset) == mover(row.infoset) && one.row->choice_from == row.choice_from &&
             one.row->choice_to == row.choice_to;
    });
    if (known == movers.end()) {
      movers.push_back({&row, row.share});
    } else {
      known->share += row.share;
    }
  }
  if (movers.empty()) return {};
  const Mover& most = *std::ranges::max_element(movers, {}, &Mover::share);
  return fmt::format("What binds there is mostly {}, who goes from {} to {}: {} of the change across the line.",
                     mover(most.row->infoset), study::choice_text(most.row->choice_from),
                     study::choice_text(most.row->choice_to), whole_percent(most.share));
}

std::string free_choice_sentence(const study::Frontier& frontier) {
  if (!frontier.free_choice || frontier.free_choice->owner.empty()) return {};
  const study::FreeChoice& point = *frontier.free_choice;
  const auto value = [](const study::FrontierAxis& axis, const std::string& label, const std::optional<double>& at) {
    return axis.name + " at " + (!label.empty() ? label : at ? axis_value_text(axis, *at) : "no value");
  };
  return fmt::format("Left free, {} most often takes {} and {} ({} of the cases).", point.owner,
                     value(frontier.x, point.x_label, point.x), value(frontier.y, point.y_label, point.y),
                     whole_percent(point.share));
}

}  // namespace parley::report
