// SPDX-License-Identifier: Apache-2.0
// Sums over base points, and the same sums over base points drawn again.
#include "parley/math/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "parley/math/mixed.h"
#include "parley/math/statistics.h"

namespace parley {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Rows of terms, one a base point, and what is made of their sums.
struct Terms {
  std::size_t width = 0;
  std::vector<double> rows;  // [base point][term]
  /// Shares from the sums over `count` rows.
  std::function<std::vector<double>(const std::vector<double>& sums, std::size_t count)> shares;

  [[nodiscard]] std::size_t count() const { return rows.size() / width; }
};

std::vector<double> sums_of(const Terms& terms) {
  std::vector<double> column(terms.count()), sums(terms.width);
  for (std::size_t t = 0; t < terms.width; ++t) {
    for (std::size_t b = 0; b < column.size(); ++b) column[b] = terms.rows[b * terms.width + t];
    sums[t] = ordered_sum(column);
  }
  return sums;
}

/// Sums over as many base points, drawn with replacement: how often each is drawn, then one pass over the rows.
std::vector<double> resampled_sums(const Terms& terms, const BootstrapOptions& bootstrap, std::size_t resample) {
  const std::size_t count = terms.count();
  std::vector<std::uint32_t> times(count, 0);
  const std::uint64_t seed = mixed(mixed(bootstrap.seed) + resample);
  for (std::size_t b = 0; b < count; ++b) ++times[below(mixed(seed + b), count)];
  std::vector<double> sums(terms.width, 0.0);
  for (std::size_t b = 0; b < count; ++b) {
    if (times[b] == 0) continue;
    const double factor = times[b];
    const double* row = terms.rows.data() + b * terms.width;
    for (std::size_t t = 0; t < terms.width; ++t) sums[t] += factor * row[t];
  }
  return sums;
}

/// The value below which `share` of the sorted numbers lie, between neighbours in proportion.
double percentile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

IndexEstimate with_interval(double value, std::vector<double> resampled) {
  std::erase_if(resampled, [](double share) { return std::isnan(share); });
  if (std::isnan(value) || resampled.size() < 2) return {value, not_a_number, not_a_number, not_a_number};
  const auto size = static_cast<double>(resampled.size());
  const double mean = ordered_sum(resampled) / size;
  std::vector<double> squares(resampled.size());
  std::ranges::transform(resampled, squares.begin(), [&](double share) { return (share - mean) * (share - mean); });
  std::ranges::sort(resampled);
  return {value, std::sqrt(ordered_sum(squares) / (size - 1.0)), percentile(resampled, 0.025),
          percentile(resampled, 0.975)};
}

std::vector<IndexEstimate> estimates(const Terms& terms, const BootstrapOptions& bootstrap) {
  const std::vector<double> values = terms.shares(sums_of(terms), terms.count());
  std::vector<std::vector<double>> resampled(values.size(), std::vector<double>(bootstrap.resamples));
  for (std::size_t r = 0; r < bootstrap.resamples; ++r) {
    const std::vector<double> shares = terms.shares(resampled_sums(terms, bootstrap, r), terms.count());
    for (std::size_t i = 0; i < shares.size(); ++i) resampled[i][r] = shares[i];
  }
  std::vector<IndexEstimate> found;
  found.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) found.push_back(with_interval(values[i], std::move(resampled[i])));
  return found;
}

/// Mean and variance of the 2 n numbers with these sums of numbers and squares.
std::pair<double, double> moments(double sum, double squares, std::size_t count) {
  const double size = 2.0 * static_cast<double>(count);
  return {sum / size, std::max(0.0, (squares - sum * sum / size) / (size - 1.0))};
}

}  // namespace

