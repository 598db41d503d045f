// SPDX-License-Identifier: Apache-2.0
// What a report tells of its scenario: names, lines, sources, and all that the file takes as given.
#pragma once

#include "parley/report/report.h"
#include "scenario_session.h"

namespace parley::cli {

/// Errors   those of reading the statements again.
[[nodiscard]] Result<report::ReportScenario> report_scenario(const CheckedScenario& checked);

}  // namespace parley::cli
