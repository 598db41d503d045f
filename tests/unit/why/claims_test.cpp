// SPDX-License-Identifier: Apache-2.0
// Whatever an explanation claims holds when it is solved again on both sides, at the centre of every case and over
// draws.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "verified.h"

namespace parley {
namespace {

RunContext two_threads() {
  RunContext run;
  run.num_threads = 2;
  return run;
}

/// The number of claims verified, those of a typical draw included at the centre.
std::size_t verify(const build::Model& model, std::size_t outcome, study::DrawPoint point) {
  const study::DrawOptions draws;
  const std::size_t most_draws = point.draw ? 64 : 512;
  const auto found =
      why::explain(model, outcome, {.point = point, .draws = draws, .most_draws = most_draws, .typical = !point.draw},
                   two_threads());
  if (!found) {
    ADD_FAILURE() << found.error().message;
    return 0;
  }
  EXPECT_EQ(found->termination, Termination::finished);
  tests::Verifier verifier(model, point, draws);
  verifier.check(found->facts, outcome);
  std::size_t count = verifier.count();
  if (found->typical) {
    tests::Verifier typical(model, {.draw = found->over_draws->typical}, draws);
    typical.check(*found->typical, outcome);
    count += typical.count();
  }
  return count;
}

class WhyAtTheCentre : public testing::TestWithParam<const char*> {};

TEST_P(WhyAtTheCentre, EveryClaimHoldsOnBothSides) {
  const auto model = tests::case_model(GetParam());
  std::size_t count = 0;
  for (std::size_t outcome = 0; outcome < model->outcome_texts.size(); ++outcome) {
    SCOPED_TRACE(model->game.quantities[outcome].name);
    count += verify(*model, outcome, {});
  }
  EXPECT_GT(count, 0U);
}

INSTANTIATE_TEST_SUITE_P(SlowCases, WhyAtTheCentre,
                         testing::Values("published/brinkmanship", "published/chain_store",
                                         "published/crisis_signalling", "published/deterrence_evidence",
                                         "published/fearon_two_types", "published/inspection",
                                         "published/justice_dilemma", "published/kuhn_poker",
                                         "published/noisy_commitment", "published/selten_horse",
                                         "published/shapley_cycle", "published/spence_signal", "published/stahl_offers",
                                         "published/uncertain_prior", "secret_report", "private_cost",
                                         "public_defiance", "negotiated_exit"));

TEST(SlowWhy, EveryClaimHoldsOnBothSidesInTwoHundredDrawsOfTheFlagship) {
  const auto model = tests::case_model("negotiated_exit");
  const std::size_t handover = tests::outcome_of(*model, "handover");
  std::size_t count = 0;
  for (std::size_t k = 0; k < 200; ++k) {
    SCOPED_TRACE(k);
    count += verify(*model, handover, {.draw = k * 20});
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(count, 2000U);
}

TEST(SlowWhy, EveryClaimHoldsOnBothSidesInTwoHundredDrawsOfPublicDefiance) {
  const auto model = tests::case_model("public_defiance");
  const std::size_t deal = tests::outcome_of(*model, "deal");
  std::size_t count = 0;
  for (std::size_t k = 0; k < 200; ++k) {
    SCOPED_TRACE(k);
    count += verify(*model, deal, {.draw = k * 20});
  }
  EXPECT_GT(count, 400U);
}

}  // namespace
}  // namespace parley
