// SPDX-License-Identifier: Apache-2.0
// What a reader of the report page sees with scripts off: the sentences, the chances, and how to make it again.
#pragma once

#include <string>
#include <string_view>

#include "parley/report/report.h"

namespace parley::report {

/// HTML for PageParts::summary_html; `command` as in provenance.
[[nodiscard]] std::string page_summary(const Report& report, std::string_view command);

}  // namespace parley::report
