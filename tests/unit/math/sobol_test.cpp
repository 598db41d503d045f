// SPDX-License-Identifier: Apache-2.0
// Sobol points: stratified before and after scrambling, as independent from cell to cell as true nested scrambling.
#include "parley/math/sobol.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "parley/base/result.h"

namespace parley {
namespace {

/// Coordinates as 32-bit cells, point by point.
std::vector<std::vector<std::uint32_t>> cells(std::size_t dimension, std::uint64_t seed, std::uint32_t replicate,
                                              std::uint32_t num_points) {
  const SobolPoints points(dimension);
  std::vector<std::vector<std::uint32_t>> result(num_points, std::vector<std::uint32_t>(dimension));
  std::vector<double> out(dimension);
  for (std::uint32_t i = 0; i < num_points; ++i) {
    points.point(seed, replicate, i, out.data());
    std::ranges::transform(out, result[i].begin(), [](double x) { return static_cast<std::uint32_t>(x * 0x1p32); });
  }
  return result;
}

TEST(SobolPoints, LieAtTheMiddleOfCellsStrictlyInside) {
  const SobolPoints points(7);
  double out[7];
  for (std::uint32_t i = 0; i < 4096; ++i) {
    points.point(9, 2, i * 1'048'573U, out);
    for (const double x : out) {
      EXPECT_GT(x, 0.0);
      EXPECT_LT(x, 1.0);
      const double cell = x * 0x1p32 - 0.5;
      EXPECT_EQ(cell, std::floor(cell));
    }
  }
}

// Every coordinate of a Sobol sequence is a (0, 1)-sequence in base 2 (Sobol 1967): each aligned block of 2^m points
// has one in each interval of length 2^-m. Nested scrambling keeps this (Owen 1995). Checked far into the table of
// directions and for blocks that do not start at 0.
TEST(SobolPoints, HaveOnePointInEachDyadicIntervalOfEachDimension) {
  constexpr std::size_t dimension = 400;
  for (const unsigned m : {1U, 2U, 5U, 8U, 10U}) {
    const std::uint32_t num_points = std::uint32_t{1} << m;
    const SobolPoints points(dimension);
    std::vector<std::vector<char>> seen(dimension, std::vector<char>(num_points, 0));
    std::vector<double> out(dimension);
    for (std::uint32_t i = 0; i < num_points; ++i) {
      points.point(3, 1, 5 * num_points + i, out.data());
      for (std::size_t d = 0; d < dimension; ++d) ++seen[d][static_cast<std::size_t>(out[d] * num_points)];
    }
    for (std::size_t d = 0; d < dimension; ++d) {
      EXPECT_EQ(std::ranges::count(seen[d], 1), num_points) << "dimension " << d << ", m " << m;
    }
  }
}

TEST(SobolPoints, TheLastDimensionsAreStratifiedToo) {
  const std::size_t dimension = SobolPoints::max_dimension();
  EXPECT_EQ(dimension, 3667U);
  constexpr std::uint32_t num_points = 256;
  const SobolPoints points(dimension);
  std::vector<std::vector<char>> seen(dimension, std::vector<char>(num_points, 0));
  std::vector<double> out(dimension);
  for (std::uint32_t i = 0; i < num_points; ++i) {
    points.point(3, 0, i, out.data());
    for (std::size_t d = 0; d < dimension; ++d) seen[d][static_cast<std::size_t>(out[d] * num_points)] = 1;
  }
  for (std::size_t d = 0; d < dimension; ++d) {
    EXPECT_EQ(std::ranges::count(seen[d], 1), num_points) << "dimension " << d;
  }
  EXPECT_THROW(SobolPoints(dimension + 1), InternalError);
}

/// Whether each of the 2^m boxes of 2^-a by 2^-(m-a) has exactly one of the 2^m points.
bool is_net(const std::vector<std::vector<std::uint32_t>>& points, std::size_t x, std::size_t y, unsigned m,
            unsigned a) {
  std::set<std::uint64_t> boxes;
  for (const std::vector<std::uint32_t>& point : points) {
    const std::uint64_t column = std::uint64_t{point[x]} >> (32U - a);
    const std::uint64_t row = std::uint64_t{point[y]} >> (32U - (m - a));
    boxes.insert((column << 32U) | row);
  }
  return boxes.size() == points.size();
}

// The first two dimensions are a (0, 2)-sequence (Sobol 1967; degrees 0 and 1: t = 0): every shape of box, scrambled or
// not.
TEST(SobolPoints, FirstTwoDimensionsAreANetOfQualityZero) {
  for (const std::uint32_t replicate : {0U, 1U, 2U}) {
    for (const unsigned m : {4U, 7U, 10U}) {
      const auto points = cells(2, 11, replicate, std::uint32_t{1} << m);
      for (unsigned a = 0; a <= m; ++a) EXPECT_TRUE(is_net(points, 0, 1, m, a)) << "m " << m << ", a " << a;
    }
  }
}

// t of a projection is at most the sum of (degree - 1) over its dimensions (Sobol 1967; Niederreiter 1992, theorem
// 4.50), degree 1 for the van der Corput dimension: any box of area 2^(t-m) has exactly 2^t points.
TEST(SobolPoints, TwoDimensionalProjectionsAreNetsOfTheQualityOfTheirPolynomials) {
  // Degrees of the primitive polynomials in order: one of degree 1, one of 2, two of 3, two of 4, six of 5.
  const std::vector<unsigned> degrees = {1, 1, 2, 3, 3, 4, 4, 5, 5, 5, 5, 5, 5};
  constexpr unsigned m = 10;
  const auto points = cells(degrees.size(), 5, 4, std::uint32_t{1} << m);
  for (std::size_t x = 0; x < degrees.size(); ++x) {
    for (std::size_t y = 0; y < x; ++y) {
      const unsigned t = degrees[x] - 1 + degrees[y] - 1;
      for (unsigned a = 0; a <= m - t; ++a) {
        std::vector<unsigned> counts(std::size_t{1} << (m - t), 0);
        for (const auto& point : points) {
          const std::uint64_t column = std::uint64_t{point[x]} >> (32U - a);
          const std::uint64_t row = std::uint64_t{point[y]} >> (32U - (m - t - a));
          ++counts[(column << (m - t - a)) | row];
        }
        EXPECT_TRUE(std::ranges::all_of(counts, [&](unsigned count) { return count == 1U << t; }))
            << "dimensions " << x << " and " << y << ", a " << a;
      }
    }
  }
}

// Joe and Kuo 2008 chose the initial numbers for good two-dimensional projections; of 2^m points in any two of the
// first dimensions, each quarter of the square has a quarter.
TEST(SobolPoints, EveryQuarterOfEveryPlaneHasAQuarterOfThePoints) {
  constexpr std::size_t dimension = 40;
  const auto points = cells(dimension, 1, 0, 1024);
  for (std::size_t x = 0; x < dimension; ++x) {
    for (std::size_t y = 0; y < x; ++y) {
      int counts[4] = {0, 0, 0, 0};
      for (const auto& point : points) ++counts[((point[x] >> 31U) << 1U) | (point[y] >> 31U)];
      for (const int count : counts) EXPECT_EQ(count, 256) << x << ", " << y;
    }
  }
}

TEST(SobolPoints, AreAFunctionOfSeedReplicateAndIndexAlone) {
  const SobolPoints few(3);
  const SobolPoints many(50);
  double a[3];
  double b[50];
  for (std::uint32_t i = 0; i < 100; ++i) {
    few.point(123, 4, i, a);
    many.point(123, 4, i, b);
    for (std::size_t d = 0; d < 3; ++d) EXPECT_EQ(a[d], b[d]);
  }
}

// Points that hold for good: a change of them changes every published number.
TEST(SobolPoints, DoNotMove) {
  const SobolPoints points(3);
  double out[3];
  points.point(1, 0, 0, out);
  const std::vector<double> first(out, out + 3);
  points.point(1, 15, 4095, out);
  const std::vector<double> last(out, out + 3);
  EXPECT_EQ(first, (std::vector<double>{4363872331.0 * 0x1p-33, 5650981621.0 * 0x1p-33, 7402160181.0 * 0x1p-33}));
  EXPECT_EQ(last, (std::vector<double>{1126843449.0 * 0x1p-33, 2561845225.0 * 0x1p-33, 8284507343.0 * 0x1p-33}));
}

// Under nested uniform scrambling 2^m points of one dimension are one uniform point in each interval of length 2^-m,
// independent of each other (Owen 1995), so the mean of n points has variance 1 / (12 n^3). 4,000 scrambles estimate a
// variance of a nearly normal mean with a standard error of sqrt(2 / 4000) = 2.2 %; five of them is 11 %. A hash whose
// neighbouring cells depend on each other misses this by half.
TEST(Scrambling, HasTheVarianceOfTrueNestedScrambling) {
  constexpr std::size_t dimension = 6;
  constexpr std::uint32_t num_scrambles = 4000;
  const SobolPoints points(dimension);
  double out[dimension];
  for (unsigned m = 0; m <= 6; ++m) {
    const std::uint32_t n = std::uint32_t{1} << m;
    double variance[dimension] = {};
    for (std::uint32_t replicate = 0; replicate < num_scrambles; ++replicate) {
      double mean[dimension] = {};
      for (std::uint32_t i = 0; i < n; ++i) {
        points.point(77, replicate, i, out);
        for (std::size_t d = 0; d < dimension; ++d) mean[d] += (out[d] - 0.5) / n;
      }
      for (std::size_t d = 0; d < dimension; ++d) variance[d] += mean[d] * mean[d] / num_scrambles;
    }
    for (const double v : variance) EXPECT_NEAR(v * 12.0 * n * n * n, 1.0, 0.11) << "m " << m;
  }
}

/// Correlation of coordinate `d` of points 0 to n - 1 between two scrambles, relative to its standard error.
double z_of_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - 0.5) * (b[i] - 0.5);
  return sum * 12.0 / std::sqrt(static_cast<double>(a.size()));
}

