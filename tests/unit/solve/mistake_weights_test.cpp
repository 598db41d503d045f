// SPDX-License-Identifier: Apache-2.0
// Weights of mistakes where the chances of a set's nodes cannot be chosen apart: two players err independently.
#include "parley/solve/lists/mistake_weights.h"

#include <gtest/gtest.h>

#include "game_builder.h"
#include "parley/solve/lists/weight_improvement.h"

namespace parley::solve::lists {
namespace {

using test::chance;
using test::choice;
using test::end;
using test::Tree;

/// A set of four nodes at which staying is best where node k has at least least[k] percent.
game::NumericGame<double> four_nodes(const std::vector<std::int64_t>& least) {
  std::vector<Tree> nodes;
  for (std::size_t node = 0; node < 4; ++node) {
    std::vector<Tree> actions = {end({0})};
    for (std::size_t k = 0; k < 4; ++k) actions.push_back(end({Rational(least[k] - (k == node ? 100 : 0))}));
    nodes.push_back(choice("set", std::move(actions)));
  }
  const std::vector<Rational> quarters(4, Rational::ratio(1, 4));
  return game::in_doubles(test::GameBuilder(1, 1, {{"set", 0, 0}}).build(chance(quarters, std::move(nodes))));
}

/// One errs to a or b (mistakes 0, 1), the other to c or d (2, 3); the nodes are ac, ad, bc, bd.
class ErringApart {
 public:
  explicit ErringApart(const std::vector<std::int64_t>& least)
      : game_(four_nodes(least)),
        tree_(game_),
        sets_{SupportingBeliefs(tree_, {{1.0, 0.0, 0.0, 0.0, 0.0}}, 0)},
        supports_{sets_[0].on({0, 1, 2, 3}).value_or(std::vector<double>(4, 0.25))} {}

  [[nodiscard]] WeightProblem problem() const { return {sets_, ways_, possible_, supports_, 4}; }
  [[nodiscard]] bool is_possible_by_itself() const { return sets_[0].on({0, 1, 2, 3}).has_value(); }

 private:
  game::NumericGame<double> game_;
  HistoryTree tree_;
  std::vector<SupportingBeliefs> sets_;
  std::vector<std::vector<Way>> ways_ = {{{0.0, {0, 2}}, {0.0, {0, 3}}, {0.0, {1, 2}}, {0.0, {1, 3}}}};
  std::vector<std::vector<std::size_t>> possible_ = {{0, 1, 2, 3}};
  std::vector<std::vector<double>> supports_;
};

// ac at least 80 %, the others at least 1 %: with a and c at 0.9 each they are 81, 9, 9 and 1 %.
TEST(MistakeWeights, AreFoundWhereNodesHangTogether) {
  const ErringApart erring({80, 1, 1, 1});
  const WeightSearch found = find_weights(erring.problem());
  ASSERT_EQ(found.result, Consistency::found);
  const std::vector<double> belief = erring.problem().belief(0, found.log_weights);
  EXPECT_GE(belief[0], 0.8 - 1e-9);
  for (std::size_t k = 1; k < 4; ++k) EXPECT_GE(belief[k], 0.01 - 1e-9);
  EXPECT_NEAR(belief[0] * belief[3], belief[1] * belief[2], 1e-12);  // independent
}

TEST(MistakeWeights, ImproveFromEveryStart) {
  const ErringApart erring({60, 5, 5, 5});
  for (const double start : {0.0, 1.0, -1.0}) {
    EXPECT_TRUE(erring.problem().all_hold(improve_weights(erring.problem(), start))) << start;
  }
}

// ac and bd at 45 % each: some belief has that, and no two independent errors do. Nothing here proves it.
TEST(MistakeWeights, AreUndecidedWhereNothingExactApplies) {
  const ErringApart erring({45, 1, 1, 45});
  EXPECT_TRUE(erring.is_possible_by_itself());
  EXPECT_EQ(find_weights(erring.problem()).result, Consistency::undecided);
}

}  // namespace
}  // namespace parley::solve::lists
