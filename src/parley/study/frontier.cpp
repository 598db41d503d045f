// SPDX-License-Identifier: Apache-2.0
// Refines the grid where the level crosses, draws the lines, finds what binds.
#include "parley/study/frontier.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "parley/base/workers.h"
#include "parley/study/binding.h"
#include "parley/study/cell.h"
#include "parley/study/central_flip.h"
#include "parley/study/contour.h"
#include "parley/study/free_choice.h"
#include "parley/study/open_sets.h"

namespace parley::study {

namespace {

/// Shares of the draws between which the band lies.
constexpr double band_low = 0.05;
constexpr double band_high = 0.95;
/// Each cell is solved on all draws, which are kept.
constexpr std::size_t max_draws = std::size_t{1} << 20U;
/// Numeric axes start with this many intervals; those that the level crosses are halved down to the grid.
constexpr std::size_t coarse_intervals = 5;

FrontierAxis make_axis(const build::Lever& lever, std::size_t grid) {
  FrontierAxis axis;
  axis.name = lever.name;
  axis.discrete = !lever.numeric;
  if (lever.numeric) {
    for (std::size_t k = 0; k < grid; ++k) {
      const double t = static_cast<double>(k) / static_cast<double>(grid - 1);
      axis.values.push_back(k + 1 == grid ? lever.high : lever.low + t * (lever.high - lever.low));
    }
  } else {
    axis.labels = lever.labels;
    axis.values = lever.values;
    for (std::size_t k = axis.values.size(); k < lever.labels.size(); ++k)
      axis.values.push_back(static_cast<double>(k));
  }
  return axis;
}

/// "leader is exit" of "P(leader is exit)".
std::string inside_chance(const std::string& text) {
  return text.starts_with("P(") && text.ends_with(")") ? text.substr(2, text.size() - 3) : text;
}

/// Cells still to look at along one axis: [low, high] with nothing known between.
using Range = std::pair<std::size_t, std::size_t>;

std::vector<Range> coarse_ranges(const FrontierAxis& axis) {
  const std::size_t last = axis.values.size() - 1;
  std::vector<Range> ranges;
  if (axis.discrete) {
    for (std::size_t k = 0; k <= last; ++k) ranges.emplace_back(k, k);
    return ranges;
  }
  const std::size_t intervals = std::min(coarse_intervals, last);
  for (std::size_t k = 0; k < intervals; ++k) ranges.emplace_back(k * last / intervals, (k + 1) * last / intervals);
  return ranges;
}

class FrontierStudy {
 public:
  FrontierStudy(const build::Model& model, const FrontierOptions& options, build::Lever x, build::Lever y,
                HeldModels models, Draws draws, RunContext& run)
      : model_(model),
        options_(options),
        lever_x_(std::move(x)),
        lever_y_(std::move(y)),
        models_(std::move(models)),
        draws_(std::move(draws)),
        run_(run),
        listers_(models_, run) {
    event_ = model.targets.front().event;
    frontier_.event = inside_chance(model.targets.front().text);
    frontier_.level = options.level;
    frontier_.draws = draws_.size();
    frontier_.held = model.held;
    frontier_.x = make_axis(lever_x_, options.grid_x);
    frontier_.y = make_axis(lever_y_, options.grid_y);
    const std::size_t width = frontier_.x.values.size();
    const Field empty(frontier_.y.values.size(), std::vector<std::optional<double>>(width));
    frontier_.prob = frontier_.standard_error = frontier_.share = frontier_.lowest = frontier_.highest = empty;
    draws_.tabulate();
  }

  Result<Frontier> run() {
    prepare(Purpose::chances);
    refine();
    if (frontier_.cells_evaluated > 0 && frontier_.unsolved == frontier_.cells_evaluated * draws_.size()) {
      return not_solved();
    }
    draw_lines();
    if (frontier_.termination == Termination::finished) bind();
    if (frontier_.termination == Termination::finished) {
      frontier_.central_flip = central_flips(model_, frontier_, lever_x_, lever_y_, run_);
      frontier_.free_choice = free_choice(model_, lever_x_, lever_y_, options_.draws, run_);
    }
    return std::move(frontier_);
  }

 private:
  using Cell = std::pair<std::size_t, std::size_t>;  // x, y

  void prepare(Purpose purpose) {
    prepared_.clear();
    for (std::size_t k = 0; k < models_.size(); ++k) {
      prepared_.push_back(std::make_unique<PreparedModel>(models_.model(k), purpose));
    }
  }

  [[nodiscard]] CellSolver::Point point(Cell cell) const {
    CellSolver::Point at{cell.first, cell.second, {}};
    if (lever_x_.numeric) at.levers.push_back(frontier_.x.values[cell.first]);
    if (lever_y_.numeric) at.levers.push_back(frontier_.y.values[cell.second]);
    return at;
  }

