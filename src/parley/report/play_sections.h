// SPDX-License-Identifier: Apache-2.0
// Parts of a solved draw for a terminal: what happens, values, the path of play.
#pragma once

#include <string>
#include <vector>

#include "parley/build/model.h"
#include "parley/report/text_style.h"
#include "parley/study/play.h"

namespace parley::report {

/// Exact numbers as they are where that is short, others rounded.
[[nodiscard]] std::string number_text(const Number& number);
/// Title, variant, which draw and what is held: what a text of one draw begins with.
[[nodiscard]] std::string draw_head(const TextStyle& style, const std::string& title, const std::string& variant,
                                    const study::PlayAtDraw& play, const std::vector<build::Held>& held);
[[nodiscard]] std::string outcome_section(const TextStyle& style, const study::PlayAtDraw& play);
/// "values    leader 54.3, coercer 54"
[[nodiscard]] std::string value_line(const TextStyle& style, const std::string& label,
                                     const std::vector<study::NamedNumber>& values);
/// Who moves having seen and believing what, what it chooses, and by which margin.
[[nodiscard]] std::string step_text(const TextStyle& style, const study::PlayAtInfoset& at);
/// `step_text` of every set that play comes to.
[[nodiscard]] std::string path_section(const TextStyle& style, const study::PlayAtDraw& play);
[[nodiscard]] std::string inputs_section(const TextStyle& style, const study::PlayAtDraw& play);

}  // namespace parley::report
