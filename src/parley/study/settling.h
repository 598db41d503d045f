// SPDX-License-Identifier: Apache-2.0
// One point of the inputs as a game with numbers in it, and what backward induction settles of that game.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/game/numeric_game.h"
#include "parley/solve/settled.h"
#include "parley/study/draws.h"
#include "parley/study/play.h"

namespace parley::study {

template <class T>
struct Settling {
  game::NumericGame<T> game;
  solve::SettledSolution settled;
};

/// In exact numbers where the point has them, in floating point elsewhere.
using AnySettling = std::variant<Settling<Rational>, Settling<double>>;

/// All inputs of the model at the point.
/// Errors   bad_option: no such draw, or the draws' own options.
[[nodiscard]] Result<std::vector<Number>> inputs_at(const build::Model& model, const DrawPoint& point,
                                                    const DrawOptions& options);

/// Ties are equality in exact numbers.
template <class T>
[[nodiscard]] solve::SettledOptions settled_options(const build::Model& model);

/// Needs    `slots` of the whole program. `where`: "in draw 12", for what is wrong.
/// Errors   bad_scenario where the point breaks a rule of the language.
[[nodiscard]] Result<AnySettling> settle(const build::Model& model, const std::string& where,
                                         const std::vector<Number>& slots, const RunContext& run);

}  // namespace parley::study
