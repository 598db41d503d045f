// SPDX-License-Identifier: Apache-2.0
// One part off the path: sets that hang together, and the deviations that lead to them.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "parley/solve/lists/off_path.h"

namespace parley::solve::lists {

/// An action that is not played at a set on the path.
struct OffPathDoor {
  std::uint32_t set = 0, action = 0;
  std::vector<std::uint32_t> sets;  ///< undecided ones behind it
};

struct OffPathPart {
  std::vector<std::uint32_t> sets;
  std::vector<OffPathDoor> doors;
};

struct PartSearch {
  Consistency result = Consistency::none;
  bool is_complete = true;
  std::vector<std::uint32_t> sets;  ///< those of the part
  Behaviour behaviour;
  Mistakes mistakes;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> touched;  ///< set and action of the mistakes that it decides
};

/// `behaviour`: of the sets on the path, and of those off it where one action is open.
[[nodiscard]] PartSearch search_part(const HistoryTree& tree, const OpenActions& open, const PlayOnPath& play,
                                     OffPathPart part, const Behaviour& behaviour, const OffPathOptions& options,
                                     const RunContext& run);

}  // namespace parley::solve::lists
