// SPDX-License-Identifier: Apache-2.0
// Nash equilibria for people.
#pragma once

#include <string>
#include <vector>

#include "parley/build/model.h"
#include "parley/report/text_style.h"
#include "parley/study/play.h"

namespace parley::report {

/// A row an equilibrium: what each player plays and gets; then which mixtures of them are equilibria too, and what the
/// list proves. Of trees the first few are told in full.
/// Needs    `plays.nash`.
[[nodiscard]] std::string nash_text(const TextStyle& style, const std::string& title, const std::string& variant,
                                    const study::PlaysAtDraw& plays, const std::vector<build::Held>& held);

}  // namespace parley::report
