// SPDX-License-Identifier: Apache-2.0
// Solves one block of draws and strikes out what is chosen.
#include "parley/study/never_best.h"

#include <algorithm>
#include <set>
#include <utility>

#include "parley/study/engine.h"

namespace parley::study {

namespace {

/// Labels of a step.
struct Labels {
  std::set<std::uint32_t> there, chosen;
};

/// The labels of one part of a step that stand in none of those chosen.
NeverBest left_over(const game::StepName& step, std::size_t part, const Labels& seen) {
  NeverBest never{step.picks[part], {}};
  std::set<std::string> chosen;
  for (const std::uint32_t label : seen.chosen) chosen.insert(step.label_parts[label][part]);
  for (const std::uint32_t label : seen.there) {
    const std::string& text = step.label_parts[label][part];
    if (!chosen.contains(text) && std::ranges::find(never.labels, text) == never.labels.end()) {
      never.labels.push_back(text);
    }
  }
  return never;
}

}  // namespace

Result<NeverBestChoices> never_best(const build::Model& model, const DrawOptions& options, const RunContext& run) {
  const auto draws = Draws::from(model, options);
  if (!draws) return std::unexpected(draws.error());
  const PreparedModel prepared(model, Purpose::certified);
  BlockSolver solver(prepared, run);
  solver.begin_chunk(*draws, 0, std::min(draws->size(), game::block_size), {});
  solver.solve(0);
  NeverBestChoices found;
  if (solver.stopped()) return found;
  solver.certify();
  for (std::size_t lane = 0; lane < solver.count(); ++lane) {
    // A choice that one equilibrium does not make may be made in another.
    const bool is_settled = solver.status(lane) == DrawStatus::solved && solver.open_sets(lane).empty();
    if (!is_settled || solver.ties(lane) > 0) return found;
  }
  found.draws = solver.count();
  std::vector<Labels> by_step(model.game.steps.size());
  for (std::size_t h = 0; h < model.game.infosets.size(); ++h) {
    const game::Infoset& set = model.game.infosets[h];
    Labels& seen = by_step[set.step];
    seen.there.insert(set.actions.begin(), set.actions.end());
    for (std::size_t lane = 0; lane < solver.count(); ++lane) seen.chosen.insert(set.actions[solver.choice(h, lane)]);
  }
  for (std::size_t s = 0; s < by_step.size(); ++s) {
    const game::StepName& step = model.game.steps[s];
    for (std::size_t part = 0; !by_step[s].there.empty() && part < step.picks.size(); ++part) {
      NeverBest never = left_over(step, part, by_step[s]);
      if (!never.labels.empty()) found.picks.push_back(std::move(never));
    }
  }
  return found;
}

}  // namespace parley::study
