// SPDX-License-Identifier: Apache-2.0
// Everything that is told of one point: the path of play, the paths to the outcome, and what would turn it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/build/model.h"
#include "parley/math/number.h"
#include "parley/why/explanation.h"
#include "parley/why/lever_changes.h"
#include "parley/why/prober.h"
#include "parley/why/solved_point.h"

namespace parley::why {

/// The point that is explained.
struct ExplainedPoint {
  std::string at;              ///< "centre", "draw:12"
  std::string where;           ///< "at the centre of the params", "in draw 12"
  std::vector<Number> drawn;   ///< inputs of the model as it is
  std::vector<Number> inputs;  ///< of the probe model
  Point point;                 ///< the same as doubles
};

struct PointRequest {
  const std::vector<Point>& starts;  ///< points that may meet a goal
  std::size_t most_goals = 2;        ///< of those that may be sought, the more telling first
};

/// `levers`: of the model as it is. `solved`: of `point`, in the probe model.
[[nodiscard]] PointFacts point_facts(Prober& prober, HeldMoves& levers, const ExplainedPoint& point,
                                     const Solved& solved, std::size_t outcome, const PointRequest& request,
                                     const RunContext& run);

}  // namespace parley::why
