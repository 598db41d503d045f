// SPDX-License-Identifier: Apache-2.0
// Holds the constants at inputs and says how far each number may go.
#include "parley/why/probe_model.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

#include "parley/build/hold.h"

namespace parley::why {

namespace {

constexpr double low_end = 0.01, high_end = 0.99;  // of a drawn number's range
constexpr double most_factor = 16.0;               // of a constant above 0
constexpr double most_sizes = 4.0;                 // of a constant that may be any number: so many times its size
constexpr double farthest_score = 8.0;             // beyond, chances round to 1

std::vector<double> evenly(double low, double high, std::size_t count) {
  std::vector<double> values;
  values.reserve(count);
  for (std::size_t k = 0; k < count; ++k) {
    values.push_back(std::lerp(low, high, static_cast<double>(k) / static_cast<double>(count - 1)));
  }
  return values;
}

std::vector<double> by_factors(double base, std::size_t count) {
  std::vector<double> values = evenly(-std::log2(most_factor), std::log2(most_factor), count);
  for (double& value : values) value = base * std::exp2(value);
  return values;
}

/// Chance below a value, and up to it.
std::pair<double, double> band(const Distribution& distribution, double value) {
  double below = 0.0;
  for (const auto& [each, prob] : distribution.discrete_values()) {
    if (each.value >= value) return {below, std::min(1.0, below + prob)};
    below += prob;
  }
  return {below, 1.0};
}

double clipped_score(double u) {
  const double least = normal_cdf(-farthest_score);
  if (u <= least) return -farthest_score;
  if (u >= 1.0 - least) return farthest_score;
  return normal_quantile(u);
}

}  // namespace

std::vector<double> Movable::values(double base, std::size_t count) const {
  if (is_list()) {
    std::vector<double> values;
    for (const auto& [value, prob] : distribution.discrete_values()) values.push_back(value.value);
    return values;
  }
  if (is_drawn) return evenly(distribution.quantile(low_end), distribution.quantile(high_end), count);
  switch (support) {
    case Support::probability:
      return evenly(0.0, 1.0, count);
    case Support::positive:
      return by_factors(base, count);
    case Support::real:
      break;
  }
  const double span = most_sizes * std::max(std::fabs(base), 1.0);
  return evenly(base - span, base + span, count);
}

double Movable::score(double value) const {
  if (!distribution.is_discrete()) return clipped_score(distribution.cdf(value));
  const auto [low, high] = band(distribution, value);
  return clipped_score(std::midpoint(low, high));
}

double Movable::value_at(double score) const {
  const double least = normal_cdf(-farthest_score);
  return distribution.quantile(std::clamp(normal_cdf(score), least, 1.0 - least));
}

std::vector<Number> ProbeModel::inputs(const std::vector<Number>& drawn) const {
  std::vector<Number> all = constants;
  all.insert(all.end(), drawn.begin(), drawn.end());
  return all;
}

Result<ProbeModel> probe_model(const build::Model& model, const RunContext& run) {
  ProbeModel probe;
  std::vector<build::Hold> holds;
  holds.reserve(model.constants.size());
  for (const build::Constant& constant : model.constants) holds.push_back({constant.name, build::Hold::AtAxis{}});
  Result<build::Model> held = holds.empty() ? Result<build::Model>(model) : build::hold(model, holds, run);
  if (!held && held.error().code == ErrorCode::stopped) return std::unexpected(held.error());
  const bool are_held = held.has_value();
  if (are_held) {
    probe.model = *std::move(held);
    for (const build::Constant& constant : model.constants) {
      probe.constants.push_back(constant.value);
      probe.movables.push_back(
          {constant.name, false, Distribution::constant(constant.value), constant.support, constant.origin});
    }
  } else {
    probe.model = model;
  }
  if (holds.empty() || !are_held) probe.constants.clear();
  for (const std::uint32_t input : std::vector<std::uint32_t>(probe.model.drawn)) {
    const build::Input& drawn = probe.model.inputs[input];
    probe.movables.push_back({drawn.name, true, drawn.distribution, Support::real, drawn.origin});
  }
  probe.model.drawn.resize(probe.model.inputs.size());
  std::iota(probe.model.drawn.begin(), probe.model.drawn.end(), 0U);
  for (build::Input& input : probe.model.inputs) {
    if (input.kind == build::Input::Kind::lever) input.kind = build::Input::Kind::param;
  }
  return probe;
}

}  // namespace parley::why
