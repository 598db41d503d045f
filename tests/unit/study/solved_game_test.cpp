// SPDX-License-Identifier: Apache-2.0
// What is called an equilibrium has numbers for its chances.
#include "parley/study/solved_game.h"

#include <limits>

#include <gtest/gtest.h>

namespace parley {
namespace {

// Met near a threshold of public_defiance: a profile that was no number had no gain, as comparisons with it are false.
TEST(SolvedGame, WithoutNumbersForItsChancesIsNoEquilibrium) {
  game::NumericGame<double> game;
  game.num_players = 1;
  game.nodes.resize(1);
  game.payoffs = {1.0};
  game::Certificate<double> certificate;
  certificate.values = {1.0};
  certificate.quantities = {1.0};
  EXPECT_TRUE(study::leaves_no_gain(game, certificate));
  certificate.quantities = {std::numeric_limits<double>::quiet_NaN()};
  EXPECT_FALSE(study::leaves_no_gain(game, certificate));
  certificate.quantities = {1.0};
  certificate.values = {std::numeric_limits<double>::quiet_NaN()};
  EXPECT_FALSE(study::leaves_no_gain(game, certificate));
}

}  // namespace
}  // namespace parley
