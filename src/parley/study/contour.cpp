// SPDX-License-Identifier: Apache-2.0
// Marching squares over leaves of different sizes; staircases.
#include "parley/study/contour.h"

#include <algorithm>
#include <array>
#include <map>

namespace parley::study {

namespace {

/// Two neighbouring grid points, the lesser first: where a line crosses from one leaf to the next.
using EdgeKey = std::array<std::size_t, 4>;

struct Crossing {
  EdgeKey key;
  std::pair<double, double> at;
};

class Tracer {
 public:
  Tracer(const Field& field, double level, const std::vector<double>& xs, const std::vector<double>& ys)
      : field_(field), level_(level), xs_(xs), ys_(ys) {}

  void add(const Leaf& leaf) {
    std::vector<Crossing> crossings;
    const std::array<std::array<std::size_t, 4>, 4> sides{{{leaf.x0, leaf.y0, leaf.x1, leaf.y0},
                                                           {leaf.x1, leaf.y0, leaf.x1, leaf.y1},
                                                           {leaf.x0, leaf.y1, leaf.x1, leaf.y1},
                                                           {leaf.x0, leaf.y0, leaf.x0, leaf.y1}}};
    for (const auto& side : sides) {
      if (auto crossing = cross(side)) crossings.push_back(*crossing);
    }
    if (crossings.size() == 2) connect(crossings[0], crossings[1]);
    if (crossings.size() == 4) resolve_saddle(leaf, crossings);
  }

  std::vector<Polyline> lines() {
    std::vector<Polyline> found;
    // Open lines first, from their ends; what is left are rings.
    for (const bool from_ends : {true, false}) {
      for (const auto& [key, links] : links_) {
        if (!from_ends || links.size() == 1) trace(key, found);
      }
    }
    return found;
  }

 private:
  [[nodiscard]] double value(std::size_t x, std::size_t y) const { return *field_[y][x]; }

  [[nodiscard]] std::optional<Crossing> cross(const std::array<std::size_t, 4>& side) const {
    const double a = value(side[0], side[1]);
    const double b = value(side[2], side[3]);
    if ((a >= level_) == (b >= level_)) return std::nullopt;
    const double t = (level_ - a) / (b - a);
    const double x = xs_[side[0]] + t * (xs_[side[2]] - xs_[side[0]]);
    const double y = ys_[side[1]] + t * (ys_[side[3]] - ys_[side[1]]);
    return Crossing{side, {x, y}};
  }

  /// Both diagonals cross: the mean at the middle says which corners belong together.
  void resolve_saddle(const Leaf& leaf, const std::vector<Crossing>& c) {
    const double middle =
        (value(leaf.x0, leaf.y0) + value(leaf.x1, leaf.y0) + value(leaf.x0, leaf.y1) + value(leaf.x1, leaf.y1)) / 4.0;
    const bool lower_left_joins = (value(leaf.x0, leaf.y0) >= level_) == (middle >= level_);
    if (lower_left_joins) {
      connect(c[0], c[1]);
      connect(c[2], c[3]);
    } else {
      connect(c[0], c[3]);
      connect(c[1], c[2]);
    }
  }

  void connect(const Crossing& a, const Crossing& b) {
    points_[a.key] = a.at;
    points_[b.key] = b.at;
    links_[a.key].push_back(b.key);
    links_[b.key].push_back(a.key);
  }

  void trace(const EdgeKey& start, std::vector<Polyline>& found) {
    if (used_[start]) return;
    Polyline line;
    EdgeKey now = start;
    for (bool going = true; going;) {
      used_[now] = true;
      line.push_back(points_.at(now));
      going = false;
      for (const EdgeKey& next : links_.at(now)) {
        if (used_[next]) continue;
        now = next;
        going = true;
        break;
      }
    }
    const auto& last = links_.at(now);
    const bool ring = line.size() > 2 && std::ranges::find(last, start) != last.end();
    if (ring) line.push_back(line.front());
    found.push_back(std::move(line));
  }

  const Field& field_;
  double level_;
  const std::vector<double>& xs_;
  const std::vector<double>& ys_;
  std::map<EdgeKey, std::pair<double, double>> points_;
  std::map<EdgeKey, std::vector<EdgeKey>> links_;
  std::map<EdgeKey, bool> used_;
};

}  // namespace

std::vector<Polyline> contour(const Field& field, const std::vector<Leaf>& leaves, double level,
                              const std::vector<double>& xs, const std::vector<double>& ys) {
  Tracer tracer(field, level, xs, ys);
  for (const Leaf& leaf : leaves) tracer.add(leaf);
  return tracer.lines();
}

namespace {

/// The least y of one column at which the field reaches the level, among what is known of it.
std::optional<double> least_y(const Field& field, std::size_t x, double level, const std::vector<double>& ys,
                              const std::vector<std::size_t>& order, bool y_numeric) {
  std::optional<std::size_t> before;
  for (const std::size_t y : order) {
    if (!field[y][x]) continue;
    if (*field[y][x] >= level) {
      if (!y_numeric || !before) return ys[y];
      const double below = *field[*before][x];
      return ys[*before] + (level - below) / (*field[y][x] - below) * (ys[y] - ys[*before]);
    }
    before = y;
  }
  return std::nullopt;
}

/// Among choices nothing is taken to lie between: all of a column are needed. Of a numeric y some will do.
std::vector<std::size_t> known_columns(const Field& field, std::size_t count, bool y_numeric) {
  std::vector<std::size_t> columns;
  for (std::size_t x = 0; x < count; ++x) {
    const auto is_known = [x](const auto& row) { return row[x].has_value(); };
    if (y_numeric ? std::ranges::any_of(field, is_known) : std::ranges::all_of(field, is_known)) columns.push_back(x);
  }
  return columns;
}

}  // namespace

std::vector<StaircaseStep> staircase(const Field& field, double level, const std::vector<double>& xs,
                                     const std::vector<double>& ys, const std::vector<std::size_t>& order,
                                     bool y_numeric) {
  std::vector<StaircaseStep> steps;
  std::optional<std::size_t> last;
  for (const std::size_t x : known_columns(field, xs.size(), y_numeric)) {
    const StaircaseStep step{xs[x], least_y(field, x, level, ys, order, y_numeric)};
    const bool is_level = !y_numeric && last && steps.back().least_y == step.least_y;
    for (std::size_t between = last ? *last + 1 : x; is_level && between < x; ++between) {
      steps.push_back({xs[between], step.least_y});
    }
    steps.push_back(step);
    last = x;
  }
  return steps;
}

}  // namespace parley::study
