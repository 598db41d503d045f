// SPDX-License-Identifier: Apache-2.0
// What every solver owes its caller, on every game file and on random games. A further solver is one more row.
#include <algorithm>
#include <cmath>
#include <optional>

#include <gmock/gmock.h>

#include "conformance/claim.h"
#include "conformance/nash_claims.h"
#include "games/game_files.h"
#include "parley/game/certificate.h"
#include "parley/solve/equilibrium_list.h"
#include "parley/solve/logit_path.h"
#include "parley/solve/sequential.h"
#include "parley/solve/settled.h"
#include "unit/solve/random_games.h"

namespace parley {
namespace {

using game::NumericGame;
using test::Claim;
using test::scale_of;
using test::Solver;

/// Of the scale: the largest gain at the sets where a choice is made.
double gain(const NumericGame<double>& game, const Claim& claim) {
  const auto certificate = game::certify(game, claim.profile, claim.beliefs);
  double largest = 0.0;
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    if (claim.chosen[h]) largest = std::max(largest, certificate.gain[h]);
  }
  return largest / scale_of(game);
}

/// Settled choices are right whatever the open ones are: here all of these are equally likely.
template <class T>
Claim settled(const NumericGame<T>& numbers, const NumericGame<double>& game, const RunContext& run) {
  const auto solution = solve::solve_settled(numbers, {}, run);
  Claim claim;
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    const auto& choice = solution.choices[h];
    claim.chosen.push_back(choice.by != solve::SettledBy::not_settled);
    const double each = claim.chosen[h] ? 0.0 : 1.0 / game.infosets[h].num_actions;
    claim.profile.probs.emplace_back(game.infosets[h].num_actions, each);
    if (claim.chosen[h]) claim.profile.probs[h][choice.action] = 1.0;
  }
  claim.beliefs = game::tremble_beliefs(game, claim.profile);
  claim.verified = solution.all_settled;
  claim.termination = solution.termination;
  return claim;
}

Claim settled_exactly(const NumericGame<Rational>& game, const RunContext& run) {
  return settled(game, game::in_doubles(game), run);
}

Claim settled_in_doubles(const NumericGame<Rational>& game, const RunContext& run) {
  const auto doubles = game::in_doubles(game);
  return settled(doubles, doubles, run);
}

Claim claim_of(solve::SequentialSolution solution) {
  const std::vector<bool> chosen(solution.profile.probs.size(), true);
  return {std::move(solution.profile), std::move(solution.beliefs), chosen, solution.verified, std::nullopt,
          solution.termination};
}

Claim sequential(const NumericGame<Rational>& game, const RunContext& run) {
  return claim_of(solve::solve_sequential(game::in_doubles(game), solve::solve_settled(game, {}, run), {}, run));
}

Claim logit_limit(const NumericGame<Rational>& game, const RunContext& run) {
  auto end = solve::follow_logit_path(game::in_doubles(game), {}, run);
  const std::vector<bool> chosen(game.infosets.size(), true);
  return {std::move(end.assessment.profile),
          std::move(end.assessment.beliefs),
          chosen,
          end.verified,
          end.assessment.largest_gain,
          end.termination};
}

/// The entry that gains most of a list of pure sequential equilibria; where there is none, nothing is claimed.
Claim listed(const NumericGame<Rational>& game, const RunContext& run) {
  const auto doubles = game::in_doubles(game);
  solve::ListOptions options;
  options.concept_kind = solve::ListConcept::pure;
  auto list = solve::list_equilibria(doubles, options, std::nullopt, run);
  Claim claim;
  claim.termination = list.termination;
  for (const auto& set : doubles.infosets) {
    claim.profile.probs.emplace_back(set.num_actions, 1.0 / set.num_actions);
  }
  claim.beliefs = game::tremble_beliefs(doubles, claim.profile);
  double most = -1.0;
  for (auto& one : list.equilibria) {
    if (one.standing != solve::Standing::sequential) continue;
    const double gains = game::certify(doubles, one.profile, one.beliefs).largest_deviation_gain;
    if (gains <= most) continue;
    most = gains;
    claim.profile = std::move(one.profile);
    claim.beliefs = std::move(one.beliefs);
  }
  claim.chosen.assign(game.infosets.size(), most >= 0.0);
  claim.verified = most >= 0.0 && list.termination == Termination::finished;
  return claim;
}

