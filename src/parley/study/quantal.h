// SPDX-License-Identifier: Apache-2.0
// Agent logit quantal response play of one whole game, with the path that leads there from uniform play.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/study/named_game.h"
#include "parley/study/play.h"

namespace parley::study {

struct QuantalOptions {
  /// One over payoff units, 0 (uniform play) or more and finite; not set: the limit of the path.
  std::optional<double> lambda;
  std::size_t most_points = 400;  ///< of the branch that are kept, at least 2: the ends, and others evenly between
};

/// A point of the path: quantal play at one precision, with what its certificate says.
struct QuantalRow {
  double lambda = 0.0;  ///< one over payoff units; may fall along the path for a while
  std::vector<NamedNumber> outcomes, values;
  double largest_deviation_gain = 0.0;     ///< payoff units
  std::vector<std::vector<double>> probs;  ///< in the order of the `choices` of the play
};

struct QuantalPlay {
  /// At a fixed lambda `marks` is "quantal", and a margin is what the best choice is worth more than the next best; in
  /// the limit as for the default selection, without marks where no equilibrium was verified.
  PlayAtDraw play;
  std::optional<double> lambda;       ///< not set: the limit
  std::optional<double> logit_error;  ///< at a fixed lambda: of the definition, recomputed from the game
  std::vector<QuantalRow> branch;     ///< in the order of the path, from lambda = 0
};

/// Nothing is settled beforehand: every choice is made with its logit chance, at every information set.
///
/// Errors   bad_option; unsupported where the path did not come to lambda; stopped where there was no time.
/// Cost     the whole game's logit path, and a certificate a point that is kept.
[[nodiscard]] Result<QuantalPlay> quantal_play(const NamedGame& named, const QuantalOptions& options,
                                               const RunContext& run);

}  // namespace parley::study
