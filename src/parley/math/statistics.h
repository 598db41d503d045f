// SPDX-License-Identifier: Apache-2.0
// Sums, weighted averages and quantiles whose results do not depend on who computed which part.
#pragma once

#include <cstddef>
#include <span>

namespace parley {

/// Sum in index order with a running compensation (Neumaier).
[[nodiscard]] double ordered_sum(std::span<const double> values);

/// sum(w x) / sum(w); NaN where the weights sum to 0. Needs equal sizes.
[[nodiscard]] double weighted_mean(std::span<const double> values, std::span<const double> weights);

/// Smallest x among the values of positive weight such that those not above x carry at least `share` of the weight (up
/// to rounding: four units in the last place of the total). Needs share in [0, 1], some positive weight, no NaN.
[[nodiscard]] double weighted_quantile(std::span<const double> values, std::span<const double> weights, double share);

/// (sum w)^2 / sum w^2; 0 where all weights are 0.
[[nodiscard]] double effective_number(std::span<const double> weights);

struct Estimate {
  double mean = 0.0;
  double standard_error = 0.0;
};

/// Ratio estimate sum(w x) / sum(w v) over all draws, with its standard error from the spread over replicates; draw i
/// belongs to replicate i mod num_replicates. With v empty, v is 1. The error is 0 where every replicate agrees up to
/// rounding, NaN with a single replicate; both are NaN where the divisors sum to 0.
/// Where a few draws alone make the deviation (a rare event) the spread over replicates is too small: the error is then
/// at least that of plain sampling with two more such draws. Source: Cochran 1977, section 6.4 (linearised ratio),
/// replicates as the units; Agresti and Coull 1998 (two more).
[[nodiscard]] Estimate replicated_ratio(std::span<const double> values, std::span<const double> weights,
                                        std::span<const double> divisors, std::size_t num_replicates);

/// The error of a chance that no draw shows (or all do), against sum(w v); with v empty, v is 1: that of plain sampling
/// with two such draws of the largest w v, as above. Two errors come near the 3 / n of the rule of three.
[[nodiscard]] double error_of_the_unseen(std::span<const double> weights, std::span<const double> divisors);

}  // namespace parley
