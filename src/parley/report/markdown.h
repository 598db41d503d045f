// SPDX-License-Identifier: Apache-2.0
// A report as a memo in Markdown.
#pragma once

#include <string>

#include "parley/report/memo.h"

namespace parley::report {

/// GitHub's Markdown. Every text stands for itself: nothing of it is mark-up, a tag or a link. Numbers of lines are
/// those of the scenario.
[[nodiscard]] std::string markdown(const Memo& memo);

}  // namespace parley::report
