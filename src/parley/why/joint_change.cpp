// SPDX-License-Identifier: Apache-2.0
// Pulls points that meet the goal back towards the point, turns the direction, and leaves out what is not needed.
#include "parley/why/joint_change.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace parley::why {

namespace {

using Scores = std::vector<double>;

constexpr double farthest = 2.3263478740408408;  // the 99 % point of the normal scores
constexpr std::size_t most_starts = 16;
constexpr std::size_t sections = 16;       // a segment is cut into so many at once
constexpr std::size_t section_rounds = 4;  // in the search
constexpr std::size_t last_rounds = 4;     // at its end: 16^-8 of the way is some 2e-10
constexpr double least_step = 2e-3;
constexpr std::size_t random_directions = 24;
constexpr std::array<double, 5> shorter = {1.0 - 1e-6, 0.99, 0.96, 0.88, 0.7};
constexpr double least_gain = 1e-4;    // of the length
constexpr double sparse_slack = 2e-3;  // so much longer may a change of fewer numbers be

/// Standard normal numbers that are the same in every run: no thread and no draw owns them.
class Normals {
 public:
  double next() {
    state_ += 0x9e3779b97f4a7c15U;  // splitmix64 (Steele, Lea and Flood 2014)
    std::uint64_t x = state_;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    x ^= x >> 31U;
    return normal_quantile((static_cast<double>(x >> 11U) + 0.5) * 0x1p-53);
  }

 private:
  std::uint64_t state_ = 1;
};

class Search {
 public:
  Search(Prober& prober, const Point& base, std::size_t outcome, Goal goal, std::size_t most_turns)
      : prober_(prober), base_(base), outcome_(outcome), goal_(goal), most_turns_(most_turns) {
    for (std::size_t m = 0; m < base.size(); ++m) {
      if (!movable(m).is_drawn) continue;
      drawn_.push_back(m);
      base_scores_.push_back(movable(m).score(base[m]));
    }
  }

  std::optional<JointTurn> find(const std::vector<Point>& starts) {
    if (drawn_.empty()) return std::nullopt;
    std::vector<Found> found = pulled_back(first(starts));
    if (found.empty()) return std::nullopt;
    best_ = found.front();
    for (Found& one : found) {
      if (one.length < best_.length) best_ = std::move(one);
    }
    improve();
    make_sparse();
    found = {best_};
    for (std::size_t round = 0; round < last_rounds && !prober_.stopped(); ++round) cut(found, false);
    best_ = found.front();
    best_.length = length(scaled(best_.scores, best_.after));
    // Where the lists alone do it, the point itself is what they turn from.
    const bool is_cut = best_.before < best_.after;
    return JointTurn{is_cut ? point(scaled(best_.scores, best_.before)) : base_,
                     point(scaled(best_.scores, best_.after)), best_.length};
  }

 private:
  /// A direction in which the goal is met: at the share `after` of the scores' way, not yet at `before`.
  struct Found {
    Scores scores;
    double before = 0.0, after = 1.0;
    double length = 0.0;
  };

  [[nodiscard]] const Movable& movable(std::size_t m) const { return prober_.probe().movables[m]; }
  [[nodiscard]] bool is_list(std::size_t d) const { return movable(drawn_[d]).is_list(); }

  /// Lists do not move by shares: they are at their value or at the point's.
  [[nodiscard]] Scores scaled(const Scores& scores, double share) const {
    Scores moved = scores;
    for (std::size_t d = 0; d < moved.size(); ++d) {
      if (!is_list(d) && moved[d] != base_scores_[d]) moved[d] = std::lerp(base_scores_[d], scores[d], share);
    }
    return moved;
  }

  [[nodiscard]] Point point(const Scores& scores) const {
    Point point = base_;
    for (std::size_t d = 0; d < scores.size(); ++d) {
      if (scores[d] != base_scores_[d]) point[drawn_[d]] = movable(drawn_[d]).value_at(scores[d]);
    }
    return point;
  }

  [[nodiscard]] double length(const Scores& scores) const {
    double sum = 0.0;
    for (std::size_t d = 0; d < scores.size(); ++d) sum += std::pow(scores[d] - base_scores_[d], 2);
    return std::sqrt(sum);
  }

