// SPDX-License-Identifier: Apache-2.0
// The fast way over blocks of draws against the definition, on scenarios that nobody thought of.
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "by_definition.h"
#include "parley/study/engine.h"
#include "scenario_models.h"

namespace parley {
namespace {

/// Writes a scenario with types, hidden moves, chance, conditions and evidence that only the analyst has.
class RandomScenario {
 public:
  explicit RandomScenario(std::uint64_t seed) : random_(seed) {}

  std::string write() {
    text_ = "parley 1\n";
    num_players_ = one_in(2) ? 2 : 3;
    for (std::size_t i = 0; i < num_players_; ++i) write_player(i);
    for (int k = 0; k < num_params; ++k) text_ += fmt::format("param q{} : prob = 0.1 to 0.8\n", k);
    for (int k = 0; k < num_params; ++k) text_ += fmt::format("param w{} : pos = 1 to 6\n", k);
    for (std::size_t i = 0; i < num_players_; ++i) {
      if (typed_[i] && one_in(3)) {
        text_ += fmt::format("evidence e{} known to nobody {{ p{}.type x : y = 1 : 2 to 4 }}\n", i, i);
      }
    }
    text_ += "play {\n";
    const int num_steps = 3 + below(4);
    for (int k = 0; k < num_steps; ++k) write_step(k);
    text_ += "}\noutcome first when " + condition();
    text_ += "\noutcome second when " + condition();
    text_ += "\noutcome third otherwise\n";
    for (std::size_t i = 0; i < num_players_; ++i) write_payoff(i);
    return text_;
  }

 private:
  static constexpr int num_params = 4;

  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  bool one_in(int n) { return below(n) == 0; }

  void write_player(std::size_t i) {
    typed_.push_back(!one_in(3));
    text_ += fmt::format("player p{}", i);
    if (typed_.back()) text_ += fmt::format(" type {{ x: q{}, y: rest }}", below(num_params));
    text_ += "\n";
  }

  // Each number is drawn in a statement of its own: compilers evaluate arguments in different orders.

  void write_step(int k) {
    if (one_in(4)) {
      const int param = below(num_params);
      const bool is_halved = one_in(3);
      text_ += fmt::format("  chance s{} {{ l: q{}{}, m: rest }}", k, param, is_halved ? " / 2" : "");
    } else {
      const int mover = below(static_cast<int>(num_players_));
      const bool has_third = one_in(4);
      text_ += fmt::format("  p{} picks s{} in {{ l, m{} }}", mover, k, has_third ? ", n" : "");
    }
    if (k > 0 && one_in(4)) text_ += " when " + condition();
    if (one_in(3)) text_ += fmt::format(" seen by p{}", below(static_cast<int>(num_players_)));
    text_ += "\n";
    ++steps_;
  }

  std::string condition() {
    const int step = below(steps_);
    return fmt::format("s{} is {}", step, one_in(2) ? "l" : "m");
  }

  void write_payoff(std::size_t i) {
    text_ += fmt::format("payoff p{} {{ first: {}", i, below(9));
    text_ += fmt::format(", second: {}", below(4));
    text_ += fmt::format(" * w{}", below(num_params));
    text_ += fmt::format(", third: {}", below(5) - 4);
    text_ += fmt::format(" + w{}", below(num_params));
    text_ += fmt::format(", always: (w{}", below(num_params));
    text_ += fmt::format(" if {})", condition());
    text_ += fmt::format(" - ({}", 1 + below(3));
    text_ += fmt::format(" if {})", condition());
    if (typed_[i]) {
      text_ += fmt::format(" + ({}", below(9) - 4);
      text_ += fmt::format(" if type is x and {})", condition());
    }
    text_ += " }\n";
  }

