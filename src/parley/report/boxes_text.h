// SPDX-License-Identifier: Apache-2.0
// Boxes for people: their sides as bars, what they hold, and the trajectory to choose from.
#pragma once

#include <string>

#include "parley/report/text_style.h"
#include "parley/study/boxes.h"

namespace parley::report {

[[nodiscard]] std::string boxes_text(const TextStyle& style, const std::string& title, const std::string& variant,
                                     const study::Boxes& boxes);

}  // namespace parley::report
