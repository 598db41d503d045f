// SPDX-License-Identifier: Apache-2.0
// What the answer would be if the other players did not know a param that one player's payoffs alone use.
#pragma once

#include <cstddef>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/build/secrets.h"
#include "parley/study/draws.h"
#include "parley/study/other_game.h"

namespace parley::study {

struct PrivateRow {
  build::Secret secret;
  OtherGame game;  ///< as it stands all players know the param; in the other game its player alone does
};

struct PrivateKnowledge {
  std::vector<PrivateRow> rows;  ///< those that were done
  Termination termination = Termination::finished;
};

/// Of one target of the model, on the same draws of all else.
/// Errors   bad_option (draws).
[[nodiscard]] Result<PrivateKnowledge> private_knowledge(const build::Model& model, std::size_t target,
                                                         const DrawOptions& options, RunContext& run);

}  // namespace parley::study
