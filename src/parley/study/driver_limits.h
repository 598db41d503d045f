// SPDX-License-Identifier: Apache-2.0
// Which method shares of a variance are found by, and when they are refused.
#pragma once

#include <cstddef>
#include <optional>

#include "parley/study/drivers.h"

namespace parley::study {

/// Solved points behind each mean chance of a condition: few, since each takes a game.
inline constexpr std::size_t partners_of_a_condition = 16;

/// Saltelli's where the inputs are independent under the distribution that the target is averaged over.
[[nodiscard]] DriversMethod method_for(const build::Model& model, const build::Target& target);

/// What is wrong with the number of draws before any work; `base_points` is it after rounding.
[[nodiscard]] std::optional<Error> too_many_or_few(const build::Model& model, const build::Target& target,
                                                   const DrawOptions& options, std::size_t base_points);

/// The refusal of `draws` base points (as typed; `base_points` after rounding) that are worth too few.
[[nodiscard]] Error too_few_effective(const build::Model& model, const build::Target& target, std::size_t draws,
                                      std::size_t base_points, double effective);

/// What counts fell short once base points with a failed or unsolved point were left out.
[[nodiscard]] Error too_few_solved(const Drivers& drivers);

/// What counts fell short since the run was stopped.
[[nodiscard]] Error stopped_too_soon(const Drivers& drivers, const RunContext& run);

[[nodiscard]] Error undefined_condition(const build::Target& target);

}  // namespace parley::study
