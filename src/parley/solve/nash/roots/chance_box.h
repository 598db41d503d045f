// SPDX-License-Identifier: Apache-2.0
// Boxes of chances: what can be cut off them because no equilibrium is there.
#pragma once

#include <optional>

#include "parley/solve/nash/roots/support_forms.h"

namespace parley::solve {

/// All chances from 0 to 1.
[[nodiscard]] Box<double> all_chances(const ChanceLayout& layout);

/// Cuts the box without losing a point at which all equations and ties are 0 and no gain is positive: each form, with
/// all players but one averaged out, bounds that one's chances. Repeats while it helps.
///
/// Needs    chances within [0, 1].
/// Returns  false where nothing is left. Cost: a few times forms times players times coefficients.
[[nodiscard]] bool cut(const SupportForms<double>& forms, Box<double>& chances);

/// Cuts to what chances that sum to 1 leave; false where nothing is left.
[[nodiscard]] bool cut_to_sums(const ChanceLayout& layout, Box<double>& chances);

/// Chances that sum to 1 (up to rounding) in the middle of the box.
[[nodiscard]] std::vector<double> centre_of(const ChanceLayout& layout, const Box<double>& chances);

[[nodiscard]] double total_width(const Box<double>& box);

}  // namespace parley::solve
