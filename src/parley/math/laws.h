// SPDX-License-Identifier: Apache-2.0
// The laws behind Distribution, one struct each: parameters that were checked, and what can be asked of them.
#pragma once

#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

#include "parley/math/number.h"
#include "parley/math/special_functions.h"

namespace parley {

using Interval = std::pair<double, double>;

struct ConstantLaw {
  std::vector<std::pair<Number, double>> values;  // the one value, with probability 1

  [[nodiscard]] double quantile(double) const { return values.front().first.value; }
  [[nodiscard]] double cdf(double x) const { return x >= values.front().first.value ? 1.0 : 0.0; }
  [[nodiscard]] double mean() const { return values.front().first.value; }
  [[nodiscard]] double variance() const { return 0.0; }
  [[nodiscard]] Interval bounds() const { return {mean(), mean()}; }
};

struct NormalLaw {
  double center;
  double sd;

  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double cdf(double x) const;
  [[nodiscard]] double mean() const { return center; }
  [[nodiscard]] double variance() const { return sd * sd; }
  [[nodiscard]] Interval bounds() const;
};

/// exp of a normal. Values below the smallest normal double are moved there, here and in the other laws that begin at
/// 0: a positive parameter must not become 0.
struct LognormalLaw {
  NormalLaw beneath;

  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double cdf(double x) const;
  [[nodiscard]] double mean() const;
  [[nodiscard]] double variance() const;
  [[nodiscard]] Interval bounds() const;
};

/// 1 / (1 + exp(-x)) of a normal. The moments have no closed form: they are integrated, once, to 1e-12 of their size.
struct LogitnormalLaw {
  explicit LogitnormalLaw(NormalLaw normal);

  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double cdf(double x) const;
  [[nodiscard]] double mean() const { return center; }
  [[nodiscard]] double variance() const { return spread; }
  [[nodiscard]] Interval bounds() const { return {0.0, 1.0}; }

  NormalLaw beneath;
  double center;  // its own mean and variance
  double spread;
};

struct UniformLaw {
  double low;
  double high;

  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double cdf(double x) const;
  [[nodiscard]] double mean() const { return low + (high - low) / 2.0; }
  [[nodiscard]] double variance() const { return (high - low) * (high - low) / 12.0; }
  [[nodiscard]] Interval bounds() const { return {low, high}; }
};

struct TriangularLaw {
  double low;
  double mode;
  double high;

  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double cdf(double x) const;
  [[nodiscard]] double mean() const;
  [[nodiscard]] double variance() const;
  [[nodiscard]] Interval bounds() const { return {low, high}; }
};

/// A beta stretched over [low, high]: beta itself and pert.
struct BetaLaw {
  double low;
  double high;
  StandardBeta standard;

  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double cdf(double x) const;
  [[nodiscard]] double mean() const { return low + (high - low) * standard.mean(); }
  [[nodiscard]] double variance() const { return (high - low) * (high - low) * standard.variance(); }
  [[nodiscard]] Interval bounds() const { return {low, high}; }
};

struct GammaLaw {
  double scale;
  StandardGamma standard;

  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double cdf(double x) const { return standard.cdf(x / scale); }
  [[nodiscard]] double mean() const { return scale * standard.shape(); }
  [[nodiscard]] double variance() const { return scale * scale * standard.shape(); }
  [[nodiscard]] Interval bounds() const;
};

struct DiscreteLaw {
  std::vector<std::pair<Number, double>> values;  // rising, probabilities above 0
  std::vector<double> cumulative;                 // the last is 1
  std::size_t median = 0;                         // index of the first whose exact cumulative reaches 1/2

  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double cdf(double x) const;
  [[nodiscard]] double mean() const;
  [[nodiscard]] double variance() const;
  [[nodiscard]] Interval bounds() const { return {values.front().first.value, values.back().first.value}; }
};

struct SamplesLaw {
  std::vector<double> sorted;
  double center;  // their mean and variance
  double spread;

  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double cdf(double x) const;
  [[nodiscard]] double mean() const { return center; }
  [[nodiscard]] double variance() const { return spread; }
  [[nodiscard]] Interval bounds() const { return {sorted.front(), sorted.back()}; }
};

using Law = std::variant<ConstantLaw, NormalLaw, LognormalLaw, LogitnormalLaw, UniformLaw, TriangularLaw, BetaLaw,
                         GammaLaw, DiscreteLaw, SamplesLaw>;

}  // namespace parley
