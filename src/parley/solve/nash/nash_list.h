// SPDX-License-Identifier: Apache-2.0
// Nash equilibria of a game in strategic form, with what kind of list they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/game/profile.h"
#include "parley/math/rational.h"

namespace parley::solve {

/// Of tables, `probs[player][strategy]`.
struct NashEquilibrium {
  game::StrategyProfile<Rational> exact;  ///< no rows where the chances are no rationals
  game::StrategyProfile<double> profile;  ///< nearest doubles
  Rational radius;                        ///< proved: every true chance is within this of `profile`; 0 where exact
  std::uint32_t component = 0;            ///< those of one connected set of equilibria have one number
};

/// All mixtures of the first player's strategies of `first` with all of the second's of `second` are equilibria, and no
/// larger product holds it. Two players only.
struct NashSubset {
  std::vector<std::vector<Rational>> first, second;  ///< extreme points
  std::vector<std::size_t> equilibria;               ///< of the list: the pairs of them
};

/// Where equilibria may be that were neither proved nor excluded: by player and strategy, lowest and highest chance.
struct UndecidedBox {
  std::vector<std::vector<double>> low, high;
};

enum class Completeness : std::uint8_t {
  complete,    ///< proved: there is no other equilibrium
  components,  ///< proved: every extreme equilibrium is there; the rest are mixtures within the subsets
  found,       ///< there may be others
};

struct NashList {
  std::vector<NashEquilibrium> equilibria;
  std::vector<NashSubset> subsets;
  std::vector<UndecidedBox> undecided;
  Completeness completeness = Completeness::found;
  Termination termination = Termination::finished;
};

}  // namespace parley::solve
