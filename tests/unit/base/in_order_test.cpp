// SPDX-License-Identifier: Apache-2.0
// Parts are taken in order, whoever hands them in and when.
#include "parley/base/in_order.h"

#include <memory>
#include <vector>

#include <gmock/gmock.h>

#include "parley/base/workers.h"

namespace parley {
namespace {

using testing::ElementsAre;

TEST(InOrder, TakesPartsInTheirOrder) {
  InOrder<int> parts;
  std::vector<int> taken;
  const auto take = [&taken](int part) {
    taken.push_back(part);
    return true;
  };
  parts.put(2, 20, take);
  parts.put(1, 10, take);
  EXPECT_TRUE(taken.empty());
  parts.put(0, 0, take);
  EXPECT_THAT(taken, ElementsAre(0, 10, 20));
}

TEST(InOrder, TakesNothingAfterThePartThatEndsIt) {
  InOrder<int> parts;
  std::vector<int> taken;
  const auto take = [&taken](int part) {
    taken.push_back(part);
    return part != 10;
  };
  parts.put(2, 20, take);
  parts.put(0, 0, take);
  parts.put(1, 10, take);
  parts.put(3, 30, take);
  EXPECT_THAT(taken, ElementsAre(0, 10));
}

TEST(InOrder, ServesThreads) {
  constexpr std::size_t count = 1000;
  InOrder<std::unique_ptr<std::size_t>> parts;
  std::vector<std::size_t> taken;
  RunContext run;
  run.num_threads = 4;
  const auto work = [&](std::size_t chunk, std::size_t) {
    parts.put(chunk, std::make_unique<std::size_t>(chunk), [&taken](std::unique_ptr<std::size_t> part) {
      taken.push_back(*part);
      return true;
    });
  };
  EXPECT_EQ(for_each_chunk(count, run, work), Termination::finished);
  ASSERT_EQ(taken.size(), count);
  for (std::size_t k = 0; k < count; ++k) EXPECT_EQ(taken[k], k);
}

}  // namespace
}  // namespace parley
