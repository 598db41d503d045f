// SPDX-License-Identifier: Apache-2.0
// Variants whose differences are known, on the same draws and on others.
#include "parley/study/variants.h"

#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "parley/report/conclusions.h"
#include "scenario_models.h"

namespace parley::study {
namespace {

/// P(hit) is the mean of p.
std::string scenario_with(const std::string& params) {
  return "parley 1\nplayer one\n" + params + R"(
play {
  chance coin { yes: p, no: rest }
  one picks { stay, leave }
}
outcome hit when coin is yes
outcome miss otherwise
payoff one { hit: 1 if one is stay, miss: 1 if one is stay }
)";
}

VariantModel model_with(const std::string& name, const std::string& params) {
  return {name, "", tests::model_of(scenario_with(params), {}, {"P(hit)", "value(one)"})};
}

Result<VariantComparison> compared(const std::vector<VariantModel>& models, std::size_t threads = 1) {
  RunContext run;
  run.num_threads = threads;
  return compare_variants(models, {.draws = 4096, .replicates = 16, .seed = 1}, run);
}

// The same coordinate gives p and p + 0.2: the difference is 0.2 in every draw, whatever the draws are.
TEST(Variants, OfTheSameDrawsDifferWithoutError) {
  const auto found = compared(
      {model_with("", "param p : prob = uniform(0, 0.4)"), model_with("more", "param p : prob = uniform(0.2, 0.6)")});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->rows.size(), 2U);
  EXPECT_NEAR(found->rows[1].differences[0].mean, 0.2, 1e-12);            // rounding of 4096 terms below 1
  EXPECT_NEAR(found->rows[1].differences[0].standard_error, 0.0, 1e-12);  // likewise
  EXPECT_EQ(found->rows[0].differences[0].mean, 0.0);
  EXPECT_EQ(found->rows[1].differences[1].mean, 0.0);
  EXPECT_EQ(found->rows[1].differences[1].standard_error, 0.0);
}

// A param before p takes its coordinate: the draws of p are others, and the error says so.
TEST(Variants, OfOtherDrawsHaveAnErrorThatCoversTheDifference) {
  const auto found = compared(
      {model_with("", "param p : prob = uniform(0, 0.4)"),
       model_with("moved", "param q : prob = uniform(0, 1)\nlet unused = q\nparam p : prob = uniform(0.2, 0.6)")});
  ASSERT_TRUE(found);
  const Estimate difference = found->rows[1].differences[0];
  EXPECT_GT(difference.standard_error, 0.0);
  EXPECT_NEAR(difference.mean, 0.2, 4.0 * difference.standard_error);
}

TEST(Variants, GiveTheSameBitsForAnyThreads) {
  const std::vector<VariantModel> models = {model_with("", "param p : prob = 0.1 to 0.4"),
                                            model_with("more", "param p : prob = 0.3 to 0.9")};
  const auto one = compared(models, 1), four = compared(models, 4);
  ASSERT_TRUE(one && four);
  for (std::size_t t = 0; t < 2; ++t) {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(one->rows[1].differences[t].mean),
              std::bit_cast<std::uint64_t>(four->rows[1].differences[t].mean));
    EXPECT_EQ(std::bit_cast<std::uint64_t>(one->rows[1].differences[t].standard_error),
              std::bit_cast<std::uint64_t>(four->rows[1].differences[t].standard_error));
  }
}

TEST(Variants, OfARunThatIsStoppedAreMarked) {
  std::stop_source source;
  source.request_stop();
  RunContext run;
  run.stop = source.get_token();
  const auto found = compare_variants(
      {model_with("", "param p : prob = uniform(0, 0.4)"), model_with("more", "param p : prob = uniform(0.2, 0.6)")},
      {}, run);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->termination, Termination::stopped);
  EXPECT_EQ(found->rows[1].prediction.draws_done, 0U);
  EXPECT_TRUE(std::isnan(found->rows[1].differences[0].mean));
  EXPECT_TRUE(report::conclusions_of(*found, 0).all.empty());
}

// P(hit) is 0.2, 0.4 and 0.7: the outcome and the side turn between the second and the third, the word at each.
TEST(Variants, ThatConcludeOtherwiseAreNamed) {
  const auto found = compared({model_with("", "param p : prob = uniform(0.1, 0.2)"),
                               model_with("some", "param p : prob = uniform(0.3, 0.5)"),
                               model_with("many", "param p : prob = uniform(0.6, 0.8)")});
  ASSERT_TRUE(found);
  const report::Conclusions said = report::conclusions_of(*found, 0);
  ASSERT_EQ(said.all.size(), 3U);
  EXPECT_EQ(said.all[0].of_file, "miss");
  EXPECT_THAT(said.all[0].differing, ::testing::ElementsAre("many"));
  EXPECT_EQ(said.all[1].of_file, "below");
  EXPECT_THAT(said.all[1].differing, ::testing::ElementsAre("many"));
  EXPECT_EQ(said.all[2].of_file, "very unlikely");
  EXPECT_THAT(said.all[2].differing, ::testing::ElementsAre("some", "many"));
}

std::vector<VariantModel> models_of(const std::string& name, const std::string& variant) {
  const auto source = scenario::read_source(PARLEY_TEST_DATA "/cases/" + name + "/" + name + ".parley");
  std::vector<VariantModel> models;
  for (const std::string& one : {std::string(), variant}) {
    const auto question = scenario::parse_target(tests::analysed(*source, one), "P(war)");
    build::BuildOptions options;
    options.targets = {question->target};
    models.push_back({one, "", build::build(question->scenario, options).model});
  }
  return models;
}

// Closed form of tests/cases/private_cost: 0.4 * 0.85521 + 0.2 * 0.14350, rounded to five digits; no war where the cost
// is common knowledge.
TEST(Variants, OfPrivateCostHaveTheClosedForm) {
  const auto found = compared(models_of("private_cost", "analyst_doubt"));
  ASSERT_TRUE(found);
  const Average file = found->rows[0].prediction.targets[0].average;
  EXPECT_NEAR(file.mean, 0.4 * 0.85521 + 0.2 * 0.14350, 4.0 * file.standard_error + 1e-5);
  EXPECT_EQ(found->rows[1].prediction.targets[0].average.mean, 0.0);
  EXPECT_EQ(found->rows[1].differences[0].mean, -file.mean);
}

// tests/cases/secret_report/expected.json: 0.616832 and 0.088343 of 20,000 plain draws, errors 0.001321 and 0.001188.
TEST(Variants, OfSecretReportAreThoseOfTheInterpreter) {
  const auto found = compared(models_of("secret_report", "printed"));
  ASSERT_TRUE(found);
  const Average file = found->rows[0].prediction.targets[0].average;
  const Average printed = found->rows[1].prediction.targets[0].average;
  EXPECT_NEAR(file.mean, 0.616832, 4.0 * std::hypot(0.001321, file.standard_error));
  EXPECT_NEAR(printed.mean, 0.088343, 4.0 * std::hypot(0.001188, printed.standard_error));
}

}  // namespace
}  // namespace parley::study
