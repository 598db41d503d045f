// SPDX-License-Identifier: Apache-2.0
// Solves the draws, chooses boxes on one half of the replicates and measures them on the other.
#include "parley/study/boxes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "parley/math/prim.h"
#include "parley/study/sampler.h"

namespace parley::study {

namespace {

/// A restriction whose quasi-p-value is above this is dropped.
constexpr double most_chance = 0.05;
constexpr std::size_t most_boxes = 3;
/// What a further box must hold of the draws of interest, and its density as a share of the first one's.
constexpr double least_coverage = 0.1;
constexpr double least_relative_density = 0.5;
constexpr PrimOptions prim_options = {};
/// Sums of chances err by rounding: 0.7 + 0.1 reaches 0.8.
constexpr double rounding = 1e-12;

double interest_of(double chance, double threshold) { return chance >= threshold - rounding ? 1.0 : 0.0; }

/// Draws of interest and not, in the space of the drawn inputs; draw k belongs to replicate k mod num_replicates.
struct Half {
  PrimPoints points;
  std::vector<double> all_weights;  ///< before earlier boxes took their draws out
  std::size_t num_replicates = 1;
};

Half half_of(const build::Model& model, const Draws& draws, const Sample& sample, double threshold, bool is_choosing) {
  Half half;
  half.num_replicates = is_choosing ? (draws.replicates() + 1) / 2 : draws.replicates() / 2;
  half.points.inputs.reserve(model.drawn.size());
  for (const std::uint32_t input : model.drawn) {
    half.points.inputs.push_back({{}, model.inputs[input].distribution.is_discrete()});
  }
  const TargetColumn column = target_column(sample, model.targets.front());
  std::vector<double> at(model.drawn.size());
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if ((i % draws.replicates() % 2 == 0) != is_choosing) continue;
    draws.draw(i, at.data());
    for (std::size_t d = 0; d < at.size(); ++d) half.points.inputs[d].values.push_back(at[d]);
    half.points.interest.push_back(interest_of(column.numbers[i], threshold));
    half.points.weights.push_back(column.weights[i]);
  }
  half.all_weights = half.points.weights;
  return half;
}

/// A share, with the error of the unseen where every draw agrees.
Estimate share(const std::vector<double>& values, const std::vector<double>& weights,
               const std::vector<double>& divisors, std::size_t num_replicates) {
  Estimate estimate = replicated_ratio(values, weights, divisors, num_replicates);
  if (estimate.mean == 0.0 || estimate.mean == 1.0) {
    estimate.standard_error = error_of_the_unseen(weights, divisors);
  }
  return estimate;
}

BoxNumbers numbers_of(const Box& box, const Half& half) {
  const PrimPoints& points = half.points;
  std::vector<double> inside(points.size()), hits(points.size()), left(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    left[i] = points.weights[i] > 0.0 ? 1.0 : 0.0;
    inside[i] = contains(box, points, i) ? left[i] : 0.0;
    hits[i] = inside[i] * points.interest[i];
  }
  if (box.empty() && points.weights == half.all_weights) {  // everything: no error in what is 1 by its meaning
    return {{1.0, 0.0}, share(points.interest, half.all_weights, {}, half.num_replicates), {1.0, 0.0}};
  }
  return {.coverage = share(hits, half.all_weights, points.interest, half.num_replicates),
          .density = share(hits, half.all_weights, inside, half.num_replicates),
          .mass = share(inside, half.all_weights, {}, half.num_replicates)};
}

BoxRestriction restriction_of(const build::Model& model, const BoxSide& side) {
  const build::Input& input = model.inputs[model.drawn[side.input]];
  BoxRestriction row;
  row.param = input.name;
  row.p_value = std::numeric_limits<double>::quiet_NaN();
  row.axis_low = input.distribution.quantile(0.01);
  row.axis_high = input.distribution.quantile(0.99);
  row.values = side.values;
  if (std::isfinite(side.low)) row.low = side.low;
  if (std::isfinite(side.high)) row.high = side.high;
  if (!input.distribution.is_discrete()) return row;
  row.all_values.reserve(input.distribution.discrete_values().size());
  for (const auto& [value, prob] : input.distribution.discrete_values()) row.all_values.push_back(value.value);
  return row;
}

std::vector<BoxRestriction> restrictions_of(const build::Model& model, const Box& box) {
  std::vector<BoxRestriction> rows;
  rows.reserve(box.size());
  for (const BoxSide& side : box) rows.push_back(restriction_of(model, side));
  return rows;
}

/// Takes out, one after the other, the restriction that most looks like chance, as long as it does.
std::vector<std::pair<std::size_t, double>> drop_chance(Box& box, const PrimPoints& points) {
  std::vector<std::pair<std::size_t, double>> dropped;
  while (!box.empty()) {
    std::vector<double> p_values(box.size());
    for (std::size_t k = 0; k < box.size(); ++k) p_values[k] = quasi_p_value(box, k, points);
    const auto worst = std::ranges::max_element(p_values);
    if (*worst <= most_chance) break;
    const auto at = box.begin() + (worst - p_values.begin());
    dropped.emplace_back(at->input, *worst);
    box.erase(at);
  }
  return dropped;
}

void take_out(const Box& box, PrimPoints& points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (contains(box, points, i)) points.weights[i] = 0.0;
  }
}

double share_of_interest_left(const Half& half) {
  return weighted_mean(half.points.interest, half.all_weights) <= 0.0
             ? 0.0
             : measure({}, {{}, half.points.interest, half.points.weights}).density;
}