// The first point alone, over many scrambles, is uniform and independent between neighbouring seeds, replicates and
// dimensions: 20,000 pairs give a correlation of standard error 1 / sqrt(20000). Nine tests at 4.5 standard errors: one
// false alarm in 16,000 seeds.
TEST(Scrambling, IsIndependentBetweenNeighbouringSeedsReplicatesAndDimensions) {
  constexpr std::uint32_t num = 20'000;
  const SobolPoints points(2);
  for (const std::uint32_t index : {0U, 1U, 1000U}) {
    std::vector<double> base(num);
    std::vector<double> next_seed(num);
    std::vector<double> next_replicate(num);
    std::vector<double> next_dimension(num);
    double out[2];
    for (std::uint32_t r = 0; r < num; ++r) {
      points.point(42, 2 * r, index, out);
      base[r] = out[0];
      next_dimension[r] = out[1];
      points.point(43, 2 * r, index, out);
      next_seed[r] = out[0];
      points.point(42, 2 * r + 1, index, out);
      next_replicate[r] = out[0];
    }
    EXPECT_LT(std::fabs(z_of_correlation(base, next_seed)), 4.5);
    EXPECT_LT(std::fabs(z_of_correlation(base, next_replicate)), 4.5);
    EXPECT_LT(std::fabs(z_of_correlation(base, next_dimension)), 4.5);
  }
}

