// SPDX-License-Identifier: Apache-2.0
// Numbers of predictions as columns, and their differences.
#include "parley/study/predicted_draws.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace parley::study {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

bool are_equal(std::span<const double> a, std::span<const double> b) { return std::ranges::equal(a, b); }

/// Of a chance of 0 or 1: the error that it has although no draw showed otherwise.
double unseen_error(const Measured& one) {
  constexpr double nearly_one = 1.0 - 1e-12;
  if (one.target.kind == build::Target::Kind::value) return 0.0;
  return one.average.mean == 0.0 || one.average.mean >= nearly_one ? one.average.standard_error : 0.0;
}

}  // namespace

build::Target outcome_target(const build::Model& model, std::size_t k) {
  build::Target target;
  target.text = model.game.quantities[k].name;
  target.event = static_cast<std::uint32_t>(k);
  return target;
}

RatioColumns target_columns(const Sample& sample, const build::Target& target) {
  if (target.kind == build::Target::Kind::value) return {sample.values[target.player], sample.weights, {}};
  if (target.given == game::none) return {sample.quantities[target.event], sample.weights, {}};
  return {sample.quantities[target.event], sample.weights, sample.quantities[target.given]};
}

Estimate difference_between(const Measured& after, const Measured& before, std::size_t num_replicates) {
  if (!std::isfinite(after.average.mean) || !std::isfinite(before.average.mean)) return {undefined, undefined};
  const RatioColumns a = target_columns(*after.draws, after.target);
  const RatioColumns b = target_columns(*before.draws, before.target);
  Estimate difference = replicated_difference(a, b, num_replicates);
  const bool is_same =
      are_equal(a.values, b.values) && are_equal(a.weights, b.weights) && are_equal(a.divisors, b.divisors);
  if (is_same) return {0.0, 0.0};
  difference.mean = after.average.mean - before.average.mean;
  difference.standard_error =
      std::hypot(difference.standard_error, std::hypot(unseen_error(after), unseen_error(before)));
  return difference;
}

Prediction not_begun(const build::Model& model, const DrawOptions& options, Termination termination) {
  const Average none = {undefined, undefined, undefined, undefined};
  Prediction prediction;
  prediction.draws = (options.draws + options.replicates - 1) / options.replicates * options.replicates;
  prediction.replicates = options.replicates;
  prediction.held = model.held;
  prediction.termination = termination;
  prediction.outcomes.reserve(model.outcome_texts.size());
  for (std::size_t k = 0; k < model.outcome_texts.size(); ++k) {
    prediction.outcomes.push_back({model.game.quantities[k].name, model.outcome_texts[k], none, undefined});
  }
  prediction.targets.reserve(model.targets.size());
  for (const build::Target& target : model.targets) prediction.targets.push_back({target.text, none, std::nullopt});
  return prediction;
}

std::string most_likely_outcome(const Prediction& prediction) {
  if (prediction.draws_done == 0 || prediction.outcomes.empty()) return {};
  const OutcomeRow* best = &prediction.outcomes.front();
  for (const OutcomeRow& row : prediction.outcomes) {
    if (row.chance.mean > best->chance.mean) best = &row;
  }
  return best->name;
}

}  // namespace parley::study
