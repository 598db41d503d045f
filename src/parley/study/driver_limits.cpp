// SPDX-License-Identifier: Apache-2.0
// Numbers of base points and games, and what is said where they do not do.
#include "parley/study/driver_limits.h"

#include <cmath>

#include <fmt/format.h>

#include "parley/math/sobol.h"

namespace parley::study {

namespace {

/// Games whose numbers are kept until the shares are taken: about a gigabyte.
constexpr std::size_t most_evaluations = std::size_t{1} << 23U;

bool is_weighed(const build::Model& model) { return model.game.program.constant_at(model.weight) == nullptr; }

/// Solved games a base point.
std::size_t evaluations_a_base_point(const build::Model& model, const build::Target& target) {
  const std::size_t dimension = model.drawn.size();
  if (method_for(model, target) == DriversMethod::saltelli) return dimension + 2;
  return 1 + dimension * (target.given != game::none ? partners_of_a_condition : 1);
}

}  // namespace

DriversMethod method_for(const build::Model& model, const build::Target& target) {
  const bool is_independent = model.copula.correlated().empty() && model.weight_factors && target.given == game::none;
  return is_independent ? DriversMethod::saltelli : DriversMethod::shapley;
}

std::optional<Error> too_many_or_few(const build::Model& model, const build::Target& target, const DrawOptions& options,
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
  if (base_points <= most_evaluations / each) return std::nullopt;
  return Error{ErrorCode::bad_option,
               fmt::format("`--draws {}`: each is a base point that takes {} solved games, and {} games are kept at "
                           "most; `--draws {}` is possible",
                           options.draws, each, most_evaluations,
                           most_evaluations / each / options.replicates * options.replicates)};
}

Error too_few_effective(const build::Model& model, const build::Target& target, std::size_t draws,
                        std::size_t base_points, double effective) {
  const bool has_condition = target.given != game::none;
  std::string help = "no number of draws within reach would leave as many";
  if (effective >= 1.0) {
    // A tenth more than in proportion, in thousands.
    const double needed = 1.1 * static_cast<double>(base_points) * least_effective_draws / effective;
    help = fmt::format("`--draws {:.0f}` would leave more than that", std::ceil(needed / 1000.0) * 1000.0);
  }
  if (is_weighed(model)) help += ", and so would evidence with odds nearer to 1";
  if (has_condition) help += ", or a condition that more draws meet";
  const char* by = is_weighed(model) && has_condition ? "the evidence and the condition"
                   : has_condition                    ? "the condition"
                   : is_weighed(model)                ? "the evidence"
                                                      : "leaving out what is not solved";
  return {ErrorCode::bad_option,
          fmt::format("`--draws {}`: after {} they are worth an effective {:.0f} of {} draws, and shares of a variance "
                      "are not given below {:.0f}; {}",
                      draws, by, effective, base_points, least_effective_draws, help)};
}

Error too_few_solved(const Drivers& drivers) {
  return {
      ErrorCode::unsupported,
      fmt::format("{} of {} base points have a point that failed or was not solved, and an effective {:.0f} are left: "
                  "shares of a variance need {:.0f}; `predict` shows what fails or is not solved, and more "
                  "`--draws` leave more",
                  drivers.left_out, drivers.draws_done, drivers.effective_draws, least_effective_draws)};
}

Error stopped_too_soon(const Drivers& drivers, const RunContext& run) {
  const bool by_limit = run.why_stopped() == Termination::time_limit;
  return {ErrorCode::stopped,
          fmt::format("{} when {} of {} base points were done, worth an effective {:.0f}: shares of a variance need "
                      "{:.0f}; {}",
                      by_limit ? "the time limit came" : "stopped", drivers.draws_done, drivers.draws,
                      drivers.effective_draws, least_effective_draws,
                      by_limit ? "`--time-limit` gives more time, fewer `--draws` need less"
                               : "fewer `--draws` need less time")};
}

Error undefined_condition(const build::Target& target) {
  return {
      ErrorCode::bad_option,
      fmt::format("`{}`: its condition has a chance below 1e-9, so that it is not defined; ask about a condition that "
                  "can come about",
                  target.text)};
}

}  // namespace parley::study
