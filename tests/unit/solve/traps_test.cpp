// SPDX-License-Identifier: Apache-2.0
// Small games that break simpler rules for what is settled (methods.md, section 1), solved from settled to beliefs.
// Traps (b) and (d) are in logit_path_test.cpp.
#include <gmock/gmock.h>

#include "game_builder.h"
#include "parley/game/certificate.h"
#include "parley/solve/sequential.h"

namespace parley::solve {
namespace {

using test::choice;
using test::end;
using test::GameBuilder;
using test::Tree;
using testing::Each;
using testing::ElementsAre;

// (a) The order of steps inside a block does not matter: (d, l), whichever is written first, and no core is left.
TEST(TrapA, IsSolvedAlikeInBothOrders) {
  const Tree tl = end({0, 1}), tr = end({10, 1}), dl = end({1, 1}), dr = end({0, 0});
  const Tree a_first = choice("a", {choice("b", {tl, tr}), choice("b", {dl, dr})});
  const Tree b_first = choice("b", {choice("a", {tl, dl}), choice("a", {tr, dr})});
  for (const Tree& tree : {a_first, b_first}) {
    const auto exact = GameBuilder(2, 1, {{"a", 0, 0}, {"b", 1, 0}}).build(tree);
    const auto solution = solve_sequential(game::in_doubles(exact), solve_settled(exact, {}, RunContext{}), {}, {});
    EXPECT_THAT(solution.core.roles, Each(CoreRole::replaced));
    EXPECT_EQ(solution.lambda, 0.0);
    EXPECT_THAT(solution.profile.probs[0], ElementsAre(0.0, 1.0));
    EXPECT_THAT(solution.profile.probs[1], ElementsAre(1.0, 0.0));
  }
}

/// One stays out for 1 or goes in for 0 whatever follows; there two and three choose at once, as in matching pennies
/// with one payoff changed.
game::NumericGame<Rational> game_behind_a_worse_choice() {
  const auto three = [](Tree x, Tree y) { return choice("three", {std::move(x), std::move(y)}); };
  const Tree inside = choice("two", {three(end({0, 3, 0}), end({0, 0, 1})), three(end({0, 0, 1}), end({0, 1, 0}))});
  return GameBuilder(3, 1, {{"one", 0, 0}, {"two", 1, 1}, {"three", 2, 1}})
      .build(choice("one", {inside, end({1, 0, 0})}));
}

// (c) One's choice is settled, and a rule that takes it as played finds no way to two and three: every choice of theirs
// would pass. They are open, and one is kept for them although nothing that one may do is.
TEST(TrapC, LeavesSetsBehindAWorseChoiceOpen) {
  const auto exact = game_behind_a_worse_choice();
  const auto settled = solve_settled(exact, {}, RunContext{});
  EXPECT_NE(settled.choices[0].by, SettledBy::not_settled);
  EXPECT_EQ(settled.choices[0].action, 1U);
  EXPECT_EQ(settled.choices[1].why, WhyUnsettled::belief_matters);
  EXPECT_EQ(settled.choices[2].why, WhyUnsettled::belief_matters);
  EXPECT_THAT(core_of(game::in_doubles(exact), settled).roles,
              ElementsAre(CoreRole::kept, CoreRole::open, CoreRole::open));
}

// Play never comes there; the choices are nevertheless those of the only equilibrium there. Two's odds make three
// indifferent (1 to 1), three's make two indifferent: 3 x = 1 (1 - x), x = 1/4. Logarithms of chances are as small as
// -1e7 there, so that they tell beliefs apart to some 1e-9.
TEST(TrapC, EndsInARationalChoiceWherePlayDoesNotCome) {
  const auto exact = game_behind_a_worse_choice();
  const auto game = game::in_doubles(exact);
  const auto solution = solve_sequential(game, solve_settled(exact, {}, RunContext{}), {}, RunContext{});
  EXPECT_TRUE(solution.verified);
  EXPECT_THAT(solution.profile.probs[0], ElementsAre(0.0, 1.0));
  EXPECT_NEAR(solution.profile.probs[1][0], 0.5, 1e-8);
  EXPECT_NEAR(solution.profile.probs[2][0], 0.25, 1e-8);
  EXPECT_NEAR(solution.beliefs.probs[2][0], 0.5, 1e-8);
  const auto certificate = game::certify(game, solution.profile, solution.beliefs);
  EXPECT_LE(certificate.largest_deviation_gain, 1e-8);
  EXPECT_EQ(certificate.reach[2], 0.0);
}

}  // namespace
}  // namespace parley::solve
