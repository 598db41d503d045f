// SPDX-License-Identifier: Apache-2.0
// The bar is one line that overwrites itself.
#include "progress_bar.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "parley/report/json_writer.h"
#include "parley/report/text_style.h"

namespace parley::cli {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t bar_width = 24;

std::string bar_line(const Progress& progress, std::size_t width) {
  std::string line;
  if (progress.total > 0) {
    const double share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
    line = fmt::format("{} {} {:3.0f} %", progress.phase, report::bar(share, bar_width), 100 * share);
  } else {
    line = fmt::format("{} {}", progress.phase, progress.done);
  }
  return report::shortened(line, width - 1);
}

std::string json_line(const Progress& progress) {
  return report::Json::object()
      .set("phase", progress.phase)
      .set("done", progress.done)
      .set("total", progress.total)
      .dump();
}

}  // namespace

ProgressBar::ProgressBar(ProgressMode mode, const Terminal& terminal)
    : bar_(mode == ProgressMode::automatic && terminal.interactive),
      json_(mode == ProgressMode::json),
      width_(terminal.width),
      next_(Clock::now() + 500ms) {}

void ProgressBar::show(const Progress& progress) {
  if (!bar_ && !json_) return;
  const Clock::time_point now = Clock::now();
  const bool last = json_ && progress.done == progress.total;
  const bool other_phase = json_ && progress.phase != phase_;
  if (now < next_ && !last && !other_phase) return;
  next_ = now + 100ms;
  phase_ = progress.phase;
  draw(progress);
}

void ProgressBar::draw(const Progress& progress) {
  if (json_) {
    fmt::print(stderr, "{}\n", json_line(progress));
  } else {
    fmt::print(stderr, "\r\x1b[K{}", bar_line(progress, width_));
    drawn_ = true;
  }
  std::fflush(stderr);
}

void ProgressBar::wipe() {
  if (!drawn_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace parley::cli
