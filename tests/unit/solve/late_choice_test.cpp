// SPDX-License-Identifier: Apache-2.0
// A choice made among what two numbers consist of is the choice between them.
#include "parley/solve/late_choice.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace parley::solve {
namespace {

using game::Op;
using game::Program;
using game::Slot;

constexpr std::uint32_t num_inputs = 8;

std::size_t steps(const Program& program, Slot slot) {
  return static_cast<std::size_t>(std::ranges::count(program.reached_from(std::vector{slot}), true));
}

/// Numbers as values of games are: sums of chances times choices between smaller ones.
class RandomNumber {
 public:
  RandomNumber(Program& program, std::uint64_t seed) : program_(program), random_(seed) {}

  Slot condition() { return program_.binary(Op::less, input(), input()); }
  Slot make(int depth) {
    if (depth == 0) return below(3) == 0 ? program_.exact(static_cast<std::int64_t>(below(3))) : input();
    switch (below(4)) {
      case 0:
        return program_.select(condition(), make(depth - 1), make(depth - 1));
      case 1:
        return program_.multiply(program_.input(below(2)), make(depth - 1));
      default:
        return program_.add(program_.multiply(program_.input(0), make(depth - 1)),
                            program_.multiply(program_.input(1), make(depth - 1)));
    }
  }

 private:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  Slot input() { return program_.input(below(num_inputs)); }

  Program& program_;
  std::mt19937_64 random_;
};

TEST(LateChoice, IsTheChoice) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Program program(num_inputs);
    RandomNumber number(program, seed);
    const Slot condition = number.condition(), yes = number.make(5), no = number.make(5);
    LateChoice late(program);
    const Slot chosen = late.select(condition, yes, no);
    std::mt19937_64 random(seed);
    for (int draw = 0; draw < 10; ++draw) {
      std::vector<Number> inputs;
      for (std::uint32_t k = 0; k < num_inputs; ++k) {
        inputs.emplace_back(Rational::ratio(static_cast<std::int64_t>(random() % 19), 7));
      }
      const auto slots = program.evaluate(inputs);
      const Slot want = slots[condition.at()].value != 0.0 ? yes : no;
      ASSERT_EQ(slots[chosen.at()].exact, slots[want.at()].exact) << "seed " << seed;
    }
  }
}

TEST(LateChoice, MakesASumOfOneFormOnce) {
  Program program(6);
  const auto sum = [&](Slot x, Slot y) {
    return program.add(program.multiply(program.input(0), x), program.multiply(program.input(1), y));
  };
  const Slot condition = program.binary(Op::less, program.input(4), program.input(5));
  const Slot yes = sum(program.input(2), program.exact(3));
  const Slot no = sum(program.exact(3), program.input(3));
  LateChoice late(program);
  const Slot chosen = late.select(condition, yes, no);
  EXPECT_EQ(program.instructions()[chosen.at()].op, Op::add);
  EXPECT_LT(steps(program, chosen), steps(program, program.select(condition, yes, no)));
}

TEST(LateChoice, EndsInNumbersOfAnyDepth) {
  Program program(4);
  Slot yes = program.input(2), no = program.input(3);
  for (int k = 0; k < 50'000; ++k) {
    yes = program.multiply(program.input(k % 2 == 0 ? 0 : 1), yes);
    no = program.multiply(program.input(k % 2 == 0 ? 0 : 1), no);
  }
  LateChoice late(program);
  const Slot condition = program.binary(Op::less, program.input(2), program.input(3));
  EXPECT_NE(late.select(condition, yes, no), yes);
}

}  // namespace
}  // namespace parley::solve
