// SPDX-License-Identifier: Apache-2.0
// `parley check`: mistakes, a summary of the game, and with --expect the file's own tests.
#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/report/check_text.h"
#include "parley/report/json_check.h"
#include "parley/study/expectations.h"
#include "parley/study/never_best.h"
#include "scenario_session.h"

namespace parley::cli {

namespace {

using study::ExpectationResult;

study::Expectation::Test to_study(scenario::Expectation::Test test) {
  using From = scenario::Expectation::Test;
  using To = study::Expectation::Test;
  switch (test) {
    case From::less:
      return To::less;
    case From::less_equal:
      return To::less_equal;
    case From::greater:
      return To::greater;
    case From::greater_equal:
      return To::greater_equal;
    case From::rises:
      return To::rises;
    case From::falls:
      return To::falls;
  }
  throw InternalError("an expectation of no known kind");
}

/// `target` is the index of the expectation's target among those of the model.
study::Expectation to_study(const CheckedScenario& checked, const scenario::Expectation& from, std::size_t target) {
  study::Expectation to;
  to.line = checked.source.position(from.span.begin).line;
  to.variant = checked.scenario->variant;
  to.text = from.text;
  to.target = target;
  to.test = to_study(from.test);
  to.bound = from.bound.value;
  to.axis = from.axis.name;
  for (const auto& run : from.runs) {
    to.runs.emplace_back();
    for (const scenario::Hold& hold : run) to.runs.back().push_back(to_build(*checked.scenario, hold));
  }
  return to;
}

/// Appends the results of the `expect` lines of one scenario (the file, or one variant of it).
Step<Termination> run_expectations(Session& session, CheckedScenario& checked,
                                   std::vector<ExpectationResult>& results) {
  if (checked.scenario->expectations.empty()) return Termination::finished;
  BuildRequest request;
  std::vector<study::Expectation> expectations;
  for (const scenario::Expectation& one : checked.scenario->expectations) {
    expectations.push_back(to_study(checked, one, request.targets.size()));
    request.targets.push_back(one.target);
  }
  const auto model = build_model(session, checked, request);
  if (!model) return std::unexpected(model.error());
  RunContext run = session.run_context();
  auto found = study::evaluate(**model, expectations, draw_options(session.options()), run);
  if (!found) return std::unexpected(session.fail(found.error()));
  std::ranges::move(*found, std::back_inserter(results));
  return run.why_stopped();
}

/// The file's expectations, then each variant's; with `--variant` only that variant's.
Step<Termination> run_all_expectations(Session& session, CheckedScenario& checked,
                                       std::vector<ExpectationResult>& results) {
  auto ended = run_expectations(session, checked, results);
  if (!checked.scenario->variant.empty()) return ended;
  for (const scenario::VariantName& variant : checked.scenario->variants) {
    if (!ended || *ended != Termination::finished) return ended;
    auto varied = with_variant(session, checked, variant.name);
    if (!varied) return std::unexpected(varied.error());
    ended = run_expectations(session, *varied, results);
  }
  return ended;
}

/// The choices that are written out, each with a place of its own: the steps of a grid are not.
std::vector<const scenario::VariableLabel*> written_choices(const scenario::Scenario& scenario,
                                                            const study::NeverBest& never) {
  std::vector<const scenario::VariableLabel*> written;
  for (const scenario::Variable& variable : scenario.variables) {
    if (!variable.is_pick || variable.name != never.pick) continue;
    const auto& labels = variable.labels;
    if (labels.size() > 1 && labels[0].span == labels[1].span) continue;
    for (const scenario::VariableLabel& label : labels) {
      if (std::ranges::find(never.labels, label.text) != never.labels.end()) written.push_back(&label);
    }
  }
  return written;
}

void add_never_best(CheckedScenario& checked, const build::Model& model, const study::NeverBestChoices& found) {
  const std::string when = model.drawn.empty() ? "never best" : fmt::format("best in none of {} draws", found.draws);
  for (const study::NeverBest& never : found.picks) {
    const auto written = written_choices(*checked.scenario, never);
    if (written.empty()) continue;
    std::vector<std::string> names;
    names.reserve(written.size());
    for (const scenario::VariableLabel* label : written) names.push_back(label->text);
    scenario::Diagnostic note;
    note.severity = scenario::Severity::note;
    note.code = "W0403";
    note.message = fmt::format("`{}` of `{}` {} {}, whatever came before", fmt::join(names, "`, `"), never.pick,
                               names.size() == 1 ? "is" : "are", when);
    note.span = written.front()->span;
    for (std::size_t k = 1; k < written.size(); ++k) note.labels.push_back({written[k]->span, "nor is this"});
    note.help = fmt::format("if that is not meant, look at what it pays: `--hold {}={}` shows what follows it",
                            never.pick, names.front());
    checked.diagnostics.add(std::move(note));
  }
  checked.diagnostics.finish();
}

void warn_unsettled(Session& session, const study::Summary& summary) {
  if (summary.game.all_settled || session.options().format == Format::json) return;
  const std::size_t count = summary.not_settled.size();
  session.say(fmt::format("{} backward induction does not settle {} information set{} at the centre",
                          report::paint(session.error_style(), report::Ink::caution, "warning:"), count,
                          count == 1 ? "" : "s"));
}

}  // namespace

Exit run_check(Session& session) {
  auto checked = open_scenario(session);
  if (!checked) return checked.error();
  const auto model = build_model(session, *checked, {});
  if (!model) return model.error();
  RunContext run = session.run_context();
  const auto summary = study::summarise(**model, {}, draw_options(session.options()), run);
  if (!summary) {
    show_warnings(session, *checked);  // they may tell where the fault lies
    return session.fail(summary.error());
  }
  if (summary->game.all_settled) {
    const auto never = study::never_best(**model, draw_options(session.options()), run);
    if (!never) return session.fail(never.error());
    add_never_best(*checked, **model, *never);
  }
  show_warnings(session, *checked);
  warn_unsettled(session, *summary);

  std::vector<ExpectationResult> results;
  Termination ended = Termination::finished;
  if (session.options().expect) {
    remark_on_draws(session);
    const auto all = run_all_expectations(session, *checked, results);
    if (!all) return all.error();
    ended = *all;
  }
  const bool ok = std::ranges::all_of(results, &ExpectationResult::holds);
  const Exit exit = ended != Termination::finished ? Exit::limit : ok ? Exit::done : Exit::failed;
  if (session.options().format == Format::json) {
    return session.answer(report::check_json(head(session, *checked), ok, *summary, results).dump() + "\n", exit);
  }
  std::string text =
      report::check_text(session.style(), checked->source.name(), (*model)->title, (*model)->variant, *summary);
  if (session.options().expect) text += report::expectations_text(session.style(), results);
  return session.answer(text, exit);
}

}  // namespace parley::cli
