// SPDX-License-Identifier: Apache-2.0
// Makes hybrids as text and solves them.
#include "diff_hybrids.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "parley/build/builder.h"

namespace parley::cli {

std::vector<build::Target> targets_in(const build::Model& model, const std::vector<SharedNumber>& numbers) {
  std::vector<build::Target> made;
  made.reserve(numbers.size());
  for (const SharedNumber& number : numbers) {
    if (!number.is_outcome) {
      const auto found = std::ranges::find(model.targets, number.text, &build::Target::text);
      if (found != model.targets.end()) made.push_back(*found);
      continue;
    }
    for (std::size_t k = 0; k < model.outcome_texts.size(); ++k) {
      if (model.game.quantities[k].name == number.text) made.push_back(study::outcome_target(model, k));
    }
  }
  return made;
}

study::Worth worth_of(const study::Sample& sample, const std::vector<build::Target>& numbers,
                      std::size_t num_replicates) {
  constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  study::Worth worth;
  worth.reserve(numbers.size());
  for (const build::Target& number : numbers) {
    const bool is_defined = number.given == game::none ||
                            weighted_mean(sample.quantities[number.given], sample.weights) >= study::least_condition;
    worth.push_back(is_defined ? replicated(study::target_columns(sample, number), num_replicates)
                               : Replicated{undefined, std::vector<double>(num_replicates, undefined)});
  }
  return worth;
}

Result<std::optional<Hybrids::Made>> Hybrids::build(const std::vector<bool>& applied, const RunContext& run) {
  const scenario::SourceText source("hybrid", folder_, scenario::hybrid_text(changes_, applied));
  auto analysis = scenario::analyse(source);
  if (!analysis || !analysis->scenario) return std::nullopt;
  auto holds = read_holds(*analysis->scenario, session_.options());
  if (!holds) return std::nullopt;
  build::BuildOptions options;
  options.merge = session_.options().merge;
  options.max_nodes = session_.options().max_nodes;
  options.holds = *std::move(holds);
  std::shared_ptr<const scenario::Scenario> scenario = analysis->scenario;
  for (const SharedNumber& number : numbers_) {
    if (number.is_outcome) continue;
    auto question = scenario::parse_target(scenario, number.text);
    if (!question) return std::nullopt;
    scenario = std::move(question->scenario);
    options.targets.push_back(std::move(question->target));
  }
  const build::Built built = build::build(scenario, options, run);
  if (built.termination != Termination::finished) {
    return std::unexpected(build::stopped_while_building(built.termination));
  }
  if (!built.model) return std::nullopt;
  auto model = std::make_shared<const build::Model>(coordinates_.on_these(*built.model));
  std::vector<build::Target> numbers = targets_in(*model, numbers_);
  if (numbers.size() != numbers_.size()) return std::nullopt;
  return Made{std::move(model), std::move(numbers)};
}

Result<std::optional<study::Worth>> Hybrids::worth(const std::vector<bool>& applied) {
  RunContext run = session_.run_context();
  run.on_progress = {};  // hybrids are counted as a whole
  const auto made = build(applied, run);
  if (!made) return std::unexpected(made.error());
  if (!*made) return std::nullopt;
  const build::Model& model = *(*made)->model;
  const auto draws = study::Draws::from(model, draw_options(session_.options()));
  if (!draws) return std::unexpected(draws.error());
  const study::Sampler sampler(model);
  const auto sample = sampler.at(*draws, {}, run, "hybrids");
  if (!sample) return std::nullopt;  // no draw of it can be averaged: its changes belong together with others
  if (sample->termination != Termination::finished) return fail(ErrorCode::stopped, "stopped");
  return worth_of(*sample, (*made)->numbers, draws->replicates());
}

}  // namespace parley::cli
