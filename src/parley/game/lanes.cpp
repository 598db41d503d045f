// SPDX-License-Identifier: Apache-2.0
// Turns a program into steps over lanes: schedule, fusion, registers.
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
  for (const Slot output : outputs) {
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
    case Op::add:
      return LaneOp::add;
    case Op::subtract:
      return LaneOp::subtract;
    case Op::multiply:
      return LaneOp::multiply;
    case Op::divide:
      return LaneOp::divide;
    case Op::minimum:
      return LaneOp::minimum;
    case Op::maximum:
      return LaneOp::maximum;
    case Op::power:
      return LaneOp::power;
    case Op::modulo:
      return LaneOp::modulo;
    case Op::negate:
      return LaneOp::negate;
    case Op::absolute:
      return LaneOp::absolute;
    case Op::exponential:
      return LaneOp::exponential;
    case Op::logarithm:
      return LaneOp::logarithm;
    case Op::square_root:
      return LaneOp::square_root;
    case Op::less:
      return LaneOp::less;
    case Op::less_equal:
      return LaneOp::less_equal;
    case Op::equal:
      return LaneOp::equal;
    case Op::logical_and:
      return LaneOp::logical_and;
    case Op::logical_or:
      return LaneOp::logical_or;
    case Op::logical_not:
      return LaneOp::logical_not;
    case Op::select:
      return LaneOp::select_by_number;
    case Op::constant:
    case Op::input:
      break;
  }
  return LaneOp::input;
}

/// The same of masks.
LaneOp mask_op(Op op) {
  switch (op) {
    case Op::logical_and:
      return LaneOp::mask_and;
    case Op::logical_or:
      return LaneOp::mask_or;
    case Op::logical_not:
      return LaneOp::mask_not;
    case Op::select:
      return LaneOp::mask_select;
    default:
      return lane_op(op);
  }
}

std::size_t num_operands(Op op) {
  switch (op) {
    case Op::constant:
    case Op::input:
      return 0;
    case Op::negate:
    case Op::absolute:
    case Op::exponential:
    case Op::logarithm:
    case Op::square_root:
    case Op::logical_not:
      return 1;
    case Op::select:
      return 3;
    default:
      return 2;
  }
}

std::vector<std::uint32_t> operands_of(const Instruction& instruction) {
  const std::uint32_t operands[] = {instruction.a, instruction.b, instruction.c};
  return {operands, operands + num_operands(instruction.op)};
}

/// A value in a register: a slot of the program as a number, or as a mask.
struct Value {
  std::uint32_t slot = 0;
  bool mask = false;
};

/// A step before registers are given out: what it makes and what it reads.
struct Planned {
  Value makes;
  LaneOp op = LaneOp::input;
  std::vector<Value> reads;
};

/// Plans the steps: which slots are masks, what is made together, where masks are widened to numbers.
class Planner {
 public:
  Planner(const Program& program, const std::vector<std::uint32_t>& order, std::span<const Slot> outputs)
      : program_(program), order_(order), outputs_(outputs) {}

  std::vector<Planned> run() {
    find_masks();
    find_fused();
    widened_.assign(instructions().size(), false);
    for (const std::uint32_t slot : order_) {
      const Instruction& i = instructions()[slot];
      if (i.op == Op::constant || fused_[slot]) continue;
      add_step(slot, i);
    }
    for (const Slot output : outputs_) number(output.index);
    return std::move(steps_);
  }

 private:
  [[nodiscard]] const std::vector<Instruction>& instructions() const { return program_.instructions(); }

  /// A mask, or a constant that can be one.
  [[nodiscard]] bool may_be_mask(std::uint32_t slot) const {
    return is_mask_[slot] || program_.is_constant(Slot{slot}, 0.0) || program_.is_constant(Slot{slot}, 1.0);
  }

  void find_masks() {
    is_mask_.assign(instructions().size(), false);
    for (const std::uint32_t slot : order_) {
      const Instruction& i = instructions()[slot];
      if (i.op == Op::less || i.op == Op::less_equal || i.op == Op::equal) {
        is_mask_[slot] = true;
      } else if (mask_op(i.op) != lane_op(i.op)) {
        const auto operands = operands_of(i);
        const bool all = std::ranges::all_of(operands, [&](std::uint32_t operand) { return may_be_mask(operand); });
        const bool some = std::any_of(operands.begin() + (i.op == Op::select ? 1 : 0), operands.end(),
                                      [&](std::uint32_t operand) { return is_mask_[operand]; });
        is_mask_[slot] = all && some;
      }
    }
  }

