// SPDX-License-Identifier: Apache-2.0
// Other people's programs, run as programs: on a file, timed from outside, their answers read from what they print.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clock.h"
#include "folder.h"

namespace parley::bench {

struct Peer {
  std::vector<std::string> command;                                      ///< program and options; the file comes last
  std::string suffix;                                                    ///< of the files that it reads
  std::optional<std::size_t> (*count_answers)(std::string_view output);  ///< nothing: it printed no list
  double limit = 55.0;      ///< seconds that it gets: for a game, and about as long again for all games of a round
  bool must_agree = false;  ///< as to how many answers there are

  [[nodiscard]] const std::string& name() const { return command.front(); }
};

/// lrslib's program: all extreme equilibria, exactly. Avis, Rosenberg, Savani and von Stengel 2010.
[[nodiscard]] Peer lrsnash();
/// One of Gambit's tools with its options, exact arithmetic (their default without -d).
[[nodiscard]] Peer gambit(std::string tool, std::vector<std::string> options = {});

[[nodiscard]] bool is_installed(const Peer& peer);

struct PeerRun {
  Taken taken;
  std::optional<std::size_t> num_answers;  ///< nothing: it failed or was stopped at the limit
};

/// One run, its output kept in `folder`, stopped by `timeout` (coreutils) at the limit.
[[nodiscard]] PeerRun run_peer(const Peer& peer, const std::string& file, const TempFolder& folder);

}  // namespace parley::bench
