// SPDX-License-Identifier: Apache-2.0
// Evaluates `expect` lines by predictions with levers held.
#include "parley/study/expectations.h"

#include <algorithm>
#include <cmath>

#include "parley/study/prediction.h"

namespace parley::study {

namespace {

/// A step of `rises` may fall by this much (language.md, section 9, *Expect*).
constexpr double monotone_slack = 1e-9;
/// Points of a param's distribution at which `rises` and `falls` are judged.
constexpr double param_points[] = {0.05, 0.25, 0.5, 0.75, 0.95};

using Test = Expectation::Test;

bool passes(Test test, double value, double bound) {
  switch (test) {
    case Test::less:
      return value < bound;
    case Test::less_equal:
      return value <= bound;
    case Test::greater:
      return value > bound;
    case Test::greater_equal:
      return value >= bound;
    case Test::rises:
    case Test::falls:
      break;
  }
  return false;
}

class Evaluation {
 public:
  Evaluation(const build::Model& model, const DrawOptions& options, RunContext& run)
      : model_(model), options_(options), run_(run) {}

  ExpectationResult evaluate(const Expectation& expectation) {
    ExpectationResult result;
    result.expectation = expectation;
    result.holds = true;
    const bool monotone = expectation.test == Test::rises || expectation.test == Test::falls;
    for (const auto& holds : expectation.runs) {
      const Result<void> done = monotone ? along_axis(expectation, holds, result) : at_once(expectation, holds, result);
      if (done) continue;
      result.problem = done.error().message;
      result.holds = false;
      break;
    }
    return result;
  }

 private:
  Result<Average> target(const Expectation& expectation, const std::vector<build::Hold>& holds) {
    if (holds.empty()) return read(expectation, free());
    auto held = build::hold(model_, holds, run_);
    if (!held) return std::unexpected(held.error());
    return read(expectation, predict(*held, options_, run_));
  }

  static Result<Average> read(const Expectation& expectation, const Result<Prediction>& prediction) {
    if (!prediction) return std::unexpected(prediction.error());
    return prediction->targets[expectation.target].average;
  }

  const Result<Prediction>& free() {
    if (!free_) free_ = predict(model_, options_, run_);
    return *free_;
  }

  Result<void> at_once(const Expectation& expectation, const std::vector<build::Hold>& holds,
                       ExpectationResult& result) {
    const Result<Average> average = target(expectation, holds);
    if (!average) return std::unexpected(average.error());
    const double distance = std::abs(average->mean - expectation.bound);
    if (result.values.empty() || distance < nearest_) {
      nearest_ = distance;
      result.standard_error = average->standard_error;
    }
    result.values.push_back(average->mean);
    const bool holds_here = passes(expectation.test, average->mean, expectation.bound);
    result.holds = result.holds && holds_here;
    if (holds_here && average->standard_error > 0.0 && distance <= 2.0 * average->standard_error) result.close = true;
    return {};
  }

  Result<void> along_axis(const Expectation& expectation, const std::vector<build::Hold>& holds,
                          ExpectationResult& result) {
    const Result<std::vector<build::Hold>> points = axis_points(expectation.axis);
    if (!points) return std::unexpected(points.error());
    std::vector<double> means;
    for (const build::Hold& point : *points) {
      std::vector<build::Hold> all = holds;
      all.push_back(point);
      const Result<Average> average = target(expectation, all);
      if (!average) return std::unexpected(average.error());
      means.push_back(average->mean);
    }
    result.values.insert(result.values.end(), means.begin(), means.end());
    const double sign = expectation.test == Test::rises ? 1.0 : -1.0;
    for (std::size_t k = 1; k < means.size(); ++k) {
      if (sign * (means[k] - means[k - 1]) < -monotone_slack) result.holds = false;
    }
    if (!(sign * (means.back() - means.front()) > 0.0)) result.holds = false;
    return {};
  }

  /// A pick at each choice in rising order of value, a param at five points of its distribution.
  Result<std::vector<build::Hold>> axis_points(const std::string& axis) {
    const Result<build::Lever> lever = build::lever(model_, axis);
    if (!lever) return std::unexpected(lever.error());
    std::vector<build::Hold> points;
    if (lever->kind == build::Lever::Kind::param) {
      for (const build::Input& input : model_.inputs) {
        if (input.name != axis) continue;
        for (const double share : param_points) points.push_back({axis, Number(input.distribution.quantile(share))});
      }
      if (points.empty()) return fail(ErrorCode::bad_option, "`" + axis + "` is not drawn and makes no axis");
      return points;
    }
    std::vector<std::size_t> order(lever->labels.size());
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
    if (!lever->values.empty()) {
      std::ranges::stable_sort(order, {}, [&](std::size_t k) { return lever->values[k]; });
    }
    for (const std::size_t k : order) points.push_back({axis, lever->labels[k]});
    return points;
  }

  const build::Model& model_;
  const DrawOptions& options_;
  RunContext& run_;
  double nearest_ = 0.0;
  std::optional<Result<Prediction>> free_;
};

}  // namespace

Result<std::vector<ExpectationResult>> evaluate(const build::Model& model, const std::vector<Expectation>& expectations,
                                                const DrawOptions& options, RunContext& run) {
  Evaluation evaluation(model, options, run);
  std::vector<ExpectationResult> results;
  results.reserve(expectations.size());
  for (const Expectation& expectation : expectations) results.push_back(evaluation.evaluate(expectation));
  return results;
}

}  // namespace parley::study
