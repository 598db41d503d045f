// SPDX-License-Identifier: Apache-2.0
// Programs in lanes: in every lane and on every instruction set the bits of the operations done one by one.
#include "parley/game/lanes.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "every_target.h"
#include "random_program.h"

namespace parley::game {
namespace {

using test::RandomProgram;
using test::RandomSource;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

using Block = std::vector<std::vector<double>>;  // [input][lane]

/// The operations of the program in its order, in double.
std::vector<double> one_by_one(const Program& program, const Block& inputs, std::size_t lane) {
  std::vector<double> values;
  for (const Instruction& i : program.instructions()) {
    const auto a = [&] { return values[i.a]; };
    const auto b = [&] { return values[i.b]; };
    const auto truth = [](bool holds) { return holds ? 1.0 : 0.0; };
    switch (i.op) {
      case Op::constant:
        values.push_back(program.constants()[i.a].value);
        break;
      case Op::input:
        values.push_back(inputs[i.a][lane]);
        break;
      case Op::add:
        values.push_back(a() + b());
        break;
      case Op::subtract:
        values.push_back(a() - b());
        break;
      case Op::multiply:
        values.push_back(a() * b());
        break;
      case Op::divide:
        values.push_back(a() / b());
        break;
      case Op::minimum:
        values.push_back(b() < a() || std::isnan(b()) ? b() : a());
        break;
      case Op::maximum:
        values.push_back(a() < b() || std::isnan(b()) ? b() : a());
        break;
      case Op::power:
        values.push_back(std::pow(a(), b()));
        break;
      case Op::modulo:
        values.push_back(parley::modulo(a(), b()));
        break;
      case Op::negate:
        values.push_back(-a());
        break;
      case Op::absolute:
        values.push_back(std::fabs(a()));
        break;
      case Op::exponential:
        values.push_back(std::exp(a()));
        break;
      case Op::logarithm:
        values.push_back(std::log(a()));
        break;
      case Op::square_root:
        values.push_back(std::sqrt(a()));
        break;
      case Op::less:
        values.push_back(truth(a() < b()));
        break;
      case Op::less_equal:
        values.push_back(truth(a() <= b()));
        break;
      case Op::equal:
        values.push_back(truth(a() == b()));
        break;
      case Op::logical_and:
        values.push_back(truth(a() != 0.0 && b() != 0.0));
        break;
      case Op::logical_or:
        values.push_back(truth(a() != 0.0 || b() != 0.0));
        break;
      case Op::logical_not:
        values.push_back(truth(a() == 0.0));
        break;
      case Op::select:
        values.push_back(a() != 0.0 ? b() : values[i.c]);
        break;
    }
  }
  return values;
}

/// The same bits; one undefined number is as good as another.
bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

Block random_block(RandomSource& random, std::uint32_t num_inputs) {
  const std::vector<double> special{0.0, -0.0, 1.0, -1.0, infinity, -infinity, undefined, 5e-324, -1e-310, 1e308};
  Block block(num_inputs, std::vector<double>(block_size));
  for (auto& input : block) {
    for (double& x : input) {
      x = random.one_in(3) ? special[random.below(static_cast<std::uint32_t>(special.size()))]
                           : random.between(-5.0, 5.0);
    }
  }
  for (double& condition : block.back()) condition = random.one_in(2) ? 1.0 : 0.0;
  return block;
}

std::vector<const double*> pointers(const Block& block) {
  std::vector<const double*> lanes;
  for (const auto& input : block) lanes.push_back(input.data());
  return lanes;
}

void expect_same_bits(const Program& program, const std::vector<Slot>& outputs, const Block& block,
                      const LaneCode::Registers& registers) {
  for (std::size_t lane = 0; lane < block_size; ++lane) {
    const std::vector<double> values = one_by_one(program, block, lane);
    for (std::size_t k = 0; k < outputs.size(); ++k) {
      const double wanted = values[outputs[k].at()];
      ASSERT_TRUE(same_bits(registers.output(k)[lane], wanted))
          << "lane " << lane << ", slot " << outputs[k].index << ", operation "
          << static_cast<int>(program.instructions()[outputs[k].at()].op) << ": " << registers.output(k)[lane]
          << " for " << wanted;
    }
  }
}

std::vector<Number> mixed_constants() {
  std::vector<Number> constants = test::doubles({0.0, 1.0, -1.0, 2.0, 0.3, -2.5, infinity, undefined});
  constants.emplace_back(Rational(3));
  constants.emplace_back(Rational(1) / Rational(3));
  return constants;
}

std::vector<Slot> all_slots(const Program& program) {
  std::vector<Slot> slots;
  for (std::size_t i = 0; i < program.size(); ++i) slots.push_back(make_id<SlotTag>(i));
  return slots;
}

class LanesOfRandomPrograms : public test::EveryTarget {};

TEST_F(LanesOfRandomPrograms, HaveTheBitsOfTheOperationsOneByOne) {
  for_each_target([] {
    RandomSource random(1);
    for (int repetition = 0; repetition < 150; ++repetition) {
      RandomProgram made(random, 4, mixed_constants());
      made.grow(random.one_in(4) ? 200 : 30);
      // Some outputs only, so that most registers are used again and most products have one reader.
      std::vector<Slot> outputs;
      for (const auto& term : made.terms) {
        if (random.one_in(8)) outputs.push_back(term.slot);
      }
      outputs.push_back(made.terms.back().slot);
      const LaneCode code(made.program, outputs);
      LaneCode::Registers registers(code);
      for (int run = 0; run < 2; ++run) {  // nothing is left over from the block before
        const Block block = random_block(random, 4);
        code.run(pointers(block), registers);
        expect_same_bits(made.program, outputs, block, registers);
        if (HasFailure()) FAIL() << "repetition " << repetition;
      }
    }
  });
}

TEST_F(LanesOfRandomPrograms, KeepEveryOutputToTheEnd) {
  for_each_target([] {
    RandomSource random(2);
    for (int repetition = 0; repetition < 20; ++repetition) {
      RandomProgram made(random, 4, mixed_constants());
      made.grow(120);
      const std::vector<Slot> outputs = all_slots(made.program);
      const LaneCode code(made.program, outputs);
      EXPECT_EQ(code.num_outputs(), outputs.size());
      LaneCode::Registers registers(code);
      const Block block = random_block(random, 4);
      code.run(pointers(block), registers);
      expect_same_bits(made.program, outputs, block, registers);
    }
  });
}

// Signs of zeros aside: a rational has one zero.
TEST_F(LanesOfRandomPrograms, AgreeWithTheProgramWhereNothingIsExact) {
  RandomSource random(3);
  for (int repetition = 0; repetition < 60; ++repetition) {
    RandomProgram made(random, 4, test::doubles({0.0, 1.0, -1.0, 2.0, 0.3, -2.5}));
    made.conditions_are_numbers = false;  // they are exact
    made.grow(60);
    const std::vector<Slot> outputs = all_slots(made.program);
    const LaneCode code(made.program, outputs);
    LaneCode::Registers registers(code);
    const Block block = random_block(random, 4);
    code.run(pointers(block), registers);
    for (std::size_t lane = 0; lane < block_size; lane += 7) {
      std::vector<Number> inputs;
      for (const auto& input : block) inputs.emplace_back(input[lane]);
      const std::vector<Number> values = made.program.evaluate(inputs);
      for (std::size_t k = 0; k < outputs.size(); ++k) {
        ASSERT_TRUE(same_bits(registers.output(k)[lane] + 0.0, values[k].value + 0.0)) << "slot " << k;
      }
    }
  }
}

class LanesOfOneOperation : public test::EveryTarget {};

TEST_F(LanesOfOneOperation, AreThoseOfTheOperationForEverySpecialNumber) {
  for_each_target([] {
    Program program(4);
    const Slot a = program.input(0), b = program.input(1), c = program.input(2), truth = program.input(3);
    std::vector<Slot> outputs;
    for (int op = static_cast<int>(Op::add); op <= static_cast<int>(Op::modulo); ++op) {
      outputs.push_back(program.binary(static_cast<Op>(op), a, b));
    }
    for (int op = static_cast<int>(Op::negate); op <= static_cast<int>(Op::square_root); ++op) {
      outputs.push_back(program.unary(static_cast<Op>(op), a));
    }
    const Slot less = program.binary(Op::less, a, b), equal = program.binary(Op::equal, b, c);
    outputs.insert(outputs.end(), {less, equal, program.binary(Op::less_equal, a, b)});
    for (const Slot other : {equal, truth}) {
      outputs.push_back(program.binary(Op::logical_and, less, other));
      outputs.push_back(program.binary(Op::logical_or, less, other));
      outputs.push_back(program.unary(Op::logical_not, other));
      outputs.push_back(program.select(other, a, b));
      outputs.push_back(program.select(less, other, truth));
    }
    const LaneCode code(program, outputs);
    LaneCode::Registers registers(code);
    RandomSource random(4);
    for (int run = 0; run < 20; ++run) {
      const Block block = random_block(random, 4);
      code.run(pointers(block), registers);
      expect_same_bits(program, outputs, block, registers);
    }
  });
}

// Operations that often come together are made in one step; what is undefined must come out as it would one by one.
TEST_F(LanesOfOneOperation, AreTheSameWhereSeveralAreMadeInOneStep) {
  for_each_target([] {
    Program program(5);
    std::vector<Slot> in;
    for (std::uint32_t i = 0; i < 4; ++i) in.push_back(program.input(i));
    std::vector<Slot> outputs;
    const Slot late = program.add(program.multiply(in[0], in[1]), in[2]);
    outputs.push_back(late);
    outputs.push_back(program.add(program.multiply(in[0], in[2]), program.multiply(in[1], in[3])));
    const auto gap = [&](Slot x, Slot y) { return program.unary(Op::absolute, program.subtract(x, y)); };
    outputs.push_back(program.binary(Op::minimum, in[0], gap(in[1], in[2])));  // the gap is the later operand
    const Slot early = gap(in[2], in[3]);
    outputs.push_back(program.binary(Op::minimum, early, program.multiply(in[1], in[1])));  // and the earlier one
    outputs.push_back(program.binary(Op::minimum, gap(in[0], in[1]), gap(in[0], in[3])));
    const LaneCode code(program, outputs);
    LaneCode::Registers registers(code);
    RandomSource random(5);
    for (int run = 0; run < 20; ++run) {
      const Block block = random_block(random, 5);
      code.run(pointers(block), registers);
      expect_same_bits(program, outputs, block, registers);
    }
  });
}

TEST(LaneCode, NeedsNoMoreThanItsOutputs) {
  Program program(3);
  const Slot sum = program.add(program.input(0), program.input(1));
  (void)program.unary(Op::exponential, program.input(2));
  const LaneCode code(program, std::vector{sum});
  EXPECT_EQ(code.num_instructions(), 3U);  // two inputs and the sum
  EXPECT_EQ(LaneCode(program, {}).num_instructions(), 0U);
  EXPECT_EQ(LaneCode(program, {}).num_outputs(), 0U);
}

TEST(LaneCode, UsesRegistersAgain) {
  Program program(2);
  Slot value = program.input(0);
  for (int i = 0; i < 1000; ++i) {
    value = program.multiply(program.add(value, program.input(1)), program.constant(i % 2 == 0 ? 0.5 : 0.25));
  }
  const LaneCode code(program, std::vector{value});
  EXPECT_LE(code.num_registers(), 8U);  // the inputs, two constants, and what is at work
}

TEST(LaneCode, GivesConstantsInputsAndRepeatedOutputs) {
  Program program(2);
  const Slot constant = program.constant(2.5);
  const Slot condition = program.binary(Op::less, program.input(0), program.input(1));
  const std::vector<Slot> outputs{constant, program.input(1), condition, condition, constant};
  const LaneCode code(program, outputs);
  LaneCode::Registers registers(code);
  RandomSource random(6);
  const Block block = random_block(random, 2);
  code.run(pointers(block), registers);
  expect_same_bits(program, outputs, block, registers);
}

TEST(LaneCode, RunsForSeveralThreadsAtOnceEachWithRegistersOfItsOwn) {
  Program program(1);
  const Slot square = program.multiply(program.input(0), program.input(0));
  const LaneCode code(program, std::vector{square});
  LaneCode::Registers first(code), second(code);
  const Block twos(1, std::vector(block_size, 2.0)), threes(1, std::vector(block_size, 3.0));
  code.run(pointers(twos), first);
  code.run(pointers(threes), second);
  EXPECT_EQ(first.output(0)[block_size - 1], 4.0);
  EXPECT_EQ(second.output(0)[0], 9.0);
}

TEST(LanesTarget, HasAName) { EXPECT_FALSE(lanes_target().empty()); }

}  // namespace
}  // namespace parley::game
