// SPDX-License-Identifier: Apache-2.0
// Supports whose indifference conditions are linear: solved exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/solve/nash/roots/support_forms.h"

namespace parley::solve {

/// True where no product of chances is left in the equations: at most two players mix, or payoffs are sums over pairs.
[[nodiscard]] bool is_linear(const SupportForms<Rational>& forms);

/// coefficients * unknowns + constant.
struct LinearForm {
  std::vector<Rational> coefficients;
  Rational constant;
};

/// Nothing where a product of chances is left in the form.
[[nodiscard]] std::optional<LinearForm> linear_form(const Form<Rational>& form, const ChanceLayout& layout);

struct LinearSolution {
  enum class Kind : std::uint8_t { none, one, many };
  Kind kind = Kind::none;
  std::vector<Rational> unknowns;  ///< of `one`
};

/// Where all forms are 0. Needs at least one form for each unknown. Cost: O(unknowns^3) exact operations.
[[nodiscard]] LinearSolution solve_linear(const std::vector<LinearForm>& forms);

/// Where all equations hold. Needs is_linear.
[[nodiscard]] LinearSolution solve_linear(const SupportForms<Rational>& forms);

/// The corners of what the equations, chances of at least 0 and those gains that are linear leave; more than one point
/// solves the equations. Nothing where that would take more than a few thousand systems to solve, or `run` stops.
///
/// Needs    is_linear. Cost: a system for each choice of as many conditions as the equations leave dimensions.
[[nodiscard]] std::optional<std::vector<std::vector<Rational>>> corners(const SupportForms<Rational>& forms,
                                                                        const RunContext& run);

}  // namespace parley::solve
