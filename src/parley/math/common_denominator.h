// SPDX-License-Identifier: Apache-2.0
// Rationals as integers over one denominator.
#pragma once

#include <span>
#include <vector>

#include "parley/math/rational.h"

namespace parley {

/// The least integer above 0 whose product with each value is an integer; 1 of none.
[[nodiscard]] Rational least_common_denominator(std::span<const Rational> values);

/// The smallest integers in the same proportions: all values multiplied by one number above 0.
void make_integers(std::vector<Rational>& values);

}  // namespace parley
