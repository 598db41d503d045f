// SPDX-License-Identifier: Apache-2.0
// `parley report`: every ask of the file, answered in one page.
#include <optional>

#include "diff_sides.h"
#include "parley/report/json_report.h"
#include "parley/report/page.h"
#include "parley/report/page_summary.h"
#include "report_answers.h"
#include "scenario_session.h"

namespace parley::cli {

namespace {

/// What cannot be written is said before anything is solved.
Result<void> check_form(const Session& session) {
  const Options& options = session.options();
  if (options.format == Format::html && !report::page_bundle()) {
    return fail(ErrorCode::unsupported,
                "this parley was built without its page: build it with -DPARLEY_WEB=ON (it needs Node.js 18 and npm), "
                "or write another form with `--format md`, `json` or `csv`");
  }
  if (options.format == Format::html && options.output == "-" && session.answers_to_terminal()) {
    return fail(ErrorCode::bad_option,
                "the page is for a browser: write it to a file with `-o NAME.html`, or read `--format md` here");
  }
  if (options.format == Format::csv && options.output == "-") {
    return fail(ErrorCode::bad_option, "`--format csv` is a folder of tables: name it with `-o FOLDER`");
  }
  return {};
}

std::string page_of(const report::Report& report, const report::Head& head, const report::Json& json) {
  return report::report_page({.title = report.scenario.title,
                              .json = json.compact(),
                              .summary_html = report::page_summary(report, head.provenance.command),
                              .bundle = *report::page_bundle()});
}

Exit write(Session& session, const CheckedScenario& checked, const report::Report& report) {
  const report::Head about = head(session, checked);
  const report::Json json = report::report_json(about, report);
  const Exit exit = exit_of(report.termination);
  if (session.options().format == Format::html) return session.answer(page_of(report, about, json), exit);
  return session.answer(json.dump() + "\n", exit);
}

}  // namespace

Exit run_report(Session& session) {
  const Options& options = session.options();
  if (const auto fits = check_form(session); !fits) return session.fail(fits.error());
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
  return write(session, *checked, *report);
}

}  // namespace parley::cli