  [[nodiscard]] double clamped(std::size_t d, double score) const {
    return std::clamp(score, std::min(-farthest, base_scores_[d]), std::max(farthest, base_scores_[d]));
  }

  std::vector<bool> met(const std::vector<Scores>& all) {
    std::vector<Point> points;
    points.reserve(all.size());
    for (const Scores& scores : all) points.push_back(point(scores));
    const std::vector<Answer> answers = prober_.solve(points);
    std::vector<bool> are_met(all.size());
    for (std::size_t k = 0; k < all.size(); ++k) {
      are_met[k] = answers[k].is_known && meets(goal_, outcome_, answers[k].outcomes);
    }
    return are_met;
  }

  /// The nearest starts that meet the goal inside the ranges.
  std::vector<Scores> first(const std::vector<Point>& starts) {
    std::vector<Scores> all;
    all.reserve(starts.size());
    for (const Point& start : starts) {
      Scores& scores = all.emplace_back();
      for (std::size_t d = 0; d < drawn_.size(); ++d) {
        const std::size_t m = drawn_[d];
        const double score = start[m] == base_[m] ? base_scores_[d] : movable(m).score(start[m]);
        scores.push_back(is_list(d) ? score : clamped(d, score));
      }
    }
    const std::vector<bool> are_met = met(all);
    std::vector<Scores> nearest;
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (are_met[k]) nearest.push_back(std::move(all[k]));
    }
    std::ranges::stable_sort(nearest, {}, [&](const Scores& scores) { return length(scores); });
    if (nearest.size() > most_starts) nearest.resize(most_starts);
    return nearest;
  }

  /// Each cut down to the first share of its way, on a coarse grid and then ever finer ones, at which the goal is met.
  std::vector<Found> pulled_back(std::vector<Scores> all) {
    std::vector<Found> found;
    found.reserve(all.size());
    for (Scores& scores : all) found.push_back({std::move(scores), -1.0, 1.0, 0.0});
    for (std::size_t round = 0; round < section_rounds && !prober_.stopped(); ++round) cut(found, round == 0);
    for (Found& one : found) one.length = length(scaled(one.scores, one.after));
    return found;
  }

  /// In the first round shares 0, 1/16, ..; later ones between the two.
  void cut(std::vector<Found>& found, bool is_first) {
    std::vector<Scores> all;
    const auto share_at = [&](const Found& one, std::size_t k) {
      const double part = static_cast<double>(k) / sections;
      return is_first ? part : std::lerp(one.before, one.after, part);
    };
    const std::size_t from = is_first ? 0 : 1;
    for (const Found& one : found) {
      for (std::size_t k = from; k < sections; ++k) all.push_back(scaled(one.scores, share_at(one, k)));
    }
    const std::vector<bool> are_met = met(all);
    std::size_t next = 0;
    for (Found& one : found) {
      double before = is_first ? -1.0 : one.before;
      double after = one.after;
      for (std::size_t k = from; k < sections; ++k) {
        const bool is_met = are_met[next + k - from];
        const double share = share_at(one, k);
        if (is_met) {
          after = share;
          break;
        }
        before = share;
      }
      next += sections - from;
      // The lists alone do it: there is nothing to cut.
      one.before = before < 0.0 ? 0.0 : before;
      one.after = after;
    }
  }

  void improve() {
    double step = 0.5;
    for (std::size_t turn = 0; turn < most_turns_ && step > least_step && !prober_.stopped(); ++turn) {
      const Scores from = scaled(best_.scores, best_.after);
      if (!(best_.length > 0.0)) return;
      std::vector<Scores> tried;
      for (const Scores& direction : directions(from, step)) {
        for (const double share : shorter) {
          Scores scores = lengthened(direction, share * best_.length);
          if (length(scores) < best_.length * (1.0 - least_gain)) tried.push_back(std::move(scores));
        }
      }
      const std::vector<bool> are_met = met(tried);
      std::vector<Scores> better;
      for (std::size_t k = 0; k < tried.size(); ++k) {
        if (are_met[k]) better.push_back(std::move(tried[k]));
      }
      std::ranges::stable_sort(better, {}, [&](const Scores& scores) { return length(scores); });
      if (better.size() > most_starts / 2) better.resize(most_starts / 2);
      const double former = best_.length;
      for (Found& one : pulled_back(std::move(better))) {
        if (one.length < best_.length) best_ = std::move(one);
      }
      if (!(best_.length < former * (1.0 - least_gain))) step *= 0.5;
    }
  }

