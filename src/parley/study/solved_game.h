// SPDX-License-Identifier: Apache-2.0
// One game with numbers in it, solved and certified: by backward induction where that settles it, by the logit path on
// the core where it does not.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/game/certificate.h"
#include "parley/game/numeric_game.h"
#include "parley/game/profile.h"
#include "parley/math/number.h"
#include "parley/solve/core.h"
#include "parley/solve/sequential.h"
#include "parley/solve/settled.h"

namespace parley::study {

/// How the logit path ended, where one was followed.
struct PathAccount {
  double lambda = 0.0;    ///< one over payoff units
  bool verified = false;  ///< the certificate, too, shows no gain past 1e-8 of the largest payoff range
  bool payoffs_were_moved = false;
};

/// T is Rational where exact numbers are settled throughout, double otherwise.
template <class T>
struct SolvedGame {
  game::NumericGame<T> game;
  solve::SettledSolution settled;
  solve::Core core;  ///< without sets where everything is settled
  game::StrategyProfile<T> profile;
  game::Beliefs<T> beliefs;
  game::Certificate<T> certificate;
  std::optional<PathAccount> path;
  Termination termination = Termination::finished;

  [[nodiscard]] bool is_equilibrium() const { return !path || path->verified; }
  /// Nothing where an equilibrium was found; else `stopped`, or `unsupported` with the gain that is left and where.
  /// `name_of` names an information set.
  [[nodiscard]] Result<void> check(const std::function<std::string(std::size_t)>& name_of) const;
  /// "settled", "tie" or "logit".
  [[nodiscard]] std::string settled_by(std::size_t h) const;
  /// Why the choice is taken as settled, or why it belongs to the core: one clause.
  [[nodiscard]] std::string reason(std::size_t h) const;
  /// Of a choice made for sure over the next best; 0 where several are made, infinite where there is one.
  [[nodiscard]] Number margin(std::size_t h) const;
};

/// Needs    `settled.all_settled`.
template <class T>
[[nodiscard]] SolvedGame<T> solved_by_induction(game::NumericGame<T> game, solve::SettledSolution settled);

/// What a solver says of the game, certified from the game alone. `path->verified` where the certificate, too, finds an
/// equilibrium.
/// Needs    perfect recall; `settled` and `solution` of this game.
[[nodiscard]] SolvedGame<double> certified(game::NumericGame<double> game, solve::SettledSolution settled,
                                           solve::SequentialSolution solution);

/// Needs    perfect recall; `settled` of this game.
[[nodiscard]] SolvedGame<double> solved_by_path(game::NumericGame<double> game, solve::SettledSolution settled,
                                                const RunContext& run);

/// Exact numbers are rounded first.
[[nodiscard]] SolvedGame<double> solved_by_path(const game::NumericGame<Rational>& game, solve::SettledSolution settled,
                                                const RunContext& run);

}  // namespace parley::study
