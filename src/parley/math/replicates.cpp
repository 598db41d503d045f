// SPDX-License-Identifier: Apache-2.0
// Deviations by replicate of ratios and of their differences.
#include "parley/math/replicates.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/base/result.h"

namespace parley {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double least_draws_a_replicate = 4.0;  // as in statistics.cpp
constexpr double imagined_draws = 2.0;

double divisor(const RatioColumns& columns, std::size_t i) {
  return columns.divisors.empty() ? 1.0 : columns.divisors[i];
}

/// Numerators and denominators of the ratio, in the order of the draws.
struct Terms {
  std::vector<double> top, bottom;
};

Terms terms_of(const RatioColumns& columns, std::size_t first, std::size_t stride) {
  Terms terms;
  terms.top.reserve(columns.values.size() / stride + 1);
  terms.bottom.reserve(columns.values.size() / stride + 1);
  for (std::size_t i = first; i < columns.values.size(); i += stride) {
    const bool is_plain = columns.divisors.empty();
    terms.top.push_back(columns.weights[i] * columns.values[i]);
    terms.bottom.push_back(is_plain ? columns.weights[i] : columns.weights[i] * columns.divisors[i]);
  }
  return terms;
}

/// What rounding alone makes is no deviation.
double deviation(double top, double ratio, double bottom) {
  const double expected = ratio * bottom;
  const double difference = top - expected;
  const double rounding = 8.0 * epsilon * (std::fabs(top) + std::fabs(expected));
  return std::fabs(difference) <= rounding ? 0.0 : difference;
}

/// What each draw adds to the deviation of the ratio; nothing beyond the columns.
double influence(const RatioColumns& columns, std::size_t i, double ratio, double total) {
  if (i >= columns.values.size()) return 0.0;
  const double top = columns.weights[i] * columns.values[i];
  return deviation(top, ratio, columns.weights[i] * divisor(columns, i)) / total;
}

double total_of(const RatioColumns& columns) { return ordered_sum(terms_of(columns, 0, 1).bottom); }

/// The error of plain sampling where a few draws alone make the difference; 0 where many do.
double error_of_the_rare(const std::vector<double>& influences, std::size_t num_replicates) {
  std::vector<double> squares, fourth_powers;
  squares.reserve(influences.size());
  fourth_powers.reserve(influences.size());
  double largest = 0.0;
  for (const double one : influences) {
    squares.push_back(one * one);
    fourth_powers.push_back(one * one * one * one);
    largest = std::max(largest, one * one);
  }
  const double square = ordered_sum(squares);
  const double fourth = ordered_sum(fourth_powers);
  if (!(fourth > 0.0)) return 0.0;
  const double draws = square * square / fourth;
  if (draws >= least_draws_a_replicate * static_cast<double>(num_replicates)) return 0.0;
  return std::sqrt(square + imagined_draws * largest);
}

}  // namespace

Replicated replicated(const RatioColumns& columns, std::size_t num_replicates) {
  if (num_replicates == 0) throw InternalError("replicated: no replicates");
  const Terms all = terms_of(columns, 0, 1);
  const double total = ordered_sum(all.bottom);
  Replicated made{not_a_number, std::vector<double>(num_replicates, not_a_number)};
  if (total == 0.0) return made;
  made.mean = ordered_sum(all.top) / total;
  for (std::size_t r = 0; r < num_replicates; ++r) {
    const Terms own = terms_of(columns, r, num_replicates);
    made.deviations[r] = deviation(ordered_sum(own.top), made.mean, ordered_sum(own.bottom)) / total;
  }
  return made;
}

double error_of_deviations(std::span<const double> deviations) {
  if (deviations.size() < 2) return not_a_number;
  std::vector<double> squares;
  squares.reserve(deviations.size());
  for (const double one : deviations) squares.push_back(one * one);
  const auto num = static_cast<double>(deviations.size());
  return std::sqrt(ordered_sum(squares) * num / (num - 1.0));
}

Estimate replicated_difference(const RatioColumns& a, const RatioColumns& b, std::size_t num_replicates) {
  const Replicated first = replicated(a, num_replicates);
  const Replicated second = replicated(b, num_replicates);
  if (!std::isfinite(first.mean) || !std::isfinite(second.mean)) return {not_a_number, not_a_number};
  const double rounding = 8.0 * epsilon * (std::fabs(first.mean) + std::fabs(second.mean));
  const auto beyond_rounding = [rounding](double one) { return std::fabs(one) <= rounding ? 0.0 : one; };
  std::vector<double> deviations = first.deviations;
  for (std::size_t r = 0; r < deviations.size(); ++r) {
    deviations[r] = beyond_rounding(deviations[r] - second.deviations[r]);
  }
  const double total_a = total_of(a);
  const double total_b = total_of(b);
  std::vector<double> influences;
  const std::size_t length = std::max(a.values.size(), b.values.size());
  influences.reserve(length);
  for (std::size_t i = 0; i < length; ++i) {
    influences.push_back(beyond_rounding(influence(a, i, first.mean, total_a) - influence(b, i, second.mean, total_b)));
  }
  return {first.mean - second.mean,
          std::max(error_of_deviations(deviations), error_of_the_rare(influences, num_replicates))};
}

}  // namespace parley