  [[nodiscard]] bool known(Cell cell) const { return frontier_.prob[cell.second][cell.first].has_value(); }

  void evaluate(const std::set<Cell>& asked) {
    std::vector<Cell> cells;
    for (const Cell& cell : asked) {
      if (!known(cell) && !undefined_.contains(cell)) cells.push_back(cell);
    }
    std::vector<std::optional<CellResult>> results(cells.size());
    std::vector<std::unique_ptr<CellSolver>> solvers(std::max<std::size_t>(run_.num_threads, 1));
    (void)for_each_chunk(
        cells.size(), run_,
        [&](std::size_t k, std::size_t worker) {
          if (!solvers[worker]) solvers[worker] = std::make_unique<CellSolver>(prepared_, models_, draws_, run_);
          results[k] = solvers[worker]->solve(point(cells[k]), event_, options_.level, listers_);
        },
        "solving cells");
    for (std::size_t k = 0; k < cells.size(); ++k) {
      if (!results[k]) {
        frontier_.termination = run_.why_stopped();
        continue;
      }
      frontier_.unsettled += results[k]->unsettled;
      frontier_.unsolved += results[k]->unsolved;
      frontier_.failed += results[k]->failed;
      frontier_.ties += results[k]->ties;
      ++frontier_.cells_evaluated;
      if (std::isnan(results[k]->prob)) {
        undefined_.insert(cells[k]);  // no draw has weight
        continue;
      }
      const auto [x, y] = cells[k];
      frontier_.prob[y][x] = results[k]->prob;
      frontier_.standard_error[y][x] = results[k]->standard_error;
      frontier_.share[y][x] = results[k]->share;
      if (!results[k]->found) continue;
      frontier_.lowest[y][x] = results[k]->found->lowest;
      frontier_.highest[y][x] = results[k]->found->highest;
    }
  }

  // ---- refinement ----

  /// Leaves that the level or the band crosses are halved until none of them is left, nor any that a finer neighbour
  /// shows to be crossed.
  void refine() {
    std::vector<Leaf> fresh = options_.refine ? coarse_leaves() : unit_leaves();
    while (!fresh.empty()) {
      std::set<Cell> asked;
      for (const Leaf& leaf : fresh) {
        for (const std::size_t x : {leaf.x0, leaf.x1}) {
          for (const std::size_t y : {leaf.y0, leaf.y1}) asked.insert({x, y});
        }
      }
      evaluate(asked);
      leaves_.insert(leaves_.end(), fresh.begin(), fresh.end());
      fresh.clear();
      if (frontier_.termination != Termination::finished) break;
      std::vector<Leaf> whole;
      for (const Leaf& leaf : leaves_) {
        if (can_be_halved(leaf) && matters(leaf)) {
          halve(leaf, fresh);
        } else {
          whole.push_back(leaf);
        }
      }
      leaves_ = std::move(whole);
    }
    std::erase_if(leaves_, [&](const Leaf& leaf) {
      return !known({leaf.x0, leaf.y0}) || !known({leaf.x1, leaf.y0}) || !known({leaf.x0, leaf.y1}) ||
             !known({leaf.x1, leaf.y1});
    });
  }

  [[nodiscard]] std::vector<Leaf> coarse_leaves() const {
    std::vector<Leaf> leaves;
    for (const Range& y : coarse_ranges(frontier_.y)) {
      for (const Range& x : coarse_ranges(frontier_.x)) leaves.push_back({x.first, x.second, y.first, y.second});
    }
    return leaves;
  }

  [[nodiscard]] std::vector<Leaf> unit_leaves() const {
    std::vector<Leaf> leaves;
    const auto steps = [](const FrontierAxis& axis) {
      std::vector<Range> ranges;
      for (std::size_t k = 0; k + (axis.discrete ? 0 : 1) < axis.values.size(); ++k) {
        ranges.emplace_back(k, axis.discrete ? k : k + 1);
      }
      return ranges;
    };
    for (const Range& y : steps(frontier_.y)) {
      for (const Range& x : steps(frontier_.x)) leaves.push_back({x.first, x.second, y.first, y.second});
    }
    return leaves;
  }

  /// Some of what is known in the leaf and on its sides reaches the level, and some does not.
  [[nodiscard]] static bool crosses(const Leaf& leaf, const Field& field, double level) {
    bool some_reach = false, some_do_not = false;
    for (std::size_t y = leaf.y0; y <= leaf.y1; ++y) {
      for (std::size_t x = leaf.x0; x <= leaf.x1; ++x) {
        if (!field[y][x]) continue;
        (*field[y][x] >= level ? some_reach : some_do_not) = true;
      }
    }
    return some_reach && some_do_not;
  }

