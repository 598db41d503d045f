// SPDX-License-Identifier: Apache-2.0
// Solves the points of a design and shares out the variance that they show.
#include "parley/study/drivers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "parley/math/designs.h"
#include "parley/math/statistics.h"
#include "parley/study/conditional_weights.h"
#include "parley/study/driver_notes.h"
#include "parley/study/driver_points.h"
#include "parley/study/sampler.h"

namespace parley::study {

namespace {

/// Points whose numbers are kept until the shares are taken: about a gigabyte.
constexpr std::size_t most_evaluations = std::size_t{1} << 23U;

/// Solved points behind each mean chance of a condition: few, since each takes a game.
constexpr std::size_t partners_of_a_condition = 16;

/// Numbers that differ by less than this share of their size differ by rounding.
constexpr double rounding = 1e-12;

/// What counts of the target: the base points and, base point by base point, the points that go with each.
struct Found {
  TargetColumn base, steps;
  std::vector<std::size_t> kept;  // base points of which every point is solved
  std::size_t block = 0;          // steps a base point
};

bool is_weighed(const build::Model& model) { return model.game.program.constant_at(model.weight) == nullptr; }

/// Whether the inputs are independent under the distribution that the target is averaged over.
DriversMethod method_for(const build::Model& model, const build::Target& target) {
  const bool is_independent = model.copula.correlated().empty() && model.weight_factors && target.given == game::none;
  return is_independent ? DriversMethod::saltelli : DriversMethod::shapley;
}

/// The smallest and the largest number among those that count.
class Range {
 public:
  void add(double number, double weight) {
    if (!(weight > 0.0)) return;
    low_ = std::min(low_, number);
    high_ = std::max(high_, number);
  }
  [[nodiscard]] bool is_one_number() const {
    return !(high_ - low_ > rounding * std::max({1.0, std::fabs(low_), std::fabs(high_)}));
  }

 private:
  double low_ = std::numeric_limits<double>::infinity();
  double high_ = -std::numeric_limits<double>::infinity();
};

class Study {
 public:
  Study(const build::Model& model, const build::Target& target, const DrawOptions& options, std::size_t base_points,
        const RunContext& run)
      : model_(model),
        target_(target),
        options_(options),
        run_(run),
        base_points_(base_points),
        sampler_(model),
        marginals_(marginals_of(model, method_for(model, target) == DriversMethod::saltelli)) {
    found_.target = target.text;
    found_.is_value = target.kind == build::Target::Kind::value;
    found_.method = method_for(model, target);
    found_.draws = base_points;
    found_.replicates = options.replicates;
    found_.held = model.held;
    for (const std::uint32_t drawn : model.drawn) {
      const build::Input& input = model.inputs[drawn];
      const Distribution& d = input.distribution;
      found_.params.push_back({input.name, d.quantile(0.01), d.quantile(0.5), d.quantile(0.99), {}, {}, {}, {}});
    }
    for (const std::size_t d : model.copula.correlated())
      found_.correlated.push_back(model.inputs[model.drawn[d]].name);
  }

  Result<Drivers> answer() {
    const Result<void> done = found_.method == DriversMethod::saltelli ? by_saltelli() : by_shapley();
    if (!done) return std::unexpected(done.error());
    found_.notes = notes_of(model_, found_);
    return found_;
  }

 private:
  [[nodiscard]] std::size_t dimension() const { return model_.drawn.size(); }
  [[nodiscard]] PairedPoints paired() const {
    return {model_.dimensions, model_.num_dimensions, options_.replicates, options_.seed};
  }
  [[nodiscard]] BootstrapOptions bootstrap() const { return {.seed = options_.seed}; }

  Result<void> by_saltelli() {
    const SaltelliDesign design(paired());
    const std::size_t columns = dimension() + 1;  // beside the base points
    const auto base = solve_base(SaltelliPoints(design, marginals_, base_points_, 0, 1));
    if (!base) return std::unexpected(base.error());
    const auto found = solve_steps(*base, SaltelliPoints(design, marginals_, base_points_, 1, columns), columns);
    if (!found) return std::unexpected(found.error());
    std::vector<double> values;
    values.reserve(found->kept.size() * (columns + 1));
    for (const std::size_t b : found->kept) {
      values.push_back(found->base.numbers[b]);
      const auto first = found->steps.numbers.begin() + static_cast<std::ptrdiff_t>(b * columns);
      values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(columns));
    }
    const SobolIndices indices = sobol_indices(values, dimension(), bootstrap());
    found_.mean = indices.mean;
    found_.variance = found_.varies ? indices.variance : 0.0;
    for (std::size_t i = 0; i < dimension() && found_.varies; ++i) {
      found_.params[i].first_order_index = indices.first_order[i];
      found_.params[i].total_index = indices.total[i];
    }
    return {};
  }

