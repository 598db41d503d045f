// SPDX-License-Identifier: Apache-2.0
// Choices that no player makes anywhere, in any of some draws.
#pragma once

#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/study/draws.h"

namespace parley::study {

struct NeverBest {
  std::string pick;                 ///< "offer"
  std::vector<std::string> labels;  ///< in the order of the pick
};

struct NeverBestChoices {
  /// That were looked at; 0 where some were tied, not settled or broke a rule, or the run was to stop: nothing is known
  /// then.
  std::size_t draws = 0;
  std::vector<NeverBest> picks;
};

/// Looks at the first block of draws, at every information set that has the choice, on the path or off it.
/// Errors   those of Draws::from.
[[nodiscard]] Result<NeverBestChoices> never_best(const build::Model& model, const DrawOptions& options,
                                                  const RunContext& run);

}  // namespace parley::study
