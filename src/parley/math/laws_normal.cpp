// SPDX-License-Identifier: Apache-2.0
// The normal law and the two made from it.
#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/math/distribution.h"
#include "parley/math/laws.h"

namespace parley {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double logistic(double x) { return x < 0.0 ? std::exp(x) / (1.0 + std::exp(x)) : 1.0 / (1.0 + std::exp(-x)); }

struct Moments {
  double mean;
  double variance;
};

/// For sd below 1.5: the trapezoidal rule over the normal's own coordinate, for logistic(m + s z) - logistic(m), which
/// keeps its precision however small s is. The integrand's nearest pole lies pi / s >= 2 off the real line, so a step
/// of 1/8 leaves an error of exp(-2 pi (pi / s) 8) of its size; 13 standard deviations hold the rest, tilted mass
/// included.
Moments moments_of_narrow(double m, double s) {
  constexpr int half_steps = 104;
  constexpr double step = 0.125;
  double first = 0.0;
  double second = 0.0;
  double total = 0.0;
  const double at_center = logistic(m);
  for (int i = -half_steps; i <= half_steps; ++i) {
    const double z = step * i;
    const double weight = std::exp(-0.5 * z * z);
    // logistic(x) - logistic(y) = logistic(x) logistic(-y) (1 - exp(y - x))
    const double moved = -std::expm1(-s * z) * logistic(m + s * z) * (1.0 - at_center);
    total += weight;
    first += weight * moved;
    second += weight * moved * moved;
  }
  first /= total;
  return {at_center + first, second / total - first * first};
}

/// For sd of at least 1.5: E g(X) = integral of g'(t) P(X > t), by the trapezoidal rule over t. The poles of the
/// logistic lie pi off the real line, so a step of 1/4 leaves an error of exp(-8 pi^2).
Moments moments_of_wide(double m, double s) {
  constexpr double step = 0.25;
  // Left of m - 40 lies less than exp(-40) of the mean; exp(-745) is the smallest double.
  const double from = std::max(m - 40.0, -745.0);
  constexpr double to = 45.0;
  const auto num_steps = static_cast<int>((to - from) / step);
  double first = 0.0;
  double second = 0.0;
  for (int i = 0; i <= num_steps; ++i) {
    const double t = from + step * i;
    const double value = logistic(t);
    const double mass = value * logistic(-t) * normal_cdf((m - t) / s);
    first += mass;
    second += 2.0 * value * mass;
  }
  first *= step;
  return {first, second * step - first * first};
}

/// Of logistic(X), X ~ normal(m, s). Right of 0 by symmetry, so that a mean near 1 takes no digits from the variance.
Moments logitnormal_moments(double m, double s) {
  const double left = -std::fabs(m);
  Moments result = s < 1.5 ? moments_of_narrow(left, s) : moments_of_wide(left, s);
  if (m > 0.0) result.mean = 1.0 - result.mean;
  return result;
}

}  // namespace

double NormalLaw::quantile(double u) const { return center + sd * normal_quantile(u); }
double NormalLaw::cdf(double x) const { return normal_cdf((x - center) / sd); }
Interval NormalLaw::bounds() const { return {-infinity, infinity}; }

double LognormalLaw::quantile(double u) const {
  return std::fmax(std::exp(beneath.quantile(u)), std::numeric_limits<double>::min());
}
double LognormalLaw::cdf(double x) const { return x > 0.0 ? beneath.cdf(std::log(x)) : 0.0; }
double LognormalLaw::mean() const { return std::exp(beneath.center + beneath.variance() / 2.0); }
double LognormalLaw::variance() const {
  return std::expm1(beneath.variance()) * std::exp(2.0 * beneath.center + beneath.variance());
}
Interval LognormalLaw::bounds() const { return {0.0, infinity}; }

LogitnormalLaw::LogitnormalLaw(NormalLaw normal) : beneath(normal) {
  const Moments moments = logitnormal_moments(normal.center, normal.sd);
  center = moments.mean;
  spread = moments.variance;
}

double LogitnormalLaw::quantile(double u) const {
  return std::fmax(logistic(beneath.quantile(u)), std::numeric_limits<double>::min());
}
double LogitnormalLaw::cdf(double x) const {
  if (!(x > 0.0)) return 0.0;
  return x < 1.0 ? beneath.cdf(std::log(x) - std::log1p(-x)) : 1.0;
}

}  // namespace parley
