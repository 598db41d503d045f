// SPDX-License-Identifier: Apache-2.0
// Solves the game with one param after the other made private.
#include "parley/study/private_knowledge.h"

#include <algorithm>
#include <map>
#include <utility>

#include "parley/math/replicates.h"
#include "parley/study/play.h"
#include "parley/study/predicted_draws.h"
#include "parley/study/sampler.h"

namespace parley::study {

namespace {

class Comparison {
 public:
  Comparison(const build::Model& model, std::size_t target, const DrawOptions& options, RunContext& run)
      : model_(model), target_(target), options_(options), run_(run), sampler_(model) {}

  /// Nothing where the run was to stop.
  std::optional<PrivateRow> row(const build::Secret& secret, const RunContext& part) {
    PrivateRow row;
    row.secret = secret;
    const auto game = build::with_secret(model_, secret, run_);
    if (!game) return with_problem(std::move(row), game.error());
    const auto summary = summarise(*game, {}, options_, run_);
    if (!summary) return with_problem(std::move(row), summary.error());
    DrawOptions options = options_;
    if (!summary->game.all_settled) options.draws = std::max<std::size_t>(options.draws / unsettled_share, 1);
    const auto common = as_it_stands(options, part);
    if (!common) return with_problem(std::move(row), common.error());
    const auto draws = Draws::from(*game, options);
    const auto hidden = Sampler(*game).at(*draws, {}, part, {});
    if (!hidden) return with_problem(std::move(row), hidden.error());
    if ((*common)->termination != Termination::finished || hidden->termination != Termination::finished) {
      return std::nullopt;
    }
    fill(**common, *hidden, game->targets[target_], row);
    return row;
  }

 private:
  std::optional<PrivateRow> with_problem(PrivateRow row, const Error& error) const {
    if (error.code == ErrorCode::stopped) return std::nullopt;
    row.problem = error.message;
    return row;
  }

  /// The game that everybody knows, by number of draws.
  Result<const Sample*> as_it_stands(const DrawOptions& options, const RunContext& part) {
    const auto known = samples_.find(options.draws);
    if (known != samples_.end()) return &known->second;
    const auto draws = Draws::from(model_, options);
    if (!draws) return std::unexpected(draws.error());
    auto sample = sampler_.at(*draws, {}, part, {});
    if (!sample) return std::unexpected(sample.error());
    return &samples_.emplace(options.draws, *std::move(sample)).first->second;
  }

  void fill(const Sample& common, const Sample& hidden, const build::Target& hidden_target, PrivateRow& row) const {
    const build::Target& target = model_.targets[target_];
    const std::size_t replicates = options_.replicates;
    row.draws = common.size();
    row.common = target_estimate(common, target, replicates);
    row.hidden = target_estimate(hidden, hidden_target, replicates);
    row.difference =
        replicated_difference(target_columns(hidden, hidden_target), target_columns(common, target), replicates);
    row.unsettled = hidden.account.counts.unsettled;
  }

  const build::Model& model_;
  std::size_t target_;
  DrawOptions options_;
  RunContext& run_;
  Sampler sampler_;
  std::map<std::size_t, Sample> samples_;
};

}  // namespace

Result<PrivateKnowledge> private_knowledge(const build::Model& model, std::size_t target, const DrawOptions& options,
                                           RunContext& run) {
  if (const auto draws = Draws::from(model, options); !draws) return std::unexpected(draws.error());
  const std::vector<build::Secret> secrets = build::possible_secrets(model);
  PrivateKnowledge knowledge;
  Comparison comparison(model, target, options, run);
  for (std::size_t k = 0; k < secrets.size(); ++k) {
    const RunContext part = part_of(run, "games with a param kept private", k, secrets.size());
    auto row = comparison.row(secrets[k], part);
    if (!row) {
      knowledge.termination = run.why_stopped();
      break;
    }
    knowledge.rows.push_back(*std::move(row));
  }
  return knowledge;
}

}  // namespace parley::study
