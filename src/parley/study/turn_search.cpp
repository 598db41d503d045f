// SPDX-License-Identifier: Apache-2.0
// Steps, then halves.
#include "parley/study/turn_search.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace parley::study {

namespace {

/// Halves the step between `stays_to` and a place with another answer.
void halve(const TurnSearch& search, const std::function<std::optional<std::string>(double)>& answer_at, double beyond,
           Turn& turn) {
  while (std::abs(beyond - turn.stays_to) > search.width) {
    const double middle = std::midpoint(turn.stays_to, beyond);
    auto between = answer_at(middle);
    if (!between) return;
    if (*between == search.answer) {
      turn.stays_to = middle;
    } else {
      beyond = middle;
      turn.other = *std::move(between);
    }
  }
  turn.at = beyond;
}

}  // namespace

Turn find_turn(const TurnSearch& search, const std::function<std::optional<std::string>(double)>& answer_at) {
  Turn turn{.stays_to = search.from, .at = std::nullopt, .other = {}};
  const bool upwards = search.end > search.from;
  while (turn.stays_to != search.end) {
    const double next =
        upwards ? std::min(turn.stays_to + search.step, search.end) : std::max(turn.stays_to - search.step, search.end);
    auto answer = answer_at(next);
    if (!answer) break;
    if (*answer != search.answer) {
      turn.other = *std::move(answer);
      halve(search, answer_at, next, turn);
      break;
    }
    turn.stays_to = next;
  }
  return turn;
}

}  // namespace parley::study
