// SPDX-License-Identifier: Apache-2.0
// Draws a frontier on a canvas of characters.
#include "parley/report/frontier_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "parley/report/frontier_shades.h"
#include "parley/report/numbers.h"

namespace parley::report {
namespace {

struct Shade {
  double below;  // chances under this
  std::string_view glyph;
  int colour;  // of the 256 colours
};
constexpr std::array shades = {Shade{0.05, " ", 244}, Shade{0.20, "·", 67},  Shade{0.40, "░", 37},
                               Shade{0.60, "▒", 71},  Shade{0.80, "▓", 178}, Shade{2.00, "█", 172}};
constexpr std::size_t min_numbered_cell = 8;  // columns that a cell needs to hold its number

/// Where a value lies among the points of an axis: 1.5 is halfway between the second and the third. The points of a
/// discrete axis stand in any order; those of a numeric one rise.
double position(const study::FrontierAxis& axis, double value) {
  const std::vector<double>& values = axis.values;
  const auto at = std::find(values.begin(), values.end(), value);
  if (at != values.end()) return static_cast<double>(at - values.begin());
  if (values.size() < 2 || value <= values.front()) return 0.0;
  if (value >= values.back()) return static_cast<double>(values.size() - 1);
  const auto above = static_cast<std::size_t>(std::upper_bound(values.begin(), values.end(), value) - values.begin());
  return static_cast<double>(above - 1) + (value - values[above - 1]) / (values[above] - values[above - 1]);
}

/// Characters with colours; row 0 is the top.
class Canvas {
 public:
  Canvas(std::size_t rows, std::size_t columns)
      : rows_(rows, std::vector<Cell>(columns, Cell{" ", 0, false})), columns_(columns) {}

  void put(std::size_t row, std::size_t column, std::string_view glyph, int colour, bool mark = false) {
    if (row < rows_.size() && column < columns_) rows_[row][column] = {glyph, colour, mark};
  }
  /// One row with colours where the style has them, runs of one colour under one code.
  [[nodiscard]] std::string row(const TextStyle& style, std::size_t at) const {
    std::string out;
    std::string code;
    for (const Cell& cell : rows_[at]) {
      const std::string wanted = cell.mark ? "1" : fmt::format("38;5;{}", cell.colour);
      if (style.colour && wanted != code) {
        out += fmt::format("\x1b[0;{}m", wanted);
        code = wanted;
      }
      out += cell.glyph;
    }
    return style.colour ? out + "\x1b[0m" : out;
  }
  [[nodiscard]] std::size_t num_rows() const { return rows_.size(); }
  [[nodiscard]] std::size_t num_columns() const { return columns_; }

 private:
  struct Cell {
    std::string_view glyph;
    int colour;
    bool mark;
  };
  std::vector<std::vector<Cell>> rows_;
  std::size_t columns_;
};

/// How the points of the axes are spread over the canvas.
struct Layout {
  std::size_t label_width = 0;  // of the labels of y, at the left
  std::size_t cell_width = 1;
  std::size_t x_stride = 1, y_stride = 1;
  std::vector<std::size_t> xs, ys;  // indices that are drawn; ys from the top down

  [[nodiscard]] std::size_t columns() const { return xs.size() * cell_width; }
};

std::vector<std::size_t> every(std::size_t count, std::size_t stride) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < count; i += stride) indices.push_back(i);
  return indices;
}

