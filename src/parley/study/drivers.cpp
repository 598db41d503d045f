// SPDX-License-Identifier: Apache-2.0
// Solves the points of a design and shares out the variance that they show.
#include "parley/study/drivers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "parley/math/designs.h"
#include "parley/math/statistics.h"
#include "parley/study/conditional_weights.h"
#include "parley/study/driver_limits.h"
#include "parley/study/driver_notes.h"
#include "parley/study/driver_points.h"
#include "parley/study/sampler.h"

namespace parley::study {

namespace {

/// Numbers that differ by less than this share of their size differ by rounding.
constexpr double rounding = 1e-12;

/// What counts of the target: the base points and, base point by base point, the points that go with each.
struct Found {
  TargetColumn base, steps;
  std::vector<std::size_t> kept;  // base points of which every point is solved
  std::size_t block = 0;          // steps a base point
};

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
    add_switches();
    found_.notes = notes_of(model_, found_);
    return found_;
  }

 private:
  void add_switches() {
    SwitchPoints points = switch_points(model_, run_);
    if (found_.termination == Termination::finished) found_.termination = points.termination;
    for (std::size_t d = 0; d < found_.params.size(); ++d) found_.params[d].switches = std::move(points.by_input[d]);
  }

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
    if (other_weights.size() < base_points_ * dimension()) return std::unexpected(stopped_too_soon(found_, run_));
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
    if (base->termination != Termination::finished) return std::unexpected(stopped_too_soon(found_, run_));
    if (auto problem = unfit(*base)) return std::unexpected(*std::move(problem));
    return base;
  }

  /// The `block` points that go with each.
  Result<Found> solve_steps(const Sample& base, const Points& points, std::size_t block) {
    const auto steps = sampler_.at(points, {}, run_, "solving points that share inputs with them");
    if (!steps) return std::unexpected(steps.error());
    found_.draws_done = block == 0 ? base_points_ : steps->size() / block;
    found_.termination = steps->termination;
    add_account(base, *steps, block);
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
    if (found_.effective_draws < least_effective_draws) {
      const bool was_stopped = found_.termination != Termination::finished;
      return std::unexpected(was_stopped ? stopped_too_soon(found_, run_) : too_few_solved(found_));
    }
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
      return undefined_condition(target_);
    }
    std::vector<double> counting = column(base).weights;
    for (std::size_t b = 0; b < counting.size(); ++b) {
      if (!base.solved[b]) counting[b] = 0.0;
    }
    const double effective = effective_number(counting);
    if (effective >= least_effective_draws) return std::nullopt;
    return too_few_effective(model_, target_, options_.draws, base_points_, effective);
  }

  /// A failure is named by its base point.
  void add_account(const Sample& base, const Sample& steps, std::size_t block) {
    DrawAccount account = base.account, of_steps = steps.account;
    for (auto& [rule, row] : of_steps.failures) row.first_draw /= std::max<std::size_t>(block, 1);
    account.add(of_steps);
    found_.counts = account.counts;
    found_.evaluations = base.size() + steps.size();
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

}  // namespace

Result<Drivers> drivers(const build::Model& model, const build::Target& target, const DrawOptions& options,
                        const RunContext& run) {
  const auto draws = Draws::from(model, options);  // rounds the number, and checks it
  if (!draws) return std::unexpected(draws.error());
  if (auto problem = too_many_or_few(model, target, options, draws->size()))
    return std::unexpected(*std::move(problem));
  return Study(model, target, options, draws->size(), run).answer();
}

}  // namespace parley::study
