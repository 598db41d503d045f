// SPDX-License-Identifier: Apache-2.0
// Draws that the evidence leaves no chance.
#include "parley/study/prediction.h"

#include <string>

#include <gmock/gmock.h>

#include "scenario_models.h"

namespace parley::study {
namespace {

/// A holder is firm with a chance of 0 in a quarter of the draws, and the report says that it is firm.
std::string scenario_with(const std::string& evidence) {
  return R"(parley 1
player claimant
player holder type { firm: p_firm, soft: rest }
param p_firm : prob = in { 0: 1/4, 1/2: 3/4 }
param mood : prob = uniform(0, 0.4)
evidence report "A report" )" +
         evidence + R"(
play {
  claimant picks { claim, let_be }
  holder picks { fight, give_up } when claimant is claim
}
outcome peace when claimant is let_be
outcome war when holder is fight
outcome cession otherwise
payoff claimant { peace: 0, war: -1 - mood, cession: 4 }
payoff holder { peace: 4, war: (1 if type is firm else -3), cession: 0 }
)";
}

Result<Prediction> prediction_of(const std::string& evidence) {
  const auto model = tests::model_of(scenario_with(evidence));
  RunContext run;
  return predict(*model, {.draws = 64, .replicates = 16, .seed = 1}, run);
}

// Known to all, the claimant finds a firm holder and lets it be. Known to nobody, it claims where firm has 1/2 and the
// report makes that a war. Draws without a firm holder weigh 0 in both, and are no failure.
TEST(EvidenceOfLikelihoodZero, TakesTheWeightOfDrawsThatItRefutes) {
  const auto known = prediction_of("{ holder.type firm : soft = 1 : 0 }");
  ASSERT_TRUE(known);
  EXPECT_EQ(known->counts.failed, 0U);
  EXPECT_NEAR(known->effective_draws, 48.0, 1e-9);
  EXPECT_EQ(known->outcomes[0].chance.mean, 1.0);
  const auto hidden = prediction_of("known to nobody { holder.type firm : soft = 1 : 0 }");
  ASSERT_TRUE(hidden);
  EXPECT_EQ(hidden->counts.failed, 0U);
  EXPECT_NEAR(hidden->effective_draws, 48.0, 1e-9);
  EXPECT_EQ(hidden->outcomes[1].chance.mean, 1.0);
}

TEST(EvidenceOfLikelihoodZero, IsAnErrorWhereItRefutesEveryDraw) {
  const auto found = prediction_of("{ mood above 0.39999 : below 0.39999 = 1 : 0 }");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::bad_scenario);
  EXPECT_THAT(found.error().message, ::testing::HasSubstr("`report` has likelihood 0 in every one of the 64 draws"));
}

TEST(EvidenceOfLikelihoodZero, IsAnErrorOfTheFileWhereTheParamCannotMakeItLikely) {
  for (const std::string evidence :
       {"{ mood above 50% : below 50% = 1 : 0 }", "{ mood above 0.4 : below 0.4 = 1 to 2 : 0 }",
        "{ mood above 0.1 : below 0.1 = 0 : 1, mood above 0.2 : below 0.2 = 1 : 0 }"}) {
    const build::Built built = tests::built(scenario_with(evidence));
    EXPECT_FALSE(built.model);
    ASSERT_TRUE(built.diagnostics.has_errors()) << evidence;
    EXPECT_EQ(built.diagnostics.list.front().code, "P0311");
    EXPECT_THAT(built.diagnostics.list.front().message, ::testing::HasSubstr("impossible whatever `mood` is"));
  }
}

}  // namespace
}  // namespace parley::study
