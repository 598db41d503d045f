// SPDX-License-Identifier: Apache-2.0
// Why an outcome comes about at a draw, or why not, and the smallest changes found that would turn it.
#pragma once

#include <cstddef>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/study/draws.h"
#include "parley/study/play.h"
#include "parley/why/explanation.h"

namespace parley::why {

struct Options {
  bool negated = false;           ///< asked as "why not": the same facts, told from the other end
  study::DrawPoint point = {};    ///< the centre where not set
  study::DrawOptions draws = {};  ///< which draws there are
  std::size_t most_draws = 512;   ///< so many of them are looked at for what stops the outcome; at least 1
  bool typical = true;            ///< a typical draw is explained too, where the point is none
};

/// Needs    `outcome` below the number of outcomes.
/// Returns  facts of the point, every change among them verified by a solve on each side; what was not done by the time
///          limit is left out, with the termination.
/// Errors   as study::play_at; bad_option for `draws`.
/// Cost     a few thousand solves; where the general solver is needed, a few hundred.
/// Source   docs/methods/why.md
[[nodiscard]] Result<Explanation> explain(const build::Model& model, std::size_t outcome, const Options& options,
                                          const RunContext& run);

}  // namespace parley::why