double quantal_lambda(const NumericGame<double>& game) { return 3.0 / scale_of(game); }

Claim quantal(const NumericGame<Rational>& game, const RunContext& run) {
  const auto doubles = game::in_doubles(game);
  solve::LogitOptions options;
  options.lambda = quantal_lambda(doubles);
  return claim_of(solve::solve_quantal(doubles, options, run));
}

/// Of the log-odds: log p(a) - log p(0) less lambda times what a is worth more.
double from_quantal_response(const NumericGame<double>& game, const Claim& claim) {
  const auto certificate = game::certify(game, claim.profile, claim.beliefs);
  double largest = 0.0;
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    const auto& probs = claim.profile.probs[h];
    const auto& values = certificate.action_values[h];
    for (std::size_t a = 1; a < probs.size(); ++a) {
      const double wanted = quantal_lambda(game) * (values[a] - values[0]);
      largest = std::max(largest, std::abs(std::log(probs[a] / probs[0]) - wanted));
    }
  }
  return largest;
}

// Tolerances: ties of settled choices are within 1e-9 of the range, and a chain of them may add up; an end of the path
// gains at most 1e-9 of the core's range, and rounding over some hundred nodes is far below. Newton's last step moved
// the log-odds by less than 1e-7, and what is left after it is smaller; at lambda = 3 / scale log-odds are below 4.
constexpr Solver solvers[] = {
    {"settled_exactly", settled_exactly, gain, 1e-8},
    {"settled_in_doubles", settled_in_doubles, gain, 1e-8},
    {"sequential", sequential, gain, 1e-8},
    {"logit_limit", logit_limit, gain, 1e-8, 100},
    {"quantal", quantal, from_quantal_response, 1e-7, 100},
    {"listed", listed, gain, 1e-8},
    {"complementary_faces", test::all_of_two, test::regret, 1e-12, 20, test::is_small_of_two},
    {"supports", test::all_by_supports, test::regret, 1e-8, 10, test::is_tiny_of_more},
    {"zero_sum", test::value_of_table, test::regret, 1e-12, 10'000, test::is_zero_sum_table},
    {"lemke_howson", test::end_of_path_in_table, test::regret, 1e-12, 20, test::is_small_of_two},
    {"sequence_program", test::value_of_tree, test::regret, 1e-12, 10'000, test::is_zero_sum_tree},
    {"sequence_lemke", test::end_of_path_in_tree, test::regret, 1e-12, 10'000, test::is_of_two},
};

struct Named {
  std::string name;
  NumericGame<Rational> game;
};

/// Made once: every file with perfect recall, and small random trees, some without an order of the moves.
const std::vector<Named>& all_games() {
  static const std::vector<Named> games = [] {
    std::vector<Named> found;
    for (const auto& path : test::solvable_files(PARLEY_TEST_DATA)) {
      found.push_back({path.filename(), test::load_numeric(path)});
    }
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      auto game = test::RandomGame(seed, seed % 4 == 0).build();
      if (game.nodes.size() <= 60) found.push_back({"random " + std::to_string(seed), std::move(game)});
    }
    return found;
  }();
  return games;
}

bool is_asked(const Solver& solver, const NumericGame<Rational>& game) {
  return game.infosets.size() <= solver.most_sets && (solver.takes == nullptr || solver.takes(game));
}

void expect_shares(const std::vector<double>& shares, std::size_t count) {
  ASSERT_EQ(shares.size(), count);
  double sum = 0.0;
  for (const double share : shares) {
    EXPECT_GE(share, 0.0);
    sum += share;
  }
  EXPECT_NEAR(sum, 1.0, 1e-12);
}

/// Whatever ended the run, what is there is a profile with beliefs.
void expect_assessment(const NumericGame<Rational>& game, const Claim& claim) {
  ASSERT_EQ(claim.profile.probs.size(), game.infosets.size());
  ASSERT_EQ(claim.beliefs.probs.size(), game.infosets.size());
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    expect_shares(claim.profile.probs[h], game.infosets[h].num_actions);
    expect_shares(claim.beliefs.probs[h], game.infosets[h].nodes.size());
  }
}

class EverySolver : public testing::TestWithParam<Solver> {};

TEST_P(EverySolver, ClaimsWhatTheCertificateFinds) {
  std::size_t verified = 0, asked = 0;
  for (const auto& [name, game] : all_games()) {
    if (!is_asked(GetParam(), game)) continue;
    SCOPED_TRACE(name);
    ++asked;
    const auto doubles = game::in_doubles(game);
    const Claim claim = GetParam().solve(game, RunContext{});
    EXPECT_EQ(claim.termination, Termination::finished);
    expect_assessment(game, claim);
    const bool everywhere = std::ranges::count(claim.chosen, false) == 0;
    const double miss = GetParam().miss(doubles, claim);
    if (everywhere) {
      EXPECT_EQ(claim.verified, miss <= GetParam().tolerance) << miss;
    } else {
      EXPECT_FALSE(claim.verified);
      EXPECT_LE(miss, GetParam().tolerance);
    }
    if (claim.largest_gain) {
      const double recomputed = game::certify(doubles, claim.profile, claim.beliefs).largest_deviation_gain;
      EXPECT_NEAR(*claim.largest_gain, recomputed, 1e-12 * scale_of(doubles));  // sums of some hundred products
    }
    if (claim.verified) ++verified;
  }
  EXPECT_GT(asked, 5U);
  EXPECT_GT(verified, asked / 4);
}

TEST_P(EverySolver, FindsTheSameBitsAgain) {
  for (const auto& [name, game] : all_games()) {
    if (!is_asked(GetParam(), game)) continue;
    SCOPED_TRACE(name);
    const Claim claim = GetParam().solve(game, RunContext{});
    RunContext run;
    run.num_threads = 4;
    const Claim again = GetParam().solve(game, run);
    EXPECT_EQ(claim.profile.probs, again.profile.probs);
    EXPECT_EQ(claim.beliefs.probs, again.beliefs.probs);
    EXPECT_EQ(claim.verified, again.verified);
    EXPECT_EQ(claim.largest_gain, again.largest_gain);
  }
}

/// A run that is to stop before it begins: the solver makes no claim, and what it gives is still a profile.
void expect_stops(const Solver& solver, const RunContext& run, Termination why) {
  for (const auto& [name, game] : all_games()) {
    if (game.infosets.empty() || !is_asked(solver, game)) continue;
    SCOPED_TRACE(name);
    const Claim claim = solver.solve(game, run);
    EXPECT_EQ(claim.termination, why);
    EXPECT_FALSE(claim.verified);
    expect_assessment(game, claim);
    // Nothing was done: every choice is as likely as the others.
    for (const auto& probs : claim.profile.probs) {
      EXPECT_DOUBLE_EQ(*std::ranges::max_element(probs), 1.0 / static_cast<double>(probs.size()));
    }
  }
}

TEST_P(EverySolver, StopsWhereItIsWhenTold) {
  std::stop_source stop;
  stop.request_stop();
  RunContext run;
  run.stop = stop.get_token();
  expect_stops(GetParam(), run, Termination::stopped);
}

TEST_P(EverySolver, StopsWhereItIsAtTheTimeLimit) {
  RunContext run;
  run.deadline = RunContext::Clock::now();
  expect_stops(GetParam(), run, Termination::time_limit);
}

TEST_P(EverySolver, PrintsNothing) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  for (const auto& [name, game] : all_games()) {
    if (is_asked(GetParam(), game)) static_cast<void>(GetParam().solve(game, RunContext{}));
  }
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

INSTANTIATE_TEST_SUITE_P(Solvers, EverySolver, testing::ValuesIn(solvers),
                         [](const auto& row) { return std::string(row.param.name); });

// All solvers need perfect recall. They cannot be asked for more: a file without it becomes no game that they take.
TEST(NoSolver, IsGivenAGameOfImperfectRecall) {
  std::size_t refused = 0;
  for (const auto& path : test::files_in(std::filesystem::path(PARLEY_TEST_DATA) / "games/files", ".efg")) {
    if (game::imperfect_recall(test::load_efg(path)).empty()) continue;
    const auto numeric = game::numeric(test::load_efg(path));
    ASSERT_FALSE(numeric) << path;
    EXPECT_EQ(numeric.error().code, ErrorCode::unsupported);
    EXPECT_THAT(numeric.error().message, testing::HasSubstr("does not have perfect recall"));
    EXPECT_THAT(numeric.error().message, testing::HasSubstr("solvers need perfect recall"));
    ++refused;
  }
  EXPECT_EQ(refused, 2U);
}

}  // namespace
}  // namespace parley
