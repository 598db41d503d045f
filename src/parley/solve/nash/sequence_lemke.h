// SPDX-License-Identifier: Apache-2.0
// One Nash equilibrium of any two-player tree.
#pragma once

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/game/numeric_game.h"
#include "parley/solve/nash/sequences/sequence_form.h"
#include "parley/solve/nash/tree_equilibrium.h"

namespace parley::solve {

/// Follows Lemke's path on the complementarity problem of the sequence form, from uniform play as the prior: at weight
/// z each player plays best against the prior with weight z and the other's plan with weight 1 - z; at z = 0 that is an
/// equilibrium. Pivots are in floating point, the last basis is solved and proved in exact rationals; where that fails
/// the path is followed exactly. Not shown to be sequential: a Nash equilibrium only.
///
/// Needs    two players, a tree, perfect recall.
/// Returns  the equilibrium, or no profile: the run was stopped (`termination`), or rounding defeated every attempt and
///          the game does not fit an exact path.
/// Errors   unsupported names the need that fails.
/// Cost     about as many pivots as sequences, each on a sparse basis; exact ones up to some hundred sequences.
/// Source   Lemke 1965; Koller, Megiddo and von Stengel 1996; von Stengel, van den Elzen and Talman 2002.
[[nodiscard]] Result<TreeEquilibrium> solve_sequence_lemke(const game::NumericGame<Rational>& game,
                                                           const RunContext& run);

/// Up to 1,000 sequences of both players.
[[nodiscard]] bool fits_exact_path(const SequenceForm& form);

/// The exact path alone; no profile where it does not fit.
[[nodiscard]] TreeEquilibrium solve_by_exact_path(const SequenceForm& form, const RunContext& run);

}  // namespace parley::solve
