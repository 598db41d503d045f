// SPDX-License-Identifier: Apache-2.0
// From who plays what to exact plans, and their proof.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/solve/nash/sequence_form.h"
#include "parley/solve/nash/tree_equilibrium.h"

namespace parley::solve {

/// Of a player: the sequences that may have a chance above 0, in order.
using Support = std::vector<std::uint32_t>;

/// The plan of `player` on its support under which all sequences of the other's support are best replies together.
/// Nothing where there is none or more than one, or the run was stopped. The plan may have chances below 0.
/// Cost     an exact linear system of the support's size and the other's information sets.
[[nodiscard]] std::optional<RealizationPlan<Rational>> indifference_plan(const SequenceForm& form, std::size_t player,
                                                                         const std::array<Support, 2>& supports,
                                                                         const RunContext& run);

/// The equilibrium on these supports, proved: exact plans, and no plan of either player gets more.
[[nodiscard]] std::optional<TreeEquilibrium> proved_equilibrium(const SequenceForm& form,
                                                                const std::array<Support, 2>& supports,
                                                                const RunContext& run);

/// The same for plans that somebody else has found.
[[nodiscard]] std::optional<TreeEquilibrium> proved_equilibrium(const SequenceForm& form,
                                                                const std::array<RealizationPlan<Rational>, 2>& plans);

}  // namespace parley::solve
