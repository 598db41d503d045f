// SPDX-License-Identifier: Apache-2.0
// `parley why` and `parley why-not`: what an outcome rests on, what stops it, and what would turn it.
#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ask_answers.h"
#include "option_values.h"
#include "parley/report/json_why.h"
#include "parley/report/why_text.h"
#include "parley/why/why.h"
#include "questions.h"
#include "scenario_session.h"

namespace parley::cli {

namespace {

struct WhyQuestion {
  std::uint32_t line = 0;  ///< of the file's ask; 0 where it is spelled out
  std::string ask;
  scenario::OutcomeId outcome;
  bool is_negated = false;  ///< why not
};

WhyQuestion why_question(const CheckedScenario& checked, const scenario::Ask& ask) {
  return {line_of(checked, ask), ask.text, ask.outcome, ask.kind == scenario::Ask::Kind::why_not};
}

Result<std::vector<WhyQuestion>> spelled_out(const Options& options, const CheckedScenario& checked, bool is_negated) {
  if (options.ask) return fail(ErrorCode::bad_option, "`--ask` takes a question of the file: it goes with no outcome");
  const auto& outcomes = checked.scenario->outcomes;
  const auto it = std::ranges::find(outcomes, options.second, &scenario::Outcome::name);
  if (it != outcomes.end()) {
    const auto index = static_cast<std::uint32_t>(it - outcomes.begin());
    return std::vector{WhyQuestion{0, {}, scenario::OutcomeId{index}, is_negated}};
  }
  std::vector<std::string> names;
  names.reserve(outcomes.size());
  for (const scenario::Outcome& outcome : outcomes) names.push_back(outcome.name);
  return fail(ErrorCode::bad_option, fmt::format("there is no outcome `{}`; the outcomes are {}{}", options.second,
                                                 fmt::join(names, ", "), did_you_mean(options.second, names)));
}

Result<std::vector<WhyQuestion>> of_the_file(const Options& options, const CheckedScenario& checked, bool is_negated) {
  const auto kind = is_negated ? scenario::Ask::Kind::why_not : scenario::Ask::Kind::why;
  const auto asks = asks_of(options, checked, kind, is_negated ? "why not" : "why", "name the OUTCOME after the file");
  if (!asks) return std::unexpected(asks.error());
  std::vector<WhyQuestion> questions;
  questions.reserve(asks->size());
  for (const scenario::Ask& ask : *asks) questions.push_back(why_question(checked, ask));
  return questions;
}

Asked<why::Explanation> compute(Session& session, CheckedScenario& checked, const WhyQuestion& question) {
  const auto model = build_model(session, checked, {});
  if (!model) return std::unexpected(model.error());
  const Options& options = session.options();
  const why::Options asked = {
      .negated = question.is_negated, .point = draw_point(options), .draws = draw_options(options)};
  return why::explain(**model, question.outcome.at(), asked, session.run_context());
}

Step<why::Explanation> answer(Session& session, CheckedScenario& checked, const WhyQuestion& question) {
  return said(session, compute(session, checked, question));
}

Answered told(Session& session, const CheckedScenario& checked, const WhyQuestion& question,
              const why::Explanation& explanation) {
  const report::LineOf line_of = [&](std::uint32_t offset) { return checked.source.position(offset).line; };
  Answered told = {question.line, question.ask, {}, {}};
  if (session.options().format == Format::json) {
    told.json = report::why_json(head(session, checked), explanation, line_of);
  } else {
    told.text = report::why_text(session.style(), checked.scenario->header.title, checked.scenario->variant,
                                 explanation, line_of);
  }
  return told;
}

Exit run(Session& session, bool is_negated) {
  const Options& options = session.options();
  auto checked = open_scenario(session);
  if (!checked) return checked.error();
  const auto questions =
      options.second.empty() ? of_the_file(options, *checked, is_negated) : spelled_out(options, *checked, is_negated);
  return answer_each(session, *checked, questions, answer, told);
}

}  // namespace

Asked<why::Explanation> why_of(Session& session, CheckedScenario& checked, const scenario::Ask& ask) {
  return compute(session, checked, why_question(checked, ask));
}

Exit run_why(Session& session) { return run(session, false); }
Exit run_why_not(Session& session) { return run(session, true); }

}  // namespace parley::cli
