// SPDX-License-Identifier: Apache-2.0
// One game with numbers in it that may be solved in several ways, and the words in which its solutions are told.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/game/numeric_game.h"
#include "parley/game/payoff_table.h"
#include "parley/game/profile.h"
#include "parley/math/rational.h"
#include "parley/solve/settled.h"
#include "parley/study/draws.h"
#include "parley/study/play.h"
#include "parley/study/solved_game.h"

namespace parley::study {

/// In exact numbers where there are such, in floating point elsewhere.
using AnyGame = std::variant<game::NumericGame<Rational>, game::NumericGame<double>>;
using AnySolvedGame = std::variant<SolvedGame<Rational>, SolvedGame<double>>;
using AnyProfile = std::variant<game::StrategyProfile<Rational>, game::StrategyProfile<double>>;

struct NamedGame {
  struct Outcome {
    std::string name;
    std::size_t quantity = 0;  ///< of the game
  };
  AnyGame game;
  std::optional<game::PayoffTable> table;  ///< of a file that holds a table
  solve::SettledOptions settling;
  solve::SettledSolution settled;  ///< of `game`, with `settling`
  std::vector<std::string> players;
  std::vector<Outcome> outcomes;  ///< none where a table of chances by end would be too large
  /// Of a game of the same shape, solved.
  std::function<PlayAtDraw(const AnySolvedGame&)> describe;
  std::function<std::string(std::size_t)> name_of;            ///< names an information set
  std::function<std::string(const AnyProfile&)> gambit_line;  ///< NE,p1,p2,...
};

/// The default selection: by backward induction where that settles the game, by the logit path on the core elsewhere.
/// Needs    `settled` of `game`.
[[nodiscard]] AnySolvedGame solved_by_default(AnyGame game, solve::SettledSolution settled, const RunContext& run);

/// The same, described.
/// Errors   unsupported where no equilibrium was verified; stopped where there was no time to find one.
[[nodiscard]] Result<PlayAtDraw> default_play(const NamedGame& named, AnyGame game, solve::SettledSolution settled,
                                              const RunContext& run);

/// The list that the options ask for, and the default selection that it stands beside.
/// Errors   as `list_of`.
[[nodiscard]] Result<PlaysAtDraw> listed_plays(const NamedGame& named, const solve::ListOptions& options,
                                               const RunContext& run);

/// The game of a draw. Needs `model` for as long as the game lives. Errors: as `play_at`.
[[nodiscard]] Result<NamedGame> named_game(const build::Model& model, const DrawPoint& point, const DrawOptions& draws,
                                           RunContext& run);

}  // namespace parley::study
