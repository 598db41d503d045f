// SPDX-License-Identifier: Apache-2.0
// What comes of it where a move that nothing precedes is announced and binding: each choice of each lever, held.
#pragma once

#include <cstddef>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/math/number.h"
#include "parley/why/explanation.h"

namespace parley::why {

/// One lever held at one choice, or all those of one move together, solved.
struct HeldMove {
  LeverChange change;            ///< its `before` is left to whoever compares
  std::vector<double> outcomes;  ///< chances, in order
  bool is_joint = false;
};

/// More choices than this are not held, of a lever or of a move's levers together.
inline constexpr std::size_t most_choices = 64;

struct HeldMoves {
  std::vector<HeldMove> moves;  ///< single levers first, each part in the order of the play
  Termination termination = Termination::finished;
};

/// `inputs` of the model at the point. A choice that cannot be held, or whose game has no verified equilibrium, is left
/// out.
/// Cost     a build and a solve for each choice.
[[nodiscard]] HeldMoves hold_moves(const build::Model& model, const std::vector<Number>& inputs, std::size_t outcome,
                                   const RunContext& run);

}  // namespace parley::why
