// SPDX-License-Identifier: Apache-2.0
// Boxes in which equilibria may be: few, whole, and none within another.
#pragma once

#include <vector>

#include "parley/game/payoff_table.h"
#include "parley/math/enclosure.h"
#include "parley/solve/nash/nash_list.h"
#include "parley/solve/nash/roots/support_forms.h"

namespace parley::solve {

/// Hulls of boxes that hang together, a handful at most. Cost: O(boxes^2) up to a thousand, beyond that one hull.
[[nodiscard]] std::vector<Box<double>> merged(std::vector<Box<double>> boxes);

/// Chances of those who mix, as chances of all strategies.
[[nodiscard]] UndecidedBox undecided_box(const game::PayoffTable& table, const SupportProfile& support,
                                         const ChanceLayout& layout, const Box<double>& chances);

/// Drops boxes that lie within another.
void drop_covered(std::vector<UndecidedBox>& boxes);

}  // namespace parley::solve
