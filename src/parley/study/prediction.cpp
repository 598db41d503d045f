// SPDX-License-Identifier: Apache-2.0
// Adds up draws chunk by chunk, in order, and averages.
#include "parley/study/prediction.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <span>

#include "parley/base/in_order.h"
#include "parley/base/workers.h"
#include "parley/math/statistics.h"
#include "parley/study/certain.h"
#include "parley/study/draw_account.h"
#include "parley/study/draw_lists.h"
#include "parley/study/engine.h"
#include "parley/study/open_sets.h"
#include "parley/study/predicted_draws.h"

namespace parley::study {

namespace {

/// What is kept of each draw, a column for each chance and value. A draw that does not count weighs 0.
struct Columns {
  std::vector<std::vector<double>> quantities, values;  // [quantity or player][draw]
  std::vector<double> weights;
  std::vector<bool> solved;
  std::vector<std::pair<std::size_t, DrawList>> lists;  // by draw, where one was made: most draws have none

  Columns(std::size_t num_quantities, std::size_t num_players) : quantities(num_quantities), values(num_players) {}

  void append(const Columns& other) {
    const auto append_to = [](std::vector<double>& to, const std::vector<double>& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    for (std::size_t q = 0; q < quantities.size(); ++q) append_to(quantities[q], other.quantities[q]);
    for (std::size_t p = 0; p < values.size(); ++p) append_to(values[p], other.values[p]);
    for (const auto& [draw, list] : other.lists) lists.emplace_back(weights.size() + draw, list);
    append_to(weights, other.weights);
    solved.insert(solved.end(), other.solved.begin(), other.solved.end());
  }

  void append_none() {
    for (auto& column : quantities) column.push_back(0.0);
    for (auto& column : values) column.push_back(0.0);
    weights.push_back(0.0);
    solved.push_back(false);
  }

  void append_draw(const BlockSolver& solver, std::size_t lane) {
    for (std::size_t q = 0; q < quantities.size(); ++q) quantities[q].push_back(solver.quantity(q, lane));
    for (std::size_t p = 0; p < values.size(); ++p) values[p].push_back(solver.value(p, lane));
    weights.push_back(solver.weight(lane));
    solved.push_back(true);
  }
};

/// What one chunk adds up; chunks are added in order, so that sums do not depend on who did which.
struct Tally {
  std::vector<double> chosen;   // weight by action, over all information sets in order
  std::vector<double> reached;  // weight by information set
  double weight = 0.0;          // of all solved draws, added in the order of `reached`: where always, the share is 1
  double outside = 0.0;         // weight of draws with a payoff outside the declared scale
  double largest_gain = 0.0;
  DrawAccount account;

  void add(const Tally& other) {
    const auto sum = [](std::vector<double>& to, const std::vector<double>& from) {
      to.resize(std::max(to.size(), from.size()), 0.0);
      for (std::size_t k = 0; k < from.size(); ++k) to[k] += from[k];
    };
    sum(chosen, other.chosen);
    sum(reached, other.reached);
    weight += other.weight;
    outside += other.outside;
    largest_gain = std::max(largest_gain, other.largest_gain);
    account.add(other.account);
  }
};

/// A chunk that is solved: its draws and its sums.
struct Chunk {
  Columns columns;
  Tally tally;
  bool is_whole = true;  ///< false: the run was to stop, and only the first blocks were solved
};

class Predictor {
 public:
  Predictor(const build::Model& model, Draws draws, DrawLister lister)
      : model_(model),
        draws_(std::move(draws)),
        lister_(std::move(lister)),
        prepared_(model, Purpose::certified),
        certain_(model, prepared_.settled()),
        columns_(no_columns()) {
    for (const game::Infoset& set : model.game.infosets) {
      first_action_.push_back(num_actions_);
      num_actions_ += set.actions.size();
    }
    total_.chosen.assign(num_actions_, 0.0);
    total_.reached.assign(first_action_.size(), 0.0);
  }

