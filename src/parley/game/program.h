// SPDX-License-Identifier: Apache-2.0
// All numbers of a game as one flat program over the inputs: shared subexpressions once, constants folded.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "parley/base/ids.h"
#include "parley/math/number.h"

namespace parley::game {

/// One value of the program. Conditions are slots too, 1 or 0.
using Slot = Id<struct SlotTag>;

enum class Op : std::uint8_t {
  constant,  ///< a: index of the constant
  input,     ///< a: index of the input
  add,
  subtract,
  multiply,
  divide,
  minimum,
  maximum,
  power,
  modulo,  // a, b
  negate,
  absolute,
  exponential,
  logarithm,
  square_root,  // a
  less,
  less_equal,
  equal,  // a, b; 1 or 0
  logical_and,
  logical_or,   // a, b in {0, 1}
  logical_not,  // a in {0, 1}
  select,       // a in {0, 1}: b where a is 1, else c
};

struct Instruction {
  Op op = Op::constant;
  std::uint32_t a = 0, b = 0, c = 0;
  friend bool operator==(const Instruction&, const Instruction&) = default;
};

/// Grows by one instruction at a time, each reading earlier ones only. Asking for the same value twice gives the same
/// slot; operations on constants are done at once, exactly where both are exact; identities (x + 0, x * 1, not not x,
/// select with equal arms ...) are taken, x * 0 and x - x only where x cannot be infinite or undefined. Not kept is
/// the sign of a zero (x * 0 is 0).
class Program {
 public:
  explicit Program(std::uint32_t num_inputs = 0) : num_inputs_(num_inputs) {}

  [[nodiscard]] std::uint32_t num_inputs() const { return num_inputs_; }
  /// A further input; its index is the former num_inputs().
  Slot add_input();

  Slot constant(const Number& value);
  Slot constant(double value) { return constant(Number(value)); }
  Slot exact(std::int64_t value) { return constant(Number(Rational(value))); }
  Slot input(std::uint32_t index);
  Slot unary(Op op, Slot a);
  Slot binary(Op op, Slot a, Slot b);
  Slot select(Slot condition, Slot yes, Slot no);

  Slot add(Slot a, Slot b) { return binary(Op::add, a, b); }
  Slot subtract(Slot a, Slot b) { return binary(Op::subtract, a, b); }
  Slot multiply(Slot a, Slot b) { return binary(Op::multiply, a, b); }
  Slot divide(Slot a, Slot b) { return binary(Op::divide, a, b); }

  [[nodiscard]] std::size_t size() const { return instructions_.size(); }
  [[nodiscard]] const std::vector<Instruction>& instructions() const { return instructions_; }
  [[nodiscard]] const std::vector<Number>& constants() const { return constants_; }
  /// The constant that a slot holds, if it holds one.
  [[nodiscard]] const Number* constant_at(Slot slot) const;
  [[nodiscard]] bool is_constant(Slot slot, double value) const;

  /// Which instructions the slots depend on (empty: all).
  [[nodiscard]] std::vector<bool> reached_from(std::span<const Slot> needed) const;
  /// All slots at one point of the inputs, exact where everything beneath is. `needed` limits the work to what those
  /// slots depend on (empty: all); others are left at NaN.
  [[nodiscard]] std::vector<Number> evaluate(std::span<const Number> inputs, std::span<const Slot> needed = {}) const;

 private:
  struct Key {
    Instruction instruction;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept;
  };
  Slot intern(Instruction instruction);
  std::optional<Slot> identity(Op op, Slot a, Slot b);

  std::uint32_t num_inputs_ = 0;
  std::vector<Instruction> instructions_;
  std::vector<bool> breaks_;  // may be infinite or undefined at some finite inputs
  std::vector<Number> constants_;
  std::unordered_map<Key, Slot, KeyHash> known_;
  std::unordered_multimap<std::size_t, std::uint32_t> known_constants_;
};

}  // namespace parley::game
