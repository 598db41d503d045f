// SPDX-License-Identifier: Apache-2.0
// The equilibrium that the logit path selects: small games worked by hand, and what must not change it.
#include "parley/solve/logit_path.h"

#include <cmath>
#include <cstdint>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "game_builder.h"
#include "parley/game/certificate.h"
#include "parley/solve/sequential.h"

namespace parley::solve {
namespace {

using test::chance;
using test::choice;
using test::end;
using test::GameBuilder;
using test::Tree;

/// Solved in all stages; certified by what shares nothing with the solver.
SequentialSolution solved(const game::NumericGame<Rational>& exact) {
  const auto game = game::in_doubles(exact);
  const auto solution = solve_sequential(game, solve_settled(exact, {}, RunContext{}), {}, RunContext{});
  EXPECT_TRUE(solution.verified);
  const auto certificate = game::certify(game, solution.profile, solution.beliefs);
  EXPECT_LE(certificate.largest_deviation_gain, 1e-8 * game.largest_payoff_range());
  return solution;
}

std::size_t pure_choice(const game::StrategyProfile<double>& profile, std::size_t set) {
  const auto& probs = profile.probs[set];
  const auto likeliest = std::ranges::max_element(probs);
  EXPECT_EQ(*likeliest, 1.0);
  return static_cast<std::size_t>(likeliest - probs.begin());
}

/// Two players choose at once; by row and column the payoffs of one and of two.
game::NumericGame<Rational> two_by_two(std::vector<std::int64_t> one, std::vector<std::int64_t> two) {
  const auto cell = [&](std::size_t k) { return end({Rational(one[k]), Rational(two[k])}); };
  return GameBuilder(2, 1, {{"one", 0, 0}, {"two", 1, 0}})
      .build(choice("one", {choice("two", {cell(0), cell(1)}), choice("two", {cell(2), cell(3)})}));
}

// Trap (b) of the methods: two settles l, and the core holds (b, l, x); the path of the whole game ends at (a, l, y).
TEST(LogitPath, OfTheCoreCanEndElsewhereThanThatOfTheWholeGame) {
  const auto exact =
      GameBuilder(3, 1, {{"one", 0, 0}, {"two", 1, 1}, {"three", 2, 2}})
          .build(choice("one", {choice("two", {end({2, 1, 0}), choice("three", {end({0, 0, 0}), end({0, 0, 5})})}),
                                choice("three", {end({3, 0, 1}), end({0, 0, 0})})}));
  const SequentialSolution by_core = solved(exact);
  EXPECT_EQ(by_core.core.roles, (std::vector{CoreRole::open, CoreRole::replaced, CoreRole::open}));
  EXPECT_EQ(pure_choice(by_core.profile, 0), 1U);
  EXPECT_EQ(pure_choice(by_core.profile, 2), 0U);
  const auto game = game::in_doubles(exact);
  const auto whole = follow_logit_path(whole_game(game).game, {}, RunContext{});
  EXPECT_TRUE(whole.verified);
  EXPECT_EQ(pure_choice(whole.assessment.profile, 0), 0U);
  EXPECT_EQ(pure_choice(whole.assessment.profile, 2), 1U);
}

// Trap (d): what is multiplied for one player alone can change the limit; for all players it cannot.
TEST(LogitPath, DependsOnOnePlayersScaleAndNotOnThatOfAll) {
  const auto selected = [](std::int64_t of_one, std::int64_t of_both) {
    const std::int64_t first = of_one * of_both;
    return pure_choice(solved(two_by_two({15 * first, 0, 0, 10 * first}, {5 * of_both, 0, 0, 11 * of_both})).profile,
                       0);
  };
  EXPECT_EQ(selected(1, 1), 1U);
  EXPECT_EQ(selected(1, 1000), 1U);
  EXPECT_EQ(selected(5, 1), 0U);
}

// Two pure equilibria and a mixed one, payoffs without symmetry. Along a curve the determinant of the equations keeps
// its sign, which is 1 at uniform play and -1 near the mixed equilibrium: the path ends in a pure one. Close by,
// another branch passes in many of these games; a step that lands on it is a mistake. Small steps must end where large
// ones do.
TEST(LogitPath, StaysOnItsBranch) {
  std::mt19937_64 random(7);
  const auto payoff = [&] { return static_cast<std::int64_t>(1 + random() % 1000); };
  for (int k = 0; k < 2000; ++k) {
    const auto game = game::in_doubles(two_by_two({payoff(), 0, 0, payoff()}, {payoff(), 0, 0, payoff()}));
    SCOPED_TRACE(::testing::PrintToString(game.payoffs));
    const LogitEnd found = follow_logit_path(game, {}, RunContext{});
    LogitOptions small_steps;
    small_steps.wanted_correction = 0.005;
    const LogitEnd slow = follow_logit_path(game, small_steps, RunContext{});
    EXPECT_EQ(pure_choice(found.assessment.profile, 0), pure_choice(slow.assessment.profile, 0));
    EXPECT_EQ(pure_choice(found.assessment.profile, 0), pure_choice(found.assessment.profile, 1));
    if (HasFailure()) return;
  }
}

// Matching pennies with one payoff changed: the other player's odds change, its own do not (1 / 4 against 3 / 4).
TEST(LogitPath, FindsTheOnlyMixedEquilibrium) {
  const SequentialSolution solution = solved(two_by_two({3, 0, 0, 1}, {0, 1, 1, 0}));
  EXPECT_NEAR(solution.profile.probs[0][0], 0.5, 1e-12);
  EXPECT_NEAR(solution.profile.probs[1][0], 0.25, 1e-12);
}

// Payoffs of 1e30 and of 1e-30 are payoffs like others.
TEST(LogitPath, TakesHugeAndTinyPayoffs) {
  for (const double size : {1e30, 1e-30}) {
    auto game = game::in_doubles(two_by_two({3, 0, 0, 1}, {0, 1, 1, 0}));
    for (double& payoff : game.payoffs) payoff *= size;
    const LogitEnd found = follow_logit_path(game, {}, RunContext{});
    EXPECT_TRUE(found.verified);
    EXPECT_NEAR(found.assessment.profile.probs[1][0], 0.25, 1e-12);
  }
}

TEST(LogitPath, EndsInUniformPlayWhereNothingMatters) {
  auto game = game::in_doubles(two_by_two({2, 2, 2, 2}, {0, 0, 0, 0}));
  const LogitEnd found = follow_logit_path(game, {}, RunContext{});
  EXPECT_TRUE(found.verified);
  EXPECT_NEAR(found.assessment.profile.probs[0][0], 0.5, 1e-12);
}

// At precision lambda the odds are those of the definition, here in closed form: one player, gains of 1 and 3.
TEST(LogitPath, StopsAtTheLambdaAskedFor) {
  const auto exact = GameBuilder(1, 1, {{"one", 0, 0}}).build(choice("one", {end({0}), end({1}), end({3})}));
  LogitOptions options;
  options.lambda = 0.7;
  const SequentialSolution play = solve_quantal(game::in_doubles(exact), options, RunContext{});
  EXPECT_TRUE(play.verified);
  const double sum = 1.0 + std::exp(0.7) + std::exp(2.1);
  EXPECT_NEAR(play.profile.probs[0][0], 1.0 / sum, 1e-9);
  EXPECT_NEAR(play.profile.probs[0][2], std::exp(2.1) / sum, 1e-9);
}

TEST(LogitPath, EndsWhenItIsToldTo) {
  std::stop_source stop;
  stop.request_stop();
  RunContext run;
  run.stop = stop.get_token();
  const LogitEnd found = follow_logit_path(game::in_doubles(two_by_two({3, 0, 0, 1}, {0, 1, 1, 0})), {}, run);
  EXPECT_EQ(found.termination, Termination::stopped);
  EXPECT_FALSE(found.verified);
  EXPECT_EQ(found.assessment.profile.probs.size(), 2U);
}

/// A sender who knows its type, and a receiver who sees the signal.
class SignallingGame {
 public:
  explicit SignallingGame(std::uint64_t seed) : random_(seed) {
    types_ = 2 + below(3);
    signals_ = 2 + below(3);
    replies_ = 2 + below(3);
  }

