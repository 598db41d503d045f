// SPDX-License-Identifier: Apache-2.0
// `parley frontier`: the chance of an event over two held levers.
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "ask_answers.h"
#include "parley/math/rational.h"
#include "parley/report/frontier_text.h"
#include "parley/report/json_frontier.h"
#include "questions.h"
#include "scenario_session.h"

namespace parley::cli {

namespace {

struct Question {
  std::uint32_t line = 0;  ///< of the file's ask; 0 where it is spelled out
  std::string ask;
  scenario::Target event;
  std::vector<scenario::Hold> held;
  std::string x, y;
  double level = 0.5;
};

bool is_spelled_out(const Options& options) {
  return !options.event.empty() || !options.x.empty() || !options.y.empty();
}

double level_of(const Options& options, const std::optional<Number>& asked) {
  if (options.level) return Rational::parse(*options.level)->to_double();
  return asked ? asked->value : 0.5;
}

/// The question of --event, --x and --y; `checked.scenario` grows by the event.
Result<std::vector<Question>> spelled_out(const Options& options, CheckedScenario& checked) {
  if (options.event.empty() || options.x.empty() || options.y.empty()) {
    return fail(ErrorCode::bad_option, "a frontier that is spelled out needs `--event`, `--x` and `--y`");
  }
  if (options.ask)
    return fail(ErrorCode::bad_option, "`--ask` takes a question of the file: it goes with no `--event`");
  auto event = scenario::parse_event(checked.scenario, options.event);
  if (!event) return std::unexpected(event.error());
  checked.scenario = std::move(event->scenario);
  for (const std::string& axis : {options.x, options.y}) {
    const auto found = scenario::parse_axis(*checked.scenario, axis);
    if (!found) return std::unexpected(found.error());
  }
  Question question;
  question.event = std::move(event->target);
  question.x = options.x;
  question.y = options.y;
  question.level = level_of(options, {});
  return std::vector{std::move(question)};
}

Question question_of(const Options& options, const CheckedScenario& checked, const scenario::Ask& ask) {
  return {line_of(checked, ask),          ask.text, ask.target.value(), ask.held, ask.x.name, ask.y.name,
          level_of(options, ask.at_least)};
}

Result<std::vector<Question>> of_the_file(const Options& options, const CheckedScenario& checked) {
  const auto asks =
      asks_of(options, checked, scenario::Ask::Kind::frontier, "frontier", "--event EVENT --x LEVER --y LEVER");
  if (!asks) return std::unexpected(asks.error());
  std::vector<Question> questions;
  questions.reserve(asks->size());
  for (const scenario::Ask& ask : *asks) questions.push_back(question_of(options, checked, ask));
  return questions;
}

/// An axis takes every value; what is held has one.
Result<void> check_axes(const CheckedScenario& checked, const Question& question) {
  for (const auto& holds : {checked.holds, question.held}) {
    for (const scenario::Hold& hold : holds) {
      if (hold.name != question.x && hold.name != question.y) continue;
      return fail(ErrorCode::bad_option,
                  fmt::format("`{}` is an axis of the frontier and cannot be held too", hold.name));
    }
  }
  return {};
}

Asked<study::Frontier> compute(Session& session, CheckedScenario& checked, const Question& question) {
  const Options& options = session.options();
  if (const auto free = check_axes(checked, question); !free)
    return Result<study::Frontier>(std::unexpected(free.error()));
  const auto model = build_model(session, checked, {.targets = {question.event}, .holds = question.held});
  if (!model) return std::unexpected(model.error());
  RunContext run = session.run_context();
  return study::frontier(**model,
                         {.x = question.x,
                          .y = question.y,
                          .grid_x = options.grid_x,
                          .grid_y = options.grid_y,
                          .level = question.level,
                          .refine = options.refine,
                          .draws = draw_options(options)},
                         run);
}

Step<study::Frontier> answer(Session& session, CheckedScenario& checked, const Question& question) {
  return said(session, compute(session, checked, question));
}

Answered told(Session& session, const CheckedScenario& checked, const Question& question,
              const study::Frontier& frontier) {
  Answered told = {question.line, question.ask, {}, {}};
  if (session.options().format == Format::json) {
    told.json = report::frontier_json(head(session, checked), frontier);
  } else {
    told.text =
        report::frontier_text(session.style(), checked.scenario->header.title, checked.scenario->variant, frontier);
  }
  return told;
}

}  // namespace

Asked<study::Frontier> frontier_of(Session& session, CheckedScenario& checked, const scenario::Ask& ask) {
  return compute(session, checked, question_of(session.options(), checked, ask));
}

Exit run_frontier(Session& session) {
  const Options& options = session.options();
  auto checked = open_scenario(session);
  if (!checked) return checked.error();
  const auto questions = is_spelled_out(options) ? spelled_out(options, *checked) : of_the_file(options, *checked);
  return answer_each(session, *checked, questions, answer, told);
}

}  // namespace parley::cli
