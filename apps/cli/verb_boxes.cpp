// SPDX-License-Identifier: Apache-2.0
// `parley boxes`: where in the space of what is not known an event is likely.
#include <optional>
#include <utility>

#include "ask_answers.h"
#include "parley/math/rational.h"
#include "parley/report/boxes_text.h"
#include "parley/report/json_boxes.h"
#include "questions.h"
#include "scenario_session.h"

namespace parley::cli {

namespace {

struct Question {
  std::uint32_t line = 0;  ///< of the file's ask; 0 where it is spelled out
  std::string ask;
  scenario::Target event;
  double threshold = 0.5;
};

double threshold_of(const Options& options, const std::optional<Number>& asked) {
  if (options.at_least) return Rational::parse(*options.at_least)->to_double();
  return asked ? asked->value : 0.5;
}

/// The question of --event; `checked.scenario` grows by it.
Result<std::vector<Question>> spelled_out(const Options& options, CheckedScenario& checked) {
  if (options.ask)
    return fail(ErrorCode::bad_option, "`--ask` takes a question of the file: it goes with no `--event`");
  auto event = scenario::parse_event(checked.scenario, options.event);
  if (!event) return std::unexpected(event.error());
  checked.scenario = std::move(event->scenario);
  return std::vector{Question{0, {}, std::move(event->target), threshold_of(options, {})}};
}

Question question_of(const Options& options, const CheckedScenario& checked, const scenario::Ask& ask) {
  return {line_of(checked, ask), ask.text, ask.target.value(), threshold_of(options, ask.at_least)};
}

Result<std::vector<Question>> of_the_file(const Options& options, const CheckedScenario& checked) {
  const auto asks =
      asks_of(options, checked, scenario::Ask::Kind::boxes, "boxes", "--event EVENT, with --at-least P if not 1/2");
  if (!asks) return std::unexpected(asks.error());
  std::vector<Question> questions;
  questions.reserve(asks->size());
  for (const scenario::Ask& ask : *asks) questions.push_back(question_of(options, checked, ask));
  return questions;
}

Asked<study::Boxes> compute(Session& session, CheckedScenario& checked, const Question& question) {
  const auto model = build_model(session, checked, {.targets = {question.event}});
  if (!model) return std::unexpected(model.error());
  const Options& options = session.options();
  return study::boxes(**model, {.threshold = question.threshold, .peel = options.peel, .draws = draw_options(options)},
                      session.run_context());
}

Step<study::Boxes> answer(Session& session, CheckedScenario& checked, const Question& question) {
  return said(session, compute(session, checked, question));
}

Answered told(Session& session, const CheckedScenario& checked, const Question& question, const study::Boxes& boxes) {
  Answered told = {question.line, question.ask, {}, {}};
  if (session.options().format == Format::json) {
    told.json = report::boxes_json(head(session, checked), boxes);
  } else {
    told.text = report::boxes_text(session.style(), checked.scenario->header.title, checked.scenario->variant, boxes);
  }
  return told;
}

}  // namespace

Asked<study::Boxes> boxes_of(Session& session, CheckedScenario& checked, const scenario::Ask& ask) {
  return compute(session, checked, question_of(session.options(), checked, ask));
}

Exit run_boxes(Session& session) {
  const Options& options = session.options();
  auto checked = open_scenario(session);
  if (!checked) return checked.error();
  const auto questions = !options.event.empty() ? spelled_out(options, *checked) : of_the_file(options, *checked);
  return answer_each(session, *checked, questions, answer, told);
}

}  // namespace parley::cli
