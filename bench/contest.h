// SPDX-License-Identifier: Apache-2.0
// parley's library, in one process, in turns with other programs on the same games.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "case.h"
#include "peers.h"

namespace parley::bench {

struct Contest {
  std::vector<std::string> files;        ///< one a game, as peers read it (with their suffix)
  std::vector<std::size_t> num_answers;  ///< by game, of parley's: proved before
  std::string answers;                   ///< what they are, in the plural
  std::string start_up_file;             ///< a game so small that solving it is nothing beside starting
  std::vector<std::size_t> threads = {1};
  std::vector<Peer> peers;
  std::function<void(std::size_t game, const RunContext& run)> solve;
};

/// Rounds of: parley on each number of threads, then each peer that is installed; medians of sums over the games, and
/// ratios. What a peer takes is less what as many starts of it take on `start_up_file`. A peer that gives no answer to
/// a game, or has used up its limit, is compared on the games before that.
void run_contest(const Case& what, const Contest& contest, const TempFolder& folder);

}  // namespace parley::bench
