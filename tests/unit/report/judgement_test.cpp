// SPDX-License-Identifier: Apache-2.0
// The sentences of a report say what its numbers say: likelihood words, rules of confidence, how much is enough.
#include "parley/report/judgement.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parley/report/enough.h"

namespace parley::report {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

study::OutcomeRow outcome(const std::string& name, const study::Average& chance) { return {name, name, chance}; }

/// Peace 60 % (50 to 65 %) before war, with a source graded B2.
Report calm_report() {
  Report report;
  report.scenario.outcomes = {{"war", "War", 7}, {"peace", "Peace", 8}};
  report.scenario.sources = {{"S1", "A source", "B2", "", "", 3}};
  study::Prediction prediction;
  prediction.outcomes = {outcome("war", {0.4, 0.001, 0.35, 0.5}), outcome("peace", {0.6, 0.001, 0.5, 0.65})};
  prediction.draws = prediction.draws_done = 4096;
  prediction.effective_draws = 4096.0;
  prediction.replicates = 16;
  report.answers.push_back({1, "predict outcomes", {}, prediction});
  return report;
}

study::Prediction& prediction_in(Report& report) { return std::get<study::Prediction>(report.answers.front().of); }

bool lowers(const Report& report, const std::string& rule) {
  for (const ConfidenceReason& reason : confidence(report).reasons) {
    if (reason.rule == rule) return reason.lowers;
  }
  ADD_FAILURE() << "no rule " << rule;
  return false;
}

TEST(BottomLine, TellsTheMostLikelyOutcomeWithWordAndNumber) {
  const auto sentences = bottom_line(calm_report());
  ASSERT_FALSE(sentences.empty());
  EXPECT_EQ(sentences.front().text,
            "\u201cPeace\u201d is likely (60.0 %): the most likely of 2 outcomes, before \u201cWar\u201d, unlikely "
            "(40.0 %).");
  EXPECT_THAT(sentences.front().lines, testing::ElementsAre(7U, 8U));
}

TEST(BottomLine, GivesBothWordsWhereTheErrorReachesOver) {
  Report report = calm_report();
  prediction_in(report).outcomes[1].chance = {0.549, 0.001, 0.5, 0.65};
  EXPECT_THAT(bottom_line(report).front().text, HasSubstr("roughly even or likely (54.9 %)"));
}

TEST(BottomLine, WarnsWhereTheCentreSaysOtherwise) {
  Report report = calm_report();
  report.most_likely_at_centre = "peace";
  EXPECT_EQ(bottom_line(report).size(), 1U);
  report.most_likely_at_centre = "war";
  EXPECT_THAT(bottom_line(report).back().text, AllOf(StartsWith("With every range at its middle"), HasSubstr("War")));
}

TEST(BottomLine, TellsWhatChangedSinceTheLastAnswer) {
  Report report = calm_report();
  report.changes.emplace();
  report.changes->a.file = "may.json";
  report.changes->most_likely_before = "war";
  report.changes->conclusions = {{"peace", true, false, {0.3, 0.01}, {0.6, 0.001}, {0.3, 0.01}}};
  report.changes->assumptions = {{"param", "cost", "1", "2", 4, 5, {}}};
  const Sentence changed = bottom_line(report)[1];
  EXPECT_EQ(changed.text,
            "Since may.json its chance went from 30.0 % to 60.0 %; then the most likely outcome was \u201cwar\u201d.");
  EXPECT_THAT(changed.lines, testing::ElementsAre(5U));
  report.changes->conclusions.front().difference = {0.3, 0.2};
  EXPECT_THAT(bottom_line(report)[1].text, HasSubstr("did not change beyond two errors"));
}

TEST(Confidence, IsHighWhereNothingLowersItTheRangeIsNarrowAndASourceIsGood) {
  EXPECT_EQ(confidence(calm_report()).level, ConfidenceLevel::high);
  Report report = calm_report();
  report.scenario.sources.front().grade = "A3";  // a reliable source of what is only possibly true
  EXPECT_EQ(confidence(report).level, ConfidenceLevel::moderate);
  report = calm_report();
  prediction_in(report).outcomes[1].chance.high = 0.71;  // a range of 0.21
  EXPECT_EQ(confidence(report).level, ConfidenceLevel::moderate);
  report.scenario.sources.clear();
  EXPECT_EQ(confidence(report).level, ConfidenceLevel::moderate);
}

TEST(Confidence, IsLowWhereTheBestSourceIsPoor) {
  Report report = calm_report();
  report.scenario.sources = {{"S1", "", "D2", "", "", 3}, {"S2", "", "E5", "", "", 4}};
  EXPECT_TRUE(lowers(report, "sources"));
  EXPECT_EQ(confidence(report).level, ConfidenceLevel::low);
  report.scenario.sources.push_back({"S3", "", "C6", "", "", 5});
  EXPECT_FALSE(lowers(report, "sources"));
}

TEST(Confidence, IsLowWhereTheRangeIsWiderThanHalf) {
  Report report = calm_report();
  prediction_in(report).outcomes[1].chance = {0.6, 0.001, 0.25, 0.75};
  EXPECT_FALSE(lowers(report, "range"));  // 0.5 is not wider than 0.5
  prediction_in(report).outcomes[1].chance.high = 0.76;
  EXPECT_TRUE(lowers(report, "range"));
  EXPECT_EQ(confidence(report).level, ConfidenceLevel::low);
}

TEST(Confidence, IsLowWhereManyDrawsHaveSeveralEquilibria) {
  Report report = calm_report();
  prediction_in(report).counts.unsettled = 819;  // 20.0 %
  EXPECT_FALSE(lowers(report, "equilibria"));
  prediction_in(report).counts.unsettled = 820;
  EXPECT_TRUE(lowers(report, "equilibria"));
}

TEST(Confidence, IsLowWhereAVariantLiesOnTheOtherSideOfHalf) {
  Report report = calm_report();
  report.alternatives = {{.kind = Alternative::Kind::variant, .name = "other", .draws = 4096}};
  report.alternatives[0].outcomes = {{"war", 0.505, 0.001}, {"peace", 0.495, 0.001}};
  EXPECT_TRUE(lowers(report, "variants"));
  report.alternatives[0].outcomes[1].standard_error = 0.01;  // perhaps above one half
  EXPECT_FALSE(lowers(report, "variants"));
}

TEST(Confidence, IsASentenceOfItsOwn) {
  for (const Sentence& sentence : confidence_sentences(confidence(calm_report()))) {
    EXPECT_THAT(sentence.text, AllOf(Not(HasSubstr("likely (")), EndsWith(".")));
  }
}

TEST(Judgements, NameTheLargestShares) {
  Report report = calm_report();
  study::Drivers drivers;
  drivers.target = "P(peace)";
  drivers.method = study::DriversMethod::saltelli;
  for (const auto& [name, share] : {std::pair("cost", 0.5), std::pair("trust", 0.3), std::pair("none", 0.001)}) {
    study::DriverRow row;
    row.name = name;
    row.total_index = IndexEstimate{share, share, share};
    drivers.params.push_back(row);
  }
  report.scenario.assumptions = {{.kind = "param", .name = "cost", .text = "What it costs", .line = 5},
                                 {.kind = "param", .name = "trust", .line = 6}};
  report.answers.push_back({2, "drivers of P(peace)", {}, drivers});
  const auto made = judgements(report);
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].drivers,
            "What moves it most, by share of its variance (total indices): What it costs (cost): 50 %; trust: 30 %.");
  EXPECT_THAT(made[0].claim.lines, testing::ElementsAre(5U, 6U, 8U));
  EXPECT_THAT(made[1].drivers, IsEmpty());
}

