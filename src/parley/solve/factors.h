// SPDX-License-Identifier: Apache-2.0
// Products of chances, as lists of slots: what two products share can then be seen.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/game/program.h"

namespace parley::solve {

/// Indices of slots, in order, with repetition; the empty product is 1.
using Factors = std::vector<std::uint32_t>;

void multiply_in(Factors& factors, game::Slot slot);
/// Factors that both have, with repetition.
[[nodiscard]] Factors common_factors(const Factors& a, const Factors& b);
/// `factors` divided by `divisor`, all of which it has.
[[nodiscard]] Factors without(const Factors& factors, const Factors& divisor);
[[nodiscard]] game::Slot product(game::Program& program, const Factors& factors);

}  // namespace parley::solve