  /// Products and gaps that nothing else reads are made together with what reads them.
  void find_fused() {
    uses_.assign(instructions().size(), 0);
    for (const std::uint32_t slot : order_) {
      for (const std::uint32_t operand : operands_of(instructions()[slot])) ++uses_[operand];
    }
    for (const Slot output : outputs_) ++uses_[output.at()];
    fused_.assign(instructions().size(), false);
    for (const std::uint32_t slot : order_) {
      const Instruction& i = instructions()[slot];
      if (i.op == Op::add) {
        for (const std::uint32_t operand : {i.a, i.b}) fused_[operand] = fused_[operand] || lone(operand, Op::multiply);
      } else if (i.op == Op::minimum) {
        if (const auto gap = gap_of(i)) fused_[*gap] = fused_[instructions()[*gap].a] = true;
      }
    }
  }

  [[nodiscard]] bool lone(std::uint32_t slot, Op op) const { return instructions()[slot].op == op && uses_[slot] == 1; }

  /// The operand of a minimum that is the lone gap between two values.
  [[nodiscard]] std::optional<std::uint32_t> gap_of(const Instruction& i) const {
    for (std::uint32_t operand : {i.b, i.a}) {
      if (lone(operand, Op::absolute) && lone(instructions()[operand].a, Op::subtract)) return operand;
    }
    return std::nullopt;
  }

  /// The slot as a number; widened where it is a mask.
  Value number(std::uint32_t slot) {
    if (is_mask_[slot] && !widened_[slot]) {
      widened_[slot] = true;
      steps_.push_back({{slot, false}, LaneOp::widen, {{slot, true}}});
    }
    return {slot, false};
  }

  std::vector<Value> numbers(std::initializer_list<std::uint32_t> slots) {
    std::vector<Value> values;
    for (const std::uint32_t slot : slots) values.push_back(number(slot));
    return values;
  }

  void add_step(std::uint32_t slot, const Instruction& i) {
    Planned step{{slot, false}, lane_op(i.op), {}};
    if (is_mask_[slot] && mask_op(i.op) != lane_op(i.op)) {
      step.op = mask_op(i.op);
      step.makes.mask = true;
      for (const std::uint32_t operand : operands_of(i)) step.reads.push_back({operand, true});
    } else if (i.op == Op::select && is_mask_[i.a]) {
      step.op = LaneOp::select;
      step.reads = numbers({i.b, i.c});
      step.reads.insert(step.reads.begin(), Value{i.a, true});
    } else if (i.op == Op::add && fused_[i.a] && fused_[i.b]) {
      const Instruction &first = instructions()[i.a], &second = instructions()[i.b];
      step.op = LaneOp::mix;
      step.reads = numbers({first.a, first.b, second.a, second.b});
    } else if (i.op == Op::add && (fused_[i.a] || fused_[i.b])) {
      const Instruction& product = instructions()[fused_[i.a] ? i.a : i.b];
      step.op = LaneOp::multiply_add;
      step.reads = numbers({product.a, product.b, fused_[i.a] ? i.b : i.a});
    } else if (i.op == Op::minimum && gap_of(i)) {
      const std::uint32_t gap = *gap_of(i);
      const Instruction& difference = instructions()[instructions()[gap].a];
      step.op = LaneOp::minimum_gap;
      step.reads = numbers({gap == i.b ? i.a : i.b, difference.a, difference.b});
    } else {
      for (const std::uint32_t operand : operands_of(i)) step.reads.push_back(number(operand));
      step.makes.mask = makes_mask(step.op);
    }
    steps_.push_back(std::move(step));
  }

  const Program& program_;
  const std::vector<std::uint32_t>& order_;
  std::span<const Slot> outputs_;
  std::vector<bool> is_mask_, fused_, widened_;
  std::vector<std::uint32_t> uses_;
  std::vector<Planned> steps_;
};

/// How far ahead a step may be brought forward to follow one of its kind.
constexpr std::size_t reach_ahead = 192;

/// Steps of one kind in a row, as far as their operands allow: the machine then foresees what comes next. Looks only a
/// little ahead, so that what was near each other stays near.
std::vector<Planned> in_rows(std::vector<Planned> steps, const Program& program) {
  std::vector<bool> made[2];
  for (auto& of_kind : made) of_kind.assign(program.size(), true);  // constants are there from the start
  for (const Planned& step : steps) made[step.makes.mask ? 1 : 0][step.makes.slot] = false;
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
      if (step.op != kind) continue;
      const bool ready = std::ranges::all_of(step.reads, [&](Value v) { return made[v.mask ? 1 : 0][v.slot]; });
      if (!ready) continue;
      chosen = it;
      break;
    }
    Planned& step = steps[*chosen];
    kind = step.op;
    made[step.makes.mask ? 1 : 0][step.makes.slot] = true;
    ordered.push_back(std::move(step));
    window.erase(chosen);
  }
  return ordered;
}

