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
#include "parley/solve/equilibrium_list.h"
#include "parley/solve/sequential.h"
#include "parley/solve/settled.h"

namespace parley::study {

/// How the logit path ended, where one was followed.
struct PathAccount {
  double lambda = 0.0;    ///< one over payoff units
  bool verified = false;  ///< the certificate, too, shows no gain past 1e-8 of the largest payoff range
  bool payoffs_were_moved = false;
};

/// What a list knows of one of its equilibria.
struct ListedAs {
  bool is_selected = false;
  std::vector<std::string> marks;
  std::vector<std::vector<solve::MistakeSize>> mistakes;       ///< by set and action; empty where the path found it
  std::vector<std::vector<solve::BeliefRange>> belief_ranges;  ///< by set off the path, by node
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
  std::optional<ListedAs> listed;  ///< where it is an entry of a list
  Termination termination = Termination::finished;

  [[nodiscard]] bool is_equilibrium() const { return !path || path->verified; }
  /// Nothing where an equilibrium was found; else `stopped`, or `unsupported` with the gain that is left and where.
  /// `name_of` names an information set.
  [[nodiscard]] Result<void> check(const std::function<std::string(std::size_t)>& name_of) const;
  /// "sequential" where it is one; of an entry of a list what the list says.
  [[nodiscard]] std::vector<std::string> marks() const;
  /// "settled", "tie", "logit" or "enumeration".
  [[nodiscard]] std::string settled_by(std::size_t h) const;
  /// Why the choice is taken as settled, or why it belongs to the core: one clause.
  [[nodiscard]] std::string reason(std::size_t h) const;
  /// In a list: how likely a choice that is not made is by mistake, and the beliefs that would do as well.
  [[nodiscard]] std::optional<solve::MistakeSize> mistake(std::size_t h, std::size_t action) const;
  [[nodiscard]] std::optional<solve::BeliefRange> belief_range(std::size_t h, std::size_t node) const;
  /// Of a choice made for sure over the next best; 0 where several are made, infinite where there is one.
  [[nodiscard]] Number margin(std::size_t h) const;
};

/// No deviation gains more than 1e-8 of the largest payoff range: what is called an equilibrium.
[[nodiscard]] bool leaves_no_gain(const game::NumericGame<double>& game, const game::Certificate<double>& certificate);

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
