// SPDX-License-Identifier: Apache-2.0
// Branch and prune with proved roots.
#include "parley/solve/nash/roots/root_search.h"

#include <deque>
#include <optional>

#include "parley/math/krawczyk.h"
#include "parley/solve/nash/roots/chance_box.h"

namespace parley::solve {
namespace {

constexpr double narrow = 1.0 / 64.0;
constexpr double rounding_room = 1e-14;  // by which a centre may miss the ends of its box

class Searcher {
 public:
  Searcher(const SupportForms<Rational>& exact, const SupportOptions& options, const RunContext& run)
      : exact_(exact), forms_(in_doubles(exact)), layout_(forms_.layout), options_(options), run_(run) {}

  RootSearch search() {
    queue_.push_back(all_chances(layout_));
    const std::size_t most = looks_singular() ? options_.most_singular_boxes : options_.most_boxes;
    while (!queue_.empty()) {
      if (found_.num_boxes >= most || run_.should_stop()) break;
      if (queue_.size() > options_.most_narrow_boxes && widest(queue_.front()) <= narrow) break;
      ++found_.num_boxes;
      Box<double> box = std::move(queue_.front());
      queue_.pop_front();
      if (!close(box)) split(box);
    }
    for (auto& box : queue_) {
      if (run_.should_stop() || cut(forms_, box)) found_.undecided.push_back(std::move(box));
    }
    return std::move(found_);
  }

 private:
  using Point = std::vector<double>;

  /// True where the box is done with; else it is cut to what is open.
  bool close(Box<double>& box) {
    constexpr int most_rounds = 8;
    for (int round = 0; round < most_rounds; ++round) {
      const double before = total_width(box);
      if (!cut(forms_, box)) return true;
      if (is_closed_by_root(box)) return true;
      const auto step = krawczyk(box);
      if (!step) return false;
      if (!cut_to_image(step->image, box)) return true;
      if ((step->is_regular || widest(box) < 0.1) && find_root(box) && is_closed_by_root(box)) return true;
      if (total_width(box) > 0.7 * before) return false;
    }
    return false;
  }

  static double widest(const Box<double>& box) {
    double most = 0.0;
    for (const auto& side : box) most = std::max(most, side.high - side.low);
    return most;
  }

  Box<double> unknowns_of(const Box<double>& chances) const {
    Box<double> unknowns;
    unknowns.reserve(layout_.num_unknowns);
    for (std::size_t j = 0; j < layout_.players.size(); ++j) {
      for (std::size_t s = 1; s < layout_.sizes[j]; ++s) unknowns.push_back(chances[layout_.first_chance[j] + s]);
    }
    return unknowns;
  }

  /// Over all chances of the box, which need not be within [0, 1], that sum to 1.
  std::optional<KrawczykStep<double>> krawczyk(const Box<double>& box) const {
    Box<double> wide = box;
    for (auto& side : wide) side = {side.low - rounding_room, side.high + rounding_room};
    Box<double> centre;
    for (const double chance : centre_of(layout_, box)) centre.push_back(point(chance));
    const Box<double> centre_unknowns = unknowns_of(centre);
    Point middle_point;
    middle_point.reserve(centre_unknowns.size());
    for (const auto& side : centre_unknowns) middle_point.push_back(side.low);
    const Box<double> jacobian = equation_jacobian(forms_, wide);
    const Box<double> values = equation_values(forms_, chances_of(layout_, centre_unknowns));
    return krawczyk_step<double>(middle_point, unknowns_of(wide), values, jacobian);
  }

  bool cut_to_image(const Box<double>& image, Box<double>& box) const {
    for (std::size_t j = 0; j < layout_.players.size(); ++j) {
      for (std::size_t s = 1; s < layout_.sizes[j]; ++s) {
        auto& side = box[layout_.first_chance[j] + s];
        side = intersection(side, image[layout_.first_unknown[j] + s - 1]);
        if (side.low > side.high) return false;
      }
    }
    return cut_to_sums(layout_, box);
  }

  static bool touches(const Box<double>& a, const Box<double>& b, double room) {
    for (std::size_t k = 0; k < a.size(); ++k) {
      if (a[k].low > b[k].high + room || b[k].low > a[k].high + room) return false;
    }
    return true;
  }

  /// A known root near the box is the only one that both can hold.
  bool is_closed_by_root(const Box<double>& box) const {
    for (const auto& root : root_boxes_) {
      if (!touches(root, box, 0.5 * widest(box))) continue;
      Box<double> both = box;
      for (std::size_t k = 0; k < both.size(); ++k) both[k] = hull(both[k], root[k]);
      const auto step = krawczyk(both);
      if (step && step->is_regular) return true;
    }
    return false;
  }

  /// Newton's method from the centre of the box; true where it came to a root near the box that is proved.
  bool find_root(const Box<double>& box) {
    constexpr std::size_t most_failures = 50;
    if (num_failures_ >= most_failures) return false;
    const auto chances = newton(centre_of(layout_, box));
    if (!chances) return false;
    Box<double> at;
    at.reserve(chances->size());
    for (const double chance : *chances) at.push_back(point(chance));
    if (!touches(at, box, std::max(widest(box), 1e-9))) return false;
    for (const auto& root : root_boxes_) {
      if (touches(at, root, 1e-10)) return true;
    }
    if (prove(*chances)) return true;
    ++num_failures_;
    return false;
  }