/// Registers of one kind; those of values that are read no more are given out again.
class RegisterFile {
 public:
  explicit RegisterFile(std::size_t num_slots) : place_(num_slots, unplaced), last_(num_slots, 0) {}

  void read_at(std::uint32_t slot, std::size_t step) { last_[slot] = step; }
  void keep(std::uint32_t slot) { last_[slot] = std::numeric_limits<std::size_t>::max(); }
  [[nodiscard]] bool is_placed(std::uint32_t slot) const { return place_[slot] != unplaced; }
  [[nodiscard]] std::uint32_t at(std::uint32_t slot) const { return place_[slot]; }
  [[nodiscard]] std::size_t size() const { return size_; }

  std::uint32_t give(std::uint32_t slot) {
    if (free_.empty()) {
      place_[slot] = static_cast<std::uint32_t>(size_++);
    } else {
      place_[slot] = free_.back();
      free_.pop_back();
    }
    return place_[slot];
  }
  void release_after(std::uint32_t slot, std::size_t step) {
    if (last_[slot] != step || place_[slot] == unplaced) return;
    free_.push_back(place_[slot]);
    place_[slot] = unplaced;
  }

 private:
  std::vector<std::uint32_t> place_;
  std::vector<std::size_t> last_;
  std::vector<std::uint32_t> free_;
  std::size_t size_ = 0;
};

}  // namespace

LaneCode::LaneCode(const Program& program, std::span<const Slot> outputs) {
  const auto& instructions = program.instructions();
  const std::vector<std::uint32_t> order = schedule(program, outputs);
  const std::vector<Planned> steps = in_rows(Planner(program, order, outputs).run(), program);
  RegisterFile numbers(program.size());
  RegisterFile masks(program.size());
  const auto file = [&](Value value) -> RegisterFile& { return value.mask ? masks : numbers; };
  for (std::size_t k = 0; k < steps.size(); ++k) {
    for (const Value value : steps[k].reads) file(value).read_at(value.slot, k);
  }
  for (const Slot output : outputs) numbers.keep(output.index);
  const auto place_constant = [&](Value value) {  // constants keep their register: it is filled once for all blocks
    if (instructions[value.slot].op != Op::constant || file(value).is_placed(value.slot)) return;
    const double constant = program.constants()[instructions[value.slot].a].value;
    const std::uint32_t to = file(value).give(value.slot);
    file(value).keep(value.slot);
    if (value.mask) {
      mask_presets_.push_back({to, constant != 0.0});
    } else {
      presets_.push_back({to, constant});
    }
  };
  for (const Planned& step : steps) std::ranges::for_each(step.reads, place_constant);
  for (const Slot output : outputs) place_constant({output.index, false});
  for (std::size_t k = 0; k < steps.size(); ++k) {
    const Planned& planned = steps[k];
    LaneStep step{planned.op, 0, 0, 0, 0, 0};
    std::uint32_t* const operands[] = {&step.a, &step.b, &step.c, &step.d};
    for (std::size_t r = 0; r < planned.reads.size(); ++r) {
      *operands[r] = file(planned.reads[r]).at(planned.reads[r].slot);
    }
    if (planned.op == LaneOp::input) step.a = instructions[planned.makes.slot].a;
    for (const Value value : planned.reads) file(value).release_after(value.slot, k);
    step.to = file(planned.makes).give(planned.makes.slot);
    code_.push_back(step);
  }
  outputs_.reserve(outputs.size());
  for (const Slot output : outputs) outputs_.push_back(numbers.at(output.index));
  num_registers_ = numbers.size();
  num_masks_ = masks.size();
}

LaneCode::Registers::Registers(const LaneCode& code) : code_(&code) {
  constexpr std::size_t align = 64 / sizeof(double);
  storage_.resize(code.num_registers_ * block_size + align);
  masks_.resize(code.num_masks_ + 1);  // loads of a mask's last byte may look at seven bytes more
  auto address = reinterpret_cast<std::uintptr_t>(storage_.data());
  base_ = storage_.data() + ((64 - address % 64) % 64) / sizeof(double);
  for (const Preset& preset : code.presets_) {
    std::fill_n(base_ + std::size_t{preset.to} * block_size, block_size, preset.value);
  }
  for (const MaskPreset& preset : code.mask_presets_) masks_[preset.to] = preset.value ? ~std::uint64_t{0} : 0;
}

const double* LaneCode::Registers::output(std::size_t k) const {
  return base_ + std::size_t{code_->outputs_[k]} * block_size;
}

void LaneCode::run(std::span<const double* const> inputs, Registers& registers) const {
  run_lane_steps(code_, inputs, registers.base_, registers.masks_.data());
}

}  // namespace parley::game