class Search {
 public:
  Search(const build::Model& model, Half choosing, Half measuring, const RunContext& run)
      : model_(model), choosing_(std::move(choosing)), measuring_(std::move(measuring)), run_(run) {}

  Result<void> first(const BoxesOptions& options, Boxes& found) {
    const std::vector<PrimStep> steps = peel(choosing_.points, prim_options, run_);
    if (options.peel && *options.peel >= steps.size() && run_.should_stop()) {
      return fail(ErrorCode::stopped, fmt::format("stopped at step {} of the trajectory, before step {} of `--peel`; "
                                                  "`--time-limit` gives more time",
                                                  steps.size() - 1, *options.peel));
    }
    if (options.peel && *options.peel >= steps.size()) {
      return fail(ErrorCode::bad_option, fmt::format("`--peel {}`: the trajectory ends at step {}; `boxes` without "
                                                     "`--peel` shows its steps",
                                                     *options.peel, steps.size() - 1));
    }
    found.trajectory.reserve(steps.size());
    for (const PrimStep& step : steps) {
      found.trajectory.push_back({restrictions_of(model_, step.box), numbers_of(step.box, measuring_)});
    }
    add(steps, options.peel.value_or(best_step(steps)), found);
    return {};
  }

  /// False where what is left holds no further box worth showing.
  bool next(Boxes& found) {
    if (!(share_of_interest_left(choosing_) > 0.0) || found.boxes.back().restrictions.empty()) return false;
    const std::vector<PrimStep> steps = peel(choosing_.points, prim_options, run_);
    const std::size_t best = best_step(steps);
    if (steps[best].box.empty()) return false;
    const std::size_t before = found.boxes.size();
    add(steps, best, found);
    return found.boxes.size() > before;
  }

 private:
  void add(const std::vector<PrimStep>& steps, std::size_t step, Boxes& found) {
    Box box = paste(steps[step].box, choosing_.points, prim_options, run_);
    FoundBox row;
    row.peel = step;
    for (const auto& [input, p_value] : drop_chance(box, choosing_.points)) {
      row.dropped.push_back({model_.inputs[model_.drawn[input]].name, p_value});
    }
    if (!found.boxes.empty() && !is_worth_it(box)) return;
    if (found.boxes.empty()) first_density_ = measure(box, choosing_.points).density;
    row.restrictions = restrictions_of(model_, box);
    for (std::size_t k = 0; k < box.size(); ++k) row.restrictions[k].p_value = quasi_p_value(box, k, measuring_.points);
    row.numbers = numbers_of(box, measuring_);
    found.boxes.push_back(std::move(row));
    take_out(box, choosing_.points);
    take_out(box, measuring_.points);
  }

  [[nodiscard]] bool is_worth_it(const Box& box) const {
    if (box.empty()) return false;
    const PrimPoints& left = choosing_.points;
    const BoxMeasure inside = measure(box, left);
    const double of_all = inside.coverage * measure({}, left).density * ordered_sum(left.weights) /
                          (weighted_mean(left.interest, choosing_.all_weights) * ordered_sum(choosing_.all_weights));
    return of_all >= least_coverage && inside.density >= least_relative_density * first_density_;
  }

  const build::Model& model_;
  Half choosing_, measuring_;
  const RunContext& run_;
  double first_density_ = 0.0;
};

}  // namespace

Result<Boxes> boxes(const build::Model& model, const BoxesOptions& options, const RunContext& run) {
  if (!(options.threshold >= 0.0 && options.threshold <= 1.0)) {
    return fail(ErrorCode::bad_option, fmt::format("`--at-least {}` is not in 0 to 1", options.threshold));
  }
  auto draws = Draws::from(model, options.draws);
  if (!draws) return std::unexpected(draws.error());
  const auto sample = Sampler(model).at(*draws, {}, run, "solving draws");
  if (!sample) return std::unexpected(sample.error());
  Boxes found;
  found.event = model.targets.front().text;
  found.threshold = options.threshold;
  found.draws = draws->size();
  found.draws_done = sample->size();
  found.effective_draws = effective_number(sample->weights);
  found.held = model.held;
  found.counts = sample->account.counts;
  found.failures.reserve(sample->account.failures.size());
  for (const auto& [rule, row] : sample->account.failures) found.failures.push_back(row);
  found.termination = sample->termination;
  if (sample->size() < draws->replicates()) {
    return fail(ErrorCode::stopped,
                "stopped before draws of every replicate were solved, so no box can be chosen and "
                "measured; `--time-limit` gives more time, `--draws` asks for less");
  }
  const TargetColumn column = target_column(*sample, model.targets.front());
  std::vector<double> interest(sample->size());
  for (std::size_t i = 0; i < interest.size(); ++i) interest[i] = interest_of(column.numbers[i], options.threshold);
  found.share_of_interest = share(interest, column.weights, {}, draws->replicates());
  Search search(model, half_of(model, *draws, *sample, options.threshold, true),
                half_of(model, *draws, *sample, options.threshold, false), run);
  const double of_interest = found.share_of_interest.mean;
  if (of_interest == 0.0 || of_interest == 1.0 || model.drawn.empty()) return found;
  if (auto done = search.first(options, found); !done) return std::unexpected(done.error());
  while (found.boxes.size() < most_boxes && search.next(found)) {
  }
  if (found.termination == Termination::finished) found.termination = run.why_stopped();
  return found;
}

}  // namespace parley::study
