// SPDX-License-Identifier: Apache-2.0
// What more can be said for an equilibrium: subgame perfection, the intuitive criterion, D1.
#pragma once

#include <cstdint>

#include "parley/solve/equilibrium_list.h"

namespace parley::solve {

enum class Refinement : std::uint8_t {
  not_tested,  ///< no step off the path is one of a sender to a receiver
  passed,
  failed,
};

struct Refinements {
  bool subgame_perfect = false;
  Refinement intuitive_criterion = Refinement::not_tested;
  Refinement d1 = Refinement::not_tested;
};

/// Tested at every information set off the path that is met right after the choice of one other player, who knows the
/// whole history there and moves on the path: its nodes are the sender's types. What comes after the reply is taken
/// from the play.
///
/// Needs    a tree (`can_list`). Cost: a few linear programs a set, times the subsets of its replies.
/// Source   Selten 1965; Cho and Kreps 1987 (both criteria).
[[nodiscard]] Refinements refinements_of(const game::NumericGame<double>& game, const ListedEquilibrium& equilibrium);

}  // namespace parley::solve