TEST(Alternatives, SurviveWhereTheyAgree) {
  Report report = calm_report();
  report.most_likely_at_centre = "war";
  report.alternatives = {{.kind = Alternative::Kind::variant, .name = "first", .draws = 16},
                         {.kind = Alternative::Kind::quantal, .name = "second", .draws = 1},
                         {.kind = Alternative::Kind::quantal, .name = "third", .draws = 1}};
  report.alternatives[0].outcomes = {{"war", 0.3, 0.0}, {"peace", 0.7, 0.0}};
  report.alternatives[1].outcomes = {{"war", 0.3, {}}, {"peace", 0.7, {}}};
  EXPECT_EQ(survives(report, report.alternatives[0]), true);
  EXPECT_EQ(survives(report, report.alternatives[1]), false);  // the centre says war
  EXPECT_EQ(survives(report, report.alternatives[2]), std::nullopt);
  const auto sentences = alternative_sentences(report);
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_THAT(sentences[0].text, HasSubstr("survives in 1 of 1 alternative"));
  EXPECT_THAT(sentences[1].text, AllOf(HasSubstr("survives in 0 of 1 alternative"), HasSubstr("second")));
}

study::Frontier staircase() {
  study::Frontier frontier;
  frontier.event = "deal";
  frontier.x = {"pressure", {0, 1, 2}, {"ease", "patrols", "build_up"}, true};
  frontier.y = {"offer", {0, 1, 2}, {"nothing", "amnesty", "exile"}, true};
  frontier.prob = {{0.1, 0.2, 0.3}, {0.2, 0.4, 0.6}, {0.3, 0.55, 0.7}};
  frontier.staircase = {{0, {}}, {1, 2.0}, {2, 1.0}};
  return frontier;
}

