// SPDX-License-Identifier: Apache-2.0
// Shares of variances against closed forms: Ishigami, Sobol's g-function, linear Gaussian models, and a weighted one
// against quadrature.
#include "parley/math/sensitivity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>
#include <vector>

#include <gmock/gmock.h>

#include "parley/math/designs.h"
#include "parley/math/distribution.h"

namespace parley {
namespace {

constexpr std::size_t replicates = 16;

PairedPoints paired(std::size_t dimension, std::uint64_t seed) {
  std::vector<std::uint32_t> coordinates(dimension);
  std::iota(coordinates.begin(), coordinates.end(), 0U);
  return {coordinates, static_cast<std::uint32_t>(dimension), replicates, seed};
}

/// Three bootstrap standard errors. The floor is for indices whose estimate has next to no spread over base points
/// (those of inputs that do nothing, or all): Sobol points leave an error of their own, which the bootstrap cannot see
/// there, of the order of 1 over the number of base points, 4,096.
double tolerance(const IndexEstimate& estimate) { return std::max(3.0 * estimate.standard_error, 1e-3); }

using Function = std::function<double(const std::vector<double>& uniforms)>;

SobolIndices indices_of(std::size_t dimension, std::size_t base_points, std::uint64_t seed, const Function& function) {
  const SaltelliDesign design(paired(dimension, seed));
  std::vector<double> values, uniforms(dimension);
  for (std::size_t b = 0; b < base_points; ++b) {
    for (std::size_t c = 0; c < design.num_columns(); ++c) {
      design.point(b, c, uniforms.data());
      values.push_back(function(uniforms));
    }
  }
  return sobol_indices(values, dimension, {});
}

void expect_indices(const SobolIndices& found, const std::vector<double>& first_order,
                    const std::vector<double>& total) {
  for (std::size_t i = 0; i < first_order.size(); ++i) {
    EXPECT_NEAR(found.first_order[i].value, first_order[i], tolerance(found.first_order[i])) << "first order " << i;
    EXPECT_NEAR(found.total[i].value, total[i], tolerance(found.total[i])) << "total " << i;
    EXPECT_LE(found.total[i].low, found.total[i].value + 1e-12);
    EXPECT_GE(found.total[i].high, found.total[i].value - 1e-12);
  }
}

// Source: Ishigami and Homma 1990; variances from Sobol and Levitan 1999, for a = 7, b = 0.1.
TEST(IndicesOfIshigami, AreThoseOfTheClosedForm) {
  constexpr double a = 7.0, b = 0.1, pi = std::numbers::pi;
  const auto found = indices_of(3, 4096, 1, [](const std::vector<double>& u) {
    std::array<double, 3> x = {};
    for (std::size_t i = 0; i < 3; ++i) x[i] = pi * (2.0 * u[i] - 1.0);
    return std::sin(x[0]) + a * std::sin(x[1]) * std::sin(x[1]) + b * std::pow(x[2], 4) * std::sin(x[0]);
  });
  const double pi4 = std::pow(pi, 4), pi8 = pi4 * pi4;
  const double v1 = 0.5 * std::pow(1.0 + b * pi4 / 5.0, 2), v2 = a * a / 8.0, v13 = b * b * pi8 * 8.0 / 225.0;
  const double v = v1 + v2 + v13;
  expect_indices(found, {v1 / v, v2 / v, 0.0}, {(v1 + v13) / v, v2 / v, v13 / v});
  EXPECT_NEAR(found.variance, v, 0.02 * v);
  EXPECT_NEAR(found.mean, a / 2.0, 0.02);
}

/// The product of (|4 u - 2| + a_i) / (1 + a_i).
double g_function(const std::vector<double>& u, const std::vector<double>& a) {
  double product = 1.0;
  for (std::size_t i = 0; i < u.size(); ++i) product *= (std::fabs(4.0 * u[i] - 2.0) + a[i]) / (1.0 + a[i]);
  return product;
}

/// Source: Saltelli and Sobol 1995: V_i = 1 / (3 (1 + a_i)^2), V = prod (1 + V_j) - 1.
void expect_g_indices(const std::vector<double>& a, std::uint64_t seed) {
  double all = 1.0;
  std::vector<double> parts;
  for (const double coefficient : a) {
    parts.push_back(1.0 / (3.0 * (1.0 + coefficient) * (1.0 + coefficient)));
    all *= 1.0 + parts.back();
  }
  std::vector<double> first_order, total;
  for (const double part : parts) {
    first_order.push_back(part / (all - 1.0));
    total.push_back(part * all / (1.0 + part) / (all - 1.0));
  }
  const auto found = indices_of(a.size(), 4096, seed, [&](const auto& u) { return g_function(u, a); });
  expect_indices(found, first_order, total);
}

TEST(IndicesOfTheGFunction, AreThoseOfTheClosedFormForEightInputs) {
  expect_g_indices({0, 1, 4.5, 9, 99, 99, 99, 99}, 2);
}

TEST(IndicesOfTheGFunction, AreThoseOfTheClosedFormForTwentyInputs) {
  std::vector<double> a = {0, 0.5, 1, 2, 3, 4.5, 6, 9};
  a.resize(20, 99.0);
  expect_g_indices(a, 3);
}

/// What a design of Shapley effects finds of a function of joined uniforms, with weights.
struct ShapleyRun {
  GaussianCopula copula;
  Function number;
  Function weight = [](const auto&) { return 1.0; };
  std::size_t base_points = 4096, num_partners = 1, num_others = 0;
  std::uint64_t seed = 1;

