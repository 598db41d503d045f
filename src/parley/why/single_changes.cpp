// SPDX-License-Identifier: Apache-2.0
// Walks away from the point on both sides of each number, and halves in step.
#include "parley/why/single_changes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace parley::why {

namespace {

/// Where a value between is looked at; the later ones where no equilibrium was verified at the earlier.
constexpr std::array<double, 5> fractions = {0.5, 0.375, 0.625, 0.25, 0.75};

constexpr std::size_t slow_told = 2;  // drawn numbers told of a goal where points take long

/// A step in which something turns.
struct Bracket {
  std::size_t question = 0, movable = 0;
  double before = 0.0, after = 0.0;
  double width = 0.0;        // narrow enough
  double first_after = 0.0;  // where it was seen to have turned first
  std::size_t tries = 0;     // into `fractions`
};

class Search {
 public:
  Search(Prober& prober, const Point& base, std::size_t outcome, const std::vector<std::uint32_t>& sets,
         const std::vector<Question>& questions)
      : prober_(prober), base_(base), outcome_(outcome), sets_(sets), questions_(questions) {}

  Turns find() {
    Turns turns;
    turns.points = prober_.slow() ? slow_scan_points : scan_points;
    turns.by_question.resize(questions_.size());
    scan(turns.points);
    halve();
    for (const Bracket& bracket : brackets_) {
      const bool was_cut_short = prober_.stopped() && is_open(bracket);
      if (!was_cut_short) keep(bracket, turns.by_question[bracket.question]);
    }
    for (std::vector<Turn>& found : turns.by_question) {
      std::ranges::stable_sort(
          found, {}, [&](const Turn& turn) { return std::pair(!movable(turn.movable).is_drawn, turn.length); });
    }
    return turns;
  }

 private:
  struct Place {
    double value = 0.0;
    std::size_t point = 0;  // index of the scan's answers
  };

  [[nodiscard]] const Movable& movable(std::size_t m) const { return prober_.probe().movables[m]; }

  [[nodiscard]] bool has_turned(const Question& question, const Answer& answer) const {
    if (question.goal) return meets(*question.goal, outcome_, answer.outcomes);
    return answer.choices[question.set] != at_base_.choices[question.set];
  }

  [[nodiscard]] double length(std::size_t m, double value) const {
    if (!movable(m).is_drawn) return std::fabs(value - base_[m]);
    return std::fabs(movable(m).score(value) - movable(m).score(base_[m]));
  }

  void scan(std::size_t count) {
    std::vector<Point> points = {base_};
    std::vector<std::vector<Place>> places(base_.size());
    for (std::size_t m = 0; m < base_.size(); ++m) {
      for (const double value : movable(m).values(base_[m], count)) {
        if (value == base_[m]) continue;
        places[m].push_back({value, points.size()});
        points.push_back(base_);
        points.back()[m] = value;
      }
    }
    const std::vector<Answer> answers = prober_.solve(points, sets_);
    at_base_ = answers.front();
    if (!at_base_.is_known) return;
    for (std::size_t q = 0; q < questions_.size(); ++q) {
      if (questions_[q].goal && has_turned(questions_[q], at_base_)) continue;
      std::vector<Bracket> found;
      for (std::size_t m = 0; m < base_.size(); ++m) {
        for (const bool upwards : {true, false}) walk(q, m, upwards, places[m], answers, found);
      }
      leave_out_far(found, !questions_[q].goal ? 1 : prober_.slow() ? slow_told : most_told);
      brackets_.insert(brackets_.end(), found.begin(), found.end());
    }
  }

  /// The first step away from the point in which the question turns.
  void walk(std::size_t q, std::size_t m, bool upwards, const std::vector<Place>& places,
            const std::vector<Answer>& answers, std::vector<Bracket>& found) const {
    double before = base_[m];
    const auto visit = [&](const Place& place) {
      if (!answers[place.point].is_known) return false;
      if (has_turned(questions_[q], answers[place.point])) {
        const double width = width_of(places, movable(m).is_drawn ? turn_width : constant_turn_width);
        found.push_back({q, m, before, place.value, width, place.value, 0});
        return true;
      }
      before = place.value;
      return false;
    };
    if (upwards) {
      for (const Place& place : places) {
        if (place.value > base_[m] && visit(place)) return;
      }
      return;
    }
    for (std::size_t k = places.size(); k-- > 0;) {
      if (places[k].value < base_[m] && visit(places[k])) return;
    }
  }

