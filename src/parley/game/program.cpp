// SPDX-License-Identifier: Apache-2.0
// Grows a program without saying anything twice, and evaluates it at a point.
#include "parley/game/program.h"

#include <cmath>
#include <limits>

#include "parley/base/result.h"

namespace parley::game {

namespace {

bool is_commutative(Op op) {
  switch (op) {
    case Op::add:
    case Op::multiply:
    case Op::minimum:
    case Op::maximum:
    case Op::equal:
    case Op::logical_and:
    case Op::logical_or:
      return true;
    default:
      return false;
  }
}

/// Operations that can give a number that is not finite although their operands are finite and of reasonable size.
bool may_break(Op op) {
  return op == Op::divide || op == Op::power || op == Op::modulo || op == Op::exponential || op == Op::logarithm ||
         op == Op::square_root;
}

Number truth(bool holds) { return Number(Rational(holds ? 1 : 0)); }

Number apply_unary(Op op, const Number& a) {
  switch (op) {
    case Op::negate:
      return negate(a);
    case Op::absolute:
      return absolute(a);
    case Op::exponential:
      return exponential(a);
    case Op::logarithm:
      return logarithm(a);
    case Op::square_root:
      return square_root(a);
    case Op::logical_not:
      return truth(a.value == 0.0);
    default:
      throw InternalError("not a unary operation");
  }
}

Number apply_binary(Op op, const Number& a, const Number& b) {
  switch (op) {
    case Op::add:
      return add(a, b);
    case Op::subtract:
      return subtract(a, b);
    case Op::multiply:
      return multiply(a, b);
    case Op::divide:
      return divide(a, b);
    case Op::minimum:
      return minimum(a, b);
    case Op::maximum:
      return maximum(a, b);
    case Op::power:
      return power(a, b);
    case Op::modulo:
      return modulo(a, b);
    case Op::less:
      return truth(less(a, b));
    case Op::less_equal:
      return truth(less_equal(a, b));
    case Op::equal:
      return truth(equal(a, b));
    case Op::logical_and:
      return truth(a.value != 0.0 && b.value != 0.0);
    case Op::logical_or:
      return truth(a.value != 0.0 || b.value != 0.0);
    default:
      throw InternalError("not a binary operation");
  }
}

}  // namespace

std::size_t Program::KeyHash::operator()(const Key& key) const noexcept {
  const Instruction& i = key.instruction;
  std::uint64_t h = static_cast<std::uint64_t>(i.op) * 0x9e3779b97f4a7c15U;
  for (const std::uint32_t part : {i.a, i.b, i.c}) {
    h ^= part;
    h *= 0xff51afd7ed558ccdU;
    h ^= h >> 32U;
  }
  return static_cast<std::size_t>(h);
}

Slot Program::add_input() {
  ++num_inputs_;
  return input(num_inputs_ - 1);
}

Slot Program::intern(Instruction instruction) {
  const auto [place, added] = known_.try_emplace(Key{instruction}, make_id<SlotTag>(instructions_.size()));
  if (added) {
    instructions_.push_back(instruction);
    const auto breaks = [&](std::uint32_t slot) { return breaks_[slot]; };
    bool broken = may_break(instruction.op);
    if (instruction.op == Op::constant) {
      broken = !std::isfinite(constants_[instruction.a].value);
    } else if (instruction.op != Op::input) {
      broken = broken || breaks(instruction.a) || breaks(instruction.b) || breaks(instruction.c);
    }
    breaks_.push_back(broken);
  }
  return place->second;
}

Slot Program::constant(const Number& value) {
  const std::size_t hash = std::hash<double>{}(value.value);
  const auto [first, last] = known_constants_.equal_range(hash);
  for (auto it = first; it != last; ++it) {
    const Number& known = constants_[it->second];
    const bool same_double = known.value == value.value || (std::isnan(known.value) && std::isnan(value.value));
    if (same_double && known.exact == value.exact) return intern({Op::constant, it->second, 0, 0});
  }
  const auto index = static_cast<std::uint32_t>(constants_.size());
  constants_.push_back(value);
  known_constants_.emplace(hash, index);
  return intern({Op::constant, index, 0, 0});
}

Slot Program::input(std::uint32_t index) {
  if (index >= num_inputs_) throw InternalError("input out of range");
  return intern({Op::input, index, 0, 0});
}

const Number* Program::constant_at(Slot slot) const {
  const Instruction& instruction = instructions_[slot.at()];
  return instruction.op == Op::constant ? &constants_[instruction.a] : nullptr;
}

bool Program::is_constant(Slot slot, double value) const {
  const Number* known = constant_at(slot);
  return known != nullptr && known->value == value;
}

Slot Program::unary(Op op, Slot a) {
  if (const Number* known = constant_at(a)) return constant(apply_unary(op, *known));
  const Instruction& inner = instructions_[a.at()];
  if ((op == Op::logical_not || op == Op::negate) && inner.op == op) return Slot{inner.a};
  return intern({op, a.index, a.index, a.index});
}

Slot Program::binary(Op op, Slot a, Slot b) {
  const Number* left = constant_at(a);
  const Number* right = constant_at(b);
  if (left != nullptr && right != nullptr) return constant(apply_binary(op, *left, *right));
  if (const std::optional<Slot> same = identity(op, a, b)) return *same;
  if (is_commutative(op) && b < a) std::swap(a, b);
  return intern({op, a.index, b.index, b.index});
}

std::optional<Slot> Program::identity(Op op, Slot a, Slot b) {
  const bool finite_a = !breaks_[a.at()];
  const bool finite_b = !breaks_[b.at()];
  switch (op) {
    case Op::add:
      if (is_constant(a, 0.0)) return b;
      if (is_constant(b, 0.0)) return a;
      break;
    case Op::subtract:
      if (is_constant(b, 0.0)) return a;
      if (a == b && finite_a) return exact(0);
      break;
    case Op::multiply:
      if (is_constant(a, 1.0)) return b;
      if (is_constant(b, 1.0)) return a;
      if (is_constant(a, 0.0) && finite_b) return a;
      if (is_constant(b, 0.0) && finite_a) return b;
      break;
    case Op::divide:
      if (is_constant(b, 1.0)) return a;
      break;
    case Op::minimum:
    case Op::maximum:
      if (a == b) return a;
      break;
    case Op::less:
      if (a == b) return exact(0);
      break;
    case Op::less_equal:
    case Op::equal:
      if (a == b && finite_a) return exact(1);
      break;
    case Op::logical_and:
      if (a == b || is_constant(b, 1.0) || is_constant(a, 0.0)) return a;
      if (is_constant(a, 1.0) || is_constant(b, 0.0)) return b;
      break;
    case Op::logical_or:
      if (a == b || is_constant(b, 0.0) || is_constant(a, 1.0)) return a;
      if (is_constant(a, 0.0) || is_constant(b, 1.0)) return b;
      break;
    default:
      break;
  }
  return std::nullopt;
}

Slot Program::select(Slot condition, Slot yes, Slot no) {
  if (const Number* known = constant_at(condition)) return known->value != 0.0 ? yes : no;
  if (yes == no) return yes;
  if (instructions_[condition.at()].op == Op::logical_not) {
    return select(Slot{instructions_[condition.at()].a}, no, yes);
  }
  // An arm that asks the same question again has its answer already.
  const Instruction& in_yes = instructions_[yes.at()];
  if (in_yes.op == Op::select && in_yes.a == condition.index) return select(condition, Slot{in_yes.b}, no);
  const Instruction& in_no = instructions_[no.at()];
  if (in_no.op == Op::select && in_no.a == condition.index) return select(condition, yes, Slot{in_no.c});
  return intern({Op::select, condition.index, yes.index, no.index});
}

std::vector<bool> Program::reached_from(std::span<const Slot> needed) const {
  std::vector<bool> reached(instructions_.size(), needed.empty());
  for (const Slot slot : needed) reached[slot.at()] = true;
  for (std::size_t i = instructions_.size(); i-- > 0;) {
    const Instruction& instruction = instructions_[i];
    if (!reached[i] || instruction.op == Op::constant || instruction.op == Op::input) continue;
    reached[instruction.a] = true;
    reached[instruction.b] = true;
    reached[instruction.c] = true;
  }
  return reached;
}

std::vector<Number> Program::evaluate(std::span<const Number> inputs, std::span<const Slot> needed) const {
  if (inputs.size() != num_inputs_) throw InternalError("wrong number of inputs");
  const std::vector<bool> reached = reached_from(needed);
  std::vector<Number> values(instructions_.size(), Number(std::numeric_limits<double>::quiet_NaN()));
  for (std::size_t i = 0; i < instructions_.size(); ++i) {
    if (!reached[i]) continue;
    const Instruction& instruction = instructions_[i];
    switch (instruction.op) {
      case Op::constant:
        values[i] = constants_[instruction.a];
        break;
      case Op::input:
        values[i] = inputs[instruction.a];
        break;
      case Op::select:
        values[i] = values[instruction.a].value != 0.0 ? values[instruction.b] : values[instruction.c];
        break;
      case Op::negate:
      case Op::absolute:
      case Op::exponential:
      case Op::logarithm:
      case Op::square_root:
      case Op::logical_not:
        values[i] = apply_unary(instruction.op, values[instruction.a]);
        break;
      default:
        values[i] = apply_binary(instruction.op, values[instruction.a], values[instruction.b]);
        break;
    }
  }
  return values;
}

}  // namespace parley::game
