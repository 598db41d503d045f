// SPDX-License-Identifier: Apache-2.0
// `parley report`: every ask of the file, answered in one page.
#include <optional>

#include "diff_sides.h"
#include "parley/report/json_report.h"
#include "report_answers.h"
#include "scenario_session.h"

namespace parley::cli {

Exit run_report(Session& session) {
  const Options& options = session.options();
  std::optional<DiffOperand> since;
  if (!options.since.empty()) {  // first: provenance is of the file that is read last
    auto stored = open_stored(session, options.since);
    if (!stored) return stored.error();
    since = *std::move(stored);
  }
  auto checked = open_scenario(session);
  if (!checked) return checked.error();
  remark_on_draws(session);
  const auto report = gather_report(session, *checked, since ? &*since : nullptr);
  if (!report) return report.error();
  show_warnings(session, *checked);
  return session.answer(report::report_json(head(session, *checked), *report).dump() + "\n",
                        exit_of(report->termination));
}

}  // namespace parley::cli
