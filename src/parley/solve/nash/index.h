// SPDX-License-Identifier: Apache-2.0
// The index of a regular equilibrium, and what the indices of a whole list tell about it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "parley/game/payoff_table.h"
#include "parley/solve/nash/nash_list.h"

namespace parley::solve {

enum class Irregularity : std::uint8_t {
  none,
  unused_best_reply,  ///< a strategy that is not used is as good as those that are, or was not shown to be worse
  singular,           ///< the Jacobian of the indifference conditions is singular, or was not shown not to be
};

struct EquilibriumIndex {
  int index = 0;  ///< 1 or -1; 0 where not regular
  Irregularity irregularity = Irregularity::none;
};

/// The sign of det(-J), J the Jacobian of the used strategies' gains over one of them, by the chances of those
/// strategies; which one does not matter. 1 for a strict pure equilibrium. Proved: exact arithmetic on `exact`, or on
/// all profiles within the radius.
///
/// Needs    an equilibrium of this table; chances of unused strategies are 0 in `profile`.
/// Source   Shapley 1974 (two players); Ritzberger 1994; Govindan and Wilson 1997.
[[nodiscard]] EquilibriumIndex index_of(const game::PayoffTable& table, const NashEquilibrium& equilibrium);

struct IndexCheck {
  enum class Verdict : std::uint8_t {
    sum_is_one,    ///< all are regular and their indices sum to 1, as those of all equilibria of such a game do
    does_not_fit,  ///< all are regular and the sum is not 1: something is missing, or the game is degenerate
    not_regular,   ///< `irregular` is not; the sum means nothing
  };
  Verdict verdict = Verdict::does_not_fit;
  int sum = 0;
  std::vector<EquilibriumIndex> indices;  ///< of each equilibrium of the list
  std::optional<std::size_t> irregular;   ///< the first one that is not regular
};

/// Where all equilibria of a game are regular their indices sum to 1; in particular their number is odd. A sum of 1
/// does not prove that a list is complete; another sum proves that it is not, or that the game has more than isolated
/// ones.
[[nodiscard]] IndexCheck check_indices(const game::PayoffTable& table, const NashList& list);

}  // namespace parley::solve
