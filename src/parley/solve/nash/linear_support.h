// SPDX-License-Identifier: Apache-2.0
// Supports whose indifference conditions are linear: solved exactly.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/solve/nash/support_forms.h"

namespace parley::solve {

/// True where no product of chances is left in the equations: at most two players mix, or payoffs are sums over pairs.
[[nodiscard]] bool is_linear(const SupportForms<Rational>& forms);

struct LinearSolution {
  enum class Kind : std::uint8_t { none, one, many };
  Kind kind = Kind::none;
  std::vector<Rational> unknowns;  ///< of `one`
};

/// Needs    is_linear. Cost: O(unknowns^3) exact operations.
[[nodiscard]] LinearSolution solve_linear(const SupportForms<Rational>& forms);

}  // namespace parley::solve
