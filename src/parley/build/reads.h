// SPDX-License-Identifier: Apache-2.0
// Which facts an expression reads, and which moments made a fact's present label.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/build/timeline.h"
#include "parley/scenario/scenario.h"

namespace parley::build {

/// Facts that the expression may read, in order, each once. A count reads its counter, not its condition.
[[nodiscard]] std::vector<std::uint32_t> facts_read(const scenario::Scenario& scenario, const Timeline& timeline,
                                                    scenario::ExprId expr);

}  // namespace parley::build
