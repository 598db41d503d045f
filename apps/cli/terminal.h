// SPDX-License-Identifier: Apache-2.0
// What the output goes to: a terminal or not, how wide, with colour or without.
#pragma once

#include <cstddef>

#include "options.h"

namespace parley::cli {

struct Terminal {
  bool interactive = false;  ///< a person may be looking
  bool colour = false;
  std::size_t width = 80;
};

/// Looks at file descriptor `fd` and the environment (NO_COLOR, TERM, COLUMNS).
[[nodiscard]] Terminal look_at_terminal(int fd, ColourMode mode);

}  // namespace parley::cli
