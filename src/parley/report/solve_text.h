// SPDX-License-Identifier: Apache-2.0
// One solved draw for people: what happens, the path of play with margins and beliefs, and the certificate.
#pragma once

#include <string>
#include <vector>

#include "parley/build/model.h"
#include "parley/report/text_style.h"
#include "parley/study/play.h"

namespace parley::report {

/// What happens and how, without what it rests on: the outcomes, the path of play, the drawn numbers.
[[nodiscard]] std::string play_text(const TextStyle& style, const std::string& title, const std::string& variant,
                                    const study::PlayAtDraw& play, const std::vector<build::Held>& held);

/// The path of play comes first; what lies off it is counted (the JSON holds all).
[[nodiscard]] std::string solve_text(const TextStyle& style, const std::string& title, const std::string& variant,
                                     const study::PlayAtDraw& play, const std::vector<build::Held>& held);

}  // namespace parley::report
