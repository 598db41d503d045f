// SPDX-License-Identifier: Apache-2.0
// The draws, the point, and a typical draw.
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "parley/study/settling.h"
#include "parley/why/over_draws.h"
#include "parley/why/point_facts.h"
#include "parley/why/why.h"

namespace parley::why {

namespace {

constexpr std::string_view phase = "looking for what turns it";
constexpr std::size_t num_parts = 3;
/// A game that the general solver has to solve and that has more nodes than this takes it some hundredths of a second.
constexpr std::size_t most_quick_nodes = 300;
constexpr std::size_t most_slow_draws = 64;

Result<ExplainedPoint> explained_point(const ProbeModel& probe, const build::Model& model, const study::DrawPoint& at,
                                       const study::DrawOptions& draws) {
  auto drawn = study::inputs_at(model, at, draws);
  if (!drawn) return std::unexpected(drawn.error());
  ExplainedPoint point;
  point.at = at.draw ? fmt::format("draw:{}", *at.draw) : "centre";
  point.where = at.draw ? fmt::format("in draw {}", *at.draw) : "at the centre of the params";
  point.inputs = probe.inputs(*drawn);
  point.drawn = *std::move(drawn);
  point.point.reserve(point.inputs.size());
  for (const Number& number : point.inputs) point.point.push_back(number.value);
  return point;
}

/// Facts of a typical draw, where most draws end otherwise than the point.
std::optional<PointFacts> typical_facts(Prober& prober, HeldMoves& levers, const build::Model& model,
                                        const Options& options, const OverDraws& draws, std::size_t outcome,
                                        const std::vector<Point>& starts, const RunContext& run) {
  if (!draws.typical) return std::nullopt;
  const auto point = explained_point(prober.probe(), model, {.draw = draws.typical}, options.draws);
  if (!point) return std::nullopt;
  const auto solved = solve_at(prober.probe().model, point->where, point->inputs, run);
  if (!solved) return std::nullopt;
  return point_facts(prober, levers, *point, *solved, outcome, {.starts = starts, .most_goals = 1}, run);
}

}  // namespace

Result<Explanation> explain(const build::Model& model, std::size_t outcome, const Options& options,
                            const RunContext& run) {
  const auto probe = probe_model(model, run);
  if (!probe) return std::unexpected(probe.error());
  const auto point = explained_point(*probe, model, options.point, options.draws);
  if (!point) return std::unexpected(point.error());
  const auto solved = solve_at(probe->model, point->where, point->inputs, run);
  if (!solved) return std::unexpected(solved.error());
  run.report({.phase = phase, .done = 0, .total = num_parts});
  Explanation found;
  found.outcome = model.game.quantities[outcome].name;
  found.outcome_text = model.outcome_texts[outcome];
  found.negated = options.negated;
  found.held = model.held;
  found.constant_numbers = probe->constants.size();
  found.drawn_numbers = probe->movables.size() - probe->constants.size();
  found.origin = model.outcome_origins.at(outcome);
  Prober prober(*probe, solved->by_general_solver && solved->game.nodes.size() > most_quick_nodes, run);
  std::vector<Point> starts;
  if (!model.drawn.empty()) {
    const std::size_t most = prober.slow() ? std::min(options.most_draws, most_slow_draws) : options.most_draws;
    auto looked = look_at_draws(prober, model, options.draws, most, outcome);
    if (!looked) return std::unexpected(looked.error());
    starts = std::move(looked->points);
    if (!prober.stopped()) found.over_draws = std::move(looked->facts);
  }
  run.report({.phase = phase, .done = 1, .total = num_parts});
  HeldMoves levers(model, run);
  found.facts = point_facts(prober, levers, *point, *solved, outcome, {.starts = starts}, run);
  run.report({.phase = phase, .done = 2, .total = num_parts});
  found.termination = found.facts.termination;
  const bool differs =
      found.over_draws && !found.over_draws->likeliest.empty() && found.over_draws->likeliest != found.facts.likeliest;
  if (options.typical && !prober.slow() && differs && found.termination == Termination::finished) {
    found.typical = typical_facts(prober, levers, model, options, *found.over_draws, outcome, starts, run);
    if (found.typical) found.termination = found.typical->termination;
  }
  run.report({.phase = phase, .done = num_parts, .total = num_parts});
  return found;
}

}  // namespace parley::why
