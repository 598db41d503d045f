// SPDX-License-Identifier: Apache-2.0
// Gathers a report: every ask of the file, and what is told beside them.
#pragma once

#include "diff_sides.h"
#include "parley/report/report.h"
#include "scenario_session.h"

namespace parley::cli {

/// A question that has no answer is told with its reason and ends nothing.
/// `since`: the stored answer to compare with; may be null.
[[nodiscard]] Step<report::Report> gather_report(Session& session, CheckedScenario& checked, DiffOperand* since);

}  // namespace parley::cli