SobolIndices sobol_indices(std::span<const double> values, std::size_t dimension, const BootstrapOptions& bootstrap) {
  const std::size_t block = dimension + 2;
  const std::size_t count = values.size() / block;
  std::vector<double> pair_sums(count);
  for (std::size_t b = 0; b < count; ++b) pair_sums[b] = values[b * block] + values[b * block + 1];
  const double centre = ordered_sum(pair_sums) / (2.0 * static_cast<double>(count));  // squares of small numbers
  Terms terms;
  terms.width = 2 + 2 * dimension;
  terms.rows.resize(count * terms.width);
  for (std::size_t b = 0; b < count; ++b) {
    const double* found = values.data() + b * block;
    double* row = terms.rows.data() + b * terms.width;
    const double a = found[0] - centre, other = found[1] - centre;
    row[0] = a + other;
    row[1] = a * a + other * other;
    for (std::size_t i = 0; i < dimension; ++i) {
      const double mixed_value = found[2 + i];
      row[2 + i] = (found[1] - mixed_value) * (found[1] - mixed_value);
      row[2 + dimension + i] = (found[0] - mixed_value) * (found[0] - mixed_value);
    }
  }
  terms.shares = [dimension](const std::vector<double>& sums, std::size_t size) {
    const double variance = moments(sums[0], sums[1], size).second;
    const double scale = variance > 0.0 ? 1.0 / (2.0 * variance * static_cast<double>(size)) : not_a_number;
    std::vector<double> shares(2 * dimension);
    for (std::size_t i = 0; i < dimension; ++i) {
      shares[i] = 1.0 - sums[2 + i] * scale;
      shares[dimension + i] = sums[2 + dimension + i] * scale;
    }
    return shares;
  };
  const std::vector<IndexEstimate> found = estimates(terms, bootstrap);
  const auto middle = found.begin() + static_cast<std::ptrdiff_t>(dimension);
  const std::vector<double> sums = sums_of(terms);
  const auto [shift, variance] = moments(sums[0], sums[1], count);
  return {{found.begin(), middle}, {middle, found.end()}, centre + shift, variance};
}

void conditional_variances(double number, double weight, std::span<const double> numbers,
                           std::span<const double> weights, std::span<const double> other_weights,
                           std::size_t num_others, std::size_t num_partners, std::span<double> out) {
  const auto size = static_cast<double>(num_partners + num_others);
  for (std::size_t k = 0; k < out.size(); ++k) {
    double partners = 0.0;
    for (std::size_t m = 0; m < num_partners; ++m) partners += weights[k * num_partners + m];
    double sum = 0.0;
    for (std::size_t m = 0; m < num_partners; ++m) {
      const double partner = weights[k * num_partners + m];
      const double difference = number - numbers[k * num_partners + m];
      if (!(weight * partner > 0.0)) continue;
      const double mean = (0.5 * (weight - partner) + partners + other_weights[k]) / size;
      sum += weight * partner / mean * difference * difference;
    }
    out[k] = 0.5 * sum / static_cast<double>(num_partners);
  }
}

std::vector<IndexEstimate> shapley_effects(std::span<const double> rows, std::span<const std::uint32_t> orders,
                                           std::size_t dimension, const BootstrapOptions& bootstrap) {
  Terms terms;
  terms.width = dimension;
  terms.rows.resize(rows.size());
  for (std::size_t b = 0; b * dimension < rows.size(); ++b) {
    for (std::size_t k = 0; k < dimension; ++k) {
      const std::size_t place = b * dimension + k;
      const double next = k + 1 < dimension ? rows[place + 1] : 0.0;  // with all inputs known nothing is left
      terms.rows[b * dimension + orders[place]] = rows[place] - next;
    }
  }
  terms.shares = [](const std::vector<double>& sums, std::size_t) {
    const double all = ordered_sum(sums);
    std::vector<double> shares(sums.size());
    for (std::size_t i = 0; i < sums.size(); ++i) shares[i] = all > 0.0 ? sums[i] / all : not_a_number;
    return shares;
  };
  return estimates(terms, bootstrap);
}

}  // namespace parley