Layout lay_out(const TextStyle& style, const study::Frontier& frontier) {
  constexpr std::size_t max_rows = 41;
  Layout layout;
  for (const double value : frontier.y.values) {
    layout.label_width = std::max(layout.label_width, display_width(axis_value_text(frontier.y, value)));
  }
  layout.label_width = std::clamp<std::size_t>(layout.label_width, 4, 18);
  const std::size_t room = style.width - layout.label_width - 4;
  const std::size_t num_x = std::max<std::size_t>(1, frontier.x.values.size());
  layout.x_stride = (num_x + room - 1) / room;
  layout.y_stride = (frontier.y.values.size() + max_rows - 1) / max_rows;
  layout.xs = every(frontier.x.values.size(), layout.x_stride);
  layout.ys = every(frontier.y.values.size(), std::max<std::size_t>(1, layout.y_stride));
  std::reverse(layout.ys.begin(), layout.ys.end());
  const std::size_t most = frontier.x.discrete ? 18 : 8;
  layout.cell_width = std::clamp<std::size_t>(room / std::max<std::size_t>(1, layout.xs.size()), 1, most);
  return layout;
}

void write_number(Canvas& canvas, std::size_t row, std::size_t begin, std::size_t width, double value) {
  static constexpr std::string_view digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  const std::string number = fmt::format("{:.0f}", value * 100.0);
  std::size_t column = begin + (width - number.size()) / 2;
  canvas.put(row, column - 1, " ", 0);
  for (const char digit : number) canvas.put(row, column++, digits[digit - '0'], 0, true);
  canvas.put(row, column, " ", 0);
}

void shade_cells(Canvas& canvas, const Layout& layout, const study::Frontier& frontier) {
  const std::vector<std::vector<double>> values = shaded_values(frontier);
  for (std::size_t r = 0; r < layout.ys.size(); ++r) {
    for (std::size_t c = 0; c < layout.xs.size(); ++c) {
      const double value = values[layout.ys[r]][layout.xs[c]];
      if (std::isnan(value)) {
        canvas.put(r, c * layout.cell_width + layout.cell_width / 2, "?", 244);
        continue;
      }
      const Shade& shade =
          *std::find_if(shades.begin(), shades.end() - 1, [&](const Shade& s) { return value < s.below; });
      for (std::size_t k = 0; k < layout.cell_width; ++k) {
        canvas.put(r, c * layout.cell_width + k, shade.glyph, shade.colour);
      }
      const auto& computed = frontier.prob[layout.ys[r]][layout.xs[c]];
      if (layout.cell_width >= min_numbered_cell && computed && std::isfinite(*computed)) {
        write_number(canvas, r, c * layout.cell_width, layout.cell_width, *computed);
      }
    }
  }
}

/// Columns and rows of the canvas at the centre of a point of the axes.
struct Place {
  double column = 0.0, row = 0.0;
};

Place place(const study::Frontier& frontier, const Layout& layout, double x, double y) {
  const double across = position(frontier.x, x) / static_cast<double>(layout.x_stride);
  const double up = position(frontier.y, y) / static_cast<double>(layout.y_stride);
  return {(across + 0.5) * static_cast<double>(layout.cell_width) - 0.5,
          static_cast<double>(layout.ys.size() - 1) - up};
}

void draw_lines(Canvas& canvas, const study::Frontier& frontier, const Layout& layout,
                const std::vector<study::Polyline>& lines, std::string_view glyph) {
  for (const study::Polyline& line : lines) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const Place from = place(frontier, layout, line[i].first, line[i].second);
      const Place to = place(frontier, layout, line[i + 1].first, line[i + 1].second);
      const double length = std::max(std::fabs(to.column - from.column), std::fabs(to.row - from.row));
      const auto steps = static_cast<std::size_t>(std::ceil(length)) + 1;
      for (std::size_t k = 0; k <= steps; ++k) {
        const double part = static_cast<double>(k) / static_cast<double>(steps);
        const double row = from.row + part * (to.row - from.row);
        const double column = from.column + part * (to.column - from.column);
        canvas.put(static_cast<std::size_t>(std::lround(std::max(0.0, row))),
                   static_cast<std::size_t>(std::lround(std::max(0.0, column))), glyph, 0, true);
      }
    }
  }
}