  Result<void> by_shapley() {
    const bool has_condition = target_.given != game::none;
    const ShapleyDesign design(paired(), model_.copula, has_condition ? partners_of_a_condition : 1);
    if (has_condition) found_.condition_partners = partners_of_a_condition;
    const auto base = solve_base(ShapleyBasePoints(design, marginals_, base_points_));
    if (!base) return std::unexpected(base.error());
    const ConditionalWeights others(model_, design, marginals_);
    const std::size_t num_others = has_condition ? 0 : others.count();
    std::vector<double> other_weights(base_points_ * dimension(), 0.0);
    if (num_others > 0) other_weights = others.sums(base_points_, run_);
    if (other_weights.size() < base_points_ * dimension()) return stopped(0.0);
    const ShapleyPartners partners(design, marginals_, base_points_);
    const auto found = solve_steps(*base, partners, partners.block());
    if (!found) return std::unexpected(found.error());
    add_moments(*found);
    if (found_.varies) add_effects(*found, design, other_weights, num_others);
    return {};
  }

  void add_effects(const Found& found, const ShapleyDesign& design, const std::vector<double>& other_weights,
                   std::size_t num_others) {
    std::vector<double> rows(found.kept.size() * dimension());
    std::vector<std::uint32_t> orders;
    orders.reserve(rows.size());
    for (std::size_t i = 0; i < found.kept.size(); ++i) {
      const std::size_t b = found.kept[i];
      const std::size_t first = b * found.block;
      conditional_variances(found.base.numbers[b], found.base.weights[b],
                            std::span(found.steps.numbers).subspan(first, found.block),
                            std::span(found.steps.weights).subspan(first, found.block),
                            std::span(other_weights).subspan(b * dimension(), dimension()), num_others,
                            design.num_partners(), std::span(rows).subspan(i * dimension(), dimension()));
      const auto order = design.base(b).order;
      orders.insert(orders.end(), order.begin(), order.end());
    }
    const auto effects = shapley_effects(rows, orders, dimension(), bootstrap());
    for (std::size_t i = 0; i < dimension(); ++i) found_.params[i].shapley_effect = effects[i];
  }

  /// Mean and variance over the base points that count.
  void add_moments(const Found& found) {
    std::vector<double> numbers, weights;
    numbers.reserve(found.kept.size());
    weights.reserve(found.kept.size());
    for (const std::size_t b : found.kept) {
      numbers.push_back(found.base.numbers[b]);
      weights.push_back(found.base.weights[b]);
    }
    found_.mean = weighted_mean(numbers, weights);
    for (double& number : numbers) number = (number - found_.mean) * (number - found_.mean);
    found_.variance = found_.varies ? weighted_mean(numbers, weights) : 0.0;
  }

  /// Base points first: they tell whether the rest is worth its time.
  Result<Sample> solve_base(const Points& points) {
    auto base = sampler_.at(points, {}, run_, "solving base points");
    if (!base) return std::unexpected(base.error());
    if (base->termination != Termination::finished) return std::unexpected(stopped(0.0).error());
    if (auto problem = unfit(*base)) return std::unexpected(*std::move(problem));
    return base;
  }

  /// The `block` points that go with each.
  Result<Found> solve_steps(const Sample& base, const Points& points, std::size_t block) {
    const auto steps = sampler_.at(points, {}, run_, "solving points that share inputs with them");
    if (!steps) return std::unexpected(steps.error());
    found_.draws_done = block == 0 ? base_points_ : steps->size() / block;
    found_.termination = steps->termination;
    add_account(base, *steps);
    Found found{column(base), column(*steps), {}, block};
    Range range;
    std::vector<double> kept_weights;
    for (std::size_t b = 0; b < found_.draws_done; ++b) {
      const auto first = steps->solved.begin() + static_cast<std::ptrdiff_t>(b * block);
      const auto last = first + static_cast<std::ptrdiff_t>(block);
      if (!base.solved[b] || std::find(first, last, false) != last) continue;
      found.kept.push_back(b);
      kept_weights.push_back(found.base.weights[b]);
      range.add(found.base.numbers[b], found.base.weights[b]);
      for (std::size_t k = b * block; k < (b + 1) * block; ++k) {
        range.add(found.steps.numbers[k], found.steps.weights[k]);
      }
    }
    found_.left_out = found_.draws_done - found.kept.size();
    found_.effective_draws = effective_number(kept_weights);
    found_.varies = !range.is_one_number();
    if (found_.effective_draws < least_effective_draws) return std::unexpected(too_few_left().error());
    return found;
  }

