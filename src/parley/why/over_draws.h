// SPDX-License-Identifier: Apache-2.0
// The outcome in the whole set of draws: how often it comes about, what stops it elsewhere, and a typical draw.
#pragma once

#include <cstddef>
#include <vector>

#include "parley/base/result.h"
#include "parley/why/explanation.h"
#include "parley/why/prober.h"

namespace parley::why {

struct DrawsLookedAt {
  OverDraws facts;
  std::vector<Point> points;  ///< of the probe model
};

/// The first draws, at most `most`. `model`: what the probe model was made from.
/// Errors   bad_option for `options`.
[[nodiscard]] Result<DrawsLookedAt> look_at_draws(Prober& prober, const build::Model& model,
                                                  const study::DrawOptions& options, std::size_t most,
                                                  std::size_t outcome);

}  // namespace parley::why
