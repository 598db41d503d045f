// SPDX-License-Identifier: Apache-2.0
// Threads that take chunks from one atomic counter. A precompiled scheduler would blind ThreadSanitizer.
#include "parley/base/workers.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

namespace parley {

namespace {

/// What the workers of one call share.
class Chunks {
 public:
  using Work = std::function<void(std::size_t, std::size_t)>;

  Chunks(std::size_t num_chunks, const RunContext& run, const Work& work, std::string_view phase)
      : num_chunks_(num_chunks), run_(run), work_(work), phase_(phase) {}

  void take_until_none_left(std::size_t worker) {
    while (!failed_.load(std::memory_order_relaxed)) {
      if (next_.load(std::memory_order_relaxed) >= num_chunks_) return;
      if (run_.should_stop()) return;
      const std::size_t chunk = next_.fetch_add(1, std::memory_order_relaxed);
      if (chunk >= num_chunks_) return;
      try {
        work_(chunk, worker);
        finish_one();
      } catch (...) {
        keep_exception(chunk);
        return;
      }
    }
  }

  [[nodiscard]] Termination conclude() const {
    if (exception_) std::rethrow_exception(exception_);
    if (num_done_ == num_chunks_) return Termination::finished;
    return run_.why_stopped();
  }

 private:
  void finish_one() {
    const std::lock_guard lock(mutex_);
    ++num_done_;
    run_.report(Progress{.phase = phase_, .done = num_done_, .total = num_chunks_});
  }

  void keep_exception(std::size_t chunk) {
    const std::lock_guard lock(mutex_);
    if (chunk < failed_chunk_) {
      failed_chunk_ = chunk;
      exception_ = std::current_exception();
    }
    failed_.store(true, std::memory_order_relaxed);
  }

  const std::size_t num_chunks_;
  const RunContext& run_;
  const Work& work_;
  const std::string_view phase_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  std::size_t num_done_ = 0;  // this and below: guarded by mutex_ while workers run
  std::size_t failed_chunk_ = std::numeric_limits<std::size_t>::max();
  std::exception_ptr exception_;
};

}  // namespace

Termination for_each_chunk(std::size_t num_chunks, const RunContext& run,
                           const std::function<void(std::size_t chunk, std::size_t worker)>& work,
                           std::string_view phase) {
  Chunks chunks(num_chunks, run, work, phase);
  const std::size_t num_workers = std::min(std::max<std::size_t>(run.num_threads, 1), num_chunks);
  {
    std::vector<std::jthread> others;
    for (std::size_t worker = 1; worker < num_workers; ++worker) {
      others.emplace_back([&chunks, worker] { chunks.take_until_none_left(worker); });
    }
    chunks.take_until_none_left(0);
  }
  return chunks.conclude();
}

}  // namespace parley
