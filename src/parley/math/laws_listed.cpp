// SPDX-License-Identifier: Apache-2.0
// The laws that are lists: values with probabilities, and samples.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "parley/math/laws.h"

namespace parley {

double DiscreteLaw::quantile(double u) const {
  const auto reached = std::ranges::lower_bound(cumulative, u);
  const auto index = static_cast<std::size_t>(std::distance(cumulative.begin(), reached));
  return values[std::min(index, values.size() - 1)].first.value;
}

double DiscreteLaw::cdf(double x) const {
  const auto above = std::ranges::upper_bound(values, x, {}, [](const auto& entry) { return entry.first.value; });
  const auto count = static_cast<std::size_t>(std::distance(values.begin(), above));
  return count == 0 ? 0.0 : cumulative[count - 1];
}

double DiscreteLaw::mean() const {
  double sum = 0.0;
  for (const auto& [value, prob] : values) sum += prob * value.value;
  return sum;
}

double DiscreteLaw::variance() const {
  const double center = mean();
  double sum = 0.0;
  for (const auto& [value, prob] : values) sum += prob * (value.value - center) * (value.value - center);
  return sum;
}

double SamplesLaw::quantile(double u) const {
  const auto num_samples = static_cast<double>(sorted.size());
  // The smallest k with k / n >= u as doubles compare: the product may round across an integer.
  double k = std::clamp(std::ceil(u * num_samples), 1.0, num_samples);
  while (k > 1.0 && (k - 1.0) / num_samples >= u) k -= 1.0;
  while (k < num_samples && k / num_samples < u) k += 1.0;
  return sorted[static_cast<std::size_t>(k) - 1];
}

double SamplesLaw::cdf(double x) const {
  const auto above = std::ranges::upper_bound(sorted, x);
  return static_cast<double>(std::distance(sorted.begin(), above)) / static_cast<double>(sorted.size());
}

}  // namespace parley
