// SPDX-License-Identifier: Apache-2.0
// The way from a scenario's text to a built model, as the command line walks it.
#include "scenario_session.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parley/build/builder.h"
#include "parley/game/lanes.h"
#include "parley/report/json_check.h"

namespace parley::cli {

namespace {

std::string severity_name(scenario::Severity severity) {
  if (severity == scenario::Severity::error) return "error";
  return severity == scenario::Severity::warning ? "warning" : "note";
}

std::uint32_t num_code_points(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

report::DiagnosticRow row_of(const scenario::Diagnostic& diagnostic, const scenario::SourceText& source) {
  const auto at = source.position(diagnostic.span.begin);
  return {.severity = severity_name(diagnostic.severity),
          .code = diagnostic.code,
          .message = diagnostic.message,
          .line = at.line,
          .column = at.column,
          .length = num_code_points(source.at(diagnostic.span)),
          .help = diagnostic.help};
}

report::Head head(const Session& session, const scenario::SourceText& source,
                  const scenario::Diagnostics& diagnostics) {
  report::Head head = {.provenance = provenance(session), .diagnostics = {}};
  for (const scenario::Diagnostic& one : diagnostics.list) head.diagnostics.push_back(row_of(one, source));
  return head;
}

/// Errors of the scenario, as text on standard error or as the document that stands for the answer.
Exit refuse(Session& session, const scenario::SourceText& source, const scenario::Diagnostics& diagnostics) {
  if (session.options().format == Format::json) {
    const report::Head about = head(session, source, diagnostics);
    const report::Json json =
        session.options().verb == "check" ? report::check_json(about, false, {}, {}) : report::diagnostics_json(about);
    return session.answer(json.dump() + "\n", Exit::scenario);
  }
  const report::TextStyle style = session.error_style();
  session.complain(scenario::render(diagnostics, source, style.colour, static_cast<int>(style.width)));
  return Exit::scenario;
}

Step<scenario::Analysis> analyse(Session& session, const scenario::SourceText& source, const std::string& variant) {
  auto analysis = scenario::analyse(source, variant);
  if (!analysis) return std::unexpected(session.fail(analysis.error()));
  if (!analysis->scenario) return std::unexpected(refuse(session, source, analysis->diagnostics));
  return *std::move(analysis);
}

}  // namespace

report::Provenance provenance(const Session& session) {
  return {.file_sha256 = session.file_sha256(),
          .version = PARLEY_VERSION,
          .isa = std::string(game::lanes_target()),
          .seed = session.options().seed,
          .command = canonical_command(session.options())};
}

Result<std::vector<scenario::Hold>> read_holds(const scenario::Scenario& scenario, const Options& options) {
  std::vector<scenario::Hold> holds;
  const auto add = [&](const std::string& text, const char* option) -> Result<void> {
    auto hold = scenario::parse_hold(scenario, text);
    if (!hold) {
      return fail(hold.error().code, fmt::format("`{} {}`: {}", option, text, hold.error().message));
    }
    if (std::string_view(option) == "--set" && !hold->param) {
      return fail(ErrorCode::bad_option,
                  fmt::format("`--set {}`: `{}` is no param; levers of the play are held by `--hold {}`", text,
                              hold->name, text));
    }
    if (std::ranges::find(holds, hold->name, &scenario::Hold::name) != holds.end()) {
      return fail(ErrorCode::bad_option, fmt::format("`{} {}`: `{}` is held twice", option, text, hold->name));
    }
    holds.push_back(*std::move(hold));
    return {};
  };
  for (const std::string& text : options.set) {
    if (const auto added = add(text, "--set"); !added) return std::unexpected(added.error());
  }
  for (const std::string& text : options.hold) {
    if (const auto added = add(text, "--hold"); !added) return std::unexpected(added.error());
  }
  return holds;
}

Step<CheckedScenario> check_scenario(Session& session, scenario::SourceText source, const std::string& variant) {
  auto analysis = analyse(session, source, variant);
  if (!analysis) return std::unexpected(analysis.error());
  auto holds = read_holds(*analysis->scenario, session.options());
  if (!holds) return std::unexpected(session.fail(holds.error()));
  return CheckedScenario{std::move(source), std::move(analysis->scenario), std::move(analysis->diagnostics),
                         *std::move(holds)};
}

Step<CheckedScenario> open_scenario(Session& session) {
  auto source = session.read_scenario();
  if (!source) return std::unexpected(session.fail(source.error()));
  return check_scenario(session, *std::move(source), session.options().variant);
}

Step<CheckedScenario> with_variant(Session& session, const CheckedScenario& other, const std::string& variant) {
  return check_scenario(session, other.source, variant);
}

Step<std::shared_ptr<const build::Model>> build_model(Session& session, CheckedScenario& checked,
                                                      const BuildRequest& request) {
  build::BuildOptions options;
  options.merge = request.merge && session.options().merge;
  options.max_nodes = session.options().max_nodes;
  options.targets = request.targets;
  options.holds = checked.holds;
  for (const scenario::Hold& hold : request.holds) {
    if (std::ranges::find(options.holds, hold.name, &scenario::Hold::name) != options.holds.end()) {
      return std::unexpected(
          session.fail({ErrorCode::bad_option,
                        fmt::format("`{}` is held twice: on the command line and in the question", hold.name)}));
    }
    options.holds.push_back(hold);
  }
  build::Built built = build::build(checked.scenario, options, session.run_context());
  if (built.termination != Termination::finished) {
    return std::unexpected(session.fail(build::stopped_while_building(built.termination)));
  }
  if (!built.model) {
    scenario::Diagnostics all = checked.diagnostics;
    for (scenario::Diagnostic& one : built.diagnostics.list) all.add(std::move(one));
    all.finish();
    return std::unexpected(refuse(session, checked.source, all));
  }
  for (scenario::Diagnostic& one : built.diagnostics.list) {
    const bool is_known = std::ranges::any_of(checked.diagnostics.list, [&](const scenario::Diagnostic& known) {
      return known.code == one.code && known.span == one.span && known.message == one.message;
    });
    if (!is_known) checked.diagnostics.add(std::move(one));
  }
  checked.diagnostics.finish();
  return std::move(built.model);
}

study::DrawOptions draw_options(const Options& options) {
  return {.draws = options.draws, .replicates = options.replicates, .seed = options.seed};
}

study::DrawPoint draw_point(const Options& options) { return {.draw = options.at}; }

Result<std::vector<Number>> slots_at(const build::Model& model, const Options& options) {
  std::vector<Number> inputs = build::centre_inputs(model);
  if (options.at) {
    const auto draws = study::Draws::from(model, draw_options(options));
    if (!draws) return std::unexpected(draws.error());
    if (*options.at >= draws->size()) {
      return fail(ErrorCode::bad_option, fmt::format("`--at draw:{}`: there are {} draws, counted from 0; `--draws` "
                                                     "makes more",
                                                     *options.at, draws->size()));
    }
    std::vector<double> values(model.drawn.size());
    draws->draw(*options.at, values.data());
    for (std::size_t d = 0; d < values.size(); ++d) inputs[model.drawn[d]] = Number(values[d]);
  }
  return model.game.program.evaluate(inputs);
}

void remark_on_draws(Session& session) {
  const Options& options = session.options();
  const std::size_t over = options.draws % options.replicates;
  if (over == 0) return;
  session.say(fmt::format("note: {} draws are rounded up to {}, so that {} replicates share them equally",
                          options.draws, options.draws + options.replicates - over, options.replicates));
}

report::Head head(const Session& session, const CheckedScenario& checked) {
  return head(session, checked.source, checked.diagnostics);
}

void show_warnings(Session& session, const CheckedScenario& checked) {
  const scenario::Diagnostics& diagnostics = checked.diagnostics;
  if (diagnostics.list.empty() || session.options().quiet || session.options().format == Format::json) return;
  if (session.options().verb == "check") {
    const report::TextStyle style = session.error_style();
    session.complain(scenario::render(diagnostics, checked.source, style.colour, static_cast<int>(style.width)) + "\n");
    return;
  }
  const std::size_t warnings = diagnostics.count(scenario::Severity::warning);
  if (warnings == 0) return;
  session.say(fmt::format("{}: {} warning{}; `parley check {}` shows {}", checked.source.name(), warnings,
                          warnings == 1 ? "" : "s", session.options().file, warnings == 1 ? "it" : "them"));
}

build::Hold to_build(const scenario::Scenario& scenario, const scenario::Hold& hold) {
  if (hold.variable && hold.label) {
    return {.name = hold.name, .at = scenario.variables[hold.variable->at()].labels[*hold.label].text};
  }
  return {.name = hold.name, .at = hold.value};
}

Exit exit_of(Termination termination) { return termination == Termination::finished ? Exit::done : Exit::limit; }

}  // namespace parley::cli
