// SPDX-License-Identifier: Apache-2.0
// Workers do each chunk once, stop when asked, and hide no failure.
#include "parley/base/workers.h"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <stop_token>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace parley {
namespace {

using namespace std::chrono_literals;

class WorkersOnThreads : public testing::TestWithParam<std::size_t> {
 protected:
  RunContext run_ = [] {
    RunContext run;
    run.num_threads = GetParam();
    return run;
  }();
};

TEST_P(WorkersOnThreads, DoEachChunkOnce) {
  std::vector<std::atomic<int>> times(1000);
  EXPECT_EQ(for_each_chunk(times.size(), run_, [&](std::size_t chunk, std::size_t) { ++times[chunk]; }),
            Termination::finished);
  for (const auto& count : times) EXPECT_EQ(count, 1);
}

TEST_P(WorkersOnThreads, NeverShareAWorkerNumber) {
  std::vector<std::atomic<int>> busy(GetParam());
  std::atomic<bool> shared = false;
  const auto work = [&](std::size_t, std::size_t worker) {
    if (busy.at(worker).fetch_add(1) != 0) shared = true;
    busy.at(worker).fetch_sub(1);
  };
  EXPECT_EQ(for_each_chunk(2000, run_, work), Termination::finished);
  EXPECT_FALSE(shared);
}

TEST_P(WorkersOnThreads, ReportEveryChunkInRisingOrder) {
  std::vector<std::size_t> done;
  run_.on_progress = [&](const Progress& progress) {
    EXPECT_EQ(progress.phase, "counting");
    EXPECT_EQ(progress.total, 50U);
    done.push_back(progress.done);
  };
  EXPECT_EQ(for_each_chunk(50, run_, [](std::size_t, std::size_t) {}, "counting"), Termination::finished);
  ASSERT_EQ(done.size(), 50U);
  for (std::size_t k = 0; k < done.size(); ++k) EXPECT_EQ(done[k], k + 1);
}

TEST_P(WorkersOnThreads, LeaveAPrefixDoneWhenStopped) {
  std::stop_source source;
  run_.stop = source.get_token();
  std::vector<std::atomic<int>> times(10000);
  const auto work = [&](std::size_t chunk, std::size_t) {
    ++times[chunk];
    if (chunk == 100) source.request_stop();
    while (chunk > 1000 && !source.stop_requested()) std::this_thread::yield();  // however slow the one with chunk 100
  };
  EXPECT_EQ(for_each_chunk(times.size(), run_, work), Termination::stopped);
  std::size_t num_done = 0;
  while (num_done < times.size() && times[num_done] == 1) ++num_done;
  EXPECT_GE(num_done, 101U);
  for (std::size_t chunk = num_done; chunk < times.size(); ++chunk) EXPECT_EQ(times[chunk], 0);
}

TEST_P(WorkersOnThreads, BeginNothingPastTheDeadline) {
  run_.deadline = RunContext::Clock::now() - 1s;
  std::atomic<int> num_done = 0;
  EXPECT_EQ(for_each_chunk(10, run_, [&](std::size_t, std::size_t) { ++num_done; }), Termination::time_limit);
  EXPECT_EQ(num_done, 0);
}

TEST_P(WorkersOnThreads, CarryAnExceptionToTheCaller) {
  const auto work = [](std::size_t chunk, std::size_t) {
    if (chunk == 7) throw std::runtime_error("chunk 7");
  };
  EXPECT_THROW(
      {
        try {
          static_cast<void>(for_each_chunk(1000, run_, work));
        } catch (const std::runtime_error& error) {
          EXPECT_STREQ(error.what(), "chunk 7");
          throw;
        }
      },
      std::runtime_error);
}

INSTANTIATE_TEST_SUITE_P(Threads, WorkersOnThreads, testing::Values(1, 2, 4));

TEST(Workers, AreFinishedWithNothingToDo) {
  EXPECT_EQ(for_each_chunk(0, RunContext{}, [](std::size_t, std::size_t) { FAIL(); }), Termination::finished);
}

TEST(Workers, AreNeverMoreThanTheChunks) {
  RunContext run;
  run.num_threads = 64;
  EXPECT_EQ(for_each_chunk(3, run, [](std::size_t, std::size_t worker) { EXPECT_LT(worker, 3U); }),
            Termination::finished);
}

// A caller that sums by chunk, in order, gets the same bits whoever did the work.
TEST(Workers, GiveTheSameSumWhateverTheThreads) {
  const auto sum = [](std::size_t num_threads) {
    RunContext run;
    run.num_threads = num_threads;
    std::vector<double> parts(500);
    static_cast<void>(for_each_chunk(parts.size(), run, [&](std::size_t chunk, std::size_t) {
      parts[chunk] = 1.0 / static_cast<double>(chunk + 3);
    }));
    double total = 0;
    for (const double part : parts) total += part;
    return total;
  };
  EXPECT_EQ(sum(1), sum(2));
  EXPECT_EQ(sum(1), sum(4));
}

}  // namespace
}  // namespace parley
