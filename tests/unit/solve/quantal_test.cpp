// SPDX-License-Identifier: Apache-2.0
// Quantal play of whole games against closed forms, and against its definition in games of every shape.
#include <cmath>
#include <cstdint>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "game_builder.h"
#include "parley/game/certificate.h"
#include "parley/game/logit_error.h"
#include "parley/solve/sequential.h"
#include "random_games.h"

namespace parley::solve {
namespace {

using test::choice;
using test::end;
using test::GameBuilder;
using test::RandomGame;

SequentialSolution quantal(const game::NumericGame<double>& game, double lambda) {
  LogitOptions options;
  options.lambda = lambda;
  options.keep_branch = true;
  SequentialSolution solution = solve_quantal(game, options, RunContext{});
  EXPECT_TRUE(solution.verified);
  return solution;
}

double odds(const std::vector<double>& probs) { return std::log(probs[0] / probs[1]); }

// One player stops (worth 1) or goes on to a choice of 2 or 0. Solved backwards, by hand: the second choice has the
// log-odds 2 lambda, and going on is worth what it gives on average.
TEST(QuantalPlay, OfOnePlayerIsSolvedBackwards) {
  const auto exact = GameBuilder(1, 1, {{"first", 0, 0}, {"second", 0, 1}})
                         .build(choice("first", {end({1}), choice("second", {end({2}), end({0})})}));
  for (const double lambda : {0.0, 0.3, 1.0, 5.0}) {
    const auto probs = quantal(game::in_doubles(exact), lambda).profile.probs;
    const double two = 1.0 / (1.0 + std::exp(-2.0 * lambda));
    EXPECT_NEAR(probs[1][0], two, 1e-9);
    EXPECT_NEAR(odds(probs[0]), lambda * (1.0 - 2.0 * two), 1e-8);
  }
}

// Matching pennies in which one's first choice pays 3: by the definition q = L(lambda (1 - 2 p)), and p solves
// p = L(lambda (4 q - 1)) with L the logistic function. The right side falls in p: bisection finds the only solution.
TEST(QuantalPlay, OfPenniesSolvesOneEquation) {
  const auto cell = [](std::int64_t one, std::int64_t two) { return end({Rational(one), Rational(two)}); };
  const auto exact = GameBuilder(2, 1, {{"one", 0, 0}, {"two", 1, 0}})
                         .build(choice("one", {choice("two", {cell(3, 0), cell(0, 1)}),  //
                                               choice("two", {cell(0, 1), cell(1, 0)})}));
  const auto logistic = [](double x) { return 1.0 / (1.0 + std::exp(-x)); };
  for (const double lambda : {0.0, 0.5, 2.0, 20.0}) {
    double low = 0.0;
    double high = 1.0;
    for (int k = 0; k < 60; ++k) {
      const double p = (low + high) / 2;
      (logistic(lambda * (4.0 * logistic(lambda * (1.0 - 2.0 * p)) - 1.0)) > p ? low : high) = p;
    }
    const auto probs = quantal(game::in_doubles(exact), lambda).profile.probs;
    EXPECT_NEAR(probs[0][0], low, 1e-8);
    EXPECT_NEAR(probs[1][0], logistic(lambda * (1.0 - 2.0 * low)), 1e-8);
  }
}

// log p(a) - log p(b) = lambda (u(a) - u(b)), with the action values that the certificate computes from the game. The
// path's corrector stops where log-odds x move by less than 1e-7 (1 + |x|); ten times that is left for rounding.
TEST(QuantalPlay, KeepsToItsDefinitionInRandomGames) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    const auto game = game::in_doubles(RandomGame(seed, seed % 3 == 0).build());
    for (const double lambda : {0.4, 3.0}) {
      const SequentialSolution solution = quantal(game, lambda);
      const auto certificate = game::certify(game, solution.profile, solution.beliefs);
      for (std::size_t h = 0; h < game.infosets.size(); ++h) {
        const auto& values = certificate.action_values[h];
        for (std::size_t a = 1; a < values.size(); ++a) {
          const double left = std::log(solution.profile.probs[h][a] / solution.profile.probs[h][0]);
          EXPECT_NEAR(left, lambda * (values[a] - values[0]), 1e-6 * (1.0 + std::abs(left)));
        }
      }
      EXPECT_LE(game::logit_error(certificate, solution.profile, lambda), 1e-6);
    }
    if (HasFailure()) return;
  }
}

TEST(QuantalPlay, PassesThroughQuantalPlayOnItsWay) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    const auto game = game::in_doubles(RandomGame(seed, false).build());
    const SequentialSolution solution = quantal(game, 2.0);
    ASSERT_GE(solution.branch.size(), 2U);
    EXPECT_EQ(solution.branch.front().lambda, 0.0);
    EXPECT_NEAR(solution.branch.back().lambda, 2.0, 1e-12);
    EXPECT_EQ(solution.branch.back().profile.probs, solution.profile.probs);
    for (const QuantalPoint& point : solution.branch) {
      const auto certificate = game::certify(game, point.profile, point.beliefs);
      EXPECT_LE(game::logit_error(certificate, point.profile, point.lambda), 1e-6);
    }
    if (HasFailure()) return;
  }
}

// Two choices worth 1 and 0, played half and half: at lambda = 1 the better one's logit response is 1 / (1 + e^-1).
TEST(LogitError, IsTheLargestDistanceOfAChance) {
  const auto exact = GameBuilder(1, 1, {{"one", 0, 0}}).build(choice("one", {end({1}), end({0})}));
  const auto game = game::in_doubles(exact);
  const game::StrategyProfile<double> half{{{0.5, 0.5}}};
  const auto certificate = game::certify(game, half, game::tremble_beliefs(game, half));
  EXPECT_EQ(game::logit_error(certificate, half, 0.0), 0.0);
  EXPECT_NEAR(game::logit_error(certificate, half, 1.0), 1.0 / (1.0 + std::exp(-1.0)) - 0.5, 1e-15);
  EXPECT_EQ(game::logit_error(certificate, half, 1e300), 0.5);
}

}  // namespace
}  // namespace parley::solve
