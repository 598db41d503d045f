// SPDX-License-Identifier: Apache-2.0
// What comes of it where a move that nothing precedes is announced and binding: each choice of each lever, held.
#pragma once

#include <cstddef>
#include <optional>
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
};

/// More choices than this are not held, of a lever or of a move's levers together.
inline constexpr std::size_t most_choices = 64;

/// The games with each of these held.
class HeldMoves {
 public:
  /// A choice that cannot be held is left out. Cost: a build for each choice.
  HeldMoves(const build::Model& model, const RunContext& run);

  /// Single levers first, each part in the order of the play. One whose game has no verified equilibrium is left out.
  /// `inputs` of the model at the point.
  [[nodiscard]] std::vector<HeldMove> solve(const std::vector<Number>& inputs, std::size_t outcome,
                                            const RunContext& run);
  [[nodiscard]] Termination termination() const { return termination_; }

 private:
  struct Game {
    LeverChange change;
    std::optional<build::Model> model;
  };
  std::vector<Game> games_;
  Termination termination_ = Termination::finished;
};

}  // namespace parley::why
