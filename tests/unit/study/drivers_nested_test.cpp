// SPDX-License-Identifier: Apache-2.0
// Shapley effects of the large example against nested plain draws: other random numbers, other conditional draws,
// another estimator.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <numbers>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "parley/study/drivers.h"
#include "parley/study/sampler.h"
#include "scenario_models.h"

namespace parley {
namespace {

class Listed final : public study::Points {
 public:
  explicit Listed(std::size_t dimension) : dimension_(dimension) {}
  void add(const std::vector<double>& point) { numbers_.insert(numbers_.end(), point.begin(), point.end()); }
  [[nodiscard]] std::size_t size() const override { return numbers_.size() / dimension_; }
  void draw(std::size_t index, double* out) const override {
    std::copy_n(numbers_.data() + index * dimension_, dimension_, out);
  }

 private:
  std::size_t dimension_;
  std::vector<double> numbers_;
};

/// Two inputs of the example are correlated: pain and p_pragmatic, with 0.4.
struct Example {
  std::shared_ptr<const build::Model> model;
  std::size_t first = 0, second = 0;
  double correlation = 2.0 * std::sin(std::numbers::pi * 0.4 / 6.0);

  explicit Example(const std::string& target) {
    const auto source = scenario::read_source(PARLEY_TEST_DATA "/cases/negotiated_exit/negotiated_exit.parley");
    const auto question = scenario::parse_target(tests::analysed(*source), target);
    model = build::build(question->scenario, {.targets = {question->target}, .holds = {}}).model;
    first = place("pain");
    second = place("p_pragmatic");
  }

  [[nodiscard]] std::size_t dimension() const { return model->drawn.size(); }
  [[nodiscard]] std::size_t place(const std::string& name) const {
    for (std::size_t d = 0; d < dimension(); ++d) {
      if (model->inputs[model->drawn[d]].name == name) return d;
    }
    ADD_FAILURE() << name;
    return 0;
  }
  [[nodiscard]] std::vector<double> numbers(const std::vector<double>& normals) const {
    std::vector<double> numbers(dimension());
    for (std::size_t d = 0; d < dimension(); ++d) {
      numbers[d] = model->inputs[model->drawn[d]].distribution.quantile(normal_cdf(normals[d]));
    }
    return numbers;
  }
};

/// Normal scores of which those that are known stay.
std::vector<double> redrawn(const Example& example, std::vector<double> normals, const std::vector<bool>& known,
                            std::mt19937_64& random) {
  std::normal_distribution<double> normal;
  for (std::size_t d = 0; d < normals.size(); ++d) {
    if (!known[d]) normals[d] = normal(random);
  }
  const double rest = std::sqrt(1.0 - example.correlation * example.correlation);
  const std::size_t a = example.first, b = example.second;
  if (!known[b]) {
    normals[b] = example.correlation * normals[a] + rest * normals[b];
  } else if (!known[a]) {
    normals[a] = example.correlation * normals[b] + rest * normals[a];
  }
  return normals;
}

/// Mean weight times the variance by these weights, without bias in the variance as far as the effective number tells.
double weighed_variance(const double* numbers, const double* weights, std::size_t count) {
  double sum = 0.0, squares = 0.0, mean = 0.0, variance = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    sum += weights[i];
    squares += weights[i] * weights[i];
    mean += weights[i] * numbers[i];
  }
  if (!(sum > 0.0)) return 0.0;
  mean /= sum;
  for (std::size_t i = 0; i < count; ++i) variance += weights[i] * (numbers[i] - mean) * (numbers[i] - mean) / sum;
  const double effective = sum * sum / squares;
  return effective > 1.0 ? sum / static_cast<double>(count) * variance * effective / (effective - 1.0) : 0.0;
}

struct Effects {
  std::vector<double> shares, errors;
};

/// Random orders; in each one draw of what is known and, at each place, `inner` draws of the rest (Song, Nelson and
/// Staum 2016, algorithm 1).
Effects nested(const Example& example, std::size_t orders, std::size_t inner, std::uint64_t seed) {
  const std::size_t dimension = example.dimension();
  std::mt19937_64 random(seed);
  const study::Sampler sampler(*example.model);
  RunContext run;
  run.num_threads = 2;
  std::vector<double> sums(dimension, 0.0), squares(dimension, 0.0);
  double all = 0.0;
  constexpr std::size_t batch = 50;
  for (std::size_t done = 0; done < orders; done += batch) {
    Listed points(dimension);
    std::vector<std::vector<std::size_t>> drawn_orders;
    for (std::size_t o = 0; o < batch; ++o) {
      std::vector<std::size_t> order(dimension);
      std::iota(order.begin(), order.end(), 0U);
      std::shuffle(order.begin(), order.end(), random);
      std::vector<bool> known(dimension, false);
      const auto outer = redrawn(example, std::vector<double>(dimension), known, random);
      for (std::size_t k = 0; k < dimension; ++k) {
        for (std::size_t i = 0; i < inner; ++i) points.add(example.numbers(redrawn(example, outer, known, random)));
        known[order[k]] = true;
      }
      drawn_orders.push_back(order);
    }
    const auto sample = sampler.at(points, {}, run, "");
    const auto column = study::target_column(*sample, example.model->targets.front());
    for (std::size_t o = 0; o < batch; ++o) {
      std::vector<double> left(dimension + 1, 0.0);
      for (std::size_t k = 0; k < dimension; ++k) {
        const std::size_t at = (o * dimension + k) * inner;
        left[k] = weighed_variance(column.numbers.data() + at, column.weights.data() + at, inner);
      }
      for (std::size_t k = 0; k < dimension; ++k) {
        const double drop = left[k] - left[k + 1];
        sums[drawn_orders[o][k]] += drop;
        squares[drawn_orders[o][k]] += drop * drop;
      }
      all += left[0];
    }
  }
  Effects effects;
  const auto count = static_cast<double>(orders);
  for (std::size_t d = 0; d < dimension; ++d) {
    effects.shares.push_back(sums[d] / all);
    effects.errors.push_back(std::sqrt(squares[d] / count - sums[d] * sums[d] / count / count) / std::sqrt(count) /
                             (all / count));
  }
  return effects;
}

/// Within four errors of both together, sixteen inputs at once, and `shift`.
void expect_close(const Example& example, const Effects& wanted, double shift) {
  RunContext run;
  run.num_threads = 2;
  const auto found = study::drivers(*example.model, example.model->targets.front(), {.draws = 16384}, run);
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->method, study::DriversMethod::shapley);
  for (std::size_t d = 0; d < example.dimension(); ++d) {
    const IndexEstimate& effect = *found->params[d].shapley_effect;
    EXPECT_NEAR(effect.value, wanted.shares[d], 4.0 * std::hypot(effect.standard_error, wanted.errors[d]) + shift)
        << found->params[d].name;
    EXPECT_LT(wanted.errors[d], 0.012);
    EXPECT_LT(effect.standard_error, 0.012);
  }
}

TEST(SlowDriversOfTheLargeExample, AreThoseOfNestedPlainDraws) {
  const Example example("P(handover)");
  expect_close(example, nested(example, 3000, 48, 1), 0.0);
}

// The mean chance of the condition stands in denominators, in both estimates: 16 and 48 draws are behind it. That
// shifts what is left by its squared variation over them (docs/methods/drivers.md), here about 1 / 17.
TEST(SlowDriversOfTheLargeExample, AreThoseOfNestedPlainDrawsUnderACondition) {
  const Example example("P(handover given leader is exit)");
  expect_close(example, nested(example, 3000, 48, 2), 0.02);
}

}  // namespace
}  // namespace parley
