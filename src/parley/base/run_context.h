// SPDX-License-Identifier: Apache-2.0
// What a long computation may use and must obey: threads, a time limit, a stop request, and whom to tell of progress.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>

namespace parley {

struct Progress {
  std::string_view phase;  ///< what is being done, in words for people
  std::size_t done = 0;
  std::size_t total = 0;  ///< 0 while unknown
};

enum class Termination : unsigned char { finished, time_limit, stopped };

/// Passed by reference to everything that may take long. Poll `should_stop` at least every 10 ms of work.
class RunContext {
 public:
  using Clock = std::chrono::steady_clock;

  std::size_t num_threads = 1;
  std::stop_token stop;
  std::optional<Clock::time_point> deadline;
  std::function<void(const Progress&)> on_progress;  ///< called from one thread at a time; may be empty

  [[nodiscard]] bool should_stop() const { return stop.stop_requested() || past_deadline(); }
  [[nodiscard]] Termination why_stopped() const {
    if (stop.stop_requested()) return Termination::stopped;
    return past_deadline() ? Termination::time_limit : Termination::finished;
  }
  void report(const Progress& progress) const {
    if (on_progress) on_progress(progress);
  }

 private:
  [[nodiscard]] bool past_deadline() const { return deadline && Clock::now() >= *deadline; }
};

/// The same run, its progress told as that of part `index` of `count` equal ones, in thousandths of a part. `run` must
/// outlive it.
[[nodiscard]] inline RunContext part_of(const RunContext& run, std::string_view phase, std::size_t index,
                                        std::size_t count) {
  constexpr std::size_t thousandths = 1000;
  RunContext part = run;
  part.on_progress = [&run, phase, index, count](const Progress& progress) {
    const std::size_t within = progress.total == 0 ? 0 : thousandths * progress.done / progress.total;
    run.report({.phase = phase, .done = index * thousandths + within, .total = count * thousandths});
  };
  return part;
}

/// The same run, telling nobody of its progress.
[[nodiscard]] inline RunContext silent(const RunContext& run) {
  RunContext quiet = run;
  quiet.on_progress = nullptr;
  return quiet;
}

}  // namespace parley
