// SPDX-License-Identifier: Apache-2.0
// Settled choices on small games worked by hand.
#include "parley/solve/settled.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "game_builder.h"

namespace parley::solve {
namespace {

using test::chance;
using test::choice;
using test::end;
using test::GameBuilder;
using test::SetSpec;
using test::Tree;
using testing::ElementsAre;
using testing::IsEmpty;

/// The solution in exact numbers, after checking that floating point gives the same.
SettledSolution solve(const game::NumericGame<Rational>& game, const SettledOptions& options = {}) {
  const SettledSolution exact = solve_settled(game, options, RunContext{});
  const SettledSolution floating = solve_settled(game::in_doubles(game), options, RunContext{});
  EXPECT_EQ(exact.choices.size(), floating.choices.size());
  for (std::size_t h = 0; h < exact.choices.size(); ++h) {
    EXPECT_EQ(exact.choices[h].by, floating.choices[h].by) << h;
    EXPECT_EQ(exact.choices[h].why, floating.choices[h].why) << h;
    EXPECT_EQ(exact.choices[h].action, floating.choices[h].action) << h;
    EXPECT_EQ(exact.choices[h].tied, floating.choices[h].tied) << h;
    EXPECT_EQ(exact.choices[h].tie_matters, floating.choices[h].tie_matters) << h;
  }
  EXPECT_EQ(exact.ties, floating.ties);
  EXPECT_EQ(exact.ties_that_matter, floating.ties_that_matter);
  return exact;
}

const Rational half = Rational::ratio(1, 2);

// Source: methods.md, section 1, trap (a). b's l is weakly best against both of a's choices, hence settled; then d is
// a's best. A rule that goes through the block in order finds (t, l) or nothing when b stands first.
TEST(SettledInABlock, DoesNotDependOnWhoIsWrittenFirst) {
  const auto tree = [](bool a_first) {
    // a's payoffs tl 0, tr 10, dl 1, dr 0; b's are 1 but for dr 0.
    const Tree tl = end({0, 1}), tr = end({10, 1}), dl = end({1, 1}), dr = end({0, 0});
    return a_first ? choice("a", {choice("b", {tl, tr}), choice("b", {dl, dr})})
                   : choice("b", {choice("a", {tl, dl}), choice("a", {tr, dr})});
  };
  for (const bool a_first : {true, false}) {
    const auto solution = solve(GameBuilder(2, 1, {{"a", 0, 0}, {"b", 1, 0}}).build(tree(a_first)));
    EXPECT_TRUE(solution.all_settled);
    EXPECT_EQ(solution.choices[0].action, 1U);
    EXPECT_EQ(solution.choices[1].action, 0U);
    EXPECT_EQ(solution.choices[1].by, SettledBy::every_way);
    EXPECT_THAT(solution.choices[1].tied, IsEmpty());
  }
}

// Source: methods.md, section 1, trap (b). Two settles l. Three's set is reached after b, or after a and r: whether it
// is reached is decided by one and by two, so both are free for it although two is settled, and b and r speak for
// different actions. So three is open, and so is one, who hangs on three after b.
TEST(SettledWithTwoWaysToASet, LeavesTheCoreOpen) {
  const Tree after_b = choice("three", {end({3, 0, 1}), end({0, 0, 0})});
  const Tree after_r = choice("three", {end({0, 0, 0}), end({0, 0, 1})});
  const Tree after_a = choice("two", {end({2, 1, 0}), after_r});
  const auto solution = solve(
      GameBuilder(3, 1, {{"one", 0, 0}, {"two", 1, 1}, {"three", 2, 2}}).build(choice("one", {after_a, after_b})));
  EXPECT_FALSE(solution.all_settled);
  EXPECT_EQ(solution.choices[1].by, SettledBy::one_node);
  EXPECT_EQ(solution.choices[1].action, 0U);
  EXPECT_EQ(solution.choices[2].why, WhyUnsettled::belief_matters);
  EXPECT_EQ(solution.choices[0].why, WhyUnsettled::later_open);
}

// Source: methods.md, section 1, trap (c): an information set without a way to it passes every test on all of its
// ways, and must not be taken for settled. Here its nodes hang on nothing.
TEST(SettledWithoutAWay, IsNotSettled) {
  auto game = GameBuilder(1, 1, {{"here", 0, 0}, {"nowhere", 0, 1}})
                  .build(choice("here", {end({1}), choice("nowhere", {end({1}), end({0})})}));
  game.edges[1].to = game.edges[0].to;  // both actions end the game
  const auto solution = solve(game);
  EXPECT_EQ(solution.choices[1].by, SettledBy::not_settled);
  EXPECT_EQ(solution.choices[1].why, WhyUnsettled::never_reached);
  EXPECT_FALSE(solution.all_settled);
}

TEST(SettledWithoutANode, IsNotSettled) {
  auto game = GameBuilder(1, 1, {{"here", 0, 0}, {"gone", 0, 1}}).build(choice("here", {end({1}), end({0})}));
  game.infosets[1].num_actions = 2;
  EXPECT_EQ(solve(game).choices[1].why, WhyUnsettled::never_reached);
}

// Source: methods.md, section 1, trap (d): a game with two pure equilibria and a mixed one. Nothing is settled,
// whatever one player's payoffs are multiplied by.
TEST(SettledInAGameWithSeveralEquilibria, IsNothingWhateverTheScale) {
  for (const int scale : {1, 5}) {
    const auto game = GameBuilder(2, 1, {{"one", 0, 0}, {"two", 1, 0}})
                          .build(choice("one", {choice("two", {end({3 * scale, 2}), end({0, 0})}),
                                                choice("two", {end({0, 0}), end({2 * scale, 3})})}));
    const auto solution = solve(game);
    EXPECT_EQ(solution.choices[0].why, WhyUnsettled::belief_matters);
    EXPECT_EQ(solution.choices[1].why, WhyUnsettled::belief_matters);
  }
}

// Strict dominance in a prisoner's dilemma: each is settled without knowing what the other does.
TEST(SettledByDominance, NeedsNoBelief) {
  const auto game =
      GameBuilder(2, 1, {{"one", 0, 0}, {"two", 1, 0}})
          .build(choice("one", {choice("two", {end({3, 3}), end({0, 4})}), choice("two", {end({4, 0}), end({1, 1})})}));
  const auto solution = solve(game);
  EXPECT_TRUE(solution.all_settled);
  EXPECT_EQ(solution.choices[0].action, 1U);
  EXPECT_EQ(solution.choices[1].action, 1U);
  EXPECT_EQ(solution.choices[1].by, SettledBy::best_everywhere);
}

/// A sender of two types speaks softly or defies, the receiver offers or escalates. gain: what an offer gives the
/// sender over escalation; the receiver wants to escalate against the open type alone.
game::NumericGame<Rational> signalling(const Rational& open_prob) {
  const auto receiver = [](const std::string& set, int offer, int escalate) {
    return choice(set, {end({2, offer}), end({0, escalate})});
  };
  const Tree open = choice("open", {receiver("soft", 0, 1), receiver("defiant", 0, 1)});
  const Tree determined = choice("determined", {receiver("soft", 1, 0), receiver("defiant", 1, 0)});
  return GameBuilder(2, 1, {{"open", 0, 0}, {"determined", 0, 0}, {"soft", 1, 1}, {"defiant", 1, 1}})
      .build(chance({open_prob, Rational(1) - open_prob}, {open, determined}));
}

// The belief after each message is what the sender's types make of it: open, whatever the prior; and the sender's
// choice hangs on the answer, which is open.
TEST(SettledWithSignals, LeavesBothSidesOpen) {
  const auto solution = solve(signalling(Rational::ratio(9, 10)));
  for (const std::size_t sender : {0U, 1U}) EXPECT_EQ(solution.choices[sender].why, WhyUnsettled::later_open);
  for (const std::size_t receiver : {2U, 3U}) EXPECT_EQ(solution.choices[receiver].why, WhyUnsettled::belief_matters);
}

/// The receiver moves without having heard anything: its belief is the prior, whoever said what.
game::NumericGame<Rational> unheard(const Rational& open_prob) {
  const auto receiver = [](int offer, int escalate) {
    return choice("receiver", {end({2, offer}), end({0, escalate})});
  };
  const Tree open = choice("open", {receiver(0, 1), receiver(0, 1)});
  const Tree determined = choice("determined", {receiver(1, 0), receiver(1, 0)});
  return GameBuilder(2, 1, {{"open", 0, 0}, {"determined", 0, 0}, {"receiver", 1, 1}})
      .build(chance({open_prob, Rational(1) - open_prob}, {open, determined}));
}

// Chance fixes the belief once what nobody hears is left aside: with 9 in 10 for the open type, escalation gains 0.8.
TEST(SettledByAFixedBelief, HoldsThroughMovesThatNobodySees) {
  const auto solution = solve(unheard(Rational::ratio(9, 10)));
  EXPECT_TRUE(solution.all_settled);
  EXPECT_EQ(solution.choices[2].by, SettledBy::fixed_belief);
  EXPECT_EQ(solution.choices[2].action, 1U);
  // The sender then cares for neither message: a tie, at both types, that changes no outcome.
  EXPECT_EQ(solution.ties, 2U);
  EXPECT_EQ(solution.ties_that_matter, 0U);
  EXPECT_THAT(solution.choices[0].tied, ElementsAre(0, 1));
}

TEST(SettledByAFixedBelief, TiesWhereThePriorBalances) {
  const auto solution = solve(unheard(half));
  EXPECT_THAT(solution.choices[2].tied, ElementsAre(0, 1));
  EXPECT_EQ(solution.choices[2].action, 0U);
}

// x is best at one node and tied at the other with y; as play can come to both, y is not weakly best and there is no
// tie.
TEST(SettledBestEverywhere, IsNoTieWhereTheOtherLosesSomewhere) {
  const Tree left = choice("b", {end({0, 1}), end({0, 1})});
  const Tree right = choice("b", {end({0, 1}), end({0, 2})});
  const auto game = GameBuilder(2, 1, {{"type", 0, 0}, {"b", 1, 1}}).build(choice("type", {left, right}));
  const auto solution = solve(game);
  EXPECT_EQ(solution.choices[1].action, 1U);
  EXPECT_EQ(solution.choices[1].by, SettledBy::every_way);
  EXPECT_THAT(solution.choices[1].tied, IsEmpty());
}

// The same with more ways than may be tried: the first action that is best at every node, by the sufficient test.
TEST(SettledBestEverywhere, HoldsWhereThereAreTooManyWays) {
  const Tree left = choice("b", {end({0, 1}), end({0, 1})});
  const Tree right = choice("b", {end({0, 1}), end({0, 2})});
  const auto game = GameBuilder(2, 1, {{"type", 0, 0}, {"b", 1, 1}}).build(choice("type", {left, right}));
  const auto solution = solve(game, {.max_ways = 1});
  EXPECT_EQ(solution.choices[1].action, 1U);
  EXPECT_EQ(solution.choices[1].by, SettledBy::best_everywhere);
}

/// `count` others choose whether to end the game, each unseen by the last player, whose gain is +2 for each that chose
/// 0 and the constant less.
game::NumericGame<Rational> crowd(std::uint32_t count, int constant) {
  std::vector<SetSpec> sets;
  for (std::uint32_t k = 0; k < count; ++k) sets.push_back({std::to_string(k), k, 0});
  sets.push_back({"last", count, 0});
  const auto grow = [&](auto&& self, std::uint32_t k, int zeros) -> Tree {
    if (k < count) return choice(std::to_string(k), {self(self, k + 1, zeros + 1), self(self, k + 1, zeros)});
    // Each of the crowd likes 0 as long as the last player does not react: a choice that hangs on another's.
    std::vector<Rational> calm(count + 1, Rational(zeros)), react(count + 1, Rational(-zeros));
    calm[count] = Rational(0);
    react[count] = Rational(2 * zeros - constant);
    return choice("last", {end(std::move(calm)), end(std::move(react))});
  };
  return GameBuilder(count + 1, 1, sets).build(grow(grow, 0, 0));
}

// 2^5 = 32 ways for the last player, two of which disagree; 16 for each other one times the last's two.
TEST(SettledWithManyWays, SaysWhichSetsTurnOnBeliefs) {
  const auto solution = solve(crowd(5, 5));
  for (const SettledChoice& choice : solution.choices) EXPECT_EQ(choice.why, WhyUnsettled::belief_matters);
}

// The last player's reaction pays only if all eight of the crowd chose 0: one way of 256. Sixty-four scattered ways
// need not hit it; the answer then is that there were too many.
TEST(SettledWithTooManyWays, SaysSo) {
  const auto game = crowd(8, 15);
  EXPECT_EQ(solve(game).choices[8].why, WhyUnsettled::belief_matters);
  const auto solution = solve(game, {.max_ways = 16});
  EXPECT_EQ(solution.choices[8].by, SettledBy::not_settled);
  EXPECT_EQ(solution.choices[8].why, WhyUnsettled::too_many_ways);
}

// A reaction that never pays is settled by one test at every node, however many ways there are.
TEST(SettledWithTooManyWays, StillTakesWhatIsBestAtEveryNode) {
  const auto solution = solve(crowd(8, 17), {.max_ways = 1});
  EXPECT_EQ(solution.choices[8].by, SettledBy::best_everywhere);
  EXPECT_EQ(solution.choices[8].action, 0U);
  EXPECT_TRUE(solution.all_settled);
}

// Twenty public rounds of another player lie on the one way to the set: they decide that it is reached, not what is
// believed there, and 2^20 ways must not stand between it and its fixed belief.
TEST(SettledAfterManyPublicMoves, IsSettledByTheBeliefThatChanceFixes) {
  std::vector<SetSpec> sets;
  for (std::uint32_t k = 0; k < 20; ++k) sets.push_back({"move " + std::to_string(k), 0, k});
  sets.push_back({"last", 1, 20});
  const auto path = [&](int first, int second) {
    Tree tree = choice("last", {end({5, first}), end({5, second})});
    for (std::uint32_t k = 20; k-- > 0;) tree = choice("move " + std::to_string(k), {end({1, 0}), std::move(tree)});
    return tree;
  };
  const auto game =
      GameBuilder(2, 1, sets).build(chance({Rational::ratio(1, 3), Rational::ratio(2, 3)}, {path(3, 0), path(0, 2)}));
  const auto solution = solve(game);
  EXPECT_TRUE(solution.all_settled);
  EXPECT_EQ(solution.choices[20].by, SettledBy::fixed_belief);
  EXPECT_EQ(solution.choices[20].action, 1U);  // 4/3 against 1
}

// Later choices that are open but give the mover the same whichever is taken do not keep it waiting.
TEST(SettledBeforeOpenChoices, WhereTheyDoNotConcernTheMover) {
  const auto matching = [](int mover) {
    return choice("b", {choice("c", {end({mover, 1, 0}), end({mover, 0, 1})}),
                        choice("c", {end({mover, 0, 1}), end({mover, 1, 0})})});
  };
  const auto game =
      GameBuilder(3, 1, {{"a", 0, 0}, {"b", 1, 1}, {"c", 2, 1}}).build(choice("a", {matching(1), matching(2)}));
  const auto solution = solve(game);
  EXPECT_EQ(solution.choices[0].action, 1U);
  EXPECT_EQ(solution.choices[0].by, SettledBy::one_node);
  EXPECT_EQ(solution.choices[1].why, WhyUnsettled::belief_matters);
}

// Later open choices that concern the mover but add the same to all of its actions do not either.
TEST(SettledBeforeOpenChoices, WhereTheyAddTheSameToEachAction) {
  const auto matching = [](int mover) {
    return choice("b", {choice("c", {end({mover + 7, 1, 0}), end({mover, 0, 1})}),
                        choice("c", {end({mover - 3, 0, 1}), end({mover, 1, 0})})});
  };
  const auto game =
      GameBuilder(3, 1, {{"a", 0, 0}, {"b", 1, 1}, {"c", 2, 1}}).build(choice("a", {matching(1), matching(2)}));
  EXPECT_EQ(solve(game).choices[0].action, 1U);
}

// Ties: the first is taken; they matter where an outcome's chance changes, and only events do not count if left out.
TEST(SettledTies, MatterWhereAnOutcomeChanges) {
  const auto game = [](std::uint32_t outcome) {
    return GameBuilder(1, 3, {{"a", 0, 0}}).build(choice("a", {end({1}, 0), end({0}, 1), end({1}, outcome)}));
  };
  const auto matters = solve(game(2));
  EXPECT_THAT(matters.choices[0].tied, ElementsAre(0, 2));
  EXPECT_EQ(matters.ties, 1U);
  EXPECT_EQ(matters.ties_that_matter, 1U);
  EXPECT_EQ(solve(game(0)).ties_that_matter, 0U);
  auto with_event = game(0);
  with_event.indicators.back() = Rational(1);  // outcome 0 as before; the event in the last column holds too
  EXPECT_EQ(solve(with_event).ties_that_matter, 1U);
  EXPECT_EQ(solve(with_event, {.num_outcomes = 2}).ties_that_matter, 0U);
}

// Source: language.md, section 9, Numbers: a tie is within 1e-9 of the payoff range, here 1000.
TEST(SettledTies, AreWithinATolerancOfTheRangeInFloatingPoint) {
  const auto ties = [](const std::string& second) {
    auto game = game::in_doubles(
        GameBuilder(1, 1, {{"a", 0, 0}}).build(choice("a", {end({1}), end({*Rational::parse(second)}), end({-999})})));
    return solve_settled(game, {}, RunContext{}).choices[0];
  };
  EXPECT_THAT(ties("1.0000009").tied, ElementsAre(0, 1));
  EXPECT_EQ(ties("1.0000009").action, 0U);
  EXPECT_THAT(ties("1.0000011").tied, IsEmpty());
  EXPECT_EQ(ties("1.0000011").action, 1U);
}

TEST(SettledTies, AreEqualitiesInExactNumbers) {
  const auto game =
      GameBuilder(1, 1, {{"a", 0, 0}}).build(choice("a", {end({0}), end({*Rational::parse("1e-30")}), end({-999})}));
  EXPECT_EQ(solve_settled(game, {}, RunContext{}).choices[0].action, 1U);
}

TEST(SettledWhenStopped, SaysSoAndKeepsWhatItHas) {
  std::stop_source source;
  source.request_stop();
  RunContext run;
  run.stop = source.get_token();
  const auto solution = solve_settled(unheard(half), {}, run);
  EXPECT_EQ(solution.termination, Termination::stopped);
  EXPECT_FALSE(solution.all_settled);
  EXPECT_EQ(solution.choices.size(), 3U);
}

}  // namespace
}  // namespace parley::solve
