// SPDX-License-Identifier: Apache-2.0
// The games beside the one whose drivers are told: with a param kept private, and the variants of the file.
#pragma once

#include <string>

#include "parley/report/text_style.h"
#include "parley/study/drivers.h"

namespace parley::report {

/// A section for each of the two that there is; else empty.
[[nodiscard]] std::string other_games_text(const TextStyle& style, const study::Drivers& drivers);

}  // namespace parley::report
