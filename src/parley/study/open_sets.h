// SPDX-License-Identifier: Apache-2.0
// Information sets that backward induction leaves open, in words.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "parley/build/model.h"
#include "parley/solve/settled.h"
#include "parley/study/prediction.h"

namespace parley::study {

/// One sentence: why the choice is not settled.
[[nodiscard]] std::string why_text(solve::WhyUnsettled why);

/// Rows in the order of the game.
[[nodiscard]] std::vector<UnsettledRow> unsettled_rows(
    const build::Model& model, const std::map<std::pair<std::uint32_t, solve::WhyUnsettled>, std::size_t>& open);

/// "no equilibrium was verified in any draw. Backward induction leaves open: leader (open) at statement: what is best
/// turns on ...; ..."; at most six sets are named. Says what would help.
[[nodiscard]] std::string not_solved_text(const std::vector<UnsettledRow>& rows);

}  // namespace parley::study
