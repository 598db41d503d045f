// SPDX-License-Identifier: Apache-2.0
// What moves an answer, for people: a bar an input, and where on its range the answer turns.
#pragma once

#include <string>

#include "parley/report/text_style.h"
#include "parley/study/drivers.h"

namespace parley::report {

[[nodiscard]] std::string drivers_text(const TextStyle& style, const std::string& title, const std::string& variant,
                                       const study::Drivers& drivers);

}  // namespace parley::report