// Uniform in 64 cells: the chi-square statistic of 64,000 scrambles has mean 63 and standard deviation sqrt(126).
TEST(Scrambling, SpreadsASinglePointEvenly) {
  constexpr std::uint32_t num = 64'000;
  const SobolPoints points(3);
  std::vector<std::vector<double>> counts(3, std::vector<double>(64, 0.0));
  double out[3];
  for (std::uint32_t r = 0; r < num; ++r) {
    points.point(8, r, 12'345, out);
    for (std::size_t d = 0; d < 3; ++d) ++counts[d][static_cast<std::size_t>(out[d] * 64.0)];
  }
  for (const std::vector<double>& row : counts) {
    double chi_square = 0.0;
    for (const double count : row) chi_square += (count - 1000.0) * (count - 1000.0) / 1000.0;
    EXPECT_NEAR(chi_square, 63.0, 5.0 * std::sqrt(126.0));
  }
}

// Owen 1997: for smooth functions the error of scrambled nets falls like n^-1.5 (up to logarithms), that of random
// points like n^-0.5. The integral of the product of 1 + (x_d - 1/2) over 5 dimensions is 1.
TEST(Scrambling, IntegratesSmoothFunctionsFarBetterThanRandomPoints) {
  constexpr std::size_t dimension = 5;
  const SobolPoints points(dimension);
  double out[dimension];
  double mean_square = 0.0;
  constexpr std::uint32_t n = 4096;
  for (std::uint32_t replicate = 0; replicate < 16; ++replicate) {
    double sum = 0.0;
    for (std::uint32_t i = 0; i < n; ++i) {
      points.point(6, replicate, i, out);
      double product = 1.0;
      for (const double x : out) product *= 0.5 + x;
      sum += product;
    }
    mean_square += (sum / n - 1.0) * (sum / n - 1.0) / 16.0;
  }
  // Random points: variance (13/12)^5 - 1 = 0.49 of one, so 0.011 for the mean of 4,096; a hundredth is asked here.
  EXPECT_LT(std::sqrt(mean_square), 0.00011);
}

}  // namespace
}  // namespace parley