TEST(Enough, TellsWhatEachColumnNeeds) {
  EXPECT_EQ(enough_sentence(staircase()),
            "With pressure and offer held at each point, the chance of \u201cdeal\u201d reaches 50 % for pressure at "
            "patrols with offer at exile and pressure at build_up with offer at amnesty or more; with pressure at ease "
            "no offer is enough.");
}

TEST(Enough, SaysWhereNothingOrEverythingIs) {
  study::Frontier frontier = staircase();
  frontier.level = 0.8;
  EXPECT_THAT(enough_sentence(frontier), EndsWith("reaches 80 % nowhere on the map: it is 70.0 % at most."));
  frontier.level = 0.05;
  EXPECT_THAT(enough_sentence(frontier), EndsWith("reaches 5 % everywhere on the map: it is 10.0 % at least."));
}

TEST(Enough, ReadsAContourAtTheCentre) {
  study::Frontier frontier = staircase();
  frontier.staircase.clear();
  frontier.x = {"pain", {10, 20, 30}, {}, false};
  frontier.y = {"candy", {1, 2, 3}, {}, false};
  frontier.contour = {{{10, 3}, {30, 1}}};
  frontier.held = {{"offer", "exile", false}};
  EXPECT_THAT(enough_sentence(frontier),
              AllOf(HasSubstr("(offer at exile)"),
                    EndsWith("runs from 10.0 % to 70.0 %; with pain at 20 it is 50 % where candy is 2.")));
}

TEST(Enough, JoinsWhatOneMoverDoesAfterDifferentHistories) {
  study::Frontier frontier = staircase();
  study::BindingRow row;
  row.player = row.infoset.player = row.infoset.step = "leader";
  row.choice_from = {{"leader", "stay"}};
  row.choice_to = {{"leader", "exit"}};
  row.share = 0.3;
  study::BindingRow other = row;
  other.player = other.infoset.player = other.infoset.step = "patron";
  other.share = 0.4;
  frontier.binding = {other, row, row};
  EXPECT_EQ(binding_sentence(frontier),
            "What binds there is mostly leader, who goes from stay to exit: 60 % of the change across the line.");
  frontier.binding.clear();
  EXPECT_THAT(binding_sentence(frontier), IsEmpty());
}

TEST(Account, CountsWhatWentWrong) {
  Report report = calm_report();
  EXPECT_THAT(method_sentences(report)[1].text, HasSubstr("none failed"));
  prediction_in(report).counts.failed = 12;
  EXPECT_THAT(method_sentences(report)[1].text, HasSubstr("failed and left out: 12"));
}

TEST(Account, NamesWhatIsTakenAsCertain) {
  Report report = calm_report();
  report.scenario.certain = {{"cost", "Cost", 4}, {"gain", "Gain", 2}};
  const auto sentences = left_out(report);
  EXPECT_EQ(sentences.back().text, "Taken as certain, one number each: cost and gain.");
  EXPECT_THAT(sentences.back().lines, testing::ElementsAre(2U, 4U));
}

}  // namespace
}  // namespace parley::report