  [[nodiscard]] bool is_crossed(const Leaf& leaf) const {
    return crosses(leaf, frontier_.prob, options_.level) || crosses(leaf, frontier_.share, band_low) ||
           crosses(leaf, frontier_.share, band_high);
  }

  /// The least of several choices of y is found only where all are computed: one that is crossed takes all along.
  [[nodiscard]] bool matters(const Leaf& leaf) const {
    if (!frontier_.y.discrete) return is_crossed(leaf);
    for (std::size_t y = 0; y < frontier_.y.values.size(); ++y) {
      if (is_crossed({leaf.x0, leaf.x1, y, y})) return true;
    }
    return false;
  }

  [[nodiscard]] static bool can_be_halved(const Leaf& leaf) { return leaf.x1 - leaf.x0 > 1 || leaf.y1 - leaf.y0 > 1; }

  static void halve(const Leaf& leaf, std::vector<Leaf>& smaller) {
    const auto halves = [](std::size_t low, std::size_t high) {
      if (high - low <= 1) return std::vector<Range>{{low, high}};
      const std::size_t middle = (low + high) / 2;
      return std::vector<Range>{{low, middle}, {middle, high}};
    };
    for (const Range& y : halves(leaf.y0, leaf.y1)) {
      for (const Range& x : halves(leaf.x0, leaf.x1)) smaller.push_back({x.first, x.second, y.first, y.second});
    }
  }

  // ---- lines ----

  void draw_lines() {
    const auto& xs = frontier_.x.values;
    const auto& ys = frontier_.y.values;
    if (!frontier_.x.discrete && !frontier_.y.discrete) {
      frontier_.contour = contour(frontier_.prob, leaves_, options_.level, xs, ys);
      frontier_.band_low = contour(frontier_.share, leaves_, band_low, xs, ys);
      frontier_.band_high = contour(frontier_.share, leaves_, band_high, xs, ys);
      return;
    }
    std::vector<std::size_t> order(ys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t k) { return ys[k]; });
    const bool numeric = !frontier_.y.discrete;
    frontier_.staircase = staircase(frontier_.prob, options_.level, xs, ys, order, numeric);
    frontier_.band_low_steps = staircase(frontier_.share, band_low, xs, ys, order, numeric);
    frontier_.band_high_steps = staircase(frontier_.share, band_high, xs, ys, order, numeric);
  }

  // ---- the binding constraint ----

  /// Known neighbours along an axis, with nothing known between, that enclose the level; the lower one first.
  [[nodiscard]] std::vector<Pair> enclosing_pairs() const {
    std::vector<Pair> pairs;
    const auto consider = [&](std::optional<Cell>& before, Cell cell) {
      if (!known(cell)) return;
      if (before) {
        const bool a = *frontier_.prob[before->second][before->first] >= options_.level;
        const bool b = *frontier_.prob[cell.second][cell.first] >= options_.level;
        if (a != b) pairs.push_back(a ? Pair{point(cell), point(*before)} : Pair{point(*before), point(cell)});
      }
      before = cell;
    };
    for (std::size_t y = 0; y < frontier_.y.values.size(); ++y) {
      std::optional<Cell> before;
      for (std::size_t x = 0; x < frontier_.x.values.size(); ++x) consider(before, {x, y});
    }
    for (std::size_t x = 0; x < frontier_.x.values.size(); ++x) {
      std::optional<Cell> before;
      for (std::size_t y = 0; y < frontier_.y.values.size(); ++y) consider(before, {x, y});
    }
    return pairs;
  }

  void bind() {
    const std::vector<Pair> pairs = enclosing_pairs();
    prepare(Purpose::certified);
    if (pairs.empty()) return certify_extremes();
    const SetKeys keys(models_, lever_x_.name, lever_y_.name);
    std::vector<BindingTally> tallies(pairs.size(), BindingTally(models_, keys, event_));
    std::vector<std::unique_ptr<CellSolver>> solvers(std::max<std::size_t>(run_.num_threads, 1));
    std::atomic<std::size_t> compared = 0;
    (void)for_each_chunk(
        pairs.size(), run_,
        [&](std::size_t k, std::size_t worker) {
          if (!solvers[worker]) solvers[worker] = std::make_unique<CellSolver>(prepared_, models_, draws_, run_);
          if (tallies[k].add(pairs[k], *solvers[worker])) ++compared;
        },
        "finding what binds");
    if (compared < pairs.size()) {
      frontier_.termination = run_.why_stopped();
      return;
    }
    BindingTally total(models_, keys, event_);
    for (const BindingTally& tally : tallies) total.merge(tally);
    frontier_.binding = total.rows(
        [&](const CellSolver::Point& at) { return std::pair{frontier_.x.values[at.x], frontier_.y.values[at.y]}; });
    frontier_.largest_deviation_gain = total.largest_gain();
    std::set<Cell> certified;
    for (const Pair& pair : pairs) certified.insert({{pair.from.x, pair.from.y}, {pair.to.x, pair.to.y}});
    frontier_.points_certified = certified.size();
  }

