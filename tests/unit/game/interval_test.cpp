// SPDX-License-Identifier: Apache-2.0
// Bounds over boxes: nothing that a program computes at a point of the box is outside them.
#include "parley/game/interval.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "random_program.h"

namespace parley::game {
namespace {

using test::RandomProgram;
using test::RandomSource;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Bounds of `op` on a box of one or two inputs.
Interval bound_of(Op op, Interval a, Interval b) {
  Program program(2);
  const Slot slot = program.binary(op, program.input(0), program.input(1));
  return bound(program, std::vector{a, b})[slot.at()];
}

Interval bound_of(Op op, Interval a) {
  Program program(1);
  const Slot slot = program.unary(op, program.input(0));
  return bound(program, std::vector{a})[slot.at()];
}

void expect_near(Interval bounds, double low, double high) {
  // What rounds is widened by 1e-12 of itself, outwards.
  EXPECT_LE(bounds.low, low);
  EXPECT_GE(bounds.high, high);
  EXPECT_NEAR(bounds.low, low, 2e-12 * std::fabs(low));
  EXPECT_NEAR(bounds.high, high, 2e-12 * std::fabs(high));
}

/// Ends that are often the special ones: zeros, whole numbers, infinities, points.
Interval random_interval(RandomSource& random) {
  const auto end = [&] {
    switch (random.below(6)) {
      case 0:
        return static_cast<double>(random.below(7)) - 3.0;
      case 1:
        return random.one_in(4) ? (random.one_in(2) ? infinity : -infinity) : random.between(-1e6, 1e6);
      default:
        return random.between(-4.0, 4.0);
    }
  };
  const double first = end();
  const double second = random.one_in(4) ? first : end();
  return {std::min(first, second), std::max(first, second)};
}

double point_in(const Interval& interval, RandomSource& random) {
  const auto finite = [](double x) { return std::clamp(x, -1e300, 1e300); };
  switch (random.below(5)) {
    case 0:
      return interval.low;
    case 1:
      return interval.high;
    case 2:
      return std::clamp(static_cast<double>(random.below(7)) - 3.0, interval.low, interval.high);
    case 3:  // either zero, where there is one
      return interval.low <= 0.0 && interval.high >= 0.0 ? (random.one_in(2) ? 0.0 : -0.0) : interval.low;
    default:
      return std::clamp(finite(interval.low) + random.uniform() * (finite(interval.high) - finite(interval.low)),
                        interval.low, interval.high);
  }
}

bool holds(const Interval& bounds, double value) {
  if (std::isnan(value)) return bounds == Interval{-infinity, infinity};
  return bounds.low <= value && value <= bounds.high;
}

TEST(BoundsOfRandomPrograms, AreNeverLeft) {
  RandomSource random(1);
  for (int repetition = 0; repetition < 400; ++repetition) {
    RandomProgram made(random, 3, test::doubles({0.0, 1.0, -1.0, 2.0, 0.5, -2.5, 3.0}));
    made.grow(40);
    std::vector<Interval> box;
    for (int i = 0; i < 2; ++i) box.push_back(random_interval(random));
    box.push_back(random.one_in(2) ? Interval{0, 1} : Interval{1, 1});
    const std::vector<Interval> bounds = bound(made.program, box);
    ASSERT_EQ(bounds.size(), made.program.size());
    for (int point = 0; point < 40; ++point) {
      std::vector<Number> inputs;
      for (const Interval& side : box) inputs.emplace_back(point_in(side, random));
      inputs.back() = Number(box.back().low == 1.0 || random.one_in(2) ? 1.0 : 0.0);  // a condition
      const std::vector<Number> values = made.program.evaluate(inputs);
      for (std::size_t slot = 0; slot < values.size(); ++slot) {
        ASSERT_TRUE(holds(bounds[slot], values[slot].value))
            << "repetition " << repetition << ", slot " << slot << ", operation "
            << static_cast<int>(made.program.instructions()[slot].op) << ": " << values[slot].value << " not in ["
            << bounds[slot].low << ", " << bounds[slot].high << "]";
      }
    }
  }
}

TEST(BoundsOfRandomPrograms, HaveConditionsBetweenFalseAndTrue) {
  RandomSource random(2);
  for (int repetition = 0; repetition < 100; ++repetition) {
    RandomProgram made(random, 2, test::doubles({0.0, 1.0, -1.0, 2.0, 0.5, -2.5, 3.0}));
    made.grow(30);
    const std::vector<Interval> bounds = bound(made.program, std::vector<Interval>{random_interval(random), {0, 1}});
    for (const std::uint32_t condition : made.conditions) {
      const Interval range = bounds[made.terms[condition].slot.at()];
      EXPECT_TRUE(range == (Interval{0, 0}) || range == (Interval{1, 1}) || range == (Interval{0, 1}));
    }
  }
}

// Ranges of elementary functions over intervals, by hand.
TEST(BoundsOfOneOperation, AreTheRangeOfTheFunction) {
  expect_near(bound_of(Op::add, {1, 2}, {-5, 3}), -4, 5);
  expect_near(bound_of(Op::subtract, {1, 2}, {-5, 3}), -2, 7);
  expect_near(bound_of(Op::multiply, {-1, 2}, {-5, 3}), -10, 6);
  expect_near(bound_of(Op::divide, {-1, 2}, {0.5, 4}), -2, 4);
  expect_near(bound_of(Op::minimum, {-1, 2}, {0, 1}), -1, 1);
  expect_near(bound_of(Op::maximum, {-1, 2}, {0, 1}), 0, 2);
  expect_near(bound_of(Op::power, {2, 3}, {-1, 2}), 1.0 / 3.0, 9);
  expect_near(bound_of(Op::power, {-3, 2}, {2, 2}), 0, 9);
  expect_near(bound_of(Op::power, {-3, 2}, {3, 3}), -27, 8);
  expect_near(bound_of(Op::power, {-4, -2}, {-1, -1}), -0.5, -0.25);
  expect_near(bound_of(Op::power, {-4, 5}, {0, 0}), 1, 1);
  expect_near(bound_of(Op::modulo, {3, 50}, {7, 9}), 0, 9);
  expect_near(bound_of(Op::modulo, {3, 5}, {7, 9}), 3, 5);
  expect_near(bound_of(Op::modulo, {-5, 5}, {-9, -7}), -9, 0);
  expect_near(bound_of(Op::negate, {-1, 3}), -3, 1);
  expect_near(bound_of(Op::absolute, {-1, 3}), 0, 3);
  expect_near(bound_of(Op::absolute, {-3, -2}), 2, 3);
  expect_near(bound_of(Op::exponential, {-infinity, 1}), 0, std::exp(1.0));
  expect_near(bound_of(Op::square_root, {4, 9}), 2, 3);
  EXPECT_EQ(bound_of(Op::logarithm, {0, 1}).low, -infinity);
  expect_near(bound_of(Op::logarithm, {2, 3}), std::log(2.0), std::log(3.0));
}

TEST(BoundsOfOneOperation, AreEverythingWhereItMayBeUndefined) {
  const Interval everything{-infinity, infinity};
  EXPECT_EQ(bound_of(Op::divide, {-1, 1}, {0, 1}), everything);
  EXPECT_EQ(bound_of(Op::divide, {1, 1}, {0, 1}), everything);  // 1 / -0 is -inf
  EXPECT_EQ(bound_of(Op::logarithm, {-1, 1}), everything);
  EXPECT_EQ(bound_of(Op::square_root, {-1, 1}), everything);
  EXPECT_EQ(bound_of(Op::power, {-1, 1}, {0, 1}), everything);
  EXPECT_EQ(bound_of(Op::power, {-1, 1}, {-2, -2}), everything);
  EXPECT_EQ(bound_of(Op::modulo, {-1, 1}, {-1, 1}), everything);
  EXPECT_EQ(bound_of(Op::multiply, {0, 1}, {1, infinity}), everything);
  EXPECT_EQ(bound_of(Op::subtract, {1, infinity}, {1, infinity}), everything);
}

TEST(BoundsOfOneOperation, AreEverythingForAnUndefinedConstantAndForWhatItTouches) {
  Program program(1);
  const Slot nan = program.constant(std::numeric_limits<double>::quiet_NaN());
  const Slot least = program.binary(Op::minimum, program.input(0), nan);
  const Slot below = program.binary(Op::less, program.input(0), nan);
  const std::vector<Interval> bounds = bound(program, std::vector<Interval>{{0, 1}});
  EXPECT_EQ(bounds[nan.at()], (Interval{-infinity, infinity}));
  EXPECT_EQ(bounds[least.at()], (Interval{-infinity, infinity}));
  EXPECT_EQ(bounds[below.at()].low, 0.0);
}

TEST(BoundsOfComparisons, AreCertainWhereIntervalsDoNotOverlap) {
  EXPECT_EQ(bound_of(Op::less, {0, 1}, {2, 3}), (Interval{1, 1}));
  EXPECT_EQ(bound_of(Op::less, {0, 2}, {2, 3}), (Interval{0, 1}));
  EXPECT_EQ(bound_of(Op::less, {3, 4}, {2, 3}), (Interval{0, 0}));
  EXPECT_EQ(bound_of(Op::less_equal, {0, 2}, {2, 3}), (Interval{1, 1}));
  EXPECT_EQ(bound_of(Op::less_equal, {3, 4}, {2, 3}), (Interval{0, 1}));
  EXPECT_EQ(bound_of(Op::equal, {0, 1}, {2, 3}), (Interval{0, 0}));
  EXPECT_EQ(bound_of(Op::equal, {2, 2}, {2, 2}), (Interval{1, 1}));
  EXPECT_EQ(bound_of(Op::equal, {2, 3}, {2, 2}), (Interval{0, 1}));
}

TEST(BoundsOfSelect, AreOneArmWhereTheConditionIsCertainAndBothOtherwise) {
  Program program(2);
  const Slot condition = program.binary(Op::less, program.input(0), program.exact(0));
  const Slot chosen = program.select(condition, program.input(1), program.exact(100));
  const auto of = [&](Interval tested) { return bound(program, std::vector<Interval>{tested, {5, 6}})[chosen.at()]; };
  EXPECT_EQ(of({-2, -1}), (Interval{5, 6}));
  EXPECT_EQ(of({0, 1}), (Interval{100, 100}));
  EXPECT_EQ(of({-1, 1}), (Interval{5, 100}));
}

}  // namespace
}  // namespace parley::game
