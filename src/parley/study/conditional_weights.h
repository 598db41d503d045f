// SPDX-License-Identifier: Apache-2.0
// What the evidence weighs on average once some inputs are known: from many draws of the weight alone.
#pragma once

#include <cstddef>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/game/lanes.h"
#include "parley/math/designs.h"
#include "parley/study/driver_points.h"

namespace parley::study {

/// Sums of weights over `count` draws that share the first k inputs with a base point, for each k.
class ConditionalWeights {
 public:
  /// All must outlive it.
  ConditionalWeights(const build::Model& model, const ShapleyDesign& design,
                     const std::vector<BentMarginal>& marginals);

  /// Draws a base point and k: none where the weight is the same in every draw.
  [[nodiscard]] std::size_t count() const { return reads_any_ ? game::block_size : 0; }
  /// sums[b d + k]. Whole base points, the first ones where `run` said stop.
  [[nodiscard]] std::vector<double> sums(std::size_t base_points, const RunContext& run) const;

 private:
  class Worker;

  const build::Model& model_;
  const ShapleyDesign& design_;
  const std::vector<BentMarginal>& marginals_;
  game::LaneCode code_;
  std::vector<bool> reads_;          // by drawn input: the weight does
  std::vector<bool> moves_;          // by drawn input: knowing it changes what the weight is on average
  std::vector<std::size_t> joined_;  // correlated inputs
  bool reads_any_ = false;
};

}  // namespace parley::study
