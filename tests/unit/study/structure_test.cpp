// SPDX-License-Identifier: Apache-2.0
// Variants as one more thing that is not known, against means and variances by hand.
#include "parley/study/structure.h"

#include <string>

#include <gmock/gmock.h>

#include "scenario_models.h"

namespace parley {
namespace {

using testing::DoubleNear;

// Value x, uniform on [0, 1]: mean 1/2, variance 1/12. The variant adds 1: mean 3/2, variance 1/12.
const std::string text = R"(parley 1
player one
param x : prob = uniform(0, 1)
play { one picks { act } }
outcome end otherwise
payoff one { end: x }
variant more "One more" { payoff one { end: x + 1 } }
)";

std::shared_ptr<const build::Model> model_of(const std::string& variant, const std::string& of = text) {
  auto scenario = tests::analysed(scenario::SourceText("test.parley", "", of), variant);
  auto question = scenario::parse_target(scenario, "value(one)");
  build::BuildOptions options;
  options.targets.push_back(question->target);
  return build::build(question->scenario, options).model;
}

TEST(Structure, CarriesTheVarianceOfTheMeans) {
  RunContext run;
  const auto found = study::structure(*model_of({}), 0, {{"more", "One more", model_of("more")}},
                                      {.draws = 4096, .replicates = 16, .seed = 1}, run);
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->rows.size(), 1U);
  const study::OtherGame& game = found->rows[0].game;
  const double cell = 1.0 / 256.0;  // points of a replicate
  EXPECT_THAT(game.as_it_stands.mean, DoubleNear(0.5, cell));
  EXPECT_THAT(game.difference.mean, DoubleNear(1.0, 1e-12));  // on the same draws
  EXPECT_THAT(game.difference.standard_error, DoubleNear(0.0, 1e-12));
  // Means 1/2 and 3/2 have variance 1/4; within each it is 1/12: 1/4 / (1/4 + 1/12) = 3/4.
  ASSERT_TRUE(found->first_order_index.has_value());
  EXPECT_THAT(*found->first_order_index, DoubleNear(0.75, cell));
}

// The variant's param comes before the odds of the evidence, whose draws it must not move.
TEST(Structure, DrawsWhatAVariantSharesFromTheSamePoints) {
  const std::string file = R"(parley 1
player one
param x : prob = uniform(0, 1)
evidence sight "It was seen" { x above 0.5 : below 0.5 = 1 to 9 : 1 }
play { one picks { act } }
outcome end otherwise
payoff one { end: x }
variant more "One more" {
  param y : prob = uniform(0, 1)
  payoff one { end: x + 1 }
}
)";
  RunContext run;
  const auto found = study::structure(*model_of({}, file), 0, {{"more", "One more", model_of("more", file)}},
                                      {.draws = 1024, .replicates = 16, .seed = 1}, run);
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->rows.size(), 1U);
  EXPECT_THAT(found->rows[0].game.difference.mean, DoubleNear(1.0, 1e-12));
  EXPECT_THAT(found->rows[0].game.difference.standard_error, DoubleNear(0.0, 1e-12));
}

TEST(Structure, StoppedBeforeTheFirstVariantSaysSo) {
  std::stop_source source;
  source.request_stop();
  RunContext run;
  run.stop = source.get_token();
  const auto found = study::structure(*model_of({}), 0, {{"more", "One more", model_of("more")}},
                                      {.draws = 4096, .replicates = 16, .seed = 1}, run);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->termination, Termination::stopped);
  EXPECT_FALSE(found->first_order_index.has_value());
}

}  // namespace
}  // namespace parley
