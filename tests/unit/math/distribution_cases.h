// SPDX-License-Identifier: Apache-2.0
// Distributions that several tests run over.
#pragma once

#include <stdexcept>
#include <utility>
#include <vector>

#include "parley/math/distribution.h"

namespace parley {

inline Distribution made(DistributionKind kind, const std::vector<double>& arguments) {
  std::vector<Number> numbers;
  for (const double argument : arguments) numbers.emplace_back(argument);
  Result<Distribution> result = Distribution::from(kind, numbers);
  if (!result) throw std::runtime_error(result.error().message);
  return *std::move(result);
}

/// Every continuous kind, plain and at the edges of what is accepted.
inline std::vector<Distribution> continuous_cases() {
  using enum DistributionKind;
  std::vector<Distribution> cases;
  const std::pair<DistributionKind, std::vector<double>> all[] = {
      {normal, {0.0, 1.0}},
      {normal, {1e6, 1e-3}},
      {normal, {-1e300, 1e299}},
      {lognormal, {0.0, 1.0}},
      {lognormal, {700.0, 1.0}},
      {lognormal, {-800.0, 2.0}},
      {lognormal, {0.0, 50.0}},
      {logitnormal, {0.0, 1.0}},
      {logitnormal, {3.0, 0.01}},
      {logitnormal, {-30.0, 80.0}},
      {uniform, {0.0, 1.0}},
      {uniform, {-1e307, 1e307}},
      {uniform, {1.0, 1.0 + 1e-15}},
      {triangular, {0.0, 0.3, 1.0}},
      {triangular, {0.0, 0.0, 1.0}},
      {triangular, {0.0, 1.0, 1.0}},
      {triangular, {-5.0, -5.0, 2.0}},
      {pert, {0.0, 0.3, 1.0}},
      {pert, {-10.0, -10.0, 30.0}},
      {pert, {2.0, 7.0, 7.0}},
      {beta, {1.0, 1.0}},
      {beta, {0.001, 0.001}},
      {beta, {0.5, 30.0}},
      {beta, {1e6, 1e6}},
      {beta, {1e6, 0.001}},
      {beta, {0.001, 1e6}},
      {beta, {2.5, 1.5}},
      {beta, {1000.0, 10.0}},
      {gamma, {1.0, 1.0}},
      {gamma, {0.001, 1.0}},
      {gamma, {0.4, 1e-200}},
      {gamma, {1e6, 1e200}},
      {gamma, {7.5, 3.0}},
  };
  for (const auto& [kind, arguments] : all) cases.push_back(made(kind, arguments));
  return cases;
}

/// Uniforms from one end to the other.
inline std::vector<double> uniforms() {
  return {1e-300, 1e-30, 0x1p-33, 1e-4, 0.01, 0.05, 0.2, 0.4, 0.5, 0.6, 0.75, 0.9, 0.99, 0.9999, 1.0 - 0x1p-33};
}

}  // namespace parley