  [[nodiscard]] std::vector<IndexEstimate> effects() const {
    const std::size_t dimension = copula.dimension();
    const ShapleyDesign design(paired(dimension, seed), copula, num_partners);
    std::vector<double> rows(base_points * dimension);
    std::vector<std::uint32_t> orders;
    for (std::size_t b = 0; b < base_points; ++b) {
      const auto base = design.base(b);
      orders.insert(orders.end(), base.order.begin(), base.order.end());
      evaluate(design, b, base, std::span(rows).subspan(b * dimension, dimension));
    }
    return shapley_effects(rows, orders, dimension, {});
  }

 private:
  void evaluate(const ShapleyDesign& design, std::size_t b, const ShapleyDesign::Base& base,
                std::span<double> row) const {
    const std::size_t dimension = copula.dimension();
    std::vector<double> joined(dimension), renewed(dimension);
    const auto at = [&](std::size_t shared, const double* coordinates) {
      ShapleyDesign::join(base, shared, coordinates, joined.data());
      return std::pair(number(joined), weight(joined));
    };
    const auto [x_number, x_weight] = at(dimension, renewed.data());
    std::vector<double> numbers, weights, other_weights(dimension, 0.0);
    const std::vector<double> others = design.others(b, num_others);
    for (std::size_t k = 0; k < dimension; ++k) {
      for (std::size_t m = 0; m < num_partners; ++m) {
        design.renewed(b, m, renewed.data());
        const auto [partner_number, partner_weight] = at(k, renewed.data());
        numbers.push_back(partner_number);
        weights.push_back(partner_weight);
      }
      for (std::size_t m = 0; m < num_others; ++m) other_weights[k] += at(k, others.data() + m * dimension).second;
    }
    conditional_variances(x_number, x_weight, numbers, weights, other_weights, num_others, num_partners, row);
  }
};

/// Shapley shares of three inputs from the variance that each set of them leaves: left[bits of the set].
std::array<double, 3> shapley_of(const std::array<double, 8>& left) {
  std::array<double, 3> effects = {};
  std::array<std::size_t, 3> order = {0, 1, 2};
  do {
    std::size_t known = 0;
    for (const std::size_t input : order) {
      const std::size_t next = known | (std::size_t{1} << input);
      effects[input] += (left[known] - left[next]) / 6.0 / left[0];
      known = next;
    }
  } while (std::ranges::next_permutation(order).found);
  return effects;
}

constexpr std::array<double, 3> slopes = {1.0, -0.7, 1.6};

double linear(const std::vector<double>& u) {
  double sum = 0.0;
  for (std::size_t i = 0; i < u.size(); ++i) sum += slopes[i] * normal_quantile(u[i]);
  return sum;
}

double normal_correlation(double spearman) { return 2.0 * std::sin(std::numbers::pi * spearman / 6.0); }

/// Variance of the linear model given a set of its inputs, by eliminating them one after the other from the covariance
/// (Schur complements).
double left_given(std::size_t known, std::array<std::array<double, 3>, 3> covariance) {
  for (std::size_t k = 0; k < 3; ++k) {
    if ((known >> k & 1U) == 0) continue;
    const auto before = covariance;
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) covariance[i][j] -= before[i][k] * before[k][j] / before[k][k];
    }
  }
  double variance = 0.0;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) variance += slopes[i] * slopes[j] * covariance[i][j];
  }
  return variance;
}

// Source: Owen and Prieur 2017, section 5.2: Shapley effects from the conditional variances of all sets of inputs.
TEST(ShapleyEffects, OfACorrelatedLinearGaussianModelAreThoseOfItsConditionalVariances) {
  const std::array<double, 3> ranks = {0.6, -0.3, 0.5};  // of (0, 1), (0, 2), (1, 2)
  const auto copula = GaussianCopula::from(3, {{0, 1, ranks[0]}, {0, 2, ranks[1]}, {1, 2, ranks[2]}});
  ASSERT_TRUE(copula);
  const double r01 = normal_correlation(ranks[0]), r02 = normal_correlation(ranks[1]),
               r12 = normal_correlation(ranks[2]);
  std::array<double, 8> left = {};
  for (std::size_t known = 0; known < 7; ++known) {
    left[known] = left_given(known, {{{1, r01, r02}, {r01, 1, r12}, {r02, r12, 1}}});
  }
  const auto wanted = shapley_of(left);
  for (const std::size_t partners : {1U, 4U}) {
    const auto found = ShapleyRun{.copula = *copula, .number = linear, .num_partners = partners}.effects();
    double sum = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(found[i].value, wanted[i], tolerance(found[i])) << "input " << i;
      EXPECT_LT(found[i].standard_error, 0.05);
      sum += found[i].value;
    }
    EXPECT_NEAR(sum, 1.0, 1e-12);
  }
}

