// SPDX-License-Identifier: Apache-2.0
// What the evidence does, against files in which it is left out, turned round or written stronger, and against Bayes by
// hand.
#include "parley/study/evidence.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "parley/study/prediction.h"
#include "scenario_models.h"

namespace parley {
namespace {

using testing::DoubleNear;

const study::DrawOptions some_draws{.draws = 1024, .replicates = 16, .seed = 1};
constexpr double rounding = 1e-12;  // of sums of a thousand chances

study::EvidenceStudy studied(const std::string& text, const std::vector<std::string>& targets = {},
                             const study::DrawOptions& draws = some_draws) {
  auto result = study::evidence_study(*tests::model_of(text, {}, targets), draws, {});
  if (!result) ADD_FAILURE() << result.error().message;
  return result ? *std::move(result) : study::EvidenceStudy();
}

std::string case_text(const std::string& name) {
  return std::string(scenario::read_source(PARLEY_TEST_DATA "/cases/" + name + "/" + name + ".parley")->text());
}

/// The text with one part of it replaced, which must be there.
std::string with(std::string text, const std::string& part, const std::string& by) {
  const auto at = text.find(part);
  if (at == std::string::npos) {
    ADD_FAILURE() << "no `" << part << "`";
    return text;
  }
  return text.replace(at, part.size(), by);
}

study::Prediction predicted(const std::string& text) {
  RunContext run;
  return *study::predict(*tests::model_of(text), some_draws, run);
}

void expect_same_outcomes(const study::OtherEvidence& other, const study::Prediction& prediction) {
  for (std::size_t k = 0; k < prediction.outcomes.size(); ++k) {
    EXPECT_THAT(other.answers[k].mean, DoubleNear(prediction.outcomes[k].chance.mean, rounding))
        << prediction.outcomes[k].name;
  }
}

const study::PieceRow& piece(const study::EvidenceStudy& study, const std::string& name) {
  for (const auto& row : study.pieces) {
    if (row.piece.name == name) return row;
  }
  throw std::runtime_error("no piece " + name);
}

const study::SourceRow& source(const study::EvidenceStudy& study, const std::string& name) {
  for (const auto& row : study.sources) {
    if (row.source.name == name) return row;
  }
  throw std::runtime_error("no source " + name);
}

const std::string openness = "{ leader.type open : defiant = 1.5 to 4 : 1 }";
const std::string officers = "{ military.type { pragmatic: 1, entrenched: 1.5 to 3 } }";

// Pieces of point odds take no coordinate of the draws: without them the draws are the same, and so are the answers.
TEST(Evidence, WithoutAPieceIsAFileInWhichItSaysNothing) {
  const std::string text = case_text("negotiated_exit");
  const auto study = studied(text);
  const auto left_out = with(text, "{ leader.type open : defiant = 1 : 1.25 }", "{ noted }");
  expect_same_outcomes(*piece(study, "defiance").without, predicted(left_out));
}

TEST(Evidence, WithoutASourceIsAFileWithoutItsEvidence) {
  const std::string text = case_text("negotiated_exit");
  const auto study = studied(text);
  auto left_out = with(text, "{ p_firm above 50% : below 50% = 1 : 2 }", "{ noted }");
  left_out = with(left_out, "{ p_works above 40% : below 40% = 1 : 1.5 }", "{ noted }");
  expect_same_outcomes(*source(study, "WSJ").without, predicted(left_out));
}

// Ranges do take coordinates: without them the other draws are others.
TEST(Evidence, WithoutASourceOfOddsRangesAgreesWithinTheErrors) {
  const std::string text = case_text("negotiated_exit");
  const auto study = studied(text);
  const auto left_out = predicted(with(with(text, openness, "{ noted }"), officers, "{ noted }"));
  const auto& without = *source(study, "ATL").without;
  for (std::size_t k = 0; k < left_out.outcomes.size(); ++k) {
    const auto& chance = left_out.outcomes[k].chance;
    EXPECT_THAT(without.answers[k].mean, DoubleNear(chance.mean, 4.0 * std::sqrt(2.0) * chance.standard_error + 1e-6));
  }
}

TEST(Evidence, ADeceivingSourceIsAFileWithItsOddsTurnedRound) {
  const std::string text = case_text("negotiated_exit");
  const auto study = studied(text);
  auto turned = with(text, openness, "{ leader.type open : defiant = 1 : 1.5 to 4 }");
  turned = with(turned, officers, "{ military.type { pragmatic: 1.5 to 3, entrenched: 1 } }");
  expect_same_outcomes(*source(study, "ATL").deceiving, predicted(turned));
}

// At strength t an odds range a to b is a^t to b^t.
TEST(Evidence, AnotherOutcomeIsFirstJustBeyondTheTurningPointAndNotBefore) {
  const std::string text = case_text("negotiated_exit");
  const auto study = studied(text);
  const auto& turning = piece(study, "openness").stronger;
  ASSERT_TRUE(turning.has_value());
  EXPECT_NE(turning->most_likely, study.most_likely);
  const auto first_at = [&](double strength) {
    const std::string odds = fmt::format("{{ leader.type open : defiant = {} to {} : 1 }}", std::pow(1.5, strength),
                                         std::pow(4.0, strength));
    const auto prediction = predicted(with(text, openness, odds));
    return std::ranges::max_element(prediction.outcomes, {}, [](const auto& row) { return row.chance.mean; })->name;
  };
  EXPECT_EQ(first_at(turning->strength + 1e-6), turning->most_likely);
  EXPECT_EQ(first_at(turning->strength - 0.002), study.most_likely);  // found to 1e-3 of the log odds of 0.9
}

// Expected numbers by quadrature over the three parameters: tests/cases/secret_report/expected.json.
TEST(Evidence, AReportInTheNewspaperIsNotTheReportInTheDrawer) {
  const auto study = studied(case_text("secret_report"), {"P(war)"}, {.draws = 16384, .replicates = 16, .seed = 1});
  const auto& row = piece(study, "mobilisation");
  ASSERT_TRUE(row.known_otherwise.has_value());
  const double error = study.answers[1].estimate.standard_error;
  EXPECT_THAT(study.answers[1].estimate.mean, DoubleNear(0.6163, 4.0 * error + 5e-5));
  EXPECT_EQ(study.answers[0].text, "quiet");
  EXPECT_THAT(study.answers[0].estimate.mean,
              DoubleNear(0.0203, 4.0 * study.answers[0].estimate.standard_error + 5e-5));
  EXPECT_THAT(row.known_otherwise->answers[0].mean,
              DoubleNear(0.7912, 4.0 * row.known_otherwise->answers[0].difference.standard_error + 5e-5));
}

const std::string by_hand = R"(parley 1
player one type { high: 0.4, low: rest }
player two
param share : prob = uniform(0, 1)
source paper "A paper"
evidence heard "One is high" from paper { one.type high : low = 3 : 1 }
evidence counted "The share is large" from paper { share above 0.5 : below 0.5 = 3 : 1 }
play { two picks { act, wait } }
outcome acted when two is act
outcome waited otherwise
payoff one { acted: 1, waited: 0 }
payoff two { acted: share - 0.25, waited: 0 }
)";

// Bayes: 0.4 * 3 / (0.4 * 3 + 0.6) = 2/3. Above one half lie 3/4 of the weight: the median of the share is 2/3, its
// mean 1/4 * 1/4 + 3/4 * 3/4. Two acts where the share is above 1/4: 3/4 before, 7/8 after.
TEST(Evidence, BeforeAndAfterAreBayesByHand) {
  const auto study = studied(by_hand, {"P(acted)"}, {.draws = 4096, .replicates = 16, .seed = 1});
  ASSERT_EQ(study.types.size(), 1U);
  EXPECT_THAT(study.types[0].labels[0].prior.mean, DoubleNear(0.4, rounding));
  EXPECT_THAT(study.types[0].labels[0].posterior.mean, DoubleNear(2.0 / 3.0, rounding));
  EXPECT_THAT(study.types[0].labels[1].posterior.mean, DoubleNear(1.0 / 3.0, rounding));
  ASSERT_EQ(study.inputs.size(), 1U);
  const double cell = 1.0 / 256.0;  // Sobol points of a replicate: one in each of 256 cells
  EXPECT_THAT(study.inputs[0].prior.median, DoubleNear(0.5, cell));
  EXPECT_THAT(study.inputs[0].posterior.median, DoubleNear(2.0 / 3.0, cell));
  EXPECT_THAT(study.inputs[0].posterior.mean, DoubleNear(0.625, cell));
  EXPECT_THAT(study.answers.back().estimate.mean, DoubleNear(0.875, cell));
  EXPECT_THAT(study.without_all->answers.back().mean, DoubleNear(0.75, cell));
  // Deceiving, the weights change sides: 3/4 * 1/2 below one quarter, 3/4 * 1/2 + 1/4 above.
  EXPECT_THAT(study.sources[0].deceiving->answers.back().mean, DoubleNear(0.625, cell));
  EXPECT_EQ(study.answers.back().estimate.mean - study.without_all->answers.back().mean,
            -study.without_all->answers.back().difference.mean);
}

TEST(Evidence, WhatIsImpossibleHasNoOtherWayRound) {
  const auto study = studied(with(by_hand, "3 : 1 }\nevidence counted", "0 : 1 }\nevidence counted"));
  EXPECT_FALSE(study.sources[0].deceiving.has_value());
  EXPECT_TRUE(study.sources[0].without.has_value());
  EXPECT_FALSE(piece(study, "heard").was_searched);
}

TEST(Evidence, ASearchTellsHowFarItCame) {
  const auto far = studied(by_hand);  // of 3 : 1, nothing turns
  EXPECT_FALSE(piece(far, "heard").stronger || piece(far, "heard").weaker);
  EXPECT_THAT(piece(far, "heard").stays_to * std::log(3.0), DoubleNear(std::log(1000.0), rounding));
  EXPECT_THAT(piece(far, "heard").stays_from * std::log(3.0), DoubleNear(-std::log(1000.0), rounding));
  const auto few = studied(by_hand, {}, {.draws = 64, .replicates = 16, .seed = 1});  // fewer than may tell
  EXPECT_FALSE(piece(few, "heard").stronger || piece(few, "heard").weaker);
  EXPECT_EQ(piece(few, "heard").stays_to, 1.0);
  EXPECT_EQ(piece(few, "heard").stays_from, 1.0);
}

TEST(Evidence, AFileWithoutEvidenceIsToldWhatWouldWeigh) {
  auto text = with(by_hand, "{ one.type high : low = 3 : 1 }", "{ noted }");
  text = with(text, "{ share above 0.5 : below 0.5 = 3 : 1 }", "{ noted }");
  const auto result = study::evidence_study(*tests::model_of(text), some_draws, {});
  ASSERT_FALSE(result.has_value());
  EXPECT_THAT(result.error().message, testing::HasSubstr("no evidence of this file weighs"));
}

TEST(Evidence, PartsOfAPrivateParamAreUpdatedPartByPart) {
  auto text = case_text("private_cost");
  text = with(text, "play {", "evidence poor \"The target is poor\" { cost above 20 : below 20 = 1 : 3 }\nplay {");
  const auto study = studied(text);
  ASSERT_EQ(study.types.size(), 1U);
  // Parts 4, 12, 20 below or at 20 weigh 3, parts 28 and 36 weigh 1.
  const std::vector<double> expected = {3.0 / 11.0, 3.0 / 11.0, 3.0 / 11.0, 1.0 / 11.0, 1.0 / 11.0};
  for (std::size_t k = 0; k < expected.size(); ++k) {
    EXPECT_THAT(study.types[0].labels[k].prior.mean, DoubleNear(0.2, rounding));
    EXPECT_THAT(study.types[0].labels[k].posterior.mean, DoubleNear(expected[k], rounding));
  }
}

TEST(Evidence, ThreadsDoNotChangeABit) {
  const auto model =
      tests::model_of(with(by_hand, "{ one.type high : low = 3 : 1 }", "{ one.type high : low = 2 to 4 : 1 }"));
  const study::DrawOptions draws{.draws = 3072, .replicates = 16, .seed = 1};
  std::vector<std::vector<std::uint64_t>> bits;
  for (const std::size_t threads : {1U, 2U, 4U}) {
    RunContext run;
    run.num_threads = threads;
    const auto study = study::evidence_study(*model, draws, run);
    ASSERT_TRUE(study.has_value());
    auto& mine = bits.emplace_back();
    const auto add = [&](const study::OtherEvidence& other) {
      for (const auto& answer : other.answers) {
        mine.push_back(std::bit_cast<std::uint64_t>(answer.mean));
        mine.push_back(std::bit_cast<std::uint64_t>(answer.difference.standard_error));
      }
    };
    add(*study->without_all);
    for (const auto& row : study->sources) add(*row.deceiving);
    for (const auto& row : study->pieces) {
      if (row.known_otherwise) add(*row.known_otherwise);
      if (row.stronger) mine.push_back(std::bit_cast<std::uint64_t>(row.stronger->strength));
    }
  }
  EXPECT_EQ(bits[0], bits[1]);
  EXPECT_EQ(bits[0], bits[2]);
}

}  // namespace
}  // namespace parley
