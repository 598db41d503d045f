// SPDX-License-Identifier: Apache-2.0
// What of a report is readable where no script runs.
#pragma once

#include <string>

#include "parley/report/memo.h"

namespace parley::report {

/// Sections of semantic HTML with the ids of the page; texts are escaped and take their own direction, numbers carry
/// the value of the JSON (<data value>).
[[nodiscard]] std::string static_summary_html(const Memo& memo);

}  // namespace parley::report
