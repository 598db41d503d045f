// SPDX-License-Identifier: Apache-2.0
// `parley drivers`: what moves an answer.
#include <utility>

#include <fmt/format.h>

#include "ask_answers.h"
#include "parley/report/drivers_text.h"
#include "parley/report/json_drivers.h"
#include "questions.h"
#include "scenario_session.h"

namespace parley::cli {

namespace {

struct Question {
  std::uint32_t line = 0;  ///< of the file's ask; 0 where it is spelled out
  std::string ask;
  scenario::Target target;
};

/// The questions of --target; `checked.scenario` grows by them.
Result<std::vector<Question>> spelled_out(const Options& options, CheckedScenario& checked) {
  if (options.ask)
    return fail(ErrorCode::bad_option, "`--ask` takes a question of the file: it goes with no `--target`");
  std::vector<Question> questions;
  questions.reserve(options.target.size());
  for (const std::string& text : options.target) {
    auto found = scenario::parse_target(checked.scenario, text);
    if (!found) return std::unexpected(found.error());
    checked.scenario = std::move(found->scenario);
    questions.push_back({0, fmt::format("drivers of {}", text), std::move(found->target)});
  }
  return questions;
}

Result<std::vector<Question>> of_the_file(const Options& options, const CheckedScenario& checked) {
  const auto asks = asks_of(options, checked, scenario::Ask::Kind::drivers, "drivers", "--target TARGET");
  if (!asks) return std::unexpected(asks.error());
  std::vector<Question> questions;
  questions.reserve(asks->size());
  for (const scenario::Ask& ask : *asks) questions.push_back({line_of(checked, ask), ask.text, ask.target.value()});
  return questions;
}

/// The target in every variant of the file that has all it names; one that lacks something is left out with a remark.
Step<std::vector<study::StructureModel>> variant_models(Session& session, const CheckedScenario& checked,
                                                        const Question& question) {
  std::vector<study::StructureModel> models;
  if (!session.options().variants || !checked.scenario->variant.empty()) return models;
  for (const scenario::VariantName& variant : checked.scenario->variants) {
    auto other = with_variant(session, checked, variant.name);
    if (!other) return std::unexpected(other.error());
    auto asked = scenario::parse_target(other->scenario, question.target.text);
    if (!asked) {
      session.say(fmt::format("note: variant `{}` is left out: {}", variant.name, asked.error().message));
      continue;
    }
    other->scenario = std::move(asked->scenario);
    auto model = build_model(session, *other, {.targets = {std::move(asked->target)}});
    if (!model) return std::unexpected(model.error());
    models.push_back({variant.name, variant.text, *std::move(model)});
  }
  return models;
}

/// The indices alone, of the model with the target.
Asked<study::Drivers> compute(Session& session, const build::Model& model) {
  return study::drivers(model, model.targets.front(), draw_options(session.options()), session.run_context());
}

Step<study::Drivers> answer(Session& session, CheckedScenario& checked, const Question& question) {
  const Options& options = session.options();
  const auto model = build_model(session, checked, {.targets = {question.target}});
  if (!model) return std::unexpected(model.error());
  auto drivers = said(session, compute(session, **model));
  if (!drivers) return drivers;
  RunContext run = session.run_context();
  const auto ends = [&](Termination termination) {
    if (drivers->termination == Termination::finished) drivers->termination = termination;
  };
  if (options.private_too) {
    auto knowledge = study::private_knowledge(**model, 0, draw_options(options), run);
    if (!knowledge) return std::unexpected(session.fail(knowledge.error()));
    drivers->private_rows = std::move(knowledge->rows);
    ends(knowledge->termination);
  }
  const auto variants = variant_models(session, checked, question);
  if (!variants) return std::unexpected(variants.error());
  if (variants->empty()) return *std::move(drivers);
  auto structure = study::structure(**model, 0, *variants, draw_options(options), run);
  if (!structure) return std::unexpected(session.fail(structure.error()));
  ends(structure->termination);
  drivers->structure = *std::move(structure);
  return *std::move(drivers);
}

Answered told(Session& session, const CheckedScenario& checked, const Question& question,
              const study::Drivers& drivers) {
  Answered told = {question.line, question.ask, {}, {}};
  if (session.options().format == Format::json) {
    told.json = report::drivers_json(head(session, checked), drivers);
  } else {
    told.text =
        report::drivers_text(session.style(), checked.scenario->header.title, checked.scenario->variant, drivers);
  }
  return told;
}

}  // namespace

Asked<study::Drivers> drivers_of(Session& session, CheckedScenario& checked, const scenario::Ask& ask) {
  const auto model = build_model(session, checked, {.targets = {ask.target.value()}});
  if (!model) return std::unexpected(model.error());
  return compute(session, **model);
}

Exit run_drivers(Session& session) {
  const Options& options = session.options();
  auto checked = open_scenario(session);
  if (!checked) return checked.error();
  const auto questions = !options.target.empty() ? spelled_out(options, *checked) : of_the_file(options, *checked);
  return answer_each(session, *checked, questions, answer, told);
}

}  // namespace parley::cli
