// SPDX-License-Identifier: Apache-2.0
// Value and optimal play of two-player trees whose payoffs sum to a constant.
#pragma once

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/game/numeric_game.h"
#include "parley/solve/nash/tree_equilibrium.h"

namespace parley::solve {

/// Whether the two players' payoffs have the same sum at every end.
[[nodiscard]] bool is_constant_sum(const game::NumericGame<Rational>& game);

/// Solves the linear program of the sequence form: one player's plan that gets the most against the other's best reply.
/// Pivots are in floating point; the basis where they end is then solved in exact rationals, and both plans are proved
/// optimal by their exact best-response values (duality). Where rounding has stopped short, exact values and prices
/// lead on from there; where that fails too, Lemke's path is followed exactly.
///
/// Needs    two players, a tree, perfect recall, constant sum.
/// Returns  the equilibrium and its value, or no profile: the run was stopped (`termination`), or rounding defeated
///          every attempt and the game does not fit an exact path (`fits_exact_path`).
/// Errors   unsupported names the need that fails.
/// Cost     a few thousand pivots on factors of a sparse basis as large as the sequences; two exact sparse systems.
///          Leduc hold'em with two raises: under half a second.
/// Source   Romanovskii 1962; von Stengel 1996; Koller, Megiddo and von Stengel 1996.
[[nodiscard]] Result<TreeEquilibrium> solve_sequence_program(const game::NumericGame<Rational>& game,
                                                             const RunContext& run);

}  // namespace parley::solve
