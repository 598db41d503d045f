// SPDX-License-Identifier: Apache-2.0
// Runs a test once for every instruction set that this machine has.
#pragma once

#include <cstdint>
#include <string>

#include <gtest/gtest.h>
#include <hwy/highway.h>

namespace parley::test {

class EveryTarget : public testing::Test {
 protected:
  template <class Test>
  void for_each_target(Test test) {
    const std::int64_t all = hwy::SupportedTargets() & HWY_TARGETS;
    for (std::int64_t left = all; left != 0; left &= left - 1) {
      const std::int64_t target = left & -left;
      hwy::SetSupportedTargetsForTest(target);
      SCOPED_TRACE(std::string("instruction set ") + hwy::TargetName(target));
      test();
    }
    hwy::SetSupportedTargetsForTest(0);  // the best one again
  }
};

}  // namespace parley::test