  /// Puts numbers back one by one, those that moved least first, where what is left does it at no greater length.
  void make_sparse() {
    const double longest = best_.length * (1.0 + sparse_slack);
    std::vector<bool> is_needed(base_scores_.size(), false);
    while (!prober_.stopped()) {
      const Scores from = scaled(best_.scores, best_.after);
      std::size_t least = from.size();
      std::size_t moved = 0;
      const auto size = [&](std::size_t d) { return std::fabs(from[d] - base_scores_[d]); };
      for (std::size_t d = 0; d < from.size(); ++d) {
        if (from[d] == base_scores_[d]) continue;
        ++moved;
        if (!is_needed[d] && (least == from.size() || size(d) < size(least))) least = d;
      }
      if (moved < 2 || least == from.size()) return;
      Scores without = from;
      without[least] = base_scores_[least];
      without = lengthened(without, longest);
      is_needed[least] = true;
      if (!met({without}).front()) continue;
      Found found = pulled_back({without}).front();
      if (found.length <= longest) best_ = std::move(found);
    }
  }

  /// Without one number each, which makes the change sparse; one number more or less each; and at random.
  std::vector<Scores> directions(const Scores& from, double step) {
    std::vector<Scores> all;
    const double size = step * best_.length;
    for (std::size_t d = 0; d < from.size(); ++d) {
      if (from[d] != base_scores_[d]) {
        all.push_back(from);
        all.back()[d] = base_scores_[d];
      }
      if (is_list(d)) {
        for (const auto& [value, prob] : movable(drawn_[d]).distribution.discrete_values()) {
          all.push_back(from);
          all.back()[d] = value.value == base_[drawn_[d]] ? base_scores_[d] : movable(drawn_[d]).score(value.value);
        }
        continue;
      }
      for (const double sign : {1.0, -1.0}) {
        all.push_back(from);
        all.back()[d] += sign * size;
      }
    }
    for (std::size_t k = 0; k < random_directions; ++k) {
      Scores scores = from;
      const double spread = size / std::sqrt(static_cast<double>(from.size()));
      for (std::size_t d = 0; d < from.size(); ++d) {
        const double move = spread * normals_.next();
        const bool takes_part = from[d] != base_scores_[d] || k % 2 == 0;
        if (!is_list(d) && takes_part) scores[d] += move;
      }
      all.push_back(std::move(scores));
    }
    return all;
  }

  /// In the same direction, the numbers that are no lists moved so far that the whole is of this length.
  [[nodiscard]] Scores lengthened(const Scores& direction, double wanted) const {
    double lists = 0.0, others = 0.0;
    for (std::size_t d = 0; d < direction.size(); ++d) {
      (is_list(d) ? lists : others) += std::pow(direction[d] - base_scores_[d], 2);
    }
    Scores scores = direction;
    const double factor = others > 0.0 ? std::sqrt(std::max(wanted * wanted - lists, 0.0) / others) : 0.0;
    for (std::size_t d = 0; d < scores.size(); ++d) {
      if (is_list(d) || scores[d] == base_scores_[d]) continue;
      scores[d] = clamped(d, base_scores_[d] + factor * (scores[d] - base_scores_[d]));
    }
    return scores;
  }

  Prober& prober_;
  const Point& base_;
  std::size_t outcome_;
  Goal goal_;
  std::size_t most_turns_;
  std::vector<std::size_t> drawn_;  // movables
  Scores base_scores_;
  Found best_;
  Normals normals_;
};

}  // namespace

std::optional<JointTurn> find_joint_turn(Prober& prober, const Point& base, std::size_t outcome, Goal goal,
                                         const std::vector<Point>& starts, std::size_t most_turns) {
  return Search(prober, base, outcome, goal, most_turns).find(starts);
}

}  // namespace parley::why
