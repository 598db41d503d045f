// SPDX-License-Identifier: Apache-2.0
// The laws with an end: uniform, triangular, beta and pert, gamma.
#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/math/laws.h"

namespace parley {
namespace {

/// Into [low, high]; and a value that underflows to an end at 0 would leave the positive numbers, which no law does.
double inside(double low, double x, double high) {
  const double least = low == 0.0 ? std::min(std::numeric_limits<double>::min(), high) : low;
  return std::clamp(x, least, high);
}

}  // namespace

double UniformLaw::quantile(double u) const { return inside(low, low + u * (high - low), high); }
double UniformLaw::cdf(double x) const { return std::clamp((x - low) / (high - low), 0.0, 1.0); }

double TriangularLaw::quantile(double u) const {
  const double width = high - low;
  const double left = (mode - low) / width;  // the probability left of the mode
  if (u <= left) return inside(low, low + width * std::sqrt(u * left), mode);
  const double right = (high - mode) / width;
  // mode + (high - mode) (1 - s), and 1 - s without cancellation where the mode is the low end
  const double s = std::sqrt((1.0 - u) / right);
  return std::max(mode, inside(low, mode + (high - mode) * ((u - left) / right) / (1.0 + s), high));
}

double TriangularLaw::cdf(double x) const {
  if (x <= low) return 0.0;
  if (x >= high) return 1.0;
  const double width = high - low;
  if (x <= mode) return ((x - low) / width) * ((x - low) / (mode - low));
  return 1.0 - ((high - x) / width) * ((high - x) / (high - mode));
}

double TriangularLaw::mean() const { return low + ((mode - low) + (high - low)) / 3.0; }

double TriangularLaw::variance() const {
  const double a = mode - low;
  const double b = high - low;
  return (a * a + b * b - a * b) / 18.0;
}

double BetaLaw::quantile(double u) const { return inside(low, low + (high - low) * standard.quantile(u), high); }

double BetaLaw::cdf(double x) const {
  if (x <= low) return 0.0;
  return x >= high ? 1.0 : standard.cdf((x - low) / (high - low));
}

double GammaLaw::quantile(double u) const {
  return std::max(scale * standard.quantile(u), std::numeric_limits<double>::min());
}
Interval GammaLaw::bounds() const { return {0.0, std::numeric_limits<double>::infinity()}; }

}  // namespace parley
