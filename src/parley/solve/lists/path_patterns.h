// SPDX-License-Identifier: Apache-2.0
// Which actions can be played where play comes: the patterns that equilibria on the path are looked for in.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/solve/lists/history_tree.h"
#include "parley/solve/lists/open_actions.h"

namespace parley::solve::lists {

/// By set: the actions played with some chance; empty where play does not come.
using Pattern = std::vector<std::vector<std::uint32_t>>;

enum class PatternKind : std::uint8_t {
  pure,   ///< one action at every set
  mixed,  ///< several at one set or more
};

struct PatternCount {
  std::size_t patterns = 0;
  bool is_complete = true;  ///< false: `most_patterns` were met, or the run was to stop
};

/// Calls `visit` for every pattern of the kind, in a fixed order, except those in which some action is worse than
/// another whatever is done elsewhere.
PatternCount for_each_pattern(const HistoryTree& tree, const OpenActions& open, PatternKind kind,
                              std::size_t most_patterns, const RunContext& run,
                              const std::function<void(const Pattern&)>& visit);

}  // namespace parley::solve::lists
