// SPDX-License-Identifier: Apache-2.0
// One draw of a model solved by the definition alone: what the fast way over blocks of draws must agree with.
#pragma once

#include <optional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/game/certificate.h"
#include "parley/game/numeric_game.h"
#include "parley/solve/settled.h"
#include "parley/study/draws.h"

namespace parley::tests {

struct ByDefinition {
  std::vector<double> quantities, values;
  double largest_gain = 0.0;
};

/// Nothing where the draw is not settled.
inline std::optional<ByDefinition> by_definition(const build::Model& model, const std::vector<Number>& inputs) {
  std::vector<double> slots;
  for (const Number& slot : model.game.program.evaluate(inputs)) slots.push_back(slot.value);
  const auto game = game::at_draw(model.game, slots);
  if (!game) return std::nullopt;
  const auto solution = solve::solve_settled(*game, {}, RunContext{});
  if (!solution.all_settled) return std::nullopt;
  game::StrategyProfile<double> profile;
  for (std::size_t h = 0; h < game->infosets.size(); ++h) {
    profile.probs.emplace_back(game->infosets[h].num_actions, 0.0);
    profile.probs.back()[solution.choices[h].action] = 1.0;
  }
  const auto certificate = game::certify(*game, profile, game::tremble_beliefs(*game, profile));
  return ByDefinition{certificate.reported_quantities, certificate.reported_values, certificate.largest_deviation_gain};
}

/// All inputs of one draw.
inline std::vector<Number> inputs_of(const build::Model& model, const study::Draws& draws, std::size_t draw) {
  std::vector<Number> inputs = build::centre_inputs(model);
  std::vector<double> drawn(model.drawn.size());
  draws.draw(draw, drawn.data());
  for (std::size_t d = 0; d < drawn.size(); ++d) inputs[model.drawn[d]] = Number(drawn[d]);
  return inputs;
}

}  // namespace parley::tests
