// SPDX-License-Identifier: Apache-2.0
// Compares the file with its variants and takes the variance of their means.
#include "parley/study/structure.h"

#include <algorithm>
#include <utility>

namespace parley::study {

namespace {

/// Means and variances of games that are as likely as each other.
std::optional<double> first_order_index(const std::vector<double>& means, const std::vector<double>& variances) {
  const std::vector<double> equal(means.size(), 1.0);
  const double mean = weighted_mean(means, equal);
  std::vector<double> squares;
  squares.reserve(means.size());
  for (const double one : means) squares.push_back((one - mean) * (one - mean));
  const double between = weighted_mean(squares, equal);
  const double within = weighted_mean(variances, equal);
  if (!(between + within > 0.0)) return std::nullopt;
  return between / (between + within);
}

}  // namespace

Result<Structure> structure(const build::Model& file, std::size_t target, const std::vector<StructureModel>& variants,
                            const DrawOptions& options, RunContext& run) {
  if (const auto draws = Draws::from(file, options); !draws) return std::unexpected(draws.error());
  Structure found;
  OtherGames games(file, file.targets[target], options, run);
  for (std::size_t k = 0; k < variants.size() && found.termination == Termination::finished; ++k) {
    auto game = games.compare(*variants[k].model, target, part_of(run, "draws of the variants", k, variants.size()));
    if (!game) {
      found.termination = run.why_stopped();
    } else {
      found.rows.push_back({variants[k].name, variants[k].text, *std::move(game)});
    }
  }
  const bool all = !variants.empty() && found.rows.size() == variants.size() &&
                   std::ranges::all_of(found.rows, [](const StructureRow& row) { return row.game.problem.empty(); });
  if (!all) return found;
  // The file's own numbers, over as many draws as some variant took.
  const OtherGame& own =
      std::ranges::max_element(found.rows, {}, [](const StructureRow& row) { return row.game.draws; })->game;
  std::vector<double> means = {own.as_it_stands.mean};
  std::vector<double> variances = {own.variance_as_it_stands};
  for (const StructureRow& row : found.rows) {
    means.push_back(row.game.other.mean);
    variances.push_back(row.game.variance);
  }
  found.first_order_index = first_order_index(means, variances);
  return found;
}

}  // namespace parley::study