  /// Where no two neighbours enclose the level nothing is compared, and so nothing certified on the way: the points of
  /// least and of greatest chance are, for a sample.
  void certify_extremes() {
    std::optional<Cell> least, greatest;
    const auto chance = [&](const Cell& cell) { return *frontier_.prob[cell.second][cell.first]; };
    for (std::size_t y = 0; y < frontier_.y.values.size(); ++y) {
      for (std::size_t x = 0; x < frontier_.x.values.size(); ++x) {
        if (!known({x, y})) continue;
        if (!least || chance({x, y}) < chance(*least)) least = {x, y};
        if (!greatest || chance({x, y}) > chance(*greatest)) greatest = {x, y};
      }
    }
    if (!least) return;
    const std::set<Cell> both{*least, *greatest};
    double gain = 0.0;
    CellSolver solver(prepared_, models_, draws_, run_);
    for (const Cell& cell : both) {
      const bool all = solver.for_each_draw(point(cell), true, [&](const BlockSolver& block, std::size_t lane) {
        if (block.status(lane) == DrawStatus::solved) gain = std::max(gain, block.largest_gain(lane));
      });
      if (all) continue;
      frontier_.termination = run_.why_stopped();
      return;
    }
    frontier_.largest_deviation_gain = gain;
    frontier_.points_certified = both.size();
  }

  std::unexpected<Error> not_solved() {
    const auto cells =
        predict(models_.model(0),
                {.draws = draws_.replicates(), .replicates = draws_.replicates(), .seed = options_.draws.seed}, run_);
    if (!cells) return std::unexpected(cells.error());
    return fail(ErrorCode::unsupported, not_solved_text(cells->unsettled));
  }

  const build::Model& model_;
  const FrontierOptions& options_;
  build::Lever lever_x_, lever_y_;
  HeldModels models_;
  Draws draws_;
  RunContext& run_;
  std::size_t event_ = 0;
  Frontier frontier_;
  std::vector<Leaf> leaves_;
  std::set<Cell> undefined_;  // solved, but without a draw that counts
  HeldListers listers_;
  std::vector<std::unique_ptr<PreparedModel>> prepared_;
};

std::string option_problem(const build::Model& model, const FrontierOptions& options) {
  if (options.grid_x < 2 || options.grid_y < 2 || options.grid_x > 1001 || options.grid_y > 1001) {
    return fmt::format("--grid {}x{} is not between 2x2 and 1001x1001", options.grid_x, options.grid_y);
  }
  if (!(options.level > 0.0 && options.level < 1.0)) {
    return fmt::format("--level {} is not between 0 and 1", options.level);
  }
  if (options.draws.draws > max_draws) {
    return fmt::format("--draws {}, and a frontier takes at most {} for each of its cells", options.draws.draws,
                       max_draws);
  }
  if (options.x == options.y) return fmt::format("both axes are `{}`; a frontier needs two levers", options.x);
  if (model.targets.size() != 1 || model.targets.front().kind != build::Target::Kind::probability ||
      model.targets.front().given != game::none) {
    return "a frontier is of one event without a condition";
  }
  return {};
}

/// Lever values are supplied along both numeric axes at once: a chance held off its labels needs no other care.
Result<build::Lever> axis_lever(const build::Model& model, const std::string& name) {
  auto found = build::lever(model, name);
  if (found && !found->numeric && found->labels.size() < 2) {
    return fail(ErrorCode::bad_option, fmt::format("`{}` has a single choice and makes no axis", name));
  }
  return found;
}

}  // namespace

Result<Frontier> frontier(const build::Model& model, const FrontierOptions& options, RunContext& run) {
  if (std::string problem = option_problem(model, options); !problem.empty()) {
    return fail(ErrorCode::bad_option, std::move(problem));
  }
  auto x = axis_lever(model, options.x);
  if (!x) return std::unexpected(x.error());
  auto y = axis_lever(model, options.y);
  if (!y) return std::unexpected(y.error());
  auto models = HeldModels::from(model, *x, *y, run);
  if (!models) return std::unexpected(models.error());
  auto draws = Draws::from(models->model(0), options.draws);
  if (!draws) return std::unexpected(draws.error());
  return FrontierStudy(model, options, *std::move(x), *std::move(y), *std::move(models), *std::move(draws), run).run();
}

}  // namespace parley::study
