// SPDX-License-Identifier: Apache-2.0
// Sums in index order, weighted averages and quantiles, and errors from replicates.
#include "parley/math/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "parley/base/result.h"

namespace parley {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Neumaier's sum (1974): the rounding error of each addition is kept apart.
class Sum {
 public:
  void add(double term) {
    const double next = total_ + term;
    const bool total_larger = std::fabs(total_) >= std::fabs(term);
    lost_ += total_larger ? (total_ - next) + term : (term - next) + total_;
    total_ = next;
  }
  [[nodiscard]] double value() const { return std::isfinite(total_) ? total_ + lost_ : total_; }

 private:
  double total_ = 0.0;
  double lost_ = 0.0;
};

void need_equal_sizes(std::span<const double> a, std::span<const double> b, const char* function) {
  if (a.size() != b.size()) throw InternalError(std::string(function) + ": spans of different sizes");
}

double deviation(double numerator, double ratio, double denominator) {
  const double expected = ratio * denominator;
  const double difference = numerator - expected;
  // What rounding alone makes is no spread: replicates that agree have an error of exactly 0.
  const double rounding = 8.0 * epsilon * (std::fabs(numerator) + std::fabs(expected));
  return std::fabs(difference) <= rounding ? 0.0 : difference;
}

double spread(std::span<const Sum> numerators, std::span<const Sum> denominators, double ratio, double total) {
  Sum squares;
  for (std::size_t r = 0; r < numerators.size(); ++r) {
    const double share = deviation(numerators[r].value(), ratio, denominators[r].value()) / total;
    squares.add(share * share);
  }
  const auto num = static_cast<double>(numerators.size());
  return std::sqrt(squares.value() * num / (num - 1.0));
}

}  // namespace

double ordered_sum(std::span<const double> values) {
  Sum sum;
  for (const double value : values) sum.add(value);
  return sum.value();
}

double weighted_mean(std::span<const double> values, std::span<const double> weights) {
  need_equal_sizes(values, weights, "weighted_mean");
  Sum top;
  Sum bottom;
  for (std::size_t i = 0; i < values.size(); ++i) {
    top.add(values[i] * weights[i]);
    bottom.add(weights[i]);
  }
  return bottom.value() == 0.0 ? not_a_number : top.value() / bottom.value();
}

double weighted_quantile(std::span<const double> values, std::span<const double> weights, double share) {
  need_equal_sizes(values, weights, "weighted_quantile");
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (weights[i] > 0.0) order.push_back(i);
  }
  if (order.empty()) throw InternalError("weighted_quantile: no positive weight");
  std::ranges::sort(
      order, [&](std::size_t a, std::size_t b) { return values[a] != values[b] ? values[a] < values[b] : a < b; });
  const double total = ordered_sum(weights);
  // Weights that add up to the share but for rounding do reach it.
  const double needed = total * (share - 4.0 * epsilon);
  Sum reached;
  for (const std::size_t i : order) {
    reached.add(weights[i]);
    if (reached.value() >= needed) return values[i];
  }
  return values[order.back()];
}

double effective_number(std::span<const double> weights) {
  const double largest = weights.empty() ? 0.0 : *std::ranges::max_element(weights);
  if (!(largest > 0.0)) return 0.0;
  Sum sum;
  Sum squares;
  for (const double weight : weights) {
    const double scaled = weight / largest;  // squares of very small or large weights would leave the doubles
    sum.add(scaled);
    squares.add(scaled * scaled);
  }
  return sum.value() * sum.value() / squares.value();
}

namespace {

/// Replicates in which this many draws, on average, make the deviation tell its size by their spread; with fewer, most
/// replicates show nothing and the spread is too small.
constexpr double least_draws_a_replicate = 4.0;

/// Such draws are too few to be trusted to be as many as they should: two more of the largest are thought of (Agresti
/// and Coull 1998 add two successes to a proportion).
constexpr double imagined_draws = 2.0;

/// The error that plain sampling would have, times the sum of the divisors, where a few draws alone make the deviation
/// (their effective number is (sum r^2)^2 / sum r^4); 0 where many do.
double error_of_the_rare(std::span<const double> values, std::span<const double> weights,
                         std::span<const double> divisors, std::size_t num_replicates, double ratio) {
  Sum squares;
  Sum fourth_powers;
  double largest = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double deviation = weights[i] * (values[i] - ratio * (divisors.empty() ? 1.0 : divisors[i]));
    squares.add(deviation * deviation);
    largest = std::max(largest, deviation * deviation);
    fourth_powers.add(deviation * deviation * deviation * deviation);
  }
  if (!(fourth_powers.value() > 0.0)) return 0.0;
  const double draws = squares.value() * squares.value() / fourth_powers.value();
  if (draws >= least_draws_a_replicate * static_cast<double>(num_replicates)) return 0.0;
  return std::sqrt(squares.value() + imagined_draws * largest);
}

}  // namespace

Estimate replicated_ratio(std::span<const double> values, std::span<const double> weights,
                          std::span<const double> divisors, std::size_t num_replicates) {
  need_equal_sizes(values, weights, "replicated_ratio");
  if (!divisors.empty()) need_equal_sizes(values, divisors, "replicated_ratio");
  if (num_replicates == 0) throw InternalError("replicated_ratio: no replicates");
  std::vector<Sum> numerators(num_replicates);
  std::vector<Sum> denominators(num_replicates);
  Sum top;
  Sum bottom;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double numerator = weights[i] * values[i];
    const double denominator = divisors.empty() ? weights[i] : weights[i] * divisors[i];
    numerators[i % num_replicates].add(numerator);
    denominators[i % num_replicates].add(denominator);
    top.add(numerator);
    bottom.add(denominator);
  }
  if (bottom.value() == 0.0) return {not_a_number, not_a_number};
  const double ratio = top.value() / bottom.value();
  if (num_replicates == 1) return {ratio, not_a_number};
  const double error = spread(numerators, denominators, ratio, bottom.value());
  return {ratio, std::max(error, error_of_the_rare(values, weights, divisors, num_replicates, ratio) / bottom.value())};
}

double error_of_the_unseen(std::span<const double> weights, std::span<const double> divisors) {
  if (!divisors.empty()) need_equal_sizes(weights, divisors, "error_of_the_unseen");
  Sum all;
  double largest = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double weight = divisors.empty() ? weights[i] : weights[i] * divisors[i];
    all.add(weight);
    largest = std::max(largest, weight);
  }
  return all.value() > 0.0 ? std::sqrt(imagined_draws) * largest / all.value() : not_a_number;
}

}  // namespace parley
