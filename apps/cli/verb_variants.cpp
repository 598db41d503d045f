// SPDX-License-Identifier: Apache-2.0
// `parley variants`: the same target under the file and each of its variants.
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "ask_answers.h"
#include "parley/report/json_variants.h"
#include "parley/report/variants_text.h"
#include "questions.h"
#include "scenario_session.h"

namespace parley::cli {

namespace {

struct Question {
  std::uint32_t line = 0;  ///< of the file's ask; 0 where it is spelled out
  std::string ask;
  std::string target;  ///< in the words of the language
};

Result<std::vector<Question>> spelled_out(const Options& options, const CheckedScenario& checked) {
  if (options.ask) {
    return fail(ErrorCode::bad_option, "`--ask` takes a question of the file: it goes with no `--target`");
  }
  std::vector<Question> questions;
  questions.reserve(options.target.size());
  for (const std::string& text : options.target) {
    auto read = scenario::parse_target(checked.scenario, text);
    if (!read) return std::unexpected(read.error());
    questions.push_back({0, fmt::format("ask variants of {}", read->target.text), read->target.text});
  }
  return questions;
}

Result<std::vector<Question>> of_the_file(const Options& options, const CheckedScenario& checked) {
  const auto asks = asks_of(options, checked, scenario::Ask::Kind::variants, "variants", "--target TARGET");
  if (!asks) return std::unexpected(asks.error());
  std::vector<Question> questions;
  questions.reserve(asks->size());
  for (const scenario::Ask& ask : *asks) questions.push_back({line_of(checked, ask), ask.text, ask.target->text});
  return questions;
}

/// The model of one variant with all targets; "" is the file.
Asked<study::VariantModel> model_of(Session& session, CheckedScenario& file, const scenario::VariantName& variant,
                                    const std::vector<std::string>& targets) {
  auto checked = with_variant(session, file, variant.name);
  if (!checked) return std::unexpected(checked.error());
  BuildRequest request;
  request.targets.reserve(targets.size());
  for (const std::string& target : targets) {
    auto read = scenario::parse_target(checked->scenario, target);
    if (!read) {
      return Result<study::VariantModel>(fail(
          read.error().code, fmt::format("{}; `{}` must be a question of the variant `{}` too, or name another with "
                                         "`--variant`",
                                         read.error().message, target, variant.name)));
    }
    checked->scenario = std::move(read->scenario);
    request.targets.push_back(std::move(read->target));
  }
  auto model = build_model(session, *checked, request);
  if (!model) return std::unexpected(model.error());
  if (variant.name.empty()) file.diagnostics = checked->diagnostics;
  return study::VariantModel{variant.name, variant.text, *std::move(model)};
}

/// What is compared: all variants, or the one that `--variant` names.
Result<std::vector<scenario::VariantName>> compared(const Options& options, const CheckedScenario& checked) {
  std::vector<scenario::VariantName> names;
  for (const scenario::VariantName& one : checked.scenario->variants) {
    if (options.variant.empty() || one.name == options.variant) names.push_back(one);
  }
  if (!names.empty()) return names;
  return fail(ErrorCode::bad_option,
              fmt::format("{} has no variants: there is nothing to compare; `variant NAME \"..\" "
                          "{{ .. }}` in the file makes one",
                          checked.source.name()));
}

Answered told(Session& session, const CheckedScenario& checked, const Question& question,
              const study::VariantComparison& comparison, std::size_t t) {
  Answered told = {question.line, question.ask, {}, {}};
  if (session.options().format == Format::json) {
    told.json = report::variants_json(head(session, checked), question.target, comparison, t);
  } else {
    told.text = report::variants_text(session.style(), checked.scenario->header.title, question.target, comparison, t);
  }
  return told;
}

}  // namespace

Asked<std::vector<study::VariantModel>> variant_models(Session& session, CheckedScenario& file,
                                                       const std::vector<scenario::VariantName>& variants,
                                                       const std::vector<std::string>& targets) {
  std::vector<scenario::VariantName> names = {{}};  // the file
  names.insert(names.end(), variants.begin(), variants.end());
  std::vector<study::VariantModel> models;
  models.reserve(names.size());
  for (const scenario::VariantName& variant : names) {
    auto model = model_of(session, file, variant, targets);
    if (!model) return std::unexpected(model.error());
    if (!*model) return Result<std::vector<study::VariantModel>>(std::unexpected(model->error()));
    models.push_back(**std::move(model));
  }
  return models;
}

Exit run_variants(Session& session) {
  const Options& options = session.options();
  const auto named = open_scenario(session);  // says where `--variant` names none
  if (!named) return named.error();
  auto file = with_variant(session, *named, "");
  if (!file) return file.error();
  const auto variants = compared(options, *file);
  if (!variants) return session.fail(variants.error());
  const auto questions = options.target.empty() ? of_the_file(options, *file) : spelled_out(options, *file);
  if (!questions) return session.fail(questions.error());
  remark_on_draws(session);
  std::vector<std::string> targets;
  targets.reserve(questions->size());
  for (const Question& question : *questions) targets.push_back(question.target);
  const auto models = said(session, variant_models(session, *file, *variants, targets));
  if (!models) return models.error();
  const auto comparison = study::compare_variants(*models, draw_options(options), session.run_context());
  if (!comparison) return session.fail(comparison.error());
  std::vector<Answered> answers;
  answers.reserve(questions->size());
  for (std::size_t t = 0; t < questions->size(); ++t) {
    answers.push_back(told(session, *file, (*questions)[t], *comparison, t));
  }
  return answer_all(session, *file, answers, exit_of(comparison->termination));
}

}  // namespace parley::cli
