// SPDX-License-Identifier: Apache-2.0
// Making a discrete distribution: probabilities stay exact for as long as they are.
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "parley/math/distribution_body.h"

namespace parley {
namespace {

using Entries = std::vector<std::pair<Number, Number>>;  // value, probability

constexpr double sum_tolerance = 1e-9;

std::optional<std::string> check_entries(const Entries& entries) {
  if (entries.empty()) return "a discrete distribution needs at least one value";
  for (const auto& [value, prob] : entries) {
    if (!std::isfinite(value.value)) return "a value is not a finite number";
    if (!(prob.value >= 0.0 && prob.value <= 1.0)) {
      return fmt::format("the probability of {} is {}, and must lie in [0, 1]", to_string(value), to_string(prob));
    }
  }
  return std::nullopt;
}

std::optional<std::string> check_sum(const Number& sum) {
  const bool is_one = sum.exact ? *sum.exact == Rational(1) : std::fabs(sum.value - 1.0) <= sum_tolerance;
  if (is_one) return std::nullopt;
  return fmt::format("the probabilities add up to {}, and must add up to 1; one of them may be `rest`", to_string(sum));
}

/// By value; of equal doubles the floating ones first, then the exact ones by their exact values.
bool comes_before(const Number& a, const Number& b) {
  if (a.value != b.value) return a.value < b.value;
  return a.exact && b.exact ? *a.exact < *b.exact : !a.exact && b.exact;
}

/// Sorted by value; equal values joined, probability 0 dropped.
Entries tidied(Entries entries) {
  std::erase_if(entries, [](const auto& entry) { return entry.second.value == 0.0; });
  std::ranges::sort(entries, [](const auto& a, const auto& b) { return comes_before(a.first, b.first); });
  Entries result;
  for (auto& [value, prob] : entries) {
    if (!result.empty() && equal(result.back().first, value)) {
      result.back().second = add(result.back().second, prob);
    } else {
      result.emplace_back(std::move(value), std::move(prob));
    }
  }
  return result;
}

/// Needs the sum of the probabilities, which inexact ones are divided by.
DiscreteLaw law_from(const Entries& entries, const Number& sum) {
  DiscreteLaw law;
  const Number half(Rational::ratio(1, 2));
  Number reached{Rational(0)};
  bool found_median = false;
  for (const auto& [value, prob] : entries) {
    const Number share = divide(prob, sum);
    reached = add(reached, share);
    if (!found_median && less_equal(half, reached)) {
      found_median = true;
      law.median = law.values.size();
    }
    law.values.emplace_back(value, share.value);
    law.cumulative.push_back(reached.value);
  }
  law.cumulative.back() = 1.0;  // but for rounding it is
  return law;
}

}  // namespace

Result<Distribution> Distribution::discrete(std::vector<std::pair<Number, Number>> values_and_probs) {
  if (std::optional<std::string> problem = check_entries(values_and_probs)) return fail(ErrorCode::bad_input, *problem);
  Number sum{Rational(0)};
  for (const auto& entry : values_and_probs) sum = add(sum, entry.second);
  if (std::optional<std::string> problem = check_sum(sum)) return fail(ErrorCode::bad_input, *problem);
  DiscreteLaw law = law_from(tidied(std::move(values_and_probs)), sum);
  return Distribution(std::make_shared<Body>(Body{DistributionKind::discrete, std::move(law)}));
}

}  // namespace parley
