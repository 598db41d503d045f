// SPDX-License-Identifier: Apache-2.0
// Clocks and medians.
#pragma once

#include <algorithm>
#include <chrono>
#include <ctime>
#include <vector>

#include "parley/base/run_context.h"

namespace parley::bench {

[[nodiscard]] inline double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

template <class Work>
[[nodiscard]] double seconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Of this program's processors, all threads: what else the machine does counts for less.
template <class Work>
[[nodiscard]] double processor_seconds(Work work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  };
  const double start = now();
  work();
  return now() - start;
}

/// Both clocks over the same work.
struct Taken {
  double wall = 0.0;
  double processor = 0.0;

  Taken& operator+=(const Taken& other) {
    wall += other.wall;
    processor += other.processor;
    return *this;
  }
};

template <class Work>
[[nodiscard]] Taken taken(Work work) {
  Taken time;
  time.processor = processor_seconds([&] { time.wall = seconds(work); });
  return time;
}

[[nodiscard]] inline RunContext with_threads(std::size_t threads) {
  RunContext run;
  run.num_threads = threads;
  return run;
}

}  // namespace parley::bench