  /// Not less than a few roundings, which cannot be halved.
  static double width_of(const std::vector<Place>& places, double share) {
    const double low = places.front().value, high = places.back().value;
    const double roundings = 4.0 * std::numeric_limits<double>::epsilon() * std::max(std::fabs(low), std::fabs(high));
    return std::max(share * (high - low), roundings);
  }

  /// Of the drawn numbers only the nearest are told: the others need not be halved.
  void leave_out_far(std::vector<Bracket>& found, std::size_t told) const {
    std::map<std::size_t, double> nearest;  // by drawn number: no nearer than halving will show
    for (const Bracket& bracket : found) {
      if (!movable(bracket.movable).is_drawn) continue;
      const double far = length(bracket.movable, bracket.after);
      const auto [it, is_new] = nearest.try_emplace(bracket.movable, far);
      if (!is_new) it->second = std::min(it->second, far);
    }
    if (nearest.size() <= told) return;
    std::vector<double> lengths;
    lengths.reserve(nearest.size());
    for (const auto& [m, far] : nearest) lengths.push_back(far);
    std::ranges::sort(lengths);
    std::erase_if(found, [&](const Bracket& bracket) {
      return movable(bracket.movable).is_drawn && length(bracket.movable, bracket.before) > lengths[told - 1];
    });
  }

  [[nodiscard]] bool is_open(const Bracket& bracket) const {
    return !movable(bracket.movable).is_list() && bracket.tries < fractions.size() &&
           std::fabs(bracket.after - bracket.before) > bracket.width;
  }

  void halve() {
    while (!prober_.stopped()) {
      std::vector<std::size_t> open;
      std::vector<Point> points;
      for (std::size_t k = 0; k < brackets_.size(); ++k) {
        const Bracket& bracket = brackets_[k];
        if (!is_open(bracket)) continue;
        open.push_back(k);
        points.push_back(base_);
        points.back()[bracket.movable] = std::lerp(bracket.before, bracket.after, fractions.at(bracket.tries));
      }
      if (open.empty()) return;
      const std::vector<Answer> answers = prober_.solve(points, sets_);
      for (std::size_t k = 0; k < open.size(); ++k) {
        Bracket& bracket = brackets_[open[k]];
        if (!answers[k].is_known) {
          ++bracket.tries;
          continue;
        }
        bracket.tries = 0;
        const double between = points[k][bracket.movable];
        (has_turned(questions_[bracket.question], answers[k]) ? bracket.after : bracket.before) = between;
      }
    }
  }

  /// Of each number the nearer of its two turns; at the round value from which the halving came where it ends there.
  void keep(const Bracket& bracket, std::vector<Turn>& found) const {
    const bool is_there = std::fabs(bracket.first_after - bracket.after) <= bracket.width;
    const double after = is_there ? bracket.first_after : bracket.after;
    const Turn turn{bracket.movable, bracket.before, after, length(bracket.movable, after)};
    const auto same = std::ranges::find(found, turn.movable, &Turn::movable);
    if (same == found.end()) {
      found.push_back(turn);
    } else if (turn.length < same->length) {
      *same = turn;
    }
  }

  Prober& prober_;
  const Point& base_;
  std::size_t outcome_;
  const std::vector<std::uint32_t>& sets_;
  const std::vector<Question>& questions_;
  Answer at_base_;
  std::vector<Bracket> brackets_;
};

}  // namespace

Turns find_turns(Prober& prober, const Point& base, std::size_t outcome, const std::vector<std::uint32_t>& sets,
                 const std::vector<Question>& questions) {
  return Search(prober, base, outcome, sets, questions).find();
}

}  // namespace parley::why
