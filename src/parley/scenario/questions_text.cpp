// SPDX-License-Identifier: Apache-2.0
// Questions put from outside, in the words of the language, against a checked scenario.
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/analyse.h"
#include "parley/scenario/parser.h"
#include "parley/scenario/questions.h"

namespace parley::scenario {
namespace {

/// The first error as one message: the text, the place in it, the rule, what would help.
std::unexpected<Error> error_of(const SourceText& source, const std::vector<Diagnostic>& found) {
  for (const Diagnostic& diagnostic : found) {
    if (diagnostic.severity != Severity::error) continue;
    std::string message = fmt::format("\"{}\", column {}: {}", source.text(),
                                      source.position(diagnostic.span.begin).column, diagnostic.message);
    for (const std::string& note : diagnostic.notes) message += "; " + note;
    if (!diagnostic.help.empty()) message += "; " + diagnostic.help;
    return fail(ErrorCode::bad_option, std::move(message));
  }
  return fail(ErrorCode::bad_option, fmt::format("\"{}\" cannot be read", source.text()));
}

/// A copy of the scenario that a question's expressions may be added to.
struct Desk {
  SourceText source;
  std::shared_ptr<Scenario> scenario;
  NameTable names;
  Reporter report;
  Lowering lower;
  Asking asking;
  std::size_t num_exprs;

  Desk(const Scenario& given, std::string_view text)
      : source("question", "", std::string(text)),
        scenario(std::make_shared<Scenario>(given)),
        names(names_of(*scenario)),
        lower(*scenario, names, source, report),
        asking(*scenario, names, source, lower, report),
        num_exprs(given.exprs.size()) {}

  /// Places in the question are no places in the file.
  void forget_places() {
    for (std::size_t i = num_exprs; i < scenario->exprs.size(); ++i) scenario->exprs[i].span = Span();
  }

  Result<Question> question(std::optional<Target> target) {
    if (!target) return error_of(source, report.take());
    forget_places();
    return Question{std::move(scenario), *std::move(target)};
  }
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

Result<Question> parse_target(const std::shared_ptr<const Scenario>& scenario, std::string_view text) {
  Desk desk(*scenario, trimmed(text));
  const ParsedTarget parsed = parse_target_text(desk.source);
  if (!parsed.target) return error_of(desk.source, parsed.diagnostics.list);
  return desk.question(desk.asking.target(*parsed.target));
}

Result<Question> parse_event(const std::shared_ptr<const Scenario>& scenario, std::string_view text) {
  Desk desk(*scenario, trimmed(text));
  const ParsedExpr parsed = parse_expression(desk.source);
  if (parsed.expr == nullptr) return error_of(desk.source, parsed.diagnostics.list);
  return desk.question(desk.asking.probability(*parsed.expr));
}

Result<Hold> parse_hold(const Scenario& scenario, std::string_view text) {
  Desk desk(scenario, trimmed(text));
  const ParsedHold parsed = parse_hold_text(desk.source);
  if (!parsed.hold) return error_of(desk.source, parsed.diagnostics.list);
  auto hold = desk.asking.hold(*parsed.hold);
  if (!hold) return error_of(desk.source, desk.report.take());
  return *std::move(hold);
}

Result<Axis> parse_axis(const Scenario& scenario, std::string_view text) {
  Desk desk(scenario, trimmed(text));
  const auto size = static_cast<std::uint32_t>(desk.source.text().size());
  auto axis = desk.asking.axis({.text = desk.source.text(), .span = {0, size}});
  if (!axis) return error_of(desk.source, desk.report.take());
  return *std::move(axis);
}

}  // namespace parley::scenario
