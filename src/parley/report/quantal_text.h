// SPDX-License-Identifier: Apache-2.0
// Quantal play for people: what happens at one precision, and how it got there from uniform play.
#pragma once

#include <string>
#include <vector>

#include "parley/build/model.h"
#include "parley/report/text_style.h"
#include "parley/study/quantal.h"
#include "parley/study/scale_check.h"

namespace parley::report {

/// The branch is shown at about a dozen of its points; the JSON holds all that are kept.
[[nodiscard]] std::string quantal_text(const TextStyle& style, const std::string& title, const std::string& variant,
                                       const study::QuantalPlay& quantal, const std::vector<build::Held>& held);

/// A section to stand after the default selection: for each player and factor, whether it is selected again.
[[nodiscard]] std::string scale_check_text(const TextStyle& style, const std::vector<study::ScaledPlay>& plays);

}  // namespace parley::report
