// SPDX-License-Identifier: Apache-2.0
// Which entries of a list are one play, and which are ends of one continuum.
#pragma once

#include <vector>

#include "parley/solve/equilibrium_list.h"
#include "parley/solve/lists/history_tree.h"

namespace parley::solve::lists {

/// The same chances at every set that either comes to, within 1e-6.
[[nodiscard]] bool agree_on_path(const HistoryTree& tree, const ListedEquilibrium& one, const ListedEquilibrium& other);

/// Halfway between the plans of every player lies a Nash equilibrium too: for two players then all points between are.
[[nodiscard]] bool are_joined(const HistoryTree& tree, const ListedEquilibrium& one, const ListedEquilibrium& other);

void mark_components(const HistoryTree& tree, std::vector<ListedEquilibrium>& list);

}  // namespace parley::solve::lists
