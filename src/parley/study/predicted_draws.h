// SPDX-License-Identifier: Apache-2.0
// A prediction together with the numbers of the draws that it averages: what comparisons start from.
#pragma once

#include <cstddef>
#include <string>

#include "parley/math/replicates.h"
#include "parley/study/prediction.h"
#include "parley/study/sampler.h"

namespace parley::study {

struct PredictedDraws {
  Prediction prediction;
  Sample draws;  ///< of the draws that were done
};

/// As `predict`, with the draws kept.
[[nodiscard]] Result<PredictedDraws> predict_with_draws(const build::Model& model, const DrawOptions& options,
                                                        const RunContext& run);

/// One number of a prediction: a target, or an outcome as the target of its chance.
struct Measured {
  const Sample* draws = nullptr;
  build::Target target;
  Average average;
};

/// The chance of outcome `k` as a target.
[[nodiscard]] build::Target outcome_target(const build::Model& model, std::size_t k);
/// The target's columns; they point into the sample.
[[nodiscard]] RatioColumns target_columns(const Sample& sample, const build::Target& target);

/// `after` minus `before`, paired by replicate. A chance of 0 or 1 that the draws only did not show otherwise adds its
/// own error, unless both have the same number in every draw. NaN where one of them is not defined.
[[nodiscard]] Estimate difference_between(const Measured& after, const Measured& before, std::size_t num_replicates);

/// A prediction that was not begun: no draws, every number undefined.
[[nodiscard]] Prediction not_begun(const build::Model& model, const DrawOptions& options, Termination termination);

/// The outcome of the largest mean chance, the first of those tied; empty where nothing was solved.
[[nodiscard]] std::string most_likely_outcome(const Prediction& prediction);

}  // namespace parley::study
