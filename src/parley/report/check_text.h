// SPDX-License-Identifier: Apache-2.0
// What `check` finds, for people: the game in a few lines, and the scenario's own tests with their numbers.
#pragma once

#include <string>
#include <vector>

#include "parley/report/text_style.h"
#include "parley/study/expectations.h"
#include "parley/study/play.h"

namespace parley::report {

/// `file` is the name people know it by. The lines say at which point the game was counted.
[[nodiscard]] std::string check_text(const TextStyle& style, const std::string& file, const std::string& title,
                                     const std::string& variant, const study::Summary& summary);
/// One line an expectation (the file's first, then each variant's) and a closing count.
[[nodiscard]] std::string expectations_text(const TextStyle& style,
                                            const std::vector<study::ExpectationResult>& results);

}  // namespace parley::report