  /// Numbers of the target and what they count: a bent marginal has the evidence in it.
  [[nodiscard]] TargetColumn column(const Sample& sample) const {
    TargetColumn column = target_column(sample, target_);
    if (found_.method == DriversMethod::saltelli) column.weights.assign(sample.size(), 1.0);
    return column;
  }

  /// Why the base points cannot carry shares of the variance.
  [[nodiscard]] std::optional<Error> unfit(const Sample& base) const {
    if (target_.given != game::none &&
        !(weighted_mean(base.quantities[target_.given], base.weights) >= least_condition)) {
      return Error{ErrorCode::bad_option,
                   fmt::format("`{}`: its condition has a chance below 1e-9, so that it is not defined; ask about a "
                               "condition that can come about",
                               target_.text)};
    }
    std::vector<double> counting = column(base).weights;
    for (std::size_t b = 0; b < counting.size(); ++b) {
      if (!base.solved[b]) counting[b] = 0.0;
    }
    const double effective = effective_number(counting);
    if (effective >= least_effective_draws) return std::nullopt;
    return too_few(options_.draws, base_points_, effective, target_.given != game::none, is_weighed(model_));
  }

  [[nodiscard]] Result<void> stopped(double effective) const {
    return fail(
        ErrorCode::stopped,
        fmt::format(
            "{} when {} of {} base points were done, worth an effective {:.0f}: shares of a variance need {:.0f}; "
            "{}",
            run_.why_stopped() == Termination::time_limit ? "the time limit came" : "stopped", found_.draws_done,
            base_points_, effective, least_effective_draws,
            run_.why_stopped() == Termination::time_limit ? "`--time-limit` gives more time, fewer `--draws` need less"
                                                          : "fewer `--draws` need less time"));
  }

  /// The effective number fell short only once points were left out or the run was stopped.
  [[nodiscard]] Result<void> too_few_left() const {
    if (found_.termination != Termination::finished) return stopped(found_.effective_draws);
    return fail(ErrorCode::unsupported,
                fmt::format("{} of {} base points have a point that failed or was not solved, and an effective {:.0f} "
                            "are left: shares of a variance need {:.0f}; `predict` shows what fails or is not solved, "
                            "and more `--draws` leave more",
                            found_.left_out, base_points_, found_.effective_draws, least_effective_draws));
  }

  void add_account(const Sample& first, const Sample& second) {
    DrawAccount account = first.account;
    account.add(second.account);
    found_.counts = account.counts;
    found_.evaluations = first.size() + second.size();
    for (const auto& [rule, row] : account.failures) found_.failures.push_back(row);
  }

  const build::Model& model_;
  const build::Target& target_;
  const DrawOptions& options_;
  const RunContext& run_;
  std::size_t base_points_;
  Sampler sampler_;
  std::vector<BentMarginal> marginals_;
  Drivers found_;
};

/// Solved games a base point.
std::size_t evaluations_a_base_point(const build::Model& model, const build::Target& target) {
  const std::size_t dimension = model.drawn.size();
  if (method_for(model, target) == DriversMethod::saltelli) return dimension + 2;
  return 1 + dimension * (target.given != game::none ? partners_of_a_condition : 1);
}

/// What is wrong with the options before any work.
std::optional<Error> check(const build::Model& model, const build::Target& target, const DrawOptions& options,
                           std::size_t base_points) {
  if (2 * std::size_t{model.num_dimensions} > SobolPoints::max_dimension()) {
    return Error{ErrorCode::bad_option, fmt::format("{} parameters are drawn; drivers have points for {}",
                                                    model.num_dimensions, SobolPoints::max_dimension() / 2)};
  }
  if (static_cast<double>(base_points) < least_effective_draws) {
    return Error{
        ErrorCode::bad_option,
        fmt::format("`--draws {}`: shares of a variance are not given for fewer than {:.0f} draws, each a base "
                    "point of the design; `--draws 4096` is usual",
                    options.draws, least_effective_draws)};
  }
  const std::size_t each = evaluations_a_base_point(model, target);
  if (base_points > most_evaluations / each) {
    return Error{ErrorCode::bad_option,
                 fmt::format("`--draws {}`: each is a base point that takes {} solved games, and {} games are kept at "
                             "most; `--draws {}` is possible",
                             options.draws, each, most_evaluations,
                             most_evaluations / each / options.replicates * options.replicates)};
  }
  return std::nullopt;
}

}  // namespace

Result<Drivers> drivers(const build::Model& model, const build::Target& target, const DrawOptions& options,
                        const RunContext& run) {
  const auto draws = Draws::from(model, options);  // rounds the number, and checks it
  if (!draws) return std::unexpected(draws.error());
  if (auto problem = check(model, target, options, draws->size())) return std::unexpected(*std::move(problem));
  return Study(model, target, options, draws->size(), run).answer();
}

}  // namespace parley::study
