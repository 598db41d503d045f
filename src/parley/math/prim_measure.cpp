// SPDX-License-Identifier: Apache-2.0
// What a box holds, and whether its sides matter.
#include <algorithm>

#include "parley/math/prim.h"
#include "parley/math/special_functions.h"
#include "parley/math/statistics.h"

namespace parley {

namespace {

double harmonic_mean(const BoxMeasure& measure) {
  const double sum = measure.coverage + measure.density;
  return sum > 0.0 ? 2.0 * measure.coverage * measure.density / sum : 0.0;
}

}  // namespace

bool BoxSide::holds(double value) const {
  return values.empty() ? low <= value && value <= high : std::ranges::binary_search(values, value);
}

bool contains(const Box& box, const PrimPoints& points, std::size_t point) {
  return std::ranges::all_of(box,
                             [&](const BoxSide& side) { return side.holds(points.inputs[side.input].values[point]); });
}

BoxMeasure measure(const Box& box, const PrimPoints& points) {
  std::vector<double> inside(points.size()), hits(points.size()), interest(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    inside[i] = contains(box, points, i) ? points.weights[i] : 0.0;
    hits[i] = inside[i] * points.interest[i];
    interest[i] = points.weights[i] * points.interest[i];
  }
  const double in = ordered_sum(inside), hit = ordered_sum(hits);
  return {.coverage = hit / ordered_sum(interest), .density = hit / in, .mass = in / ordered_sum(points.weights)};
}

std::size_t best_step(const std::vector<PrimStep>& steps) {
  const auto best =
      std::ranges::max_element(steps, {}, [](const PrimStep& step) { return harmonic_mean(step.measure); });
  return static_cast<std::size_t>(best - steps.begin());
}

double quasi_p_value(const Box& box, std::size_t side, const PrimPoints& points) {
  Box without = box;
  without.erase(without.begin() + static_cast<std::ptrdiff_t>(side));
  const double before = measure(without, points).density, density = measure(box, points).density;
  if (!(density > before)) return 1.0;
  std::vector<double> inside(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) inside[i] = contains(box, points, i) ? points.weights[i] : 0.0;
  // More would be beyond where the incomplete beta function was checked; fewer only raise p.
  const double draws = std::min(effective_number(inside), largest_shape - 1.0);
  // P(Binomial(n, p) >= k) = I_p(k, n - k + 1), for fractional n and k as well.
  const double hits = std::max(density * draws, smallest_shape);
  return std::clamp(StandardBeta(hits, draws - density * draws + 1.0).cdf(before), 0.0, 1.0);
}

}  // namespace parley