// The weight is 4 where the first input is above its median, else 1. What the second input leaves of the first is a
// normal with mean r z and variance 1 - r^2, weighed by that step: its variance by the midpoint rule, whose cells end
// at the step. The third input is independent of all.
std::array<double, 3> weighted_effects(double r) {
  constexpr int cells = 1200;
  constexpr double end = 7.0, width = 2.0 * end / cells;
  const auto density = [](double z) { return std::exp(-0.5 * z * z); };
  double all = 0.0, mean = 0.0, square = 0.0, left_by_second = 0.0;
  for (int j = 0; j < cells; ++j) {
    const double second = -end + (j + 0.5) * width;
    double mass = 0.0, first_sum = 0.0, first_square = 0.0;
    for (int i = 0; i < cells; ++i) {
      const double first = -end + (i + 0.5) * width;
      const double noise = (second - r * first) / std::sqrt(1.0 - r * r);
      const double p = (first > 0.0 ? 4.0 : 1.0) * density(first) * density(noise);
      const double sum = slopes[0] * first + slopes[1] * second;
      mass += p;
      first_sum += p * first;
      first_square += p * first * first;
      mean += p * sum;
      square += p * sum * sum;
    }
    all += mass;
    left_by_second += slopes[0] * slopes[0] * (first_square - first_sum * first_sum / mass);
  }
  const double both = square / all - mean / all * mean / all, third = slopes[2] * slopes[2];
  const double by_first = slopes[1] * slopes[1] * (1.0 - r * r), by_second = left_by_second / all;
  return shapley_of({both + third, by_first + third, by_second + third, third, both, by_first, by_second, 0.0});
}

ShapleyRun weighted_run(const GaussianCopula& copula) {
  return {.copula = copula, .number = linear, .weight = [](const std::vector<double>& u) {
            return u[0] > 0.5 ? 4.0 : 1.0;
          }};
}

TEST(ShapleyEffects, OfAWeightedModelAreThoseOfQuadrature) {
  const auto copula = GaussianCopula::from(3, {{0, 1, 0.5}});
  ASSERT_TRUE(copula);
  const auto wanted = weighted_effects(normal_correlation(0.5));
  ShapleyRun run = weighted_run(*copula);
  run.num_others = 64;
  const auto found = run.effects();
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(found[i].value, wanted[i], tolerance(found[i])) << "input " << i;
}

// The mean weight stands in a denominator and comes from n = 12 draws: that is off by at most the squared variation of
// the weights over n, 0.36 / 12 of any conditional variance (see conditional_variances), and what one input's effect is
// made of are differences of two such. 2^16 base points show less than that and no more.
TEST(ShapleyEffects, AreOffByLittleWhereTheMeanWeightComesFromFewDraws) {
  const auto copula = GaussianCopula::from(3, {{0, 1, 0.5}});
  ASSERT_TRUE(copula);
  const auto wanted = weighted_effects(normal_correlation(0.5));
  ShapleyRun run = weighted_run(*copula);
  run.base_points = 1U << 16U;
  for (const auto& [partners, others] : {std::pair<std::size_t, std::size_t>{1, 11}, {12, 0}}) {
    run.num_partners = partners;
    run.num_others = others;
    run.base_points = partners == 1 ? 1U << 16U : 1U << 13U;
    const auto found = run.effects();
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(found[i].value, wanted[i], tolerance(found[i]) + 0.36 / 12.0) << "input " << i;
    }
  }
}

TEST(ShapleyEffects, AreExactlyZeroForAnInputWithoutInfluence) {
  const auto copula = GaussianCopula::from(3, {{0, 1, 0.5}});
  ASSERT_TRUE(copula);
  ShapleyRun run = weighted_run(*copula);
  run.number = [](const std::vector<double>& u) { return u[0] * u[1]; };
  run.num_others = 16;
  run.base_points = 256;
  const auto found = run.effects();
  EXPECT_EQ(found[2].value, 0.0);
  EXPECT_EQ(found[2].high, 0.0);
  EXPECT_NEAR(found[0].value + found[1].value, 1.0, 1e-12);
}

TEST(Indices, AreUndefinedWhereNothingVaries) {
  const auto found = indices_of(2, 64, 1, [](const auto&) { return 0.3; });
  EXPECT_TRUE(std::isnan(found.total[0].value));
  EXPECT_TRUE(std::isnan(found.first_order[1].low));
}

}  // namespace
}  // namespace parley
