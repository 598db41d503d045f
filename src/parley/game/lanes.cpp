// SPDX-License-Identifier: Apache-2.0
#include "parley/game/lanes.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <string>

#include "parley/game/lane_kernels.h"

namespace parley::game {

namespace {

constexpr std::uint32_t unplaced = 0xffffffffU;

/// The instructions that the outputs need, each after its operands, depth first: a value is used soon after it is made,
/// so that few registers are alive at a time and a block stays in the cache.
std::vector<std::uint32_t> schedule(const Program& program, std::span<const Slot> outputs) {
  const auto& instructions = program.instructions();
  std::vector<std::uint32_t> order;
  std::vector<bool> done(instructions.size(), false);
  std::vector<std::pair<std::uint32_t, int>> open;  // instruction, operands looked at
  for (Slot output : outputs) {
    if (!done[output.at()]) open.emplace_back(output.index, 0);
    while (!open.empty()) {
      auto& [slot, looked] = open.back();
      const Instruction& instruction = instructions[slot];
      const bool leaf = instruction.op == Op::constant || instruction.op == Op::input;
      if (done[slot] || leaf || looked == 3) {
        if (!done[slot]) order.push_back(slot);
        done[slot] = true;
        open.pop_back();
        continue;
      }
      const std::uint32_t operand = looked == 0 ? instruction.a : looked == 1 ? instruction.b : instruction.c;
      ++looked;
      if (!done[operand]) open.emplace_back(operand, 0);
    }
  }
  return order;
}

LaneOp lane_op(Op op) {
  switch (op) {
    case Op::add: return LaneOp::add;
    case Op::subtract: return LaneOp::subtract;
    case Op::multiply: return LaneOp::multiply;
    case Op::divide: return LaneOp::divide;
    case Op::minimum: return LaneOp::minimum;
    case Op::maximum: return LaneOp::maximum;
    case Op::power: return LaneOp::power;
    case Op::modulo: return LaneOp::modulo;
    case Op::negate: return LaneOp::negate;
    case Op::absolute: return LaneOp::absolute;
    case Op::exponential: return LaneOp::exponential;
    case Op::logarithm: return LaneOp::logarithm;
    case Op::square_root: return LaneOp::square_root;
    case Op::less: return LaneOp::less;
    case Op::less_equal: return LaneOp::less_equal;
    case Op::equal: return LaneOp::equal;
    case Op::logical_and: return LaneOp::logical_and;
    case Op::logical_or: return LaneOp::logical_or;
    case Op::logical_not: return LaneOp::logical_not;
    case Op::select: return LaneOp::select;
    case Op::constant:
    case Op::input: break;
  }
  return LaneOp::input;
}

std::size_t num_operands(Op op) {
  switch (op) {
    case Op::constant:
    case Op::input: return 0;
    case Op::negate:
    case Op::absolute:
    case Op::exponential:
    case Op::logarithm:
    case Op::square_root:
    case Op::logical_not: return 1;
    case Op::select: return 3;
    default: return 2;
  }
}

/// A step before registers are given out: what it makes and which slots it reads.
struct Planned {
  std::uint32_t slot = 0;
  LaneOp op = LaneOp::input;
  std::vector<std::uint32_t> reads;
};

/// The schedule, what nothing else reads made together with what reads it.
std::vector<Planned> plan(const Program& program, const std::vector<std::uint32_t>& order,
                          std::span<const Slot> outputs) {
  const auto& instructions = program.instructions();
  std::vector<std::uint32_t> uses(instructions.size(), 0);
  for (std::uint32_t slot : order) {
    const Instruction& i = instructions[slot];
    const std::uint32_t operands[] = {i.a, i.b, i.c};
    for (std::size_t k = 0; k < num_operands(i.op); ++k) ++uses[operands[k]];
  }
  for (Slot output : outputs) ++uses[output.at()];
  std::vector<bool> fused(instructions.size(), false);
  const auto lone = [&](std::uint32_t slot, Op op) { return instructions[slot].op == op && uses[slot] == 1; };
  /// The operand of a minimum that is the lone gap between two values; none where neither is.
  const auto gap_of = [&](const Instruction& i) -> std::optional<std::uint32_t> {
    for (std::uint32_t operand : {i.b, i.a}) {
      if (lone(operand, Op::absolute) && lone(instructions[operand].a, Op::subtract)) return operand;
    }
    return std::nullopt;
  };
  for (std::uint32_t slot : order) {
    const Instruction& i = instructions[slot];
    if (i.op == Op::add) {
      for (std::uint32_t operand : {i.a, i.b}) fused[operand] = fused[operand] || lone(operand, Op::multiply);
    } else if (i.op == Op::minimum) {
      if (const auto gap = gap_of(i)) fused[*gap] = fused[instructions[*gap].a] = true;
    }
  }
  std::vector<Planned> steps;
  for (std::uint32_t slot : order) {
    const Instruction& i = instructions[slot];
    if (i.op == Op::constant || fused[slot]) continue;
    Planned step{slot, lane_op(i.op), {}};
    if (i.op == Op::add && fused[i.a] && fused[i.b]) {
      step.op = LaneOp::mix;
      step.reads = {instructions[i.a].a, instructions[i.a].b, instructions[i.b].a, instructions[i.b].b};
    } else if (i.op == Op::add && (fused[i.a] || fused[i.b])) {
      step.op = LaneOp::multiply_add;
      const std::uint32_t product = fused[i.a] ? i.a : i.b;
      step.reads = {instructions[product].a, instructions[product].b, fused[i.a] ? i.b : i.a};
    } else if (i.op == Op::minimum && gap_of(i)) {
      const std::uint32_t gap = *gap_of(i);
      const Instruction& difference = instructions[instructions[gap].a];
      step.op = LaneOp::minimum_gap;
      step.reads = {gap == i.b ? i.a : i.b, difference.a, difference.b};
    } else {
      const std::uint32_t operands[] = {i.a, i.b, i.c};
      step.reads.assign(operands, operands + num_operands(i.op));
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

/// How far ahead a step may be brought forward to follow one of its kind.
constexpr std::size_t reach_ahead = 192;

/// Steps of one kind in a row, as far as their operands allow: the machine then foresees what comes next. Looks only a
/// little ahead, so that what was near each other stays near.
std::vector<Planned> in_rows(std::vector<Planned> steps, std::size_t num_slots) {
  std::vector<bool> made(num_slots, true);
  for (const Planned& step : steps) made[step.slot] = false;
  std::vector<Planned> ordered;
  ordered.reserve(steps.size());
  std::vector<std::size_t> window;  // indices of steps not placed yet, in order
  std::size_t next = 0;
  LaneOp kind = LaneOp::input;
  while (ordered.size() < steps.size()) {
    while (window.size() < reach_ahead && next < steps.size()) window.push_back(next++);
    auto chosen = window.begin();  // the first is always ready: all before it are made
    for (auto it = window.begin(); it != window.end(); ++it) {
      const Planned& step = steps[*it];
      const bool ready = std::ranges::all_of(step.reads, [&](std::uint32_t slot) { return made[slot]; });
      if (!ready || step.op != kind) continue;
      chosen = it;
      break;
    }
    Planned& step = steps[*chosen];
    kind = step.op;
    made[step.slot] = true;
    ordered.push_back(std::move(step));
    window.erase(chosen);
  }
  return ordered;
}

}  // namespace

LaneCode::LaneCode(const Program& program, std::span<const Slot> outputs) {
  const auto& instructions = program.instructions();
  const std::vector<std::uint32_t> order = schedule(program, outputs);
  const std::vector<Planned> steps = in_rows(plan(program, order, outputs), instructions.size());
  // Where each slot is read last; outputs are read after the end.
  std::vector<std::size_t> last(instructions.size(), 0);
  for (std::size_t k = 0; k < steps.size(); ++k) {
    for (std::uint32_t slot : steps[k].reads) last[slot] = k;
  }
  for (Slot output : outputs) last[output.at()] = std::numeric_limits<std::size_t>::max();

  std::vector<std::uint32_t> place(instructions.size(), unplaced);
  for (std::uint32_t slot : order) {  // constants keep their register: it is filled once for all blocks
    if (instructions[slot].op != Op::constant) continue;
    place[slot] = static_cast<std::uint32_t>(num_registers_++);
    presets_.push_back({place[slot], program.constants()[instructions[slot].a].value});
  }
  std::vector<std::uint32_t> free_registers;
  for (std::size_t k = 0; k < steps.size(); ++k) {
    const Planned& planned = steps[k];
    LaneStep step{planned.op, 0, 0, 0, 0, 0};
    std::uint32_t* const operands[] = {&step.a, &step.b, &step.c, &step.d};
    for (std::size_t r = 0; r < planned.reads.size(); ++r) *operands[r] = place[planned.reads[r]];
    if (planned.op == LaneOp::input) step.a = instructions[planned.slot].a;
    for (std::uint32_t slot : planned.reads) {
      if (last[slot] != k || instructions[slot].op == Op::constant || place[slot] == unplaced) continue;
      free_registers.push_back(place[slot]);
      place[slot] = unplaced;
    }
    if (free_registers.empty()) {
      step.to = static_cast<std::uint32_t>(num_registers_++);
    } else {
      step.to = free_registers.back();
      free_registers.pop_back();
    }
    place[planned.slot] = step.to;
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