  Result<PredictedDraws> run(const RunContext& run) {
    const std::size_t num_chunks = (draws_.size() + chunk_size - 1) / chunk_size;
    std::vector<std::unique_ptr<BlockSolver>> solvers(std::max<std::size_t>(run.num_threads, 1));
    InOrder<Chunk> chunks;
    const auto work = [&](std::size_t chunk, std::size_t worker) {
      if (!solvers[worker]) solvers[worker] = std::make_unique<BlockSolver>(prepared_, run);
      chunks.put(chunk, solve_chunk(*solvers[worker], chunk, run), [this](const Chunk& solved) {
        total_.add(solved.tally);
        columns_.append(solved.columns);
        return solved.is_whole;  // what comes after a chunk that was stopped does not count
      });
    };
    Termination termination = for_each_chunk(num_chunks, run, work, "solving draws");
    done_ = columns_.weights.size();
    if (done_ < draws_.size()) termination = run.why_stopped();
    auto prediction = summary(termination);
    if (!prediction) return std::unexpected(std::move(prediction.error()));
    return PredictedDraws{*std::move(prediction), Sample{std::move(columns_.quantities), std::move(columns_.values),
                                                         std::move(columns_.weights), std::move(columns_.solved),
                                                         std::move(total_.account), termination}};
  }

 private:
  [[nodiscard]] Columns no_columns() const { return {model_.game.quantities.size(), model_.game.num_players()}; }

  Chunk solve_chunk(BlockSolver& solver, std::size_t chunk, const RunContext& run) {
    const std::size_t first = chunk * chunk_size;
    Chunk solved{no_columns(), {}, true};
    Tally& tally = solved.tally;
    tally.chosen.assign(num_actions_, 0.0);
    tally.reached.assign(first_action_.size(), 0.0);
    solver.begin_chunk(draws_, first, std::min(chunk_size, draws_.size() - first), {});
    for (std::size_t block = 0; block < solver.num_blocks(); ++block) {
      solver.solve(block);
      if (solver.stopped()) {
        solved.is_whole = false;
        break;
      }
      solver.certify();
      for (std::size_t lane = 0; lane < solver.count(); ++lane) {
        count(solver, lane, tally);
        if (solver.status(lane) == DrawStatus::solved) {
          if (auto list = list_of(solver, lane, tally, run)) {
            solved.columns.lists.emplace_back(solved.columns.weights.size(), *std::move(list));
          }
          solved.columns.append_draw(solver, lane);
        } else {
          solved.columns.append_none();
        }
      }
    }
    return solved;
  }

  /// The equilibria of a draw that backward induction leaves open; nothing where no list is made.
  std::optional<DrawList> list_of(const BlockSolver& solver, std::size_t lane, Tally& tally,
                                  const RunContext& run) const {
    if (!lister_.can_list() || solver.open_sets(lane).empty()) return std::nullopt;
    DrawList list = lister_.list(solver, lane, draws_, {}, run);
    StudyCounts& counts = tally.account.counts;
    counts.several_equilibria = counts.several_equilibria.value_or(0) + (list.equilibria > 1 ? 1 : 0);
    if (!list.is_every_pure) ++counts.cut_lists;
    return list;
  }

  void count(const BlockSolver& solver, std::size_t lane, Tally& tally) const {
    tally.account.count(solver, lane);
    if (solver.status(lane) != DrawStatus::solved) return;
    const double weight = solver.weight(lane);
    tally.weight += weight;
    if (solver.outside_scale(lane)) tally.outside += weight;
    tally.largest_gain = std::max(tally.largest_gain, solver.largest_gain(lane));
    for (std::size_t h = 0; h < first_action_.size(); ++h) {
      if (!solver.on_path(h, lane)) continue;
      tally.reached[h] += weight;
      const std::span<const double> mix = solver.mix(h, lane);
      if (mix.empty()) tally.chosen[first_action_[h] + solver.choice(h, lane)] += weight;
      for (std::size_t a = 0; a < mix.size(); ++a) tally.chosen[first_action_[h] + a] += weight * mix[a];
    }
  }

