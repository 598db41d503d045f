// SPDX-License-Identifier: Apache-2.0
// A report as parley/report/1: every answer with the document it would be alone, and all that is told beside them.
#pragma once

#include <string_view>

#include "parley/report/document.h"
#include "parley/report/report.h"

namespace parley::report {

/// "variant", "concept", "quantal".
[[nodiscard]] std::string_view kind_name(Alternative::Kind kind);
[[nodiscard]] Json report_json(const Head& head, const Report& report);

}  // namespace parley::report
