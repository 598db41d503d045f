// SPDX-License-Identifier: Apache-2.0
// One point solved by the definition and certified: what a claim about it rests on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/game/certificate.h"
#include "parley/game/numeric_game.h"
#include "parley/game/profile.h"
#include "parley/study/engine.h"
#include "parley/why/explanation.h"

namespace parley::why {

/// A game with numbers in it, an equilibrium of it and its certificate.
struct Solved {
  game::NumericGame<double> game;
  game::StrategyProfile<double> profile;
  game::Certificate<double> certificate;
  std::vector<std::string> settled_by;  ///< by information set; empty where read off a block
  bool by_general_solver = false;

  [[nodiscard]] std::span<const double> outcomes(const build::Model& model) const {
    return std::span(certificate.reported_quantities).first(model.outcome_texts.size());
  }
  /// The information set of the parametric game, if it is in the game at this point.
  [[nodiscard]] std::optional<std::size_t> set_of(std::uint32_t origin) const;
};

/// Errors   as study::play_at.
[[nodiscard]] Result<Solved> solve_at(const build::Model& model, const std::string& where,
                                      const std::vector<Number>& inputs, const RunContext& run);
/// What a certified block found for a lane. Needs a draw that was solved.
[[nodiscard]] Solved solved_of(study::BlockSolver& solver, std::size_t lane);

/// What is told of one side of a change. `set`: the information set whose choices are told, of the parametric game.
[[nodiscard]] Side side_of(const build::Model& model, const Solved& solved, std::size_t outcome,
                           std::optional<std::uint32_t> set = {});
/// The choices made at a set, the likeliest first.
[[nodiscard]] std::vector<ChoiceChance> choices_of(const build::Model& model, const Solved& solved, std::size_t h);
/// Largest minus smallest payoff of the player, at least the smallest number above 0.
[[nodiscard]] double payoff_range(const Solved& solved, std::uint32_t player);

}  // namespace parley::why
