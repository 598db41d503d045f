// SPDX-License-Identifier: Apache-2.0
// Ratio estimates kept replicate by replicate, so that differences and sums of several have an error of their own.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "parley/math/statistics.h"

namespace parley {

/// sum(w x) / sum(w v), draw by draw; with v empty, v is 1.
struct RatioColumns {
  std::span<const double> values, weights, divisors;
};

/// A ratio, and by how much each replicate takes it away from where it is (linearised; they sum to 0).
struct Replicated {
  double mean = 0.0;
  std::vector<double> deviations;  ///< by replicate
};

/// The mean of `replicated_ratio`, bit by bit. Draw i belongs to replicate i mod num_replicates. All NaN where the
/// divisors sum to 0.
[[nodiscard]] Replicated replicated(const RatioColumns& columns, std::size_t num_replicates);

/// The standard error that deviations by replicate show; NaN with a single one.
[[nodiscard]] double error_of_deviations(std::span<const double> deviations);

/// `a` minus `b`, the standard error from differences within replicates: what both draws share cancels, and replicates
/// are independent whatever the two share. The columns may differ in length. A few draws that alone make the difference
/// have the error of plain sampling with two more such draws, as in `replicated_ratio`.
[[nodiscard]] Estimate replicated_difference(const RatioColumns& a, const RatioColumns& b, std::size_t num_replicates);

}  // namespace parley
