// SPDX-License-Identifier: Apache-2.0
// Shows progress on standard error: a bar for people, lines of JSON for programs.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "options.h"
#include "parley/base/run_context.h"
#include "terminal.h"

namespace parley::cli {

/// Draws at most ten times a second, and nothing at all for what takes less than half a second. The bar is wiped when
/// it goes.
class ProgressBar {
 public:
  ProgressBar(ProgressMode mode, const Terminal& terminal);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar() { wipe(); }

  void show(const Progress& progress);
  void wipe();

 private:
  using Clock = std::chrono::steady_clock;

  void draw(const Progress& progress);

  bool bar_ = false;
  bool json_ = false;
  std::size_t width_;
  Clock::time_point next_;
  std::string phase_;
  bool drawn_ = false;
};

}  // namespace parley::cli
