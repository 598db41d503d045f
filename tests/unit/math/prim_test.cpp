// SPDX-License-Identifier: Apache-2.0
// Peeling where the box is known: points in a cube, the interest a box inside it.
#include "parley/math/prim.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "parley/math/sobol.h"

namespace parley {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr PrimOptions options = {};

/// Points spread evenly over the unit cube.
PrimPoints cube(std::size_t dimensions, std::size_t count) {
  PrimPoints points;
  const SobolPoints sobol(dimensions);
  points.inputs.resize(dimensions);
  std::vector<double> at(sobol.dimension());
  for (std::size_t i = 0; i < count; ++i) {
    sobol.point(1, 0, static_cast<std::uint32_t>(i), at.data());
    for (std::size_t d = 0; d < dimensions; ++d) points.inputs[d].values.push_back(at[d]);
  }
  points.interest.assign(count, 0.0);
  points.weights.assign(count, 1.0);
  return points;
}

template <class Test>
void set_interest(PrimPoints& points, const Test& test) {
  for (std::size_t i = 0; i < points.size(); ++i) points.interest[i] = test(i) ? 1.0 : 0.0;
}

Box best_box(const PrimPoints& points) {
  const std::vector<PrimStep> steps = peel(points, options, {});
  return paste(steps[best_step(steps)].box, points, options, {});
}

const BoxSide* side(const Box& box, std::size_t input) {
  const auto it = std::ranges::find(box, input, &BoxSide::input);
  return it == box.end() ? nullptr : &*it;
}

// A peeling step takes 5 % of the box: near the border of the interest, the slice of an input is at most 5 % of the
// width that the box then has there, at most 0.05.
constexpr double one_step = 0.05;

TEST(PrimOnAKnownBox, FindsItsEdgesWithinOnePeelingStep) {
  PrimPoints points = cube(2, 8192);
  const auto& x = points.inputs[0].values;
  const auto& y = points.inputs[1].values;
  set_interest(points, [&](std::size_t i) { return x[i] > 0.3 && x[i] < 0.8 && y[i] > 0.4; });
  const Box box = best_box(points);
  ASSERT_EQ(box.size(), 2U);
  EXPECT_NEAR(box[0].low, 0.3, one_step);
  EXPECT_NEAR(box[0].high, 0.8, one_step);
  EXPECT_NEAR(box[1].low, 0.4, one_step);
  EXPECT_TRUE(box[1].high == infinity || box[1].high > 1.0 - one_step);
  const BoxMeasure found = measure(box, points);
  EXPECT_GT(found.coverage, 0.9);
  EXPECT_GT(found.density, 0.9);
}

TEST(PrimOnAKnownBox, NoiseInputsAreNotRestrictedOrLookLikeChance) {
  PrimPoints points = cube(6, 8192);
  const auto& x = points.inputs[2].values;
  const auto& y = points.inputs[4].values;
  set_interest(points, [&](std::size_t i) { return x[i] < 0.5 && y[i] > 0.25 && y[i] < 0.75; });
  Box box = best_box(points);
  ASSERT_NE(side(box, 2), nullptr);
  ASSERT_NE(side(box, 4), nullptr);
  EXPECT_NEAR(side(box, 2)->high, 0.5, one_step);
  EXPECT_NEAR(side(box, 4)->low, 0.25, one_step);
  EXPECT_NEAR(side(box, 4)->high, 0.75, one_step);
  for (std::size_t k = 0; k < box.size(); ++k) {
    const bool matters = box[k].input == 2 || box[k].input == 4;
    const double p = quasi_p_value(box, k, points);
    EXPECT_TRUE(matters ? p < 1e-6 : p > 0.05) << "input " << box[k].input << ": " << p;
  }
}

TEST(PrimOnAKnownBox, KeepsTheValuesOfADiscreteInputThatMatter) {
  PrimPoints points = cube(2, 4096);
  auto& colour = points.inputs[1];
  colour.discrete = true;
  for (double& value : colour.values) value = std::floor(value * 4.0);  // 0, 1, 2, 3
  const auto& x = points.inputs[0].values;
  set_interest(points,
               [&](std::size_t i) { return x[i] > 0.4 && (colour.values[i] == 1.0 || colour.values[i] == 3.0); });
  const Box box = best_box(points);
  ASSERT_EQ(box.size(), 2U);
  EXPECT_NEAR(box[0].low, 0.4, one_step);
  EXPECT_THAT(box[1].values, testing::ElementsAre(1.0, 3.0));
}

TEST(Prim, AWeightIsAsGoodAsPointsThatStandTwice) {
  PrimPoints once = cube(3, 1024);
  const auto& x = once.inputs[0].values;
  const auto& y = once.inputs[1].values;
  set_interest(once, [&](std::size_t i) { return x[i] + 0.3 * y[i] > 0.8; });
  PrimPoints twice = once;
  for (std::size_t i = 0; i < once.size(); ++i) {
    if (i % 3 != 0) continue;
    once.weights[i] = 2.0;  // whole numbers: sums are exact in any order
    for (std::size_t d = 0; d < 3; ++d) twice.inputs[d].values.push_back(once.inputs[d].values[i]);
    twice.interest.push_back(once.interest[i]);
    twice.weights.push_back(1.0);
  }
  const auto a = peel(once, options, {}), b = peel(twice, options, {});
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t s = 0; s < a.size(); ++s) {
    EXPECT_EQ(a[s].measure.coverage, b[s].measure.coverage);
    EXPECT_EQ(a[s].measure.density, b[s].measure.density);
    ASSERT_EQ(a[s].box.size(), b[s].box.size());
    for (std::size_t k = 0; k < a[s].box.size(); ++k) {
      EXPECT_EQ(a[s].box[k].input, b[s].box[k].input);
      EXPECT_EQ(a[s].box[k].low, b[s].box[k].low);
      EXPECT_EQ(a[s].box[k].high, b[s].box[k].high);
    }
  }
}

