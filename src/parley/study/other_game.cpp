// SPDX-License-Identifier: Apache-2.0
// Solves two games on the same draws and subtracts.
#include "parley/study/other_game.h"

#include <algorithm>
#include <utility>

#include "parley/math/replicates.h"
#include "parley/study/coordinates.h"
#include "parley/study/play.h"
#include "parley/study/predicted_draws.h"

namespace parley::study {

namespace {

std::optional<OtherGame> with_problem(const Error& error) {
  if (error.code == ErrorCode::stopped) return std::nullopt;
  OtherGame row;
  row.problem = error.message;
  return row;
}

/// Of the target over what the points count.
double variance_of(const Sample& sample, const build::Target& target) {
  TargetColumn column = target_column(sample, target);
  const double mean = weighted_mean(column.numbers, column.weights);
  for (double& number : column.numbers) number = (number - mean) * (number - mean);
  return weighted_mean(column.numbers, column.weights);
}

}  // namespace

OtherGames::OtherGames(const build::Model& model, const build::Target& target, const DrawOptions& options,
                       RunContext& run)
    : model_(model), target_(target), options_(options), run_(run), sampler_(model) {}

std::optional<OtherGame> OtherGames::compare(const Result<build::Model>& other, std::size_t target,
                                             const RunContext& part) {
  if (!other) return with_problem(other.error());
  const auto summary = summarise(*other, {}, options_, run_);
  if (!summary) return with_problem(summary.error());
  DrawOptions options = options_;
  if (!summary->game.all_settled) options.draws = std::max<std::size_t>(options.draws / unsettled_share, 1);
  const auto mine = as_it_stands(options, silent(part));
  if (!mine) return with_problem(mine.error());
  const build::Model paired = SharedCoordinates(model_).on_these(*other);
  const auto draws = Draws::from(paired, options);
  if (!draws) return with_problem(draws.error());
  const auto theirs = Sampler(paired).at(*draws, {}, part, {});
  if (!theirs) return with_problem(theirs.error());
  if ((*mine)->termination != Termination::finished || theirs->termination != Termination::finished) {
    return std::nullopt;
  }
  const build::Target& asked = other->targets[target];
  OtherGame row;
  row.draws = draws->size();
  row.as_it_stands = target_estimate(**mine, target_, options.replicates);
  row.other = target_estimate(*theirs, asked, options.replicates);
  row.difference =
      replicated_difference(target_columns(*theirs, asked), target_columns(**mine, target_), options.replicates);
  row.variance_as_it_stands = variance_of(**mine, target_);
  row.variance = variance_of(*theirs, asked);
  row.unsettled = theirs->account.counts.unsettled;
  return row;
}

Result<const Sample*> OtherGames::as_it_stands(const DrawOptions& options, const RunContext& part) {
  const auto known = samples_.find(options.draws);
  if (known != samples_.end()) return &known->second;
  const auto draws = Draws::from(model_, options);
  if (!draws) return std::unexpected(draws.error());
  auto sample = sampler_.at(*draws, {}, part, {});
  if (!sample) return std::unexpected(sample.error());
  return &samples_.emplace(options.draws, *std::move(sample)).first->second;
}

}  // namespace parley::study
