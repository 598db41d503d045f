// SPDX-License-Identifier: Apache-2.0
// From who plays what to exact plans, and their proof.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/solve/nash/sequences/sequence_form.h"
#include "parley/solve/nash/tree_equilibrium.h"

namespace parley::solve {

/// Of a player: the sequences that may have a chance above 0, in order.
using Support = std::vector<std::uint32_t>;

/// A plan of one player under which all sequences of the other's support are best replies together.
struct Indifference {
  RealizationPlan<Rational> plan;
  std::vector<Rational> worths;  ///< to the other: of the whole, then of each of its sets
};

/// On the supports alone: chances may be below 0, and other sequences may be better replies.
/// Returns  nothing where there is none or more than one, or the run was stopped.
/// Cost     an exact linear system of the support's size and the other's information sets.
[[nodiscard]] std::optional<Indifference> indifference(const SequenceForm& form, std::size_t player,
                                                       const std::array<Support, 2>& supports, const RunContext& run);

/// By own sequence: what its set is worth, less the sets that it leads to, less what it gets against the other's plan.
[[nodiscard]] std::vector<Rational> losses(const SequenceForm& form, std::size_t player,
                                           const RealizationPlan<Rational>& plan, const std::vector<Rational>& worths);

/// The equilibrium on these supports, proved: exact plans, and no plan of either player gets more.
[[nodiscard]] std::optional<TreeEquilibrium> proved_equilibrium(const SequenceForm& form,
                                                                const std::array<Support, 2>& supports,
                                                                const RunContext& run);

/// The same for plans that somebody else has found.
[[nodiscard]] std::optional<TreeEquilibrium> proved_equilibrium(const SequenceForm& form,
                                                                const std::array<RealizationPlan<Rational>, 2>& plans);

}  // namespace parley::solve
