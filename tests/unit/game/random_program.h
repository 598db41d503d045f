// SPDX-License-Identifier: Apache-2.0
// Random programs for tests: every operation, values of every size, and the expressions that the program was made of.
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

/// What was asked of the program, word by word: operands are indices of earlier terms (of an input: its index).
struct Term {
  game::Op op = game::Op::constant;
  std::uint32_t a = 0, b = 0, c = 0;
  Number constant;
  game::Slot slot;  ///< what the program answered
};

/// Grows a program by operations on what it holds already. Conditions are 0 or 1: comparisons, constants, choices among
/// conditions, and the last input.
class RandomProgram {
 public:
  RandomProgram(RandomSource& random, std::uint32_t num_inputs, const std::vector<Number>& constants)
      : program(num_inputs), random_(random) {
    for (std::uint32_t i = 0; i < num_inputs; ++i) {
      numbers.push_back(add({game::Op::input, i, 0, 0, {}, program.input(i)}));
    }
    conditions.push_back(numbers.back());
    for (const Number& constant : constants) {
      numbers.push_back(add({game::Op::constant, 0, 0, 0, constant, program.constant(constant)}));
    }
    for (const int truth : {0, 1}) {
      const Number constant{Rational(truth)};
      conditions.push_back(add({game::Op::constant, 0, 0, 0, constant, program.constant(constant)}));
    }
  }

  void grow(std::uint32_t num_operations) {
    for (std::uint32_t i = 0; i < num_operations; ++i) add_operation();
  }

  game::Program program;
  std::vector<Term> terms;
  std::vector<std::uint32_t> numbers, conditions;  ///< indices of terms
  bool conditions_are_numbers = true;              ///< whether operations on numbers take conditions, too

 private:
  std::uint32_t add(Term term) {
    terms.push_back(std::move(term));
    return static_cast<std::uint32_t>(terms.size() - 1);
  }
  /// Often a recent one, so that expressions grow deep.
  std::uint32_t any_of(const std::vector<std::uint32_t>& those) {
    const auto size = static_cast<std::uint32_t>(those.size());
    return those[random_.one_in(2) && size > 4 ? size - 1 - random_.below(4) : random_.below(size)];
  }
  std::uint32_t number() { return conditions_are_numbers && random_.one_in(8) ? any_of(conditions) : any_of(numbers); }
  std::uint32_t condition() { return any_of(conditions); }

  std::uint32_t unary(game::Op op, std::uint32_t a) { return add({op, a, 0, 0, {}, program.unary(op, terms[a].slot)}); }
  std::uint32_t binary(game::Op op, std::uint32_t a, std::uint32_t b) {
    return add({op, a, b, 0, {}, program.binary(op, terms[a].slot, terms[b].slot)});
  }
  std::uint32_t select(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    return add({game::Op::select, a, b, c, {}, program.select(terms[a].slot, terms[b].slot, terms[c].slot)});
  }

  void add_operation() {
    using game::Op;
    constexpr std::array on_two{Op::add,     Op::subtract, Op::multiply, Op::divide,
                                Op::minimum, Op::maximum,  Op::power,    Op::modulo};
    constexpr std::array on_one{Op::negate, Op::absolute, Op::exponential, Op::logarithm, Op::square_root};
    constexpr std::array comparison{Op::less, Op::less_equal, Op::equal};
    switch (random_.below(9)) {
      case 0:
        conditions.push_back(binary(comparison[random_.below(comparison.size())], number(), number()));
        break;
      case 1:
        conditions.push_back(
            random_.one_in(3) ? unary(Op::logical_not, condition())
                              : binary(random_.one_in(2) ? Op::logical_and : Op::logical_or, condition(), condition()));
        break;
      case 2:
        conditions.push_back(select(condition(), condition(), condition()));
        break;
      case 3:
        numbers.push_back(select(condition(), number(), number()));
        break;
      case 4:
        numbers.push_back(unary(on_one[random_.below(on_one.size())], number()));
        break;
      default:
        numbers.push_back(binary(on_two[random_.below(on_two.size())], number(), number()));
        break;
    }
  }

  RandomSource& random_;
};

inline std::vector<Number> doubles(std::initializer_list<double> values) {
  std::vector<Number> numbers;
  for (const double value : values) numbers.emplace_back(value);
  return numbers;
}

}  // namespace parley::test