  bool prove(const Point& chances) {
    Point unknowns;
    unknowns.reserve(layout_.num_unknowns);
    for (std::size_t j = 0; j < layout_.players.size(); ++j) {
      for (std::size_t s = 1; s < layout_.sizes[j]; ++s) unknowns.push_back(chances[layout_.first_chance[j] + s]);
    }
    const SquareSystem system{
        .values = [&](const Box<Rational>& x) { return equation_values(exact_, chances_of(layout_, x)); },
        .jacobian = [&](const Box<Rational>& x) { return equation_jacobian(exact_, chances_of(layout_, x)); }};
    const auto root = prove_root(system, unknowns, Rational(2).pow(-80));
    if (!root) return false;
    found_.roots.push_back(chances_of(layout_, *root));
    auto& outer = root_boxes_.emplace_back();
    for (const auto& side : found_.roots.back()) {
      outer.push_back({rounded_down(side.low.to_double()), rounded_up(side.high.to_double())});
    }
    return true;
  }

  std::optional<Point> newton(Point chances) const {
    constexpr int most_steps = 30;
    const std::size_t n = layout_.num_unknowns;
    for (int k = 0; k < most_steps; ++k) {
      const auto [values, jacobian] = at(chances);
      const auto inverted = inverse(jacobian, n);
      if (!inverted) return std::nullopt;
      double longest = 0.0;
      Point step(n, 0.0);
      for (std::size_t r = 0; r < n; ++r) {
        for (std::size_t c = 0; c < n; ++c) step[r] -= (*inverted)[r * n + c] * values[c];
        longest = std::max(longest, std::abs(step[r]));
      }
      if (!(longest < 4.0)) return std::nullopt;
      move(chances, step);
      if (longest < 1e-13) return chances;
    }
    return std::nullopt;
  }

  std::pair<Point, Point> at(const Point& chances) const {
    Box<double> box;
    box.reserve(chances.size());
    for (const double chance : chances) box.push_back(point(chance));
    Point values;
    values.reserve(layout_.num_unknowns);
    for (const auto& value : equation_values(forms_, box)) values.push_back(middle(value));
    Point jacobian;
    jacobian.reserve(layout_.num_unknowns * layout_.num_unknowns);
    for (const auto& entry : equation_jacobian(forms_, box)) jacobian.push_back(middle(entry));
    return {std::move(values), std::move(jacobian)};
  }

  void move(Point& chances, const Point& step) const {
    for (std::size_t j = 0; j < layout_.players.size(); ++j) {
      for (std::size_t s = 1; s < layout_.sizes[j]; ++s) {
        chances[layout_.first_chance[j] + s] += step[layout_.first_unknown[j] + s - 1];
        chances[layout_.first_chance[j]] -= step[layout_.first_unknown[j] + s - 1];
      }
    }
  }

  /// The Jacobian is singular at some points without any pattern: very likely it is everywhere.
  bool looks_singular() const {
    for (std::uint32_t trial = 0; trial < 3; ++trial) {
      Point chances(layout_.num_chances);
      std::uint32_t state = 12345 + trial;
      for (std::size_t j = 0; j < layout_.players.size(); ++j) {
        double sum = 0.0;
        for (std::size_t s = 0; s < layout_.sizes[j]; ++s) {
          state = state * 1664525U + 1013904223U;
          const double weight = 0.1 + static_cast<double>(state >> 16U) / 65536.0;
          chances[layout_.first_chance[j] + s] = weight;
          sum += weight;
        }
        for (std::size_t s = 0; s < layout_.sizes[j]; ++s) chances[layout_.first_chance[j] + s] /= sum;
      }
      if (inverse(at(chances).second, layout_.num_unknowns)) return false;
    }
    return true;
  }

  /// Where one player has more conditions than the others have unknowns, its own chances say nothing about them.
  bool is_free(std::size_t j) const { return 2 * (layout_.sizes[j] - 1) > layout_.num_unknowns; }

  void split(const Box<double>& box) {
    std::size_t widest_side = box.size();
    double most = options_.smallest_width;
    for (std::size_t j = 0; j < layout_.players.size(); ++j) {
      if (is_free(j)) continue;
      for (std::size_t s = layout_.first_chance[j]; s < layout_.first_chance[j] + layout_.sizes[j]; ++s) {
        if (box[s].high - box[s].low <= most) continue;
        most = box[s].high - box[s].low;
        widest_side = s;
      }
    }
    if (widest_side == box.size()) {
      found_.undecided.push_back(box);
      return;
    }
    const double at = middle(box[widest_side]);
    queue_.push_back(box);
    queue_.back()[widest_side].high = at;
    queue_.push_back(box);
    queue_.back()[widest_side].low = at;
  }

  const SupportForms<Rational>& exact_;
  const SupportForms<double> forms_;
  const ChanceLayout& layout_;
  const SupportOptions& options_;
  const RunContext& run_;
  std::deque<Box<double>> queue_;
  std::vector<Box<double>> root_boxes_;
  std::size_t num_failures_ = 0;
  RootSearch found_;
};

}  // namespace

RootSearch search_roots(const SupportForms<Rational>& exact, const SupportOptions& options, const RunContext& run) {
  return Searcher(exact, options, run).search();
}

}  // namespace parley::solve