void draw_staircase(Canvas& canvas, const study::Frontier& frontier, const Layout& layout) {
  for (const study::StaircaseStep& step : frontier.staircase) {
    if (!step.least_y) continue;
    const Place at = place(frontier, layout, step.x, *step.least_y);
    const auto row = static_cast<std::size_t>(std::lround(std::max(0.0, at.row)));
    const auto cell = static_cast<std::size_t>(std::floor((at.column + 0.5) / static_cast<double>(layout.cell_width)));
    const std::size_t begin = cell * layout.cell_width;
    const std::size_t ends = layout.cell_width >= min_numbered_cell ? 2 : layout.cell_width;
    for (std::size_t k = 0; k < ends; ++k) {
      canvas.put(row, begin + k, "*", 0, true);
      canvas.put(row, begin + layout.cell_width - 1 - k, "*", 0, true);
    }
  }
}

bool draw_free_choice(Canvas& canvas, const study::Frontier& frontier, const Layout& layout) {
  if (!frontier.free_choice || !frontier.free_choice->x || !frontier.free_choice->y) return false;
  const Place at = place(frontier, layout, *frontier.free_choice->x, *frontier.free_choice->y);
  auto column = static_cast<std::size_t>(std::lround(std::max(0.0, at.column)));
  // The middle of a wide cell holds its number.
  if (layout.cell_width >= min_numbered_cell) column -= std::min<std::size_t>(column, layout.cell_width / 2 - 2);
  canvas.put(static_cast<std::size_t>(std::lround(std::max(0.0, at.row))), column, "F", 0, true);
  return true;
}

std::string blanks(std::size_t count) { return std::string(count, ' '); }

/// Labels below the columns: on one line where they fit, in turns on two, else as keys that are told below.
std::string discrete_x_labels(const TextStyle& style, const study::Frontier& frontier, const Layout& layout) {
  std::vector<std::string> labels;
  std::size_t widest = 0;
  for (const std::size_t x : layout.xs) {
    labels.push_back(axis_value_text(frontier.x, frontier.x.values[x]));
    widest = std::max(widest, display_width(labels.back()));
  }
  const std::size_t lines = widest < layout.cell_width ? 1 : widest + 1 < 2 * layout.cell_width ? 2 : 0;
  std::vector<std::string> shown(std::max<std::size_t>(1, lines), blanks(layout.label_width + 3));
  std::string keys;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    std::string& line = shown[lines == 2 ? i % 2 : 0];
    const std::string key = lines > 0 ? labels[i] : fmt::format("{}", i + 1);
    const std::size_t middle = layout.label_width + 3 + i * layout.cell_width + layout.cell_width / 2;
    const std::size_t begin = middle - std::min(middle, display_width(key) / 2);
    line = padded_right(line, begin);
    line += key;
    if (lines == 0) keys += fmt::format("{}{} {}", i > 0 ? ", " : "", key, labels[i]);
  }
  std::string out;
  for (const std::string& line : shown) out += line + "\n";
  return lines > 0 ? out : out + paragraph(style, frontier.x.name + ": " + keys, 2, 4);
}

/// The ends and the middle of a numeric axis, each under its column.
std::string numeric_x_labels(const study::Frontier& frontier, const Layout& layout) {
  std::string line = blanks(layout.label_width + 3);
  const std::size_t origin = line.size();
  const std::size_t count = layout.xs.size();
  const std::size_t ticks = std::min<std::size_t>(count, layout.columns() >= 50 ? 5 : 3);
  for (std::size_t t = 0; t < ticks; ++t) {
    const std::size_t i = ticks == 1 ? 0 : t * (count - 1) / (ticks - 1);
    const std::string text = axis_value_text(frontier.x, frontier.x.values[layout.xs[i]]);
    const std::size_t middle = origin + i * layout.cell_width + layout.cell_width / 2;
    const std::size_t begin = std::max(origin, middle - std::min(middle, text.size() / 2));
    if (begin < line.size() + (t > 0 ? 1 : 0) && t > 0) continue;
    line += blanks(begin - std::min(begin, line.size())) + text;
  }
  return line + "\n";
}

