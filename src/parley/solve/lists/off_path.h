// SPDX-License-Identifier: Apache-2.0
// What can be done off the path so that nobody leaves it.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/solve/lists/mistakes.h"
#include "parley/solve/lists/open_actions.h"
#include "parley/solve/lists/play_on_path.h"

namespace parley::solve::lists {

/// What beliefs off the path must satisfy.
enum class OffPathRule : std::uint8_t {
  consistent,  ///< all follow from one set of mistakes: sequential equilibrium
  set_by_set,  ///< some belief at each set, under which no plan from there on is better: weak perfect Bayesian
};

struct OffPathOptions {
  OffPathRule rule = OffPathRule::consistent;
  bool mixed = false;               ///< try sets that mix two actions, where no pure choices do
  std::size_t most_tries = 20'000;  ///< of a set's choice, for each part; and of beliefs together
};

struct OffPathPlay {
  Consistency result = Consistency::none;  ///< undecided: everything holds set by set, the beliefs together are open
  bool is_complete = true;                 ///< false: the search was cut, and more might be found
  Behaviour behaviour;                     ///< decided at every set
  Mistakes mistakes;
};

/// One way of playing off the path that supports the play, with beliefs. Sets that no deviation connects are searched
/// apart from each other.
[[nodiscard]] OffPathPlay support_off_path(const HistoryTree& tree, const OpenActions& open, const PlayOnPath& play,
                                           const OffPathOptions& options, const RunContext& run);

}  // namespace parley::solve::lists
