// SPDX-License-Identifier: Apache-2.0
// What the game alone says of an equilibrium of a tree.
#pragma once

#include <array>

#include <gtest/gtest.h>

#include "parley/game/best_response.h"
#include "parley/game/certificate.h"
#include "parley/solve/nash/tree_equilibrium.h"

namespace parley::test {

/// Exact: rows that are distributions, values that are those of the game, and no plan of either player gets more.
inline void expect_equilibrium(const game::NumericGame<Rational>& game, const solve::TreeEquilibrium& found) {
  ASSERT_TRUE(found.profile);
  const auto& profile = *found.profile;
  ASSERT_EQ(profile.probs.size(), game.infosets.size());
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    ASSERT_EQ(profile.probs[h].size(), game.infosets[h].num_actions);
    Rational sum;
    for (const Rational& prob : profile.probs[h]) {
      EXPECT_GE(prob, Rational(0));
      sum += prob;
    }
    EXPECT_EQ(sum, Rational(1));
  }
  const auto parents = game::parents_of(game);
  for (std::uint32_t p = 0; p < 2; ++p) {
    EXPECT_EQ(game::best_response_value(game, parents, profile, p), found.values[p]);
  }
  const auto certificate = game::certify(game, profile, game::tremble_beliefs(game, profile));
  EXPECT_EQ(certificate.max_regret, Rational(0));
  for (std::size_t p = 0; p < 2; ++p) EXPECT_EQ(certificate.values[p], found.values[p]);
}

}  // namespace parley::test
