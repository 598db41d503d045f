// SPDX-License-Identifier: Apache-2.0
// What a solver says, in the form that all have in common, and how it is held to it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/game/numeric_game.h"
#include "parley/game/profile.h"

namespace parley::test {

using game::NumericGame;

/// A solver's answer, in the form that all have in common.
struct Claim {
  game::StrategyProfile<double> profile;  ///< uniform at sets for which it makes no choice
  game::Beliefs<double> beliefs;
  std::vector<bool> chosen;  ///< by information set: it makes a choice there
  bool verified = false;
  std::optional<double> largest_gain;  ///< where it claims one
  Termination termination = Termination::finished;
};

struct Solver {
  std::string_view name;
  Claim (*solve)(const NumericGame<Rational>& game, const RunContext& run);
  /// How far the claim is from what it says that it is, by the certificate: no more than `tolerance` where verified.
  double (*miss)(const NumericGame<double>& game, const Claim& claim);
  double tolerance;
  std::size_t most_sets = 10'000;  ///< games with more information sets take the solver too long for a test
  bool (*takes)(const NumericGame<Rational>& game) = nullptr;  ///< nothing: every game
};

inline double scale_of(const NumericGame<double>& game) {
  const double scale = game.largest_payoff_range();
  return scale > 0.0 ? scale : 1.0;
}

}  // namespace parley::test
