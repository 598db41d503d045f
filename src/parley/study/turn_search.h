// SPDX-License-Identifier: Apache-2.0
// Where an answer in words turns into another as one number grows or falls.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace parley::study {

struct TurnSearch {
  double from = 0.0;    ///< where the answer is `answer`
  double end = 0.0;     ///< how far to look; below `from` to look downwards
  double step = 1.0;    ///< above 0
  double width = 1e-3;  ///< how closely the turn is found
  std::string answer;
};

struct Turn {
  double stays_to = 0.0;     ///< the last place at which the answer was seen to be the same
  std::optional<double> at;  ///< the first place beyond it at which it is another; not set where none was found
  std::string other;         ///< the answer there
};

/// Steps from `from` towards `end` until the answer is another, then halves the last step. `answer_at` gives nothing
/// where the search must end. Two turns within one step are not seen.
[[nodiscard]] Turn find_turn(const TurnSearch& search,
                             const std::function<std::optional<std::string>(double)>& answer_at);

}  // namespace parley::study