  Result<Prediction> summary(Termination termination) {
    total_weight_ = ordered_sum(columns_.weights);
    if (auto problem = unusable(model_, total_.account, done_, total_weight_)) {
      return std::unexpected(*std::move(problem));
    }
    const StudyCounts& counts = total_.account.counts;
    Prediction prediction;
    prediction.draws = draws_.size();
    prediction.draws_done = done_;
    prediction.termination = termination;
    prediction.replicates = draws_.replicates();
    prediction.effective_draws = effective_number(columns_.weights);
    prediction.held = model_.held;
    prediction.counts = counts;
    if (counts.unsettled == 0) prediction.counts.several_equilibria = 0;
    if (counts.unsettled > 0 && lister_.can_list()) {
      prediction.list = {"found", "sequential equilibria: the selected one and those in pure choices"};
    }
    prediction.largest_deviation_gain = total_.largest_gain;
    prediction.unsettled = unsettled_rows(model_, total_.account.open);
    for (auto& [message, row] : total_.account.failures) prediction.failures.push_back(row);
    prediction.share_outside_scale = total_.outside / total_.weight;
    add_outcomes(prediction);
    add_targets(prediction);
    for (std::size_t p = 0; p < columns_.values.size(); ++p) {
      prediction.values.push_back({model_.game.players[p], average(columns_.values[p])});
    }
    add_plans(prediction);
    return prediction;
  }

  Average average(const std::vector<double>& values) const {
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    // Stopped before the first draw.
    if (!(total_weight_ > 0.0)) return {undefined, undefined, undefined, undefined};
    const Estimate estimate = replicated_ratio(values, columns_.weights, {}, draws_.replicates());
    return {estimate.mean, estimate.standard_error, weighted_quantile(values, columns_.weights, 0.05),
            weighted_quantile(values, columns_.weights, 0.95)};
  }

  /// A chance of 0 or 1 is exact where the model makes it so. Else the draws only did not show otherwise, and the error
  /// says how often it may be otherwise all the same.
  [[nodiscard]] Average with_error_of_the_unseen(Average chance, std::uint32_t event,
                                                 std::uint32_t given = game::none) const {
    constexpr double nearly_one = 1.0 - 1e-12;  // sums of chances are rounded
    if (!std::isfinite(chance.mean)) return chance;
    if (certain_.never(event, given)) return {0.0, 0.0, 0.0, 0.0};
    if (certain_.always(event, given)) return {1.0, 0.0, 1.0, 1.0};
    if ((chance.mean != 0.0 && chance.mean < nearly_one) || model_.inputs.empty()) return chance;
    const std::vector<double> none;
    chance.standard_error =
        std::max(chance.standard_error,
                 error_of_the_unseen(columns_.weights, given == game::none ? none : columns_.quantities[given]));
    return chance;
  }

  void add_outcomes(Prediction& prediction) const {
    const std::size_t num_outcomes = model_.outcome_texts.size();
    std::vector<double> most_likely(num_outcomes, 0.0);
    double all = 0.0;  // in the same order: an outcome that always is has a share of 1
    for (std::size_t draw = 0; draw < columns_.weights.size(); ++draw) {
      std::size_t best = 0;
      for (std::size_t k = 1; k < num_outcomes; ++k) {
        if (columns_.quantities[k][draw] > columns_.quantities[best][draw]) best = k;
      }
      most_likely[best] += columns_.weights[draw];
      all += columns_.weights[draw];
    }
    for (std::size_t k = 0; k < num_outcomes; ++k) {
      prediction.outcomes.push_back(
          {model_.game.quantities[k].name, model_.outcome_texts[k],
           with_error_of_the_unseen(average(columns_.quantities[k]), static_cast<std::uint32_t>(k)),
           most_likely[k] / all, found_bounds(prediction, k)});
    }
  }

