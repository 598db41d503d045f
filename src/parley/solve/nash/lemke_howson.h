// SPDX-License-Identifier: Apache-2.0
// One equilibrium of a two-player game in strategic form.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/game/payoff_table.h"
#include "parley/solve/nash/nash_list.h"

namespace parley::solve {

struct LemkeHowsonOptions {
  /// The strategy that is dropped first: the first player's from 0 on, then the second's.
  std::uint32_t missing_label = 0;
};

struct LemkeHowsonEnd {
  std::optional<NashEquilibrium> equilibrium;  ///< nothing only where the run was stopped
  std::uint32_t missing_label = 0;             ///< of the path that led to it: the one asked for, or a later one
  std::size_t num_pivots = 0;                  ///< on all paths that were tried
  Termination termination = Termination::finished;
};

/// Starts from the artificial equilibrium, in which nobody plays, drops one label and follows the edges of both best
/// response polytopes on which every other label is kept, to an equilibrium. Tables of up to 144 cells are followed in
/// rationals. Larger ones are followed in doubles and the end is proved in rationals; where a path is long or rounding
/// breaks it, the next label is tried, with more pivots for each when all have been. Where nothing comes of 200,000
/// pivots the paths are followed in rationals after all.
///
/// In a degenerate game the path is that of a game whose right-hand sides are moved infinitesimally, in a fixed generic
/// direction.
///
/// Needs    two players.
/// Errors   unsupported: another number of players; bad_option: missing_label.
/// Trust    what is returned is a Nash equilibrium, proved in rationals. There may be others.
/// Cost     O(cells) a pivot; random tables of 300 by 300: some tenths of a second. There are games with paths of
///          exponential length.
/// Source   Lemke and Howson 1964; von Stengel 2002 (the polytopes). Differs: the tie-breaking direction.
[[nodiscard]] Result<LemkeHowsonEnd> follow_lemke_howson(const game::PayoffTable& table,
                                                         const LemkeHowsonOptions& options, const RunContext& run);

}  // namespace parley::solve
