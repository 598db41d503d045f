// SPDX-License-Identifier: Apache-2.0
// What knowing more would be worth, for people: a table with bars, and what the adviser would do differently.
#pragma once

#include <string>

#include "parley/report/text_style.h"
#include "parley/study/information.h"

namespace parley::report {

/// What a row is about: "report officers", "odds of evidence openness", "source BRIEF: pain and upkeep".
[[nodiscard]] std::string known_text(const study::InformationRow& row);
[[nodiscard]] std::string information_text(const TextStyle& style, const std::string& title, const std::string& variant,
                                           const study::Information& information);

}  // namespace parley::report
