// SPDX-License-Identifier: Apache-2.0
#include "parley/game/lanes.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "parley/game/lane_kernels.h"

namespace parley::game {

namespace {

constexpr std::uint32_t unplaced = 0xffffffffU;

/// The last instruction that reads each slot; outputs are read after the end.
std::vector<std::size_t> last_reads(const Program& program, const std::vector<bool>& needed,
                                    std::span<const Slot> outputs) {
  const auto& instructions = program.instructions();
  std::vector<std::size_t> last(instructions.size(), 0);
  for (std::size_t i = 0; i < instructions.size(); ++i) {
    const Instruction& instruction = instructions[i];
    if (!needed[i] || instruction.op == Op::constant || instruction.op == Op::input) continue;
    last[instruction.a] = last[instruction.b] = last[instruction.c] = i;
  }
  for (Slot output : outputs) last[output.at()] = std::numeric_limits<std::size_t>::max();
  return last;
}

}  // namespace

LaneCode::LaneCode(const Program& program, std::span<const Slot> outputs) {
  const auto& instructions = program.instructions();
  const std::vector<bool> needed =
      outputs.empty() ? std::vector<bool>(instructions.size(), false) : program.reached_from(outputs);
  const std::vector<std::size_t> last = last_reads(program, needed, outputs);
  std::vector<std::uint32_t> place(instructions.size(), unplaced);
  std::vector<std::uint32_t> free_registers;
  const auto release = [&](std::uint32_t slot, std::size_t now) {
    if (last[slot] == now && instructions[slot].op != Op::constant && place[slot] != unplaced) {
      free_registers.push_back(place[slot]);
      place[slot] = unplaced;
    }
  };
  for (std::size_t i = 0; i < instructions.size(); ++i) {
    if (!needed[i]) continue;
    const Instruction& instruction = instructions[i];
    if (instruction.op == Op::constant) {  // constants keep their register: it is filled once for all blocks
      place[i] = static_cast<std::uint32_t>(num_registers_++);
      presets_.push_back({place[i], program.constants()[instruction.a].value});
      continue;
    }
    LaneStep step{instruction.op, 0, instruction.a, instruction.b, instruction.c};
    if (instruction.op != Op::input) {
      step.a = place[instruction.a];
      step.b = place[instruction.b];
      step.c = place[instruction.c];
      release(instruction.a, i);
      if (instruction.b != instruction.a) release(instruction.b, i);
      if (instruction.c != instruction.a && instruction.c != instruction.b) release(instruction.c, i);
    }
    if (free_registers.empty()) {
      place[i] = static_cast<std::uint32_t>(num_registers_++);
    } else {
      place[i] = free_registers.back();
      free_registers.pop_back();
    }
    step.to = place[i];
    code_.push_back(step);
  }
  outputs_.reserve(outputs.size());
  for (Slot output : outputs) outputs_.push_back(place[output.at()]);
}

LaneCode::Registers::Registers(const LaneCode& code) : code_(&code) {
  constexpr std::size_t align = 64 / sizeof(double);
  storage_.resize(code.num_registers_ * block_size + align);
  auto address = reinterpret_cast<std::uintptr_t>(storage_.data());
  base_ = storage_.data() + ((64 - address % 64) % 64) / sizeof(double);
  for (const Preset& preset : code.presets_) {
    std::fill_n(base_ + std::size_t{preset.to} * block_size, block_size, preset.value);
  }
}

const double* LaneCode::Registers::output(std::size_t k) const {
  return base_ + std::size_t{code_->outputs_[k]} * block_size;
}

void LaneCode::run(std::span<const double* const> inputs, Registers& registers) const {
  run_lane_steps(code_, inputs, registers.base_);
}

}  // namespace parley::game