  std::mt19937_64 random_;
  std::string text_;
  std::size_t num_players_ = 0;
  int steps_ = 0;
  std::vector<bool> typed_;
};

constexpr double payoff_scale = 10.0;  // the ranges of these payoffs are larger

/// How many draws backward induction settled, all of them as the definition has it. The others end in an equilibrium.
std::size_t compare(const build::Model& model, std::uint64_t seed) {
  const study::PreparedModel prepared(model, study::Purpose::certified);
  const RunContext run;
  study::BlockSolver solver(prepared, run);
  constexpr std::size_t num_draws = 24;
  const auto draws = study::Draws::from(model, {.draws = num_draws, .replicates = 8, .seed = seed});
  solver.begin_chunk(*draws, 0, num_draws, {});
  solver.solve(0);
  solver.certify();
  std::size_t settled = 0;
  for (std::size_t lane = 0; lane < solver.count(); ++lane) {
    const auto want = tests::by_definition(model, tests::inputs_of(model, *draws, lane));
    if (solver.status(lane) == study::DrawStatus::failed) {
      EXPECT_FALSE(want.has_value());
      continue;
    }
    EXPECT_EQ(solver.open_sets(lane).empty(), want.has_value());
    EXPECT_EQ(solver.status(lane), study::DrawStatus::solved);
    EXPECT_LE(solver.largest_gain(lane), 1e-8 * payoff_scale) << "draw " << lane << " of seed " << seed;
    if (!want) continue;
    ++settled;
    for (std::size_t q = 0; q < want->quantities.size(); ++q) {
      EXPECT_NEAR(solver.quantity(q, lane), want->quantities[q], 1e-12);
    }
    for (std::size_t p = 0; p < want->values.size(); ++p) EXPECT_NEAR(solver.value(p, lane), want->values[p], 1e-11);
    EXPECT_NEAR(solver.largest_gain(lane), want->largest_gain, 1e-11);
  }
  return settled;
}

/// How many draws were settled with and without merging, and as much the same as rounding allows.
std::size_t compare_with_tree(const build::Model& merged, const build::Model& tree, std::uint64_t seed) {
  constexpr std::size_t num_draws = 8;
  const auto draws = study::Draws::from(merged, {.draws = num_draws, .replicates = 8, .seed = seed});
  std::size_t settled = 0;
  for (std::size_t draw = 0; draw < num_draws; ++draw) {
    const auto inputs = tests::inputs_of(merged, *draws, draw);
    const auto by_graph = tests::by_definition(merged, inputs);
    const auto by_tree = tests::by_definition(tree, inputs);
    if (!by_graph || !by_tree) continue;
    ++settled;
    for (std::size_t q = 0; q < by_tree->quantities.size(); ++q) {
      EXPECT_NEAR(by_graph->quantities[q], by_tree->quantities[q], 1e-12);
    }
    for (std::size_t p = 0; p < by_tree->values.size(); ++p) {
      EXPECT_NEAR(by_graph->values[p], by_tree->values[p], 1e-10);
    }
    EXPECT_LE(by_tree->largest_gain, 1e-8 * payoff_scale);
  }
  return settled;
}

TEST(RandomScenarios, AreTheSameMergedAndAsTrees) {
  std::size_t settled = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    const std::string text = RandomScenario(seed).write();
    SCOPED_TRACE(text);
    const auto analysis = scenario::analyse(scenario::SourceText("random.parley", "", text));
    if (!analysis->scenario) continue;
    const auto merged = build::build(analysis->scenario, {}).model;
    build::BuildOptions as_tree;
    as_tree.merge = false;
    const auto tree = build::build(analysis->scenario, as_tree).model;
    ASSERT_EQ(merged == nullptr, tree == nullptr);
    if (merged) settled += compare_with_tree(*merged, *tree, seed);
    if (HasFailure()) return;
  }
  EXPECT_GT(settled, 1'000U);
}

TEST(RandomScenarios, AreSolvedAsTheDefinitionHasIt) {
  std::size_t built = 0, settled = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    const std::string text = RandomScenario(seed).write();
    SCOPED_TRACE(text);
    const auto analysis = scenario::analyse(scenario::SourceText("random.parley", "", text));
    if (!analysis->scenario) continue;  // a condition on what its player does not see, say
    const auto model = build::build(analysis->scenario, {}).model;
    if (!model) continue;
    ++built;
    settled += compare(*model, seed);
    if (HasFailure()) return;
  }
  EXPECT_GT(built, 200U);
  EXPECT_GT(settled, 2'000U);
}

// Deeper than mixtures of histories are followed: 1,500 moves of one who does not know the other's type.
TEST(LongScenarios, AreSolvedAsTheirLastRoundIs) {
  const auto model = tests::model_of(R"(parley 1
player knower type { x: 0.25, y: rest }
player guesser
param w : pos = 2 to 6
play {
  repeat 1500 times {
    guesser picks guess in { low, high }
  }
}
outcome good when guess is high
outcome bad otherwise
payoff knower { good: 1, bad: 0 }
payoff guesser { good: 8 if knower.type is x else -w, bad: -1 }
)");
  ASSERT_NE(model, nullptr);
  EXPECT_EQ(compare(*model, 3), 24U);
}

}  // namespace
}  // namespace parley
