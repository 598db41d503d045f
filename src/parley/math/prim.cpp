// SPDX-License-Identifier: Apache-2.0
// Peeling over inputs that are sorted once.
#include "parley/math/prim.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace parley {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Between two values, on the side of the one that is inside.
double midway(double inside, double outside) {
  const double middle = std::midpoint(inside, outside);
  return middle == outside ? inside : middle;
}

BoxSide& side_of(Box& box, std::size_t input) {
  auto it = std::ranges::lower_bound(box, input, {}, &BoxSide::input);
  if (it == box.end() || it->input != input) it = box.insert(it, BoxSide{.input = input});
  return *it;
}

/// What would become of a box: the points that change sides, and the sides after it.
struct Move {
  std::vector<std::size_t> points;
  Box box;
  double weight = 0.0, interest = 0.0;  // that change sides
};

class Carver {
 public:
  Carver(const PrimPoints& points, const PrimOptions& options) : points_(points), options_(options) {
    std::vector<std::size_t> counting;
    counting.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (!(points.weights[i] > 0.0)) continue;
      counting.push_back(i);
      total_ += points.weights[i];
    }
    order_.reserve(points.inputs.size());
    for (const PrimColumn& input : points.inputs) {
      order_.push_back(counting);
      std::ranges::stable_sort(order_.back(), {}, [&](std::size_t i) { return input.values[i]; });
    }
    counting_ = std::move(counting);
  }

  void start_at(const Box& box) {
    box_ = box;
    inside_.assign(points_.size(), 0);
    weight_ = interest_ = 0.0;
    for (const std::size_t i : counting_) {
      if (!contains(box, points_, i)) continue;
      inside_[i] = 1;
      weight_ += points_.weights[i];
      interest_ += points_.weights[i] * points_.interest[i];
    }
  }

  [[nodiscard]] const Box& box() const { return box_; }
  [[nodiscard]] bool is_pure() const { return interest_ >= weight_; }

  /// The best peel is made; false where there is none.
  bool peel_once() {
    std::optional<Move> best;
    double best_gain = 0.0;
    for (std::size_t d = 0; d < points_.inputs.size(); ++d) {
      for (Move& move : peels(d)) {
        const double rest = weight_ - move.weight;
        if (!(rest >= options_.least_mass * total_) || move.points.empty()) continue;
        const double gain = ((interest_ - move.interest) / rest - interest_ / weight_) / move.weight;
        if (best && std::tuple(-gain, move.weight) >= std::tuple(-best_gain, best->weight)) continue;
        best = std::move(move);
        best_gain = gain;
      }
    }
    if (!best) return false;
    start_at(best->box);
    return true;
  }

  /// The paste that leaves the largest density is made; false where none raises it.
  bool paste_once() {
    std::optional<Move> best;
    double best_density = interest_ / weight_;
    for (const BoxSide& side : box_) {
      for (Move& move : pastes(side)) {
        const double density = (interest_ + move.interest) / (weight_ + move.weight);
        if (move.points.empty() || !(density > best_density)) continue;
        best_density = density;
        best = std::move(move);
      }
    }
    if (!best) return false;
    start_at(best->box);
    return true;
  }

 private:
  [[nodiscard]] std::vector<Move> peels(std::size_t input) const {
    if (points_.inputs[input].discrete) return value_peels(input);
    std::vector<Move> moves;
    moves.push_back(end_peel(input, order_[input].begin(), order_[input].end(), true));
    moves.push_back(end_peel(input, order_[input].rbegin(), order_[input].rend(), false));
    return moves;
  }

  void take(Move& move, std::size_t point) const {
    move.points.push_back(point);
    move.weight += points_.weights[point];
    move.interest += points_.weights[point] * points_.interest[point];
  }

  /// Adds to `move` the next of the points for which `counts` holds, in groups of equal values: as many groups as weigh
  /// at most alpha of the box, at least one. Returns the first point that is left, or `end`.
  template <class Iterator, class Counts>
  Iterator take_groups(std::size_t input, Iterator at, const Iterator& end, const Counts& counts, Move& move) const {
    const auto& values = points_.inputs[input].values;
    const auto next = [&](const Iterator& it) { return std::find_if(it, end, counts); };
    at = next(at);
    while (at != end) {
      Move group;
      Iterator after = at;
      for (; after != end && values[*after] == values[*at]; after = next(std::next(after))) take(group, *after);
      if (!move.points.empty() && move.weight + group.weight > options_.alpha * weight_) return at;
      for (const std::size_t point : group.points) move.points.push_back(point);
      move.weight += group.weight;
      move.interest += group.interest;
      at = after;
    }
    return end;
  }

  template <class Iterator>
  [[nodiscard]] Move end_peel(std::size_t input, const Iterator& begin, const Iterator& end, bool is_low) const {
    Move move;
    const Iterator left = take_groups(input, begin, end, [&](std::size_t i) { return inside_[i] != 0; }, move);
    if (left == end) return {};
    const auto& values = points_.inputs[input].values;
    move.box = box_;
    BoxSide& side = side_of(move.box, input);
    (is_low ? side.low : side.high) = midway(values[*left], values[move.points.back()]);
    return move;
  }

  [[nodiscard]] std::vector<Move> value_peels(std::size_t input) const {
    const auto& values = points_.inputs[input].values;
    std::vector<std::pair<double, Move>> by_value;
    for (const std::size_t i : order_[input]) {
      if (inside_[i] == 0) continue;
      if (by_value.empty() || by_value.back().first != values[i]) by_value.emplace_back(values[i], Move{});
      take(by_value.back().second, i);
    }
    std::vector<Move> moves;
    if (by_value.size() < 2) return moves;
    moves.reserve(by_value.size());
    std::vector<double> all;
    all.reserve(by_value.size());
    for (const auto& [value, move] : by_value) all.push_back(value);
    for (auto& [value, move] : by_value) {
      move.box = box_;
      BoxSide& side = side_of(move.box, input);
      side.values = all;
      std::erase(side.values, value);
      moves.push_back(std::move(move));
    }
    return moves;
  }

  /// Outside by this side alone.
  [[nodiscard]] bool only_beyond(const BoxSide& side, std::size_t point) const {
    if (inside_[point] != 0) return false;
    return std::ranges::all_of(box_, [&](const BoxSide& other) {
      return other.input == side.input || other.holds(points_.inputs[other.input].values[point]);
    });
  }

  [[nodiscard]] std::vector<Move> pastes(const BoxSide& side) const {
    if (!side.values.empty()) return value_pastes(side);
    std::vector<Move> moves;
    if (side.high < infinity) {
      moves.push_back(end_paste(side, order_[side.input].begin(), order_[side.input].end(), false));
    }
    if (side.low > -infinity) {
      moves.push_back(end_paste(side, order_[side.input].rbegin(), order_[side.input].rend(), true));
    }
    return moves;
  }

  template <class Iterator>
  [[nodiscard]] Move end_paste(const BoxSide& side, const Iterator& begin, const Iterator& end, bool is_low) const {
    const auto& values = points_.inputs[side.input].values;
    const auto beyond = [&](std::size_t i) {
      return (is_low ? values[i] < side.low : values[i] > side.high) && only_beyond(side, i);
    };
    Move move;
    const Iterator left = take_groups(side.input, begin, end, beyond, move);
    if (move.points.empty()) return {};
    move.box = box_;
    BoxSide& changed = side_of(move.box, side.input);
    const double open = is_low ? -infinity : infinity;
    (is_low ? changed.low : changed.high) = left == end ? open : midway(values[move.points.back()], values[*left]);
    if (changed.low == -infinity && changed.high == infinity) {
      std::erase_if(move.box, [&](const BoxSide& one) { return one.input == side.input; });
    }
    return move;
  }

  [[nodiscard]] std::vector<Move> value_pastes(const BoxSide& side) const {
    const auto& values = points_.inputs[side.input].values;
    std::vector<Move> moves;
    double last = std::numeric_limits<double>::quiet_NaN();
    for (const std::size_t i : order_[side.input]) {
      if (!only_beyond(side, i)) continue;
      if (values[i] != last) {
        last = values[i];
        Move move;
        move.box = box_;
        BoxSide& changed = side_of(move.box, side.input);
        changed.values.insert(std::ranges::lower_bound(changed.values, last), last);
        moves.push_back(std::move(move));
      }
      take(moves.back(), i);
    }
    return moves;
  }

  const PrimPoints& points_;
  PrimOptions options_;
  std::vector<std::size_t> counting_;            // points that weigh something
  std::vector<std::vector<std::size_t>> order_;  // [input]: those by rising value
  Box box_;
  std::vector<char> inside_;
  double total_ = 0.0, weight_ = 0.0, interest_ = 0.0;  // of all; inside
};

}  // namespace

std::vector<PrimStep> peel(const PrimPoints& points, const PrimOptions& options, const RunContext& run) {
  Carver carver(points, options);
  carver.start_at({});
  std::vector<PrimStep> steps;
  steps.push_back({{}, measure({}, points)});
  while (!carver.is_pure() && !run.should_stop() && carver.peel_once()) {
    steps.push_back({carver.box(), measure(carver.box(), points)});
  }
  return steps;
}

Box paste(const Box& box, const PrimPoints& points, const PrimOptions& options, const RunContext& run) {
  Carver carver(points, options);
  carver.start_at(box);
  while (!run.should_stop() && carver.paste_once()) {
  }
  return carver.box();
}

}  // namespace parley
