// SPDX-License-Identifier: Apache-2.0
// A list of equilibria of one draw for people: side by side, then each with its path and what supports it off the path.
#pragma once

#include <string>
#include <vector>

#include "parley/build/model.h"
#include "parley/report/text_style.h"
#include "parley/study/play.h"

namespace parley::report {

/// The first few in full; the JSON holds all.
[[nodiscard]] std::string list_text(const TextStyle& style, const std::string& title, const std::string& variant,
                                    const study::PlaysAtDraw& plays, const std::vector<build::Held>& held);

/// What a mark of the JSON says, for people.
[[nodiscard]] std::string mark_text(const std::string& mark);

/// Outcomes and values down, the first few equilibria across.
[[nodiscard]] std::string side_by_side(const TextStyle& style, const std::vector<study::PlayAtDraw>& list);

}  // namespace parley::report
