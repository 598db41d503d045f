// SPDX-License-Identifier: Apache-2.0
// The loops over lanes, compiled once for each instruction set and chosen at run time.
#pragma once

#include <cstdint>
#include <span>

#include "parley/game/program.h"

namespace parley::game {

/// What one step does: an operation of the program, or several that often come together (each rounded on its own).
enum class LaneOp : std::uint8_t {
  input,
  add, subtract, multiply, divide, minimum, maximum, power, modulo,
  negate, absolute, exponential, logarithm, square_root,
  less, less_equal, equal, logical_and, logical_or, logical_not,
  select,
  multiply_add,   ///< a * b + c
  mix,            ///< a * b + c * d
  minimum_gap,    ///< min(a, |b - c|)
};

/// One step with its registers; for inputs `a` is the input's index.
struct LaneStep {
  LaneOp op = LaneOp::input;
  std::uint32_t to = 0, a = 0, b = 0, c = 0, d = 0;
};

/// Carry out the steps on one block. Register r is the block_size doubles at base + r * block_size; base is aligned to
/// 64 bytes.
void run_lane_steps(std::span<const LaneStep> steps, std::span<const double* const> inputs, double* base);

}  // namespace parley::game
