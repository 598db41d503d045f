// SPDX-License-Identifier: Apache-2.0
// What must be said beside shares of a variance.
#pragma once

#include <string>
#include <vector>

#include "parley/study/drivers.h"

namespace parley::study {

/// Sentences on what the numbers do not say.
[[nodiscard]] std::vector<std::string> notes_of(const build::Model& model, const Drivers& drivers);

}  // namespace parley::study