  [[nodiscard]] std::optional<FoundBounds> found_bounds(const Prediction& prediction, std::size_t quantity) const {
    if (prediction.list.kind == "selected" || !(total_weight_ > 0.0)) return std::nullopt;
    std::vector<double> lows = columns_.quantities[quantity];
    std::vector<double> highs = lows;
    for (const auto& [draw, list] : columns_.lists) {
      lows[draw] = list.lows[quantity];
      highs[draw] = list.highs[quantity];
    }
    return FoundBounds{weighted_mean(lows, columns_.weights), weighted_mean(highs, columns_.weights)};
  }

  void add_targets(Prediction& prediction) const {
    for (const build::Target& target : model_.targets) {
      TargetRow row{target.text, {}, std::nullopt};
      if (target.kind == build::Target::Kind::value) {
        row.average = average(columns_.values[target.player]);
      } else if (target.given == game::none) {
        row.average = with_error_of_the_unseen(average(columns_.quantities[target.event]), target.event);
        row.found = found_bounds(prediction, target.event);
      } else {
        row.condition_chance =
            replicated_ratio(columns_.quantities[target.given], columns_.weights, {}, draws_.replicates()).mean;
        row.average = with_error_of_the_unseen(
            conditional(columns_.quantities[target.event], columns_.quantities[target.given], *row.condition_chance),
            target.event, target.given);
      }
      prediction.targets.push_back(std::move(row));
    }
  }

  /// The condition also teaches about the parameters: a ratio of averages, not an average of ratios. The range is that
  /// of the draws' own ratios, weighted by the draws' weights times the chance of the condition.
  Average conditional(const std::vector<double>& event, const std::vector<double>& given, double chance) const {
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    if (!(chance >= least_condition)) return {undefined, undefined, undefined, undefined};
    const Estimate estimate = replicated_ratio(event, columns_.weights, given, draws_.replicates());
    std::vector<double> ratios(event.size(), 0.0), shares(event.size(), 0.0);
    for (std::size_t draw = 0; draw < event.size(); ++draw) {
      if (!(given[draw] > 0.0)) continue;
      ratios[draw] = event[draw] / given[draw];
      shares[draw] = columns_.weights[draw] * given[draw];
    }
    return {estimate.mean, estimate.standard_error, weighted_quantile(ratios, shares, 0.05),
            weighted_quantile(ratios, shares, 0.95)};
  }

  void add_plans(Prediction& prediction) const {
    for (std::size_t h = 0; h < first_action_.size(); ++h) {
      if (!(total_.reached[h] > 0.0)) continue;
      const game::Infoset& set = model_.game.infosets[h];
      for (std::size_t a = 0; a < set.actions.size(); ++a) {
        const double chosen = total_.chosen[first_action_[h] + a];
        if (!(chosen > 0.0)) continue;
        prediction.plans.push_back({infoset_name(model_.game, set), choice_name(model_.game, set, a),
                                    chosen / total_.reached[h], total_.reached[h] / total_.weight});
      }
    }
  }

  const build::Model& model_;
  Draws draws_;
  DrawLister lister_;
  PreparedModel prepared_;
  CertainEvents certain_;
  std::vector<std::size_t> first_action_;
  std::size_t num_actions_ = 0;
  Columns columns_;
  Tally total_;
  std::size_t done_ = 0;
  double total_weight_ = 0.0;
};

}  // namespace

Result<PredictedDraws> predict_with_draws(const build::Model& model, const DrawOptions& options,
                                          const RunContext& run) {
  auto draws = Draws::from(model, options);
  if (!draws) return std::unexpected(draws.error());
  auto lister = DrawLister::of(model, run);
  if (!lister) return std::unexpected(lister.error());
  return Predictor(model, *std::move(draws), *std::move(lister)).run(run);
}

Result<Prediction> predict(const build::Model& model, const DrawOptions& options, RunContext& run) {
  auto predicted = predict_with_draws(model, options, run);
  if (!predicted) return std::unexpected(std::move(predicted.error()));
  return std::move(predicted->prediction);
}

}  // namespace parley::study