TEST(Prim, EachStepPeelsAtMostAShareAndNeverBelowTheLeastMass) {
  PrimPoints points = cube(3, 2048);
  const auto& x = points.inputs[1].values;
  set_interest(points, [&](std::size_t i) { return std::fabs(x[i] - 0.5) < 0.01; });
  const auto steps = peel(points, options, {});
  ASSERT_GT(steps.size(), 10U);
  EXPECT_EQ(steps.front().measure.mass, 1.0);
  for (std::size_t s = 1; s < steps.size(); ++s) {
    EXPECT_LT(steps[s].measure.mass, steps[s - 1].measure.mass);
    EXPECT_GE(steps[s].measure.mass, 0.95 * steps[s - 1].measure.mass - 1e-12);
    EXPECT_GE(steps[s].measure.mass, options.least_mass - 1e-12);
  }
}

TEST(Prim, TiesPeelTogetherMidwayBetweenTheValues) {
  PrimPoints points;
  points.inputs.resize(1);
  for (std::size_t i = 0; i < 100; ++i) points.inputs[0].values.push_back(static_cast<double>(i % 4));
  points.weights.assign(100, 1.0);
  points.interest.assign(100, 0.0);
  set_interest(points, [&](std::size_t i) { return points.inputs[0].values[i] >= 2.0; });
  const auto steps = peel(points, options, {});
  ASSERT_EQ(steps.size(), 3U);  // 0, then 1, and then all that is left is of interest
  EXPECT_EQ(steps[1].box.at(0).low, 0.5);
  EXPECT_EQ(steps[2].box.at(0).low, 1.5);
  EXPECT_EQ(steps[2].measure.density, 1.0);
  EXPECT_EQ(steps[2].measure.coverage, 1.0);
}

TEST(Prim, HasNothingToPeelWhereNothingCanBeToldApart) {
  PrimPoints all = cube(2, 64);
  all.interest.assign(64, 1.0);
  EXPECT_EQ(peel(all, options, {}).size(), 1U);
  PrimPoints constant = cube(1, 64);
  for (double& value : constant.inputs[0].values) value = 3.0;
  constant.interest[5] = 1.0;
  EXPECT_EQ(peel(constant, options, {}).size(), 1U);
  PrimPoints one = cube(2, 1);
  EXPECT_EQ(peel(one, options, {}).size(), 1U);
  PrimPoints none = cube(2, 64);
  const auto steps = peel(none, options, {});  // every peel is as good: the coverage of nothing is undefined
  EXPECT_TRUE(std::isnan(steps.back().measure.coverage));
  EXPECT_EQ(best_step(steps), 0U);
  EXPECT_TRUE(measure({}, PrimPoints{}).density != measure({}, PrimPoints{}).density);
}

TEST(Prim, PointsWithoutWeightCountNowhere) {
  PrimPoints points = cube(2, 512);
  const auto& x = points.inputs[0].values;
  set_interest(points, [&](std::size_t i) { return x[i] > 0.5; });
  PrimPoints more = points;
  for (std::size_t d = 0; d < 2; ++d) more.inputs[d].values.insert(more.inputs[d].values.end(), 100, 0.25);
  more.interest.insert(more.interest.end(), 100, 1.0);
  more.weights.insert(more.weights.end(), 100, 0.0);
  const Box a = best_box(points), b = best_box(more);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t k = 0; k < a.size(); ++k) EXPECT_EQ(a[k].low, b[k].low);
}

// Two points are pasted back that a greedy peel took: the values 0 to 9, of interest from 3 on, the box from 5 on. The
// density does not rise from 1, so nothing is pasted; from 1 on with a box of density below, it does.
TEST(Prim, PastesOnlyWhatRaisesTheDensity) {
  PrimPoints points;
  points.inputs.resize(1);
  for (std::size_t i = 0; i < 10; ++i) points.inputs[0].values.push_back(static_cast<double>(i));
  points.weights.assign(10, 1.0);
  points.interest = {0, 0, 0, 1, 1, 0, 1, 1, 1, 1};
  const Box kept = paste({{.input = 0, .low = 5.5}}, points, options, {});
  EXPECT_EQ(kept.at(0).low, 5.5);
  const Box pasted = paste({{.input = 0, .low = 4.5}}, points, options, {});  // density 4/5, then 5/6 and 6/7
  EXPECT_EQ(pasted.at(0).low, 2.5);
}

// 10 points in the box, 8 of interest; 20 without the side, 10 of interest. P(Binomial(10, 1/2) >= 8) = 56 / 1024.
TEST(QuasiPValue, IsTheBinomialTail) {
  PrimPoints points;
  points.inputs.resize(1);
  for (std::size_t i = 0; i < 20; ++i) {
    points.inputs[0].values.push_back(i < 10 ? 0.0 : 1.0);
    points.interest.push_back(i < 8 || i >= 18 ? 1.0 : 0.0);
    points.weights.push_back(0.25);  // effective numbers, not weights, count
  }
  EXPECT_NEAR(quasi_p_value({{.input = 0, .high = 0.5}}, 0, points), 56.0 / 1024.0, 1e-12);
  EXPECT_EQ(quasi_p_value({{.input = 0, .low = 0.5}}, 0, points), 1.0);
}

}  // namespace
}  // namespace parley
