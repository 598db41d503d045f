// SPDX-License-Identifier: Apache-2.0
// Shares in which sets off the path mix so that no deviation from the path pays.
#pragma once

#include "parley/solve/lists/off_path_part.h"

namespace parley::solve::lists {

/// Replaces the shares of the part's sets that mix two actions; as much room as there is on all sides at once. False
/// where no shares deter. Exact where no set that mixes comes after another that does; elsewhere the caller's check
/// decides.
[[nodiscard]] bool find_deterring_mix(const HistoryTree& tree, const PlayOnPath& play, const OffPathPart& part,
                                      Behaviour& behaviour);

}  // namespace parley::solve::lists