  game::NumericGame<Rational> build() {
    std::vector<test::SetSpec> sets;
    for (std::size_t t = 0; t < types_; ++t) sets.push_back({"type" + std::to_string(t), 0, 0});
    for (std::size_t s = 0; s < signals_; ++s) sets.push_back({"signal" + std::to_string(s), 1, 1});
    std::vector<Rational> odds;
    std::int64_t total = 0;
    std::vector<std::int64_t> parts;
    for (std::size_t t = 0; t < types_; ++t) total += parts.emplace_back(1 + static_cast<std::int64_t>(below(5)));
    for (const std::int64_t part : parts) odds.push_back(Rational::ratio(part, total));
    std::vector<Tree> branches;
    for (std::size_t t = 0; t < types_; ++t) branches.push_back(sends(t));
    return GameBuilder(2, 1, sets).build(chance(odds, std::move(branches)));
  }

 private:
  std::uint64_t below(std::uint64_t n) { return random_() % n; }
  Rational payoff() { return Rational(static_cast<std::int64_t>(below(19)) - 9); }

  Tree sends(std::size_t type) {
    std::vector<Tree> by_signal;
    for (std::size_t s = 0; s < signals_; ++s) {
      std::vector<Tree> ends;
      for (std::size_t r = 0; r < replies_; ++r) ends.push_back(end({payoff(), payoff()}));
      by_signal.push_back(choice("signal" + std::to_string(s), std::move(ends)));
    }
    return choice("type" + std::to_string(type), std::move(by_signal));
  }

