// SPDX-License-Identifier: Apache-2.0
// A target in another game beside the one as it stands, on the same draws of what both share.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/math/statistics.h"
#include "parley/study/draws.h"
#include "parley/study/sampler.h"

namespace parley::study {

struct OtherGame {
  std::size_t draws = 0;  ///< all numbers are over these
  Estimate as_it_stands, other;
  Estimate difference;                                 ///< other minus as it stands
  double variance_as_it_stands = 0.0, variance = 0.0;  ///< of the target over draws; of the other game
  std::size_t unsettled = 0;
  std::string problem;  ///< why there are no numbers; empty otherwise
};

/// A game that backward induction does not settle at the centre is solved at the first of so many parts of the draws.
inline constexpr std::size_t unsettled_share = 16;

/// Compares one model with others, one after the other.
class OtherGames {
 public:
  /// `model`, `run` and the target must outlive it. Needs options that `Draws` takes.
  OtherGames(const build::Model& model, const build::Target& target, const DrawOptions& options, RunContext& run);

  /// The target of that index in another model. Nothing where the run was to stop.
  [[nodiscard]] std::optional<OtherGame> compare(const Result<build::Model>& other, std::size_t target,
                                                 const RunContext& part);

 private:
  Result<const Sample*> as_it_stands(const DrawOptions& options, const RunContext& part);

  const build::Model& model_;
  const build::Target& target_;
  DrawOptions options_;
  RunContext& run_;
  Sampler sampler_;
  std::map<std::size_t, Sample> samples_;  // of the game as it stands, by number of draws
};

}  // namespace parley::study
