// SPDX-License-Identifier: Apache-2.0
// Builds the held models of a frontier and solves its cells.
#include "parley/study/cell.h"

#include "parley/math/statistics.h"

namespace parley::study {

Result<HeldModels> HeldModels::from(const build::Model& model, const build::Lever& x, const build::Lever& y,
                                    const RunContext& run) {
  HeldModels held;
  held.x_discrete_ = !x.numeric;
  held.y_discrete_ = !y.numeric;
  held.num_y_ = y.numeric ? 1 : y.labels.size();
  const std::size_t num_x = x.numeric ? 1 : x.labels.size();
  const auto hold_at = [](const build::Lever& lever, std::size_t choice) -> build::Hold {
    if (lever.numeric) return {lever.name, build::Hold::AtAxis{}};
    return {lever.name, lever.labels[choice]};
  };
  for (std::size_t i = 0; i < num_x; ++i) {
    for (std::size_t j = 0; j < held.num_y_; ++j) {
      auto built = build::hold(model, {hold_at(x, i), hold_at(y, j)}, run);
      if (!built) return std::unexpected(built.error());
      held.models_.push_back(std::make_shared<const build::Model>(*std::move(built)));
    }
  }
  return held;
}

BlockSolver& CellSolver::solver_of(std::size_t model) {
  auto& solver = solvers_[model];
  if (!solver) solver = std::make_unique<BlockSolver>(*prepared_[model], run_);
  return *solver;
}

const DrawLister* HeldListers::at(std::size_t model) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<DrawLister>& lister = listers_[model];
  if (!lister) {
    auto made = DrawLister::of(models_.model(model), run_);
    lister = std::make_unique<DrawLister>(made ? *std::move(made) : DrawLister());
  }
  return lister->can_list() ? lister.get() : nullptr;
}

std::optional<CellResult> CellSolver::solve(const Point& point, std::size_t event, double level, HeldListers& listers) {
  std::vector<double> chances, weights, above, lows, highs;
  CellResult result;
  bool listed = true;
  const bool all = for_each_draw(point, false, [&](const BlockSolver& solver, std::size_t lane) {
    const bool counts = solver.status(lane) == DrawStatus::solved;
    const double chance = counts ? solver.quantity(event, lane) : 0.0;
    chances.push_back(chance);
    weights.push_back(counts ? solver.weight(lane) : 0.0);
    above.push_back(chance >= level ? 1.0 : 0.0);
    lows.push_back(chance);
    highs.push_back(chance);
    if (solver.status(lane) == DrawStatus::unsolved) ++result.unsolved;
    if (solver.status(lane) == DrawStatus::failed) ++result.failed;
    if (counts && solver.ties(lane) > 0) ++result.ties;
    if (solver.open_sets(lane).empty()) return;
    ++result.unsettled;
    const DrawLister* lister = counts && listed ? listers.at(models_.index(point.x, point.y)) : nullptr;
    listed = listed && (!counts || lister != nullptr);
    if (lister == nullptr) return;
    const DrawList list = lister->list(solver, lane, draws_, point.levers, run_);
    lows.back() = list.lows[event];
    highs.back() = list.highs[event];
  });
  if (!all) return std::nullopt;
  const Estimate estimate = replicated_ratio(chances, weights, {}, draws_.replicates());
  result.prob = estimate.mean;
  result.standard_error = estimate.standard_error;
  result.share = weighted_mean(above, weights);
  if (listed) result.found = FoundBounds{weighted_mean(lows, weights), weighted_mean(highs, weights)};
  return result;
}

}  // namespace parley::study