  std::mt19937_64 random_;
  std::size_t types_ = 0, signals_ = 0, replies_ = 0;
};

// Games in which a step of the usual length once landed on another branch: small steps must end where large ones do.
TEST(RandomSignallingGames, AreFollowedOnOneBranch) {
  for (const std::uint64_t seed : {52U, 1432U, 1458U}) {
    SCOPED_TRACE(seed);
    const auto game = game::in_doubles(SignallingGame(seed).build());
    LogitOptions small_steps;
    small_steps.wanted_correction = 0.005;
    const LogitEnd found = follow_logit_path(game, {}, RunContext{});
    const LogitEnd slow = follow_logit_path(game, small_steps, RunContext{});
    EXPECT_TRUE(found.verified);
    for (std::size_t h = 0; h < game.infosets.size(); ++h) {
      for (std::size_t a = 0; a < game.infosets[h].num_actions; ++a) {
        EXPECT_NEAR(found.assessment.profile.probs[h][a], slow.assessment.profile.probs[h][a], 1e-7);
      }
    }
  }
}

/// Beliefs at sets that play reaches are what Bayes' rule makes of the profile: for a signalling game, in one line.
void expect_bayes(const game::NumericGame<double>& game, const SequentialSolution& solution, std::size_t num_types) {
  for (std::size_t h = num_types; h < game.infosets.size(); ++h) {
    double reach = 0.0;
    std::vector<double> joint;
    for (std::size_t t = 0; t < num_types; ++t) {
      reach += joint.emplace_back(game.edges[t].prob * solution.profile.probs[t][h - num_types]);
    }
    if (!(reach > 0.0)) continue;
    for (std::size_t t = 0; t < num_types; ++t) EXPECT_NEAR(solution.beliefs.probs[h][t], joint[t] / reach, 1e-9);
  }
}

TEST(RandomSignallingGames, EndInSequentialEquilibriaWhateverTheScaleAndTheZero) {
  std::size_t cores = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    SCOPED_TRACE(seed);
    const auto exact = SignallingGame(seed).build();
    const SequentialSolution solution = solved(exact);
    if (!solution.core.infosets.empty()) ++cores;
    const auto game = game::in_doubles(exact);
    expect_bayes(game, solution, game.edges_of(0).size());
    auto changed = exact;
    for (std::size_t k = 0; k < changed.payoffs.size(); ++k) {
      changed.payoffs[k] = changed.payoffs[k] * Rational(8) + Rational(k % 2 == 0 ? 16 : -32);
    }
    const SequentialSolution same = solved(changed);
    for (std::size_t h = 0; h < game.infosets.size(); ++h) {
      for (std::size_t a = 0; a < game.infosets[h].num_actions; ++a) {
        EXPECT_NEAR(same.profile.probs[h][a], solution.profile.probs[h][a], 1e-7);
      }
    }
    if (HasFailure()) return;
  }
  EXPECT_GT(cores, 300U);
}

}  // namespace
}  // namespace parley::solve
