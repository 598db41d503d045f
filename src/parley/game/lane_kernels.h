// SPDX-License-Identifier: Apache-2.0
// The loops over lanes, compiled once for each instruction set and chosen at run time.
#pragma once

#include <cstdint>
#include <span>

#include "parley/game/program.h"

namespace parley::game {

/// One instruction with its registers; for inputs `a` is the input's index.
struct LaneStep {
  Op op = Op::constant;
  std::uint32_t to = 0, a = 0, b = 0, c = 0;
};

/// Carry out the steps on one block. Register r is the block_size doubles at base + r * block_size; base is aligned to
/// 64 bytes.
void run_lane_steps(std::span<const LaneStep> steps, std::span<const double* const> inputs, double* base);

}  // namespace parley::game
