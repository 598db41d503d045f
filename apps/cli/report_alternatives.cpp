// SPDX-License-Identifier: Apache-2.0
// Solves the same questions under variants of the file and under other ideas of play.
#include "report_alternatives.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/study/other_game.h"
#include "parley/study/quantal.h"

namespace parley::cli {

namespace {

using Clock = std::chrono::steady_clock;
using report::Alternative;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// A sixteenth of the draws, in whole replicates.
study::DrawOptions fewer(study::DrawOptions options) {
  const std::size_t a_replicate = std::max<std::size_t>(options.draws / study::unsettled_share / options.replicates, 1);
  options.draws = a_replicate * options.replicates;
  return options;
}

bool is_settled(const build::Model& model, const study::DrawOptions& options, const RunContext& run) {
  RunContext quiet = silent(run);
  const auto summary = study::summarise(model, {}, options, quiet);
  return summary && summary->game.all_settled;
}

Alternative alternative_of(const study::VariantRow& row, double seconds, std::size_t usual_draws) {
  Alternative made = {.kind = Alternative::Kind::variant,
                      .name = row.name,
                      .text = row.text,
                      .draws = row.prediction.draws_done,
                      .seconds = seconds};
  for (const study::OutcomeRow& outcome : row.prediction.outcomes) {
    made.outcomes.push_back({outcome.name, outcome.chance.mean, outcome.chance.standard_error});
  }
  if (row.prediction.draws_done == 0) {
    made.outcomes.clear();
    made.note = "stopped before its first draw";
  } else if (row.prediction.draws < usual_draws) {
    made.note = fmt::format("backward induction does not settle it: {} instead of {}",
                            report::counted(row.prediction.draws, "draw"), report::grouped(std::uint64_t{usual_draws}));
  }
  return made;
}

Alternative at_centre(Alternative::Kind kind, std::string name, std::string text,
                      const std::vector<study::NamedNumber>& outcomes) {
  Alternative made = {.kind = kind, .name = std::move(name), .text = std::move(text), .draws = 1};
  for (const study::NamedNumber& one : outcomes) made.outcomes.push_back({one.name, one.value.value, std::nullopt});
  return made;
}

bool same_outcomes(const study::PlayAtDraw& a, const study::PlayAtDraw& b) {
  constexpr double tolerance = 1e-9;
  return std::ranges::equal(a.outcomes, b.outcomes, [](const auto& one, const auto& other) {
    return std::fabs(one.value.value - other.value.value) <= tolerance;
  });
}

/// A row for the list, and one for each of its equilibria that ends otherwise.
void add_list(const build::Model& model, solve::ListConcept kind, const std::string& text, RunContext& run,
              std::vector<Alternative>& rows) {
  constexpr std::size_t most_rows = 4;
  const std::string name = study::concept_text(kind);
  solve::ListOptions options;
  options.concept_kind = kind;
  const auto plays = study::plays_at(model, {}, {}, options, run);
  if (!plays) {
    rows.push_back({.kind = Alternative::Kind::concept_of_play,
                    .name = name,
                    .text = text,
                    .draws = 1,
                    .note = plays.error().message});
    return;
  }
  std::vector<const study::PlayAtDraw*> different;
  for (const study::PlayAtDraw& play : plays->equilibria) {
    const bool is_known = std::ranges::any_of(different, [&](const auto* one) { return same_outcomes(*one, play); });
    if (!is_known) different.push_back(&play);
  }
  const std::string count =
      fmt::format("{} {} found ({} list)", plays->equilibria.size(),
                  plays->equilibria.size() == 1 ? "equilibrium" : "equilibria", plays->label.kind);
  for (std::size_t k = 0; k < std::min(most_rows, different.size()); ++k) {
    Alternative row =
        at_centre(Alternative::Kind::concept_of_play, different.size() == 1 ? name : fmt::format("{} {}", name, k + 1),
                  text, different[k]->outcomes);
    row.note = different.size() > most_rows ? fmt::format("{}, {} with other outcomes; the first {} are told", count,
                                                          different.size(), most_rows)
                                            : fmt::format("{}, {} with other outcomes", count, different.size() - 1);
    rows.push_back(std::move(row));
  }
  if (different.empty()) {
    rows.push_back({.kind = Alternative::Kind::concept_of_play, .name = name, .text = text, .draws = 1, .note = count});
  }
}

/// Quantal play in which a mistake that costs a tenth of the payoff range is e^-1, e^-3 and e^-10 times as likely.
void add_quantal(const build::Model& model, double payoff_range, RunContext& run, std::vector<Alternative>& rows) {
  constexpr std::array<double, 3> precisions = {10.0, 30.0, 100.0};
  const auto named = study::named_game(model, {}, {}, run);
  if (!named || !(payoff_range > 0.0)) return;
  for (const double precision : precisions) {
    const double lambda = precision / payoff_range;
    const std::string name = fmt::format("quantal, lambda {}", report::amount(lambda));
    const std::string text = fmt::format(
        "quantal response: a choice that is worse by a tenth of the payoff range is "
        "made exp(-{:g}) times as often",
        precision / 10.0);
    const auto quantal = study::quantal_play(*named, {.lambda = lambda, .most_points = 2}, run);
    if (!quantal) {
      rows.push_back({.kind = Alternative::Kind::quantal,
                      .name = name,
                      .text = text,
                      .lambda = lambda,
                      .draws = 1,
                      .note = quantal.error().message});
      continue;
    }
    rows.push_back(at_centre(Alternative::Kind::quantal, name, text, quantal->play.outcomes));
    rows.back().lambda = lambda;
  }
}

}  // namespace

Asked<VariantAnswers> compare_for_report(Session& session, CheckedScenario& file,
                                         const std::vector<std::string>& targets) {
  const Options& options = session.options();
  VariantAnswers answers;
  if (!file.scenario->variant.empty() || file.scenario->variants.empty()) return answers;
  auto models = variant_models(session, file, file.scenario->variants, targets);
  if (!models) return std::unexpected(models.error());
  if (!*models) return Result<VariantAnswers>(std::unexpected(models->error()));
  const RunContext run = session.run_context();
  auto comparison = std::make_shared<study::VariantComparison>();
  for (std::size_t k = 1; k < (*models)->size(); ++k) {
    const study::VariantModel& model = (**models)[k];
    const study::DrawOptions usual = draw_options(options);
    const auto start = Clock::now();
    const bool settled = is_settled(*model.model, usual, run);
    auto pair = study::compare_variants({(*models)->front(), model}, settled ? usual : fewer(usual), run);
    if (!pair) return Result<VariantAnswers>(std::unexpected(pair.error()));
    if (comparison->rows.empty()) comparison->rows.push_back(pair->rows.front());
    if (settled && comparison->rows.front().prediction.draws < usual.draws)
      comparison->rows.front() = pair->rows.front();
    if (pair->termination != Termination::finished) comparison->termination = pair->termination;
    answers.alternatives.push_back(alternative_of(pair->rows.back(), seconds_since(start), usual.draws));
    comparison->rows.push_back(std::move(pair->rows.back()));
  }
  answers.comparison = std::move(comparison);
  return answers;
}

std::vector<report::Alternative> other_play(const build::Model& unmerged, const build::Model& merged,
                                            double payoff_range, RunContext& run) {
  std::vector<Alternative> rows;
  add_list(unmerged, solve::ListConcept::pure, "sequential equilibria in pure choices", run, rows);
  add_list(unmerged, solve::ListConcept::pbe, "weak perfect Bayesian equilibria in pure choices", run, rows);
  add_quantal(merged, payoff_range, run, rows);
  return rows;
}

}  // namespace parley::cli
