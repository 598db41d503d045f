// SPDX-License-Identifier: Apache-2.0
// Risk and payoff dominance by the textbook's games.
#include "parley/solve/nash/dominance.h"

#include <gmock/gmock.h>

namespace parley {
namespace {

/// Payoffs of both at (1, 1), (2, 1), (1, 2), (2, 2).
game::PayoffTable table(std::vector<Rational> first, std::vector<Rational> second) {
  return {{2, 2}, {std::move(first), std::move(second)}};
}

/// Stag hunt: hunting together pays 4, hares 3 whatever the other does: (4 - 3)^2 < (3 - 0)^2.
TEST(Dominance, TheStagPaysMoreAndTheHareIsSafer) {
  const auto found = solve::dominance_of(table({4, 3, 0, 3}, {4, 0, 3, 3}));
  EXPECT_EQ(found.by_payoffs, 0U);
  EXPECT_EQ(found.by_risk, 3U);
}

/// Battle of the sexes: each prefers another one, and the risks are alike.
TEST(Dominance, NeitherWhereInterestsAndRisksBalance) {
  const auto found = solve::dominance_of(table({3, 0, 0, 2}, {2, 0, 0, 3}));
  EXPECT_EQ(found.by_payoffs, std::nullopt);
  EXPECT_EQ(found.by_risk, std::nullopt);
}

/// Chicken: the equilibria lie off the diagonal.
TEST(Dominance, EquilibriaOffTheDiagonal) {
  const auto found = solve::dominance_of(table({0, 1, 7, -9}, {0, 2, 1, -9}));  // (2, 1) and (1, 2)
  EXPECT_EQ(found.by_payoffs, std::nullopt);
  EXPECT_EQ(found.by_risk, 2U);  // losses (7 + 9)(1 - 0) against (1 - 0)(2 + 9)
}

TEST(Dominance, OfOtherGamesNothingIsSaid) {
  EXPECT_EQ(solve::dominance_of(table({3, 5, 0, 1}, {3, 0, 5, 1})).by_risk, std::nullopt);  // prisoners: one
  EXPECT_EQ(solve::dominance_of(table({1, 1, 1, 1}, {1, 1, 1, 1})).by_payoffs, std::nullopt);
  EXPECT_EQ(solve::dominance_of({{1, 1}, {{1}, {1}}}).by_payoffs, std::nullopt);
}

}  // namespace
}  // namespace parley
