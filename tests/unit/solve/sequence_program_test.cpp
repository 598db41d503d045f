// SPDX-License-Identifier: Apache-2.0
// Zero-sum trees: values from papers, and proofs from the game alone.
#include "parley/solve/nash/sequence_program.h"

#include <stop_token>

#include <gtest/gtest.h>

#include "games/game_files.h"
#include "poker.h"
#include "tree_proof.h"
#include "unit/game/random_games.h"

namespace parley::solve {
namespace {

Rational proved_value(const game::NumericGame<Rational>& game) {
  const auto found = solve_sequence_program(game, RunContext{});
  EXPECT_TRUE(found) << found.error().message;
  if (!found) return {};
  EXPECT_EQ(found->termination, Termination::finished);
  test::expect_equilibrium(game, *found);
  return found->values[0];
}

/// All payoffs of the second player are what the first one's lack to `sum`.
game::NumericGame<Rational> with_sum(game::NumericGame<Rational> game, const Rational& sum) {
  for (std::size_t t = 0; t < game.payoffs.size(); t += 2) game.payoffs[t + 1] = sum - game.payoffs[t];
  return game;
}

// Source: Kuhn 1950; the first player's value is exactly -1/18.
TEST(SequenceProgramOfKuhn, ValueIsExactlyMinusOneEighteenth) {
  EXPECT_EQ(proved_value(test::Poker(test::kuhn(3)).build()), Rational::ratio(-1, 18));
}

TEST(SequenceProgramOfKuhn, WithThirteenCardsIsProved) {
  EXPECT_LT(proved_value(test::Poker(test::kuhn(13)).build()), Rational(0));  // who speaks second knows more
}

TEST(SequenceProgramOfLeduc, WithOneRaiseIsProved) { proved_value(test::Poker(test::leduc(1)).build()); }

// Source: OpenSpiel and others, by linear programs in floating point: about -0.0856064 (rounded to these digits).
TEST(SequenceProgramOfLeduc, WithTwoRaisesHasThePublishedValue) {
  EXPECT_NEAR(proved_value(test::Poker(test::leduc(2)).build()).to_double(), -0.0856064, 5e-8);
}

// The sizes of the game are those of Southey et al. 2005 with cards of one rank alike: 3 ranks, 288 decisions.
TEST(SequenceProgramOfLeduc, IsOverTheTreeOfTheRules) {
  EXPECT_EQ(test::Poker(test::leduc(2)).build().infosets.size(), 288U);
}

class PublishedZeroSum : public testing::TestWithParam<const char*> {};

TEST_P(PublishedZeroSum, HasValueOneThird) {
  EXPECT_EQ(proved_value(test::load_numeric(test::game_path(GetParam()))), Rational::ratio(1, 3));
}

INSTANTIATE_TEST_SUITE_P(Files, PublishedZeroSum,
                         testing::Values("reiley2008_fig1.efg", "myerson1991_fig2_1.efg",
                                         "vonstengel2022_fig10.12.efg"),
                         [](const auto& file) { return test::test_name(file.param); });

// Source: von Neumann 1928: one value. A shift of the second player's payoffs moves nothing else; small payoffs tie.
TEST(SequenceProgram, IsProvedOnRandomTreesAndOnTheirConstantSums) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const test::RandomTree tree(seed, 2, 2 + static_cast<std::uint32_t>(seed % 6));
    const auto game = game::numeric(tree.game());
    ASSERT_TRUE(game);
    const Rational value = proved_value(with_sum(*game, Rational(0)));
    if (seed % 5 == 0) {
      EXPECT_EQ(proved_value(with_sum(*game, Rational::ratio(22, 7))), value) << "seed " << seed;
    }
  }
}

TEST(SequenceProgram, IsProvedWhereMostPayoffsAreEqual) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    auto game = game::numeric(test::RandomTree(seed, 2, 6).game());
    ASSERT_TRUE(game);
    for (Rational& payoff : game->payoffs) payoff = Rational(payoff.sign() < 0 || seed % 7 == 0 ? 0 : 1);
    proved_value(with_sum(*game, Rational(1)));
  }
}

// Payoffs of 1e30 and 1e-30 in one game, and a difference of 1e-30 on top of 1e30.
TEST(SequenceProgram, IsProvedWherePayoffsAreOfAllSizes) {
  const Rational tiny = *Rational::parse("1e-30");
  const Rational huge = *Rational::parse("1e30");
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const auto game = game::numeric(test::RandomTree(seed, 2, 5).game());
    ASSERT_TRUE(game);
    auto scaled = *game;
    for (Rational& payoff : scaled.payoffs) payoff = huge + payoff * tiny;
    const Rational value = proved_value(with_sum(*game, Rational(0)));
    EXPECT_EQ(proved_value(with_sum(scaled, Rational(0))), huge + value * tiny) << "seed " << seed;
    auto mixed = *game;
    for (std::size_t t = 0; t < mixed.payoffs.size(); ++t) mixed.payoffs[t] *= t % 3 == 0 ? huge : tiny;
    proved_value(with_sum(mixed, Rational(0)));
  }
}

// Fees that rounding in the pivots cannot see: exact prices must lead on from where the floating point stops.
TEST(SequenceProgram, IsMendedWherePayoffsDifferByLessThanRoundingSees) {
  for (const char* fee : {"1e-10", "1e-20"}) {
    auto game = test::Poker(test::leduc(1)).build();
    const auto with_fees = [&](std::size_t t) { return *Rational::parse(fee) * Rational(t * 7919 % 101); };
    for (std::size_t t = 0; t < game.payoffs.size(); t += 2) game.payoffs[t] += with_fees(t);
    game = with_sum(std::move(game), Rational(0));
    const auto found = solve_sequence_program(game, RunContext{});
    ASSERT_TRUE(found);
    test::expect_equilibrium(game, *found);
    EXPECT_FALSE(found->by_exact_pivots) << fee;
  }
}

TEST(SequenceProgram, OfOneEndIsItsPayoff) {
  game::NumericGame<Rational> game;
  game.num_players = 2;
  game.nodes = {{game::NodeKind::terminal, 0, 0, 0, game::none}};
  game.payoffs = {Rational(3), Rational(-3)};
  EXPECT_EQ(proved_value(game), Rational(3));
}

TEST(SequenceProgram, NamesTheNeedThatFails) {
  const auto general = solve_sequence_program(test::load_numeric(test::game_path("bagwell1995.efg")), RunContext{});
  ASSERT_FALSE(general);
  EXPECT_EQ(general.error().code, ErrorCode::unsupported);
  EXPECT_NE(general.error().message.find("same sum"), std::string::npos);
  const auto three = solve_sequence_program(test::load_numeric(test::game_path("selten1975_fig1.efg")), RunContext{});
  ASSERT_FALSE(three);
  EXPECT_NE(three.error().message.find("two players"), std::string::npos);
}

TEST(SequenceProgram, StopsWhereItIsAskedTo) {
  std::stop_source source;
  source.request_stop();
  RunContext run;
  run.stop = source.get_token();
  const auto found = solve_sequence_program(test::Poker(test::leduc(2)).build(), run);
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->profile);
  EXPECT_EQ(found->termination, Termination::stopped);
}

}  // namespace
}  // namespace parley::solve
