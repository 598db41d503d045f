// SPDX-License-Identifier: Apache-2.0
// Linear programs against all corners of their polytopes, and against cases worked by hand.
#include "parley/math/linear_program.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>

#include <gtest/gtest.h>

namespace parley {
namespace {

struct Row {
  std::vector<double> cells;
  double bound = 0.0;
};

/// Gauss with the largest pivot; nothing where the rows do not meet in one point.
std::optional<std::vector<double>> meet(std::vector<Row> rows) {
  const std::size_t size = rows.size();
  for (std::size_t k = 0; k < size; ++k) {
    std::size_t pivot = k;
    for (std::size_t r = k + 1; r < size; ++r) {
      if (std::abs(rows[r].cells[k]) > std::abs(rows[pivot].cells[k])) pivot = r;
    }
    if (std::abs(rows[pivot].cells[k]) < 1e-9) return std::nullopt;
    std::swap(rows[k], rows[pivot]);
    for (std::size_t r = 0; r < size; ++r) {
      if (r == k) continue;
      const double factor = rows[r].cells[k] / rows[k].cells[k];
      for (std::size_t c = 0; c < size; ++c) rows[r].cells[c] -= factor * rows[k].cells[c];
      rows[r].bound -= factor * rows[k].bound;
    }
  }
  std::vector<double> x;
  for (std::size_t k = 0; k < size; ++k) x.push_back(rows[k].bound / rows[k].cells[k]);
  return x;
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0.0;
  for (std::size_t k = 0; k < b.size(); ++k) sum += a[k] * b[k];
  return sum;
}

/// The best corner of what is in a box: a linear program that has a solution has one there.
std::optional<double> best_corner(const std::vector<Row>& rows, const std::vector<double>& objective) {
  std::optional<double> best;
  const std::size_t size = objective.size();
  for (std::size_t mask = 0; mask < (std::size_t{1} << rows.size()); ++mask) {
    std::vector<Row> tight;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if ((mask >> r & 1U) != 0) tight.push_back(rows[r]);
    }
    if (tight.size() != size) continue;
    const auto x = meet(tight);
    if (!x || std::ranges::any_of(rows, [&](const Row& row) { return product(row.cells, *x) > row.bound + 1e-9; })) {
      continue;
    }
    best = std::max(best.value_or(product(objective, *x)), product(objective, *x));
  }
  return best;
}

// Small whole numbers: many ties, parallel rows and empty polytopes. Every unknown lies in [0, 3].
TEST(LinearProgram, IsWorthItsBestCorner) {
  std::mt19937_64 random(1);
  const auto pick = [&] { return static_cast<double>(random() % 7) - 3.0; };
  int feasible = 0, infeasible = 0;
  for (int trial = 0; trial < 1000; ++trial) {
    const std::size_t size = 1 + random() % 3;
    LinearProgram program(size);
    std::vector<Row> rows;
    const auto add = [&](std::vector<double> cells, double bound) {
      program.add_at_most(cells, bound);
      rows.push_back({std::move(cells), bound});
    };
    for (std::size_t k = 0; k < size; ++k) {
      std::vector<double> cells(size, 0.0);
      cells[k] = 1.0;
      add(cells, 3.0);
      cells[k] = -1.0;
      rows.push_back({cells, 0.0});
    }
    for (std::size_t extra = random() % 4; extra > 0; --extra) {
      std::vector<double> cells;
      for (std::size_t k = 0; k < size; ++k) cells.push_back(pick());
      add(std::move(cells), pick());
    }
    std::vector<double> objective;
    for (std::size_t k = 0; k < size; ++k) objective.push_back(pick());
    const auto best = best_corner(rows, objective);
    const auto found = program.maximise(objective);
    EXPECT_EQ(program.is_feasible(), best.has_value()) << "trial " << trial;
    ASSERT_EQ(found.has_value(), best.has_value()) << "trial " << trial;
    (best ? feasible : infeasible) += 1;
    if (!best) continue;
    EXPECT_TRUE(found->is_bounded);
    EXPECT_NEAR(product(objective, found->x), *best, 1e-9) << "trial " << trial;
    for (const Row& row : rows) EXPECT_LE(product(row.cells, found->x), row.bound + 1e-9);
  }
  EXPECT_GT(feasible, 300);
  EXPECT_GT(infeasible, 100);
}

TEST(LinearProgram, SaysWhatHasNoBound) {
  LinearProgram program(2);
  program.add_at_most({1.0, -1.0}, 1.0);
  EXPECT_FALSE(program.maximise({1.0, 1.0})->is_bounded);
  EXPECT_TRUE(program.maximise({1.0, -1.0})->is_bounded);
}

// x + y = 1 and x = 2 y meet in (2/3, 1/3) alone; rows that say it twice, and with huge numbers, change nothing.
TEST(LinearProgram, KeepsEquations) {
  LinearProgram program(2);
  program.add_equal({1.0, 1.0}, 1.0);
  program.add_equal({1e12, -2e12}, 0.0);
  program.add_equal({2.0, 2.0}, 2.0);
  const auto found = program.maximise({0.0, 1.0});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->x[0], 2.0 / 3.0, 1e-12);
  EXPECT_NEAR(found->x[1], 1.0 / 3.0, 1e-12);
  program.add_at_most({1.0, 0.0}, 0.5);
  EXPECT_FALSE(program.is_feasible());
}

// Beale (1955): the usual rule for the entering variable goes round in circles here; the best is 1/20.
TEST(LinearProgram, DoesNotGoInCircles) {
  LinearProgram program(4);
  program.add_at_most({0.25, -60.0, -0.04, 9.0}, 0.0);
  program.add_at_most({0.5, -90.0, -0.02, 3.0}, 0.0);
  program.add_at_most({0.0, 0.0, 1.0, 0.0}, 1.0);
  const auto found = program.maximise({0.75, -150.0, 0.02, -6.0});
  ASSERT_TRUE(found);
  EXPECT_NEAR(product({0.75, -150.0, 0.02, -6.0}, found->x), 0.05, 1e-12);
}

}  // namespace
}  // namespace parley
