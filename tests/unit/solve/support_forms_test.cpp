// SPDX-License-Identifier: Apache-2.0
// Bounds of forms hold in exact arithmetic, and cuts lose no equilibrium.
#include "parley/solve/nash/roots/support_forms.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parley/solve/nash/roots/chance_box.h"
#include "parley/solve/nash/supports.h"
#include "unit/solve/random_tables.h"

namespace parley::solve {
namespace {

using Random = std::mt19937_64;

double uniform(Random& random, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}

/// Chances that sum to 1 exactly, and a box around them.
struct Inside {
  std::vector<Rational> chances;
  Box<double> box;
};

Inside random_inside(Random& random, std::size_t size) {
  Inside inside;
  std::int64_t total = 0;
  std::vector<std::int64_t> weights;
  for (std::size_t s = 0; s < size; ++s) total += weights.emplace_back(static_cast<std::int64_t>(random() % 50));
  if (total == 0) total = weights[0] = 1;
  for (const std::int64_t weight : weights) {
    inside.chances.push_back(Rational::ratio(weight, total));
    const auto at = enclosure_of(inside.chances.back());
    const bool is_tight = random() % 4 == 0;
    const double below = is_tight ? 0.0 : uniform(random, 0.0, 0.3);
    const double above = is_tight ? 0.0 : uniform(random, 0.0, 0.3);
    inside.box.push_back({std::max(0.0, at.low - below), std::min(1.0, at.high + above)});
  }
  return inside;
}

// Source: the exact mean of values within their ends under chances within theirs.
TEST(Mean, IsWithinItsBounds) {
  Random random(1);
  for (int k = 0; k < 20'000; ++k) {
    const std::size_t size = 2 + random() % 4;
    const Inside inside = random_inside(random, size);
    Box<double> values;
    Rational low;
    Rational high;
    for (std::size_t s = 0; s < size; ++s) {
      const double scale = std::ldexp(1.0, -static_cast<int>(random() % 40));
      const double value = random() % 5 == 0 ? 0.0 : scale * uniform(random, -1.0, 1.0);
      values.push_back({value, random() % 2 == 0 ? value : value + scale * uniform(random, 0.0, 0.1)});
      low += Rational::from_double(values.back().low) * inside.chances[s];
      high += Rational::from_double(values.back().high) * inside.chances[s];
    }
    const auto bound = mean<double>(values.data(), 1, inside.box);
    EXPECT_LE(Rational::from_double(bound.low), low);
    EXPECT_GE(Rational::from_double(bound.high), high);
  }
}

// Closed form: with all chances open the mean is anything from the least to the largest value; with chances known it is
// one number.
TEST(Mean, HasTightBounds) {
  const Box<double> values{point(0.25), point(-0.5), point(0.75)};
  const Box<double> open(3, {.low = 0.0, .high = 1.0});
  const auto wide = mean<double>(values.data(), 1, open);
  EXPECT_NEAR(wide.low, -0.5, 1e-14);
  EXPECT_NEAR(wide.high, 0.75, 1e-14);
  const Box<double> known{point(0.5), point(0.25), point(0.25)};
  const auto narrow = mean<double>(values.data(), 1, known);
  EXPECT_NEAR(narrow.low, 0.1875, 1e-14);
  EXPECT_NEAR(narrow.high, 0.1875, 1e-14);
  // At most half for each: the least is half of -0.5 and half of 0.25.
  const Box<double> halves(3, {.low = 0.0, .high = 0.5});
  EXPECT_NEAR(mean<double>(values.data(), 1, halves).low, -0.125, 1e-14);
}

TEST(Mean, HoldsForChancesBelowZero) {
  const Box<double> values{{.low = -1.0, .high = 1.0}, {.low = 0.5, .high = 0.5}};
  const Box<double> chances{{.low = -0.25, .high = -0.25}, {.low = 1.25, .high = 1.25}};
  const auto bound = mean<double>(values.data(), 1, chances);
  EXPECT_LE(bound.low, 0.375);   // -0.25 * 1 + 1.25 * 0.5
  EXPECT_GE(bound.high, 0.875);  // 0.25 + 0.625
}

Box<double> chances_of_used(const NashEquilibrium& equilibrium, const SupportProfile& support,
                            const ChanceLayout& layout, double room) {
  Box<double> box;
  for (const std::uint32_t p : layout.players) {
    for (const std::uint32_t s : support[p]) {
      const double chance = equilibrium.profile.probs[p][s];
      box.push_back({std::max(0.0, chance - room), std::min(1.0, chance + room)});
    }
  }
  return box;
}

TEST(Cut, LosesNoEquilibrium) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const auto table = random_table({3, 3, 3}, seed, 0, 100);
    for (const auto& equilibrium : list_by_supports(table, {}, RunContext()).equilibria) {
      SupportProfile support(3);
      for (std::size_t p = 0; p < 3; ++p) {
        for (std::uint32_t s = 0; s < 3; ++s) {
          if (equilibrium.profile.probs[p][s] > 0.0) support[p].push_back(s);
        }
      }
      const auto forms = in_doubles(support_forms(table, support));
      const auto around = chances_of_used(equilibrium, support, forms.layout, 1e-14);
      for (const double room : {1.0, 0.3, 0.01, 1e-6, 1e-13}) {
        Box<double> box = chances_of_used(equilibrium, support, forms.layout, room);
        ASSERT_TRUE(cut(forms, box)) << "seed " << seed << ", room " << room;
        for (std::size_t k = 0; k < box.size(); ++k) {
          EXPECT_LE(box[k].low, around[k].high);
          EXPECT_GE(box[k].high, around[k].low);
        }
      }
    }
  }
}

// x y = 0 with x, y > 0 has no solution: the condition is divided by what is positive.
TEST(SupportForms, AreDividedByChancesThatAreAFactor) {
  const auto table = make_table({2, 2, 2}, [](std::size_t p, std::size_t k) {
    return Rational(p == 0 && k == 7 ? 3 : static_cast<std::int64_t>(k >> p & 1U) * 0);
  });
  const auto forms = support_forms(table, {{0, 1}, {0, 1}, {0, 1}});
  EXPECT_TRUE(forms.equations[0].over.empty());
  EXPECT_EQ(forms.equations[0].coefficients.front().low.sign(), 1);
}

}  // namespace
}  // namespace parley::solve
