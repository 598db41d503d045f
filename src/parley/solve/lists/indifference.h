// SPDX-License-Identifier: Apache-2.0
// The chances in which a pattern mixes: everybody is indifferent among what it plays.
#pragma once

#include <vector>

#include "parley/solve/lists/path_patterns.h"
#include "parley/solve/lists/play_on_path.h"

namespace parley::solve::lists {

struct IndifferentPlay {
  Behaviour behaviour;
  bool is_isolated = true;  ///< false: a continuum of plays mixes just these actions
};

/// Plays in which at each set that mixes all actions played are worth the same, every one with some chance. Newton's
/// method on the gains given that play comes to the set, from several starts: what it finds exists, there may be more.
[[nodiscard]] std::vector<IndifferentPlay> find_indifferent(const HistoryTree& tree, const Pattern& pattern);

}  // namespace parley::solve::lists
