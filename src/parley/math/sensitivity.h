// SPDX-License-Identifier: Apache-2.0
// Shares of a variance: first-order and total indices, and Shapley effects, with intervals by bootstrap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace parley {

/// A share of the variance with its 95 % bootstrap interval. NaN where nothing varies.
struct IndexEstimate {
  double value = 0.0;
  double standard_error = 0.0;
  double low = 0.0, high = 0.0;
};

struct BootstrapOptions {
  std::size_t resamples = 500;
  std::uint64_t seed = 1;
};

struct SobolIndices {
  std::vector<IndexEstimate> first_order, total;  ///< by input
  double mean = 0.0, variance = 0.0;              ///< of the columns A and B together
};

/// Jansen's estimators: S_i = 1 - E (f(B) - f(A_i))^2 / (2 V), T_i = E (f(A) - f(A_i))^2 / (2 V).
///
/// Shapes   values[b (d + 2) + c]: column c of SaltelliDesign at base point b, d = dimension; at least one base point.
/// Cost     resamples x values.
/// Source   Jansen 1999; Saltelli et al. 2010. Base points are resampled as if they were independent, which Sobol
/// points
///          are not: the intervals are too wide rather than too narrow.
[[nodiscard]] SobolIndices sobol_indices(std::span<const double> values, std::size_t dimension,
                                         const BootstrapOptions& bootstrap);

/// The rows of one base point of ShapleyDesign from what was found there.
///
/// Shapes   numbers[k P + m], weights[k P + m]: partner m of the P that share k inputs, k below the d inputs;
///          other_weights[k]: sum over `num_others` further weights given the same k inputs.
/// Returns  out[k], k < d: half the weighted mean squared difference from x where k inputs are shared. It estimates
///          E w times the mean, over the weighted distribution of the k inputs, of the variance that the others leave
///          (their conditional variance, of the weighted distribution too).
/// The mean weight given the k inputs is that of the partners, the others, and x and the partner in question at half
/// their weight: by the expansion to the second order in its error that makes no error on average where weights and
/// numbers are independent given the k inputs, and the draws are. It is 0 only where the difference does not count.
void conditional_variances(double number, double weight, std::span<const double> numbers,
                           std::span<const double> weights, std::span<const double> other_weights,
                           std::size_t num_others, std::size_t num_partners, std::span<double> out);

/// Shapley effects: the mean over base points of what the variance that is left drops by as an input is added in the
/// base point's order, as a share of all: they add up to 1.
///
/// Shapes   rows[b d + k] from `conditional_variances`; orders[b d + k]: the input at place k.
[[nodiscard]] std::vector<IndexEstimate> shapley_effects(std::span<const double> rows,
                                                         std::span<const std::uint32_t> orders, std::size_t dimension,
                                                         const BootstrapOptions& bootstrap);

}  // namespace parley
