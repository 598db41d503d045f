// SPDX-License-Identifier: Apache-2.0
// A frontier for people: the map, where the level is reached, what binds there, and how far to trust it.
#pragma once

#include <string>

#include "parley/report/text_style.h"
#include "parley/study/frontier.h"

namespace parley::report {

[[nodiscard]] std::string frontier_text(const TextStyle& style, const std::string& title, const std::string& variant,
                                        const study::Frontier& frontier);

}  // namespace parley::report
