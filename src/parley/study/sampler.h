// SPDX-License-Identifier: Apache-2.0
// What a model gives at each of many points, kept point by point: what studies of the draws themselves start from.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/math/statistics.h"
#include "parley/study/draw_account.h"
#include "parley/study/engine.h"
#include "parley/study/points.h"

namespace parley::study {

/// Columns by point. A point that is not solved weighs 0, and so do its numbers.
struct Sample {
  std::vector<std::vector<double>> quantities, values;  ///< [quantity or player][point], reported ones
  std::vector<double> weights;                          ///< by the evidence
  std::vector<bool> solved;                             ///< by point
  DrawAccount account;
  Termination termination = Termination::finished;  ///< else the columns hold the first points alone

  [[nodiscard]] std::size_t size() const { return weights.size(); }
};

/// Solves a model at points, without certificates. Compiled once, for any number of samples.
class Sampler {
 public:
  /// The model must outlive it.
  explicit Sampler(const build::Model& model) : prepared_(model, Purpose::chances) {}

  [[nodiscard]] const build::Model& model() const { return prepared_.model(); }
  /// `levers`: values of the model's lever inputs, in order. The same bytes for any number of threads.
  /// Errors   `unusable` of the points that are done.
  [[nodiscard]] Result<Sample> at(const Points& points, const std::vector<double>& levers, const RunContext& run,
                                  std::string_view phase) const;

 private:
  PreparedModel prepared_;
};

/// A target's number at each point, and what the point counts: the weight by the evidence, times the chance of the
/// condition where there is one (a condition also teaches about the parameters). 0 where the number is not defined.
struct TargetColumn {
  std::vector<double> numbers, weights;
};
[[nodiscard]] TargetColumn target_column(const Sample& sample, const build::Target& target);

/// As a prediction averages the target; point i belongs to replicate i mod num_replicates. NaN where the condition's
/// chance is below `least_condition`.
[[nodiscard]] Estimate target_estimate(const Sample& sample, const build::Target& target, std::size_t num_replicates);

}  // namespace parley::study
