// SPDX-License-Identifier: Apache-2.0
// The loops over lanes, compiled once for each instruction set and chosen at run time.
#pragma once

#include <cstdint>
#include <span>

#include "parley/game/program.h"

namespace parley::game {

/// What one step does: an operation of the program, or several that often come together (each rounded on its own).
/// Conditions are kept as masks, a bit a lane, where they are only asked; `widen` makes 1s and 0s of them.
enum class LaneOp : std::uint8_t {
  input,
  add,
  subtract,
  multiply,
  divide,
  minimum,
  maximum,
  power,
  modulo,
  negate,
  absolute,
  exponential,
  logarithm,
  square_root,
  logical_and,
  logical_or,
  logical_not,       ///< of numbers that are 1 or 0
  select_by_number,  ///< a is a number: b where it is not 0, else c
  multiply_add,      ///< a * b + c
  mix,               ///< a * b + c * d
  minimum_gap,       ///< min(a, |b - c|)
  select,            ///< mask a: number b, else number c
  widen,             ///< mask a as 1 or 0
  less,
  less_equal,
  equal,  ///< numbers to a mask
  mask_and,
  mask_or,
  mask_not,
  mask_select,  ///< masks to a mask
};

/// True where the step makes a mask.
[[nodiscard]] constexpr bool makes_mask(LaneOp op) { return op >= LaneOp::less; }

/// One step with its registers, of masks or of numbers as the operation has it; for inputs `a` is the input's index.
struct LaneStep {
  LaneOp op = LaneOp::input;
  std::uint32_t to = 0, a = 0, b = 0, c = 0, d = 0;
};

/// Carry out the steps on one block. Number register r is the block_size doubles at numbers + r * block_size, aligned
/// to 64 bytes; mask register r is masks[r], lane l in bit l. One mask more than there are registers must be readable.
void run_lane_steps(std::span<const LaneStep> steps, std::span<const double* const> inputs, double* numbers,
                    std::uint64_t* masks);

}  // namespace parley::game
