// SPDX-License-Identifier: Apache-2.0
// Steps by linear programs in the slopes.
#include "parley/solve/lists/weight_improvement.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "parley/math/linear_program.h"

namespace parley::solve::lists {

namespace {

class Improver {
 public:
  explicit Improver(const WeightProblem& problem) : problem_(problem) {}

  /// Steps that improve the worst row as far as its slope reaches, in a region that shrinks where that fails.
  [[nodiscard]] std::vector<double> improve(double start) const {
    constexpr int most_steps = 60;
    std::vector<double> at(problem_.num_unknowns);
    for (std::size_t u = 0; u < problem_.num_unknowns; ++u) at[u] = u % 2 == 0 ? start : 0.0;
    std::vector<Slack> here = slacks(at);
    double region = 2.0;
    for (int step = 0; step < most_steps && region > 1e-12 && worst(here) < 0.0; ++step) {
      std::vector<double> next = at;
      const std::vector<double> move = best_move(here, region);
      for (std::size_t u = 0; u < problem_.num_unknowns; ++u) next[u] += move[u];
      std::vector<Slack> there = slacks(next);
      if (worst(there) > worst(here)) {
        at = std::move(next);
        here = std::move(there);
        region = std::min(4.0, region * 1.5);
      } else {
        region *= 0.4;
      }
    }
    return at;
  }

 private:
  /// How far the worst row is kept or broken, in shares of its largest number; and its slope.
  struct Slack {
    double value = 0.0;
    std::vector<double> slope;
  };

  [[nodiscard]] std::vector<Slack> slacks(const std::vector<double>& log_weights) const {
    std::vector<Slack> list;
    for (std::size_t k = 0; k < problem_.sets.size(); ++k) {
      const std::vector<double> chances = problem_.belief(k, log_weights);
      std::vector<double> mean(problem_.num_unknowns, 0.0);  // how often each mistake is on the way
      for (const std::size_t node : problem_.possible[k]) {
        for (const std::size_t u : problem_.ways[k][node].mistakes) mean[u] += chances[node];
      }
      for (const SupportingBeliefs::Row& row : problem_.sets[k].rows()) {
        double largest = 0.0;
        for (const std::size_t node : problem_.possible[k]) largest = std::max(largest, std::abs(row.gains[node]));
        if (largest <= problem_.sets[k].tolerance()) continue;
        Slack slack{0.0, std::vector<double>(problem_.num_unknowns, 0.0)};
        for (const std::size_t node : problem_.possible[k]) {
          const double part = chances[node] * row.gains[node] / largest;
          slack.value += part;
          for (const std::size_t u : problem_.ways[k][node].mistakes) slack.slope[u] += part;
        }
        for (std::size_t u = 0; u < problem_.num_unknowns; ++u) slack.slope[u] -= slack.value * mean[u];
        list.push_back(slack);
        if (!row.is_equal) continue;
        slack.value = -slack.value;
        for (double& slope : slack.slope) slope = -slope;
        list.push_back(std::move(slack));
      }
    }
    return list;
  }

  static double worst(const std::vector<Slack>& list) {
    double least = std::numeric_limits<double>::infinity();
    for (const Slack& slack : list) least = std::min(least, slack.value);
    return least;
  }

  [[nodiscard]] std::vector<double> best_move(const std::vector<Slack>& here, double region) const {
    // Unknowns: each move plus the region, from 0 to twice the region; and the worst slack after it, plus 2.
    LinearProgram program(problem_.num_unknowns + 1);
    std::vector<double> row(problem_.num_unknowns + 1, 0.0);
    for (std::size_t u = 0; u < problem_.num_unknowns; ++u) {
      std::ranges::fill(row, 0.0);
      row[u] = 1.0;
      program.add_at_most(row, 2.0 * region);
    }
    for (const Slack& slack : here) {
      double at_corner = slack.value;
      for (std::size_t u = 0; u < problem_.num_unknowns; ++u) {
        row[u] = slack.slope[u];
        at_corner -= region * slack.slope[u];
      }
      row[problem_.num_unknowns] = -1.0;
      program.add_at_least(row, -2.0 - at_corner);
    }
    std::ranges::fill(row, 0.0);
    row[problem_.num_unknowns] = 1.0;
    program.add_at_most(row, 3.0);
    const auto found = program.maximise(row);
    std::vector<double> move(problem_.num_unknowns, 0.0);
    if (!found) return move;
    for (std::size_t u = 0; u < problem_.num_unknowns; ++u) move[u] = found->x[u] - region;
    return move;
  }

  const WeightProblem& problem_;
};

}  // namespace

std::vector<double> improve_weights(const WeightProblem& problem, double start) {
  return Improver(problem).improve(start);
}

}  // namespace parley::solve::lists
