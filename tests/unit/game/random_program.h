// SPDX-License-Identifier: Apache-2.0
// Random programs for tests: every operation, values of every size, conditions kept apart from numbers.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <vector>

#include "parley/game/program.h"

namespace parley::test {

/// The same numbers on every machine: standard distributions are not.
class RandomSource {
 public:
  explicit RandomSource(std::uint64_t seed) : bits_(seed) {}
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(bits_() % n); }
  double uniform() { return static_cast<double>(bits_() >> 11U) * 0x1.0p-53; }
  double between(double low, double high) { return low + (high - low) * uniform(); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }

 private:
  std::mt19937_64 bits_;
};

/// Grows a program by operations on what it holds already.
class RandomProgram {
 public:
  RandomProgram(RandomSource& random, std::uint32_t num_inputs) : random_(random), program(num_inputs) {
    for (std::uint32_t i = 0; i < num_inputs; ++i) numbers.push_back(program.input(i));
    for (const double value : {0.0, 1.0, -1.0, 2.0, 0.5, -2.5}) numbers.push_back(program.constant(value));
    numbers.push_back(program.exact(0));
    numbers.push_back(program.exact(3));
    conditions.push_back(program.binary(game::Op::less, numbers[0], numbers[1 % num_inputs]));
  }

  void grow(std::uint32_t num_operations) {
    for (std::uint32_t i = 0; i < num_operations; ++i) add_operation();
  }

 private:
  game::Slot number() { return numbers[random_.below(static_cast<std::uint32_t>(numbers.size()))]; }
  game::Slot condition() { return conditions[random_.below(static_cast<std::uint32_t>(conditions.size()))]; }

  void add_operation() {
    using game::Op;
    constexpr std::array binary{Op::add,     Op::subtract, Op::multiply, Op::divide,
                                Op::minimum, Op::maximum,  Op::power,    Op::modulo};
    constexpr std::array unary{Op::negate, Op::absolute, Op::exponential, Op::logarithm, Op::square_root};
    constexpr std::array comparison{Op::less, Op::less_equal, Op::equal};
    switch (random_.below(8)) {
      case 0:
        conditions.push_back(program.binary(comparison[random_.below(comparison.size())], number(), number()));
        break;
      case 1:
        conditions.push_back(random_.one_in(3) ? program.unary(Op::logical_not, condition())
                                               : program.binary(random_.one_in(2) ? Op::logical_and : Op::logical_or,
                                                                condition(), condition()));
        break;
      case 2:
        numbers.push_back(program.select(condition(), number(), number()));
        break;
      case 3:
        numbers.push_back(program.unary(unary[random_.below(unary.size())], number()));
        break;
      default:
        numbers.push_back(program.binary(binary[random_.below(binary.size())], number(), number()));
        break;
    }
  }

  RandomSource& random_;

 public:
  game::Program program;
  std::vector<game::Slot> numbers, conditions;
};

}  // namespace parley::test
