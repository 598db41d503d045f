// SPDX-License-Identifier: Apache-2.0
// An explanation as text for people.
#pragma once

#include <string>

#include "parley/report/json_why.h"
#include "parley/report/text_style.h"
#include "parley/why/explanation.h"

namespace parley::report {

/// Its sentences, each with the lines of the file that it rests on, and the tables behind them.
[[nodiscard]] std::string why_text(const TextStyle& style, const std::string& title, const std::string& variant,
                                   const why::Explanation& explanation, const LineOf& line_of);

}  // namespace parley::report