std::string legend(const TextStyle& style, const study::Frontier& frontier, const Layout& layout, bool has_free_point) {
  std::string out = "  chance in %:  [ ] below 5  [·] 20  [░] 40  [▒] 60  [▓] 80  [█] 80 and above\n";
  std::string marks;
  if (!frontier.contour.empty()) marks += "* the chance is " + level_text(frontier.level);
  const bool has_steps = std::any_of(frontier.staircase.begin(), frontier.staircase.end(),
                                     [](const auto& step) { return step.least_y.has_value(); });
  if (has_steps) marks += "* the least " + frontier.y.name + " that reaches " + level_text(frontier.level);
  if (!frontier.band_low.empty() || !frontier.band_high.empty()) {
    marks += (marks.empty() ? "" : "; ") + std::string("5 and 9: 5 % and 95 % of the draws reach it there");
  }
  if (has_free_point) marks += (marks.empty() ? "" : "; ") + std::string("F see below");
  if (!marks.empty()) out += paragraph(style, marks, 2, 4);
  const std::size_t points = frontier.x.values.size() * frontier.y.values.size();
  std::size_t computed = 0;
  for (const auto& row : frontier.prob) {
    computed +=
        static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [](const auto& c) { return c.has_value(); }));
  }
  if (computed < points) {
    const bool whole = frontier.termination == Termination::finished;
    out += paragraph(style,
                     fmt::format("{} of {} points computed, {}", computed, points,
                                 whole ? "the others shaded between them (--no-refine computes all)"
                                       : "the others shaded between them or marked ?"),
                     2, 4);
  }
  if (layout.x_stride > 1 || layout.y_stride > 1) {
    out += paragraph(style,
                     "the map shows every " + std::to_string(std::max(layout.x_stride, layout.y_stride)) +
                         "th point; --format json has all",
                     2, 4);
  }
  return out;
}

}  // namespace

std::string axis_value_text(const study::FrontierAxis& axis, double value) {
  if (axis.labels.empty()) return amount(value);
  const auto at = std::find(axis.values.begin(), axis.values.end(), value);
  const auto index = static_cast<std::size_t>(at - axis.values.begin());
  return index < axis.labels.size() ? axis.labels[index] : amount(value);
}

std::string frontier_map(const TextStyle& style, const study::Frontier& frontier) {
  if (frontier.x.values.empty() || frontier.y.values.empty()) return {};
  const Layout layout = lay_out(style, frontier);
  Canvas canvas(layout.ys.size(), layout.columns());
  shade_cells(canvas, layout, frontier);
  draw_lines(canvas, frontier, layout, frontier.band_low, "5");
  draw_lines(canvas, frontier, layout, frontier.band_high, "9");
  draw_lines(canvas, frontier, layout, frontier.contour, "*");
  draw_staircase(canvas, frontier, layout);
  const bool has_free_point = draw_free_choice(canvas, frontier, layout);

  std::string out = "  " + paint(style, Ink::heading, frontier.y.name) + "\n";
  for (std::size_t r = 0; r < canvas.num_rows(); ++r) {
    const std::string label = axis_value_text(frontier.y, frontier.y.values[layout.ys[r]]);
    std::string line =
        padded_left(shortened(label, layout.label_width), layout.label_width) + " │ " + canvas.row(style, r);
    if (!style.colour) line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  std::string rule;
  for (std::size_t k = 0; k <= layout.columns(); ++k) rule += "─";
  out += blanks(layout.label_width) + " └" + rule + "\n";
  out += frontier.x.discrete ? discrete_x_labels(style, frontier, layout) : numeric_x_labels(frontier, layout);
  const std::size_t end = layout.label_width + 3 + layout.columns();
  out += padded_left(paint(style, Ink::heading, frontier.x.name), end) + "\n";
  return out + legend(style, frontier, layout, has_free_point);
}

}  // namespace parley::report
