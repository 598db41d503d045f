// SPDX-License-Identifier: Apache-2.0
// What the answer would be if the other players did not know a param that one player's payoffs alone use.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/build/secrets.h"
#include "parley/math/statistics.h"
#include "parley/study/draws.h"

namespace parley::study {

struct PrivateRow {
  build::Secret secret;
  std::size_t draws = 0;  ///< both numbers are over these
  Estimate common;        ///< all players know the param
  Estimate hidden;        ///< its player alone does
  Estimate difference;    ///< hidden minus common
  std::size_t unsettled = 0;
  std::string problem;  ///< why there are no numbers; empty otherwise
};

/// A game that backward induction does not settle at the centre is solved at the first of so many parts of the draws.
inline constexpr std::size_t unsettled_share = 16;

struct PrivateKnowledge {
  std::vector<PrivateRow> rows;  ///< those that were done
  Termination termination = Termination::finished;
};

/// Of one target of the model, on the same draws of all else.
/// Errors   bad_option (draws); those of the game as it stands.
[[nodiscard]] Result<PrivateKnowledge> private_knowledge(const build::Model& model, std::size_t target,
                                                         const DrawOptions& options, RunContext& run);

}  // namespace parley::study
