// SPDX-License-Identifier: Apache-2.0
// Solves the draws, asks each for the first thing its path of least need wants, and counts by weight.
#include "parley/why/over_draws.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "parley/study/draws.h"
#include "parley/why/paths.h"

namespace parley::why {

namespace {

/// What one draw says.
struct Row {
  bool is_solved = false;
  double weight = 0.0, prob = 0.0;
  std::size_t likeliest = 0;
  bool is_likeliest = false, happens = false;
  bool has_path = false;
  std::uint32_t set = game::none, action = 0;  // of the parametric game: what stops it
  double loss = 0.0;
};

Row read_off(const build::Model& model, study::BlockSolver& solver, std::size_t lane, std::size_t outcome) {
  Row row;
  row.is_solved = solver.status(lane) == study::DrawStatus::solved;
  if (!row.is_solved) return row;
  std::vector<double> outcomes;
  outcomes.reserve(model.outcome_texts.size());
  for (std::size_t k = 0; k < model.outcome_texts.size(); ++k) outcomes.push_back(solver.quantity(k, lane));
  row.weight = solver.weight(lane);
  row.prob = outcomes[outcome];
  row.likeliest = likeliest_of(outcomes);
  row.is_likeliest = meets(Goal::likeliest, outcome, outcomes);
  row.happens = meets(Goal::happens, outcome, outcomes);
  if (row.happens) return row;
  const Solved solved = solved_of(solver, lane);
  const Paths paths(model, solved, outcome);
  row.has_path = paths.exist();
  if (const auto need = paths.first_need()) {
    const auto& set = solved.game.infosets[need->set];
    row.set = set.origin;
    row.action = set.actions[need->action];
    row.loss = need->loss;
  }
  return row;
}

/// Shares of the weight of the draws where the outcome does not happen.
void count_stops(const build::Model& model, const std::vector<Row>& rows, OverDraws& facts) {
  using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;  // player, type, step, label
  std::map<Key, std::pair<Stop, double>> stops;                                        // and its weight
  double total = 0.0;
  for (const Row& row : rows) {
    if (!row.is_solved || row.happens) continue;
    total += row.weight;
    if (!row.has_path) facts.no_path_share += row.weight;
    if (row.set == game::none) continue;
    const game::Infoset& set = model.game.infosets[row.set];
    const Key key(set.player.index, set.type_label, set.step, set.actions[row.action]);
    auto& [stop, weight] = stops[key];
    if (stop.step.empty()) {
      const study::InfosetName name = study::infoset_name(model.game, set);
      stop.player = name.player;
      stop.type = name.type;
      stop.step = name.step;
      stop.required = study::choice_name(model.game, set, row.action);
      stop.origin = model.step_origins.at(set.step);
      stop.payoffs = model.payoff_origins.at(set.player.at());
    }
    weight += row.weight;
    stop.average_loss += row.weight * row.loss;
  }
  if (!(total > 0.0)) return;
  facts.no_path_share /= total;
  facts.stops.reserve(stops.size());
  for (auto& [key, entry] : stops) {
    auto& [stop, weight] = entry;
    if (!(weight > 0.0)) continue;
    stop.average_loss /= weight;
    stop.share = weight / total;
    facts.stops.push_back(std::move(stop));
  }
  std::ranges::stable_sort(facts.stops, std::greater<>{}, &Stop::share);
  if (facts.stops.size() > most_deviations) facts.stops.resize(most_deviations);
}

/// The draw whose weighted sum of distances to the others is smallest, of those with this most likely outcome.
std::optional<std::size_t> medoid(const ProbeModel& probe, const std::vector<Row>& rows,
                                  const std::vector<Point>& points, std::size_t likeliest) {
  std::vector<std::size_t> members;
  std::vector<std::vector<double>> scores;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (!rows[k].is_solved || rows[k].likeliest != likeliest || !(rows[k].weight > 0.0)) continue;
    members.push_back(k);
    std::vector<double>& row = scores.emplace_back();
    for (std::size_t m = 0; m < probe.movables.size(); ++m) {
      if (probe.movables[m].is_drawn) row.push_back(probe.movables[m].score(points[k][m]));
    }
  }
  std::optional<std::size_t> best;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < members.size(); ++i) {
    double sum = 0.0;
    for (std::size_t j = 0; j < members.size(); ++j) {
      double square = 0.0;
      for (std::size_t d = 0; d < scores[i].size(); ++d) {
        const double apart = scores[i][d] - scores[j][d];
        square += apart * apart;
      }
      sum += rows[members[j]].weight * std::sqrt(square);
    }
    if (sum < least) {
      least = sum;
      best = members[i];
    }
  }
  return best;
}

void add_up(const build::Model& model, const std::vector<Row>& rows, OverDraws& facts) {
  double sum = 0.0, squares = 0.0;
  std::vector<double> by_likeliest(model.outcome_texts.size(), 0.0);
  for (const Row& row : rows) {
    if (!row.is_solved) {
      ++facts.not_solved;
      continue;
    }
    sum += row.weight;
    squares += row.weight * row.weight;
    by_likeliest[row.likeliest] += row.weight;
    if (row.happens) facts.happens_share += row.weight;
    if (row.is_likeliest) facts.likeliest_share += row.weight;
    facts.mean_prob += row.weight * row.prob;
  }
  if (!(sum > 0.0)) return;
  facts.effective_draws = sum * sum / squares;
  facts.happens_share /= sum;
  facts.likeliest_share /= sum;
  facts.mean_prob /= sum;
  const std::size_t likeliest = likeliest_of(by_likeliest);
  facts.likeliest = model.game.quantities[likeliest].name;
  facts.likeliest_draw_share = by_likeliest[likeliest] / sum;
}

}  // namespace

Result<DrawsLookedAt> look_at_draws(Prober& prober, const build::Model& model, const study::DrawOptions& options,
                                    std::size_t most, std::size_t outcome) {
  const auto draws = study::Draws::from(model, options);
  if (!draws) return std::unexpected(draws.error());
  DrawsLookedAt looked;
  looked.facts.draws = std::min(draws->size(), most);
  std::vector<double> drawn(model.drawn.size());
  looked.points.reserve(looked.facts.draws);
  for (std::size_t k = 0; k < looked.facts.draws; ++k) {
    draws->draw(k, drawn.data());
    Point& point = looked.points.emplace_back();
    for (const Number& constant : prober.probe().constants) point.push_back(constant.value);
    point.insert(point.end(), drawn.begin(), drawn.end());
  }
  const build::Model& probed = prober.probe().model;
  std::vector<Row> rows(looked.points.size());
  prober.visit(looked.points, true, [&](study::BlockSolver& solver, std::size_t lane, std::size_t point) {
    rows[point] = read_off(probed, solver, lane, outcome);
  });
  if (prober.stopped()) return looked;
  add_up(probed, rows, looked.facts);
  count_stops(probed, rows, looked.facts);
  const auto same = [&](const game::Quantity& quantity) { return quantity.name == looked.facts.likeliest; };
  const auto likeliest = std::ranges::find_if(probed.game.quantities, same);
  if (likeliest != probed.game.quantities.end()) {
    looked.facts.typical = medoid(prober.probe(), rows, looked.points,
                                  static_cast<std::size_t>(likeliest - probed.game.quantities.begin()));
  }
  return looked;
}

}  // namespace parley::why
