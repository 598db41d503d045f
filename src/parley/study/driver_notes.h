// SPDX-License-Identifier: Apache-2.0
// What must be said beside shares of a variance.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/study/drivers.h"

namespace parley::study {

/// Sentences on what the numbers do not say.
[[nodiscard]] std::vector<std::string> notes_of(const build::Model& model, const Drivers& drivers);

/// The refusal of `draws` base points (as typed; `base_points` after rounding) with this effective number.
[[nodiscard]] Error too_few(std::size_t draws, std::size_t base_points, double effective, bool has_condition,
                            bool is_weighed);

}  // namespace parley::study
