// SPDX-License-Identifier: Apache-2.0
// `parley report`: every ask of the file, answered in one page.
#include <filesystem>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "diff_sides.h"
#include "parley/base/atomic_file.h"
#include "parley/report/data_folder.h"
#include "parley/report/json_report.h"
#include "parley/report/markdown.h"
#include "parley/report/page.h"
#include "parley/report/summary_html.h"
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

std::string page_of(const report::Report& report, const report::Head& head) {
  return report::report_page({.title = report.scenario.title,
                              .json = report::report_json(head, report).compact(),
                              .summary_html = report::static_summary_html(report::memo_of(head, report)),
                              .bundle = *report::page_bundle()});
}

/// Each file whole or not at all.
Exit write_folder(Session& session, const report::Report& report, Exit exit) {
  const std::filesystem::path folder = session.options().output;
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem) return session.fail({ErrorCode::io, fmt::format("{}: {}", folder.string(), problem.message())});
  for (const report::DataFile& file : report::data_folder(report)) {
    const auto written = write_file((folder / file.name).string(), file.content);
    if (!written) return session.fail(written.error());
  }
  return exit;
}

Exit write(Session& session, const CheckedScenario& checked, const report::Report& report) {
  const report::Head about = head(session, checked);
  const Exit exit = exit_of(report.termination);
  switch (session.options().format) {
    case Format::csv:
      return write_folder(session, report, exit);
    case Format::md:
      return session.answer(report::markdown(report::memo_of(about, report)), exit);
    case Format::json:
      return session.answer(report::report_json(about, report).dump() + "\n", exit);
    default:
      return session.answer(page_of(report, about), exit);
  }
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
