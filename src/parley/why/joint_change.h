// SPDX-License-Identifier: Apache-2.0
// The smallest joint change of drawn numbers found after which a goal is met: a search for the design point.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parley/why/explanation.h"
#include "parley/why/prober.h"

namespace parley::why {

/// The two sides of a joint change.
struct JointTurn {
  Point before, after;
  double length = 0.0;  ///< Euclidean, in normal scores
};

/// Every number stays inside its 1-99 % range, or where the point has it.
///
/// `starts`: points that may meet the goal: draws, and ends of single changes.
/// `most_turns`: of the direction.
/// Returns   nothing where none of them meets it. What is returned was found, it need not be the smallest there is.
/// Cost      some ten thousand solves of chances.
/// Source    Hasofer and Lind 1974; Ditlevsen and Madsen 1996 (the point of the failure set nearest to the origin of
///           normal scores). Differs: the goal has no gradient, so directions are tried; correlations do not count.
[[nodiscard]] std::optional<JointTurn> find_joint_turn(Prober& prober, const Point& base, std::size_t outcome,
                                                       Goal goal, const std::vector<Point>& starts,
                                                       std::size_t most_turns);

}  // namespace parley::why
