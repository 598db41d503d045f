// SPDX-License-Identifier: Apache-2.0
// The values of one number at which the outcome or a choice turns, the others as they are at the point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "parley/why/explanation.h"
#include "parley/why/prober.h"

namespace parley::why {

/// What may turn: a goal is met that is not met at the point, or another choice is made at a set.
struct Question {
  std::optional<Goal> goal = {};
  std::size_t set = 0;  ///< without a goal: index into the sets asked about
};

/// Still as at the point, and turned; neighbours to `turn_width` of the range, or in a list.
struct Turn {
  std::size_t movable = 0;
  double before = 0.0, after = 0.0;
  double length = 0.0;  ///< of a drawn number in normal scores, else the change itself
};

inline constexpr double turn_width = 1e-9;
inline constexpr double constant_turn_width = 1e-11;  ///< the range of a number that is not drawn is wide
inline constexpr std::size_t most_told = 5;           ///< drawn numbers told of a goal
inline constexpr std::size_t scan_points = 129;
inline constexpr std::size_t slow_scan_points = 17;  ///< where points take long

struct Turns {
  std::vector<std::vector<Turn>> by_question;  ///< nearest first; of each movable the nearest found
  std::size_t points = 0;                      ///< looked at on each range
};

/// Scans every number, then halves the steps in which something turns, all at once.
/// Two turns within one step can be missed.
[[nodiscard]] Turns find_turns(Prober& prober, const Point& base, std::size_t outcome,
                               const std::vector<std::uint32_t>& sets, const std::vector<Question>& questions);

}  // namespace parley::why
