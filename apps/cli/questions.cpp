// SPDX-License-Identifier: Apache-2.0
// Picks asks by kind and number; joins answers.
#include "questions.h"

#include <fmt/format.h>

#include "parley/report/document.h"

namespace parley::cli {

Result<std::vector<scenario::Ask>> asks_of(const Options& options, const CheckedScenario& checked,
                                           scenario::Ask::Kind kind, std::string_view name,
                                           std::string_view spelled_out) {
  std::vector<scenario::Ask> asks;
  for (const scenario::Ask& ask : checked.scenario->asks) {
    if (ask.kind == kind) asks.push_back(ask);
  }
  if (asks.empty()) {
    return fail(ErrorCode::bad_option,
                fmt::format("{} has no `ask {}`; spell it out: {}", checked.source.name(), name, spelled_out));
  }
  if (!options.ask) return asks;
  if (*options.ask > asks.size()) {
    return fail(ErrorCode::bad_option,
                fmt::format("`--ask {}`: {} has {} `ask {}`", *options.ask, checked.source.name(), asks.size(), name));
  }
  return std::vector{asks[*options.ask - 1]};
}

Step<std::vector<scenario::Target>> read_targets(Session& session, CheckedScenario& checked) {
  std::vector<scenario::Target> targets;
  for (const std::string& text : session.options().target) {
    auto question = scenario::parse_target(checked.scenario, text);
    if (!question) return std::unexpected(session.fail(question.error()));
    checked.scenario = std::move(question->scenario);
    targets.push_back(std::move(question->target));
  }
  return targets;
}

std::uint32_t line_of(const CheckedScenario& checked, const scenario::Ask& ask) {
  return checked.source.position(ask.span.begin).line;
}

Exit answer_all(Session& session, const CheckedScenario& checked, const std::vector<Answered>& answers, Exit exit) {
  const Options& options = session.options();
  show_warnings(session, checked);
  if (options.format == Format::json) {
    const bool is_alone = options.ask || (answers.size() == 1 && answers.front().line == 0);
    if (is_alone) return session.answer(answers.front().json.dump() + "\n", exit);
    std::vector<report::Answer> rows;
    rows.reserve(answers.size());
    for (const Answered& one : answers) rows.push_back({one.line, one.ask, one.json});
    return session.answer(report::answers_json(head(session, checked), rows).dump() + "\n", exit);
  }
  std::string text;
  for (const Answered& one : answers) {
    if (!text.empty()) {
      text += "\n";
      for (std::size_t k = 0; k < session.style().width; ++k) text += "═";
      text += "\n\n";
    }
    text += one.text;
  }
  return session.answer(text, exit);
}

}  // namespace parley::cli
