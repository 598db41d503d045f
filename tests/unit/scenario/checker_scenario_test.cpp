// SPDX-License-Identifier: Apache-2.0
// What a checked scenario holds, by the rules of the language.
#include <gtest/gtest.h>

#include "unit/scenario/checker_text.h"

namespace parley::scenario {
namespace {

std::vector<std::string> labels_of(const Scenario& scenario, std::string_view name) {
  std::vector<std::string> texts;
  for (const VariableLabel& label : variable_named(scenario, name).labels) texts.push_back(label.text);
  return texts;
}

std::vector<std::string> seen_by(const Scenario& scenario, std::string_view name) {
  std::vector<std::string> names;
  const Step& step = scenario.steps[variable_named(scenario, name).step.at()];
  for (const PlayerId id : step.seen.players) names.push_back(scenario.players[id.at()].name);
  return names;
}

using Texts = std::vector<std::string>;

constexpr std::string_view two_players = "player rival\npayoff rival { always: 0 }\n";

TEST(CheckedScenario, GivesNumericLabelsTheShortestTextOfTheirValue) {
  const auto made = checked(
      "play {\n  leader picks a in 0.05 to 0.35 step 0.1\n  leader picks b in 45.5 to 47.9 step 1\n"
      "  leader picks c in 0 to 1 step 1/3\n  leader picks d in { 0.40, 35%, 1e1 }\n}\n"
      "outcome done otherwise\npayoff leader { done: a + b + c + d }\n");
  EXPECT_EQ(labels_of(*made, "a"), (Texts{"0.05", "0.15", "0.25", "0.35"}));
  EXPECT_EQ(labels_of(*made, "b"), (Texts{"45.5", "46.5", "47.5"}));  // the last value not above the end
  EXPECT_EQ(labels_of(*made, "c"), (Texts{"0", "1/3", "2/3", "1"}));
  EXPECT_EQ(labels_of(*made, "d"), (Texts{"0.4", "0.35", "10"}));
  EXPECT_TRUE(variable_named(*made, "d").all_valued);
}

TEST(CheckedScenario, FindsNumericLabelsHoweverTheyAreWritten) {
  const auto made = checked(
      "play {\n  leader picks d in { 0.40, 1/3 }\n}\noutcome a when d is 40%\noutcome b when d in { 1/3 }\n"
      "outcome c otherwise\npayoff leader { always: d }\n");
  EXPECT_EQ(made->expr(*made->outcomes[0].when).labels, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(made->expr(*made->outcomes[1].when).labels, (std::vector<std::uint32_t>{1}));
  EXPECT_TRUE(variable_named(*made, "d").label_tested);
}

TEST(CheckedScenario, NamesUnnamedPicksByPlayerAndBareMenusByMenu) {
  const auto made = checked(
      "menu offer { low: 0, high: 1/3 }\nplay {\n  leader picks { stay, leave }\n  leader picks offer and last in "
      "offer\n}\n"
      "payoff leader { left: offer, stayed: last }\n");
  EXPECT_EQ(variable_named(*made, "leader").labels.size(), 2U);
  EXPECT_EQ(variable_named(*made, "offer").step, variable_named(*made, "last").step);
  const Step& joint = made->steps[variable_named(*made, "offer").step.at()];
  ASSERT_EQ(joint.parts.size(), 2U);
  EXPECT_EQ(made->variables[joint.parts[0].variable.at()].name, "offer");
  // Values of a menu are shared by all picks from it.
  EXPECT_EQ(*variable_named(*made, "offer").labels[1].value, *variable_named(*made, "last").labels[1].value);
  EXPECT_FALSE(variable_named(*made, "leader").all_valued);
}

TEST(CheckedScenario, ShowsPicksAndChanceMovesToAllOthersIfNothingIsSaid) {
  const auto made = checked(std::string(two_players) +
                            "play {\n  leader picks { stay, leave }\n  chance luck { a: 0.5, b: rest }\n"
                            "  rival picks { x, y } seen by nobody\n  chance coin { a: 0.5, b: rest } seen by rival\n"
                            "  leader picks late in { u, v } seen by leader, rival with error 0.1\n}\n");
  EXPECT_EQ(seen_by(*made, "leader"), (Texts{"rival"}));
  EXPECT_EQ(seen_by(*made, "luck"), (Texts{"leader", "rival"}));
  EXPECT_EQ(seen_by(*made, "rival"), (Texts{}));
  EXPECT_EQ(seen_by(*made, "coin"), (Texts{"rival"}));
  EXPECT_EQ(seen_by(*made, "late"), (Texts{"rival"}));  // the mover always knows
  EXPECT_TRUE(made->steps[variable_named(*made, "late").step.at()].seen.error);
}

TEST(CheckedScenario, KeepsTypesToTheirPlayersIfNothingIsSaid) {
  const auto made = checked(
      "player leader type { firm worth 3: 0.25, soft worth 1: rest }\nplayer rival type { a: 0.5, b: rest } seen by "
      "all\n"
      "payoff rival { always: 0 }\npayoff leader { left: 0, stayed: type }\n");
  EXPECT_TRUE(made->players[0].type_seen.players.empty());
  EXPECT_EQ(made->players[1].type_seen.players, (std::vector<PlayerId>{PlayerId{0}}));
  ASSERT_TRUE(made->players[0].type);
  EXPECT_FALSE(made->players[0].type->probs[1]);  // rest
  EXPECT_EQ(made->expr(*made->payoffs[0].by_outcome[1]).kind, ExprKind::type_value);
}

TEST(CheckedScenario, SharesTheExpressionOfALet) {
  const auto made = checked("param c = 1 to 2\nlet twice = 2 * c\npayoff leader { left: twice, stayed: twice + 1 }\n");
  EXPECT_EQ(*made->payoffs[0].by_outcome[0], made->lets[0].value);
  EXPECT_EQ(made->expr(*made->payoffs[0].by_outcome[1]).args[0], made->lets[0].value);
}

TEST(CheckedScenario, PutsArgumentsBeforeWhatUsesThem) {
  for (const char* name : {"negotiated_exit/negotiated_exit", "published/kuhn_poker/kuhn_poker"}) {
    const auto made = checked_case(name);
    for (std::size_t i = 0; i < made->exprs.size(); ++i) {
      for (const ExprId arg : made->exprs[i].args) EXPECT_LT(arg.at(), i);
    }
  }
}

TEST(CheckedScenario, FillsOtherwiseIntoThePayoffsLeftOut) {
  const auto made =
      checked("outcome a when leader is stay\noutcome b otherwise\npayoff leader { a: 1, otherwise: 5, always: 2 }\n");
  EXPECT_EQ(made->expr(*made->payoffs[0].by_outcome[1]).number.value, 5.0);
  EXPECT_TRUE(made->payoffs[0].always);
  const auto always = checked("payoff leader { always: 2 }\n");
  EXPECT_FALSE(always->payoffs[0].by_outcome[0]);
}

TEST(CheckedScenario, GroupsIfFromTheRightAndTakesZeroWithoutElse) {
  const auto made =
      checked("payoff leader { left: 1 if leader is stay, stayed: 1 if leader is stay else 2 if leader is leave }\n");
  const Expr& bare = made->expr(*made->payoffs[0].by_outcome[0]);
  ASSERT_EQ(bare.kind, ExprKind::choose);
  EXPECT_EQ(made->expr(bare.args[2]).number.value, 0.0);
  const Expr& chain = made->expr(*made->payoffs[0].by_outcome[1]);
  EXPECT_EQ(made->expr(chain.args[2]).kind, ExprKind::choose);
}

TEST(CheckedScenario, ReadsNoneAndDenials) {
  const auto made = checked(
      "play {\n  leader picks { stay, leave }\n  leader picks x in { a, b } when leader is stay\n}\n"
      "outcome p when x is none\noutcome q when x is not a\noutcome r when x in { a, b }\noutcome s otherwise\n"
      "payoff leader { always: 0 }\n");
  EXPECT_EQ(made->expr(*made->outcomes[0].when).kind, ExprKind::is_none);
  EXPECT_EQ(made->expr(*made->outcomes[1].when).kind, ExprKind::logical_not);
  EXPECT_EQ(made->expr(*made->outcomes[2].when).labels, (std::vector<std::uint32_t>{0, 1}));
}

// Language, section 9, Holding: `in` counts as a test of a label, `is none` does not; nor does a question.
TEST(CheckedScenario, KnowsWhichLabelsAreTested) {
  const std::string_view play =
      "play {\n  leader picks { stay, leave }\n  leader picks x in { 1, 2 } when leader is stay\n}\n";
  const auto none = checked(std::string(play) + "let skipped = x is none\nexpect P(x is 1) < 2/3\n");
  EXPECT_FALSE(variable_named(*none, "x").label_tested);
  const auto in = checked(std::string(play) + "let one = x in { 1 }\n");
  EXPECT_TRUE(variable_named(*in, "x").label_tested);
}

TEST(CheckedScenario, ReadsRepeats) {
  const auto made = checked(
      "play {\n  repeat 3 times as t until leader is leave {\n    leader picks { stay, leave } when t < 3 or late is "
      "a\n"
      "    leader picks late in { a, b }\n  }\n}\nlet stays = count(leader is stay)\n"
      "payoff leader { left: stays, stayed: t }\n");
  ASSERT_EQ(made->repeats.size(), 1U);
  EXPECT_EQ(made->repeats[0].times, 3U);
  EXPECT_EQ(made->repeats[0].round_name, "t");
  EXPECT_TRUE(made->repeats[0].until);
  EXPECT_TRUE(variable_named(*made, "late").repeat);
  EXPECT_EQ(made->expr(*made->payoffs[0].by_outcome[0]).kind, ExprKind::count);
  EXPECT_EQ(made->expr(*made->payoffs[0].by_outcome[1]).kind, ExprKind::round);
}

TEST(CheckedScenario, PutsLikelihoodsIntoTheOrderOfTheType) {
  const auto made = checked(
      "player leader type { firm: 0.5, soft: rest }\nevidence e \"E\" { leader.type soft : firm = 2 to 3 : 1 }\n"
      "evidence f \"F\" known to nobody { leader.type { soft: 4, firm: 0 }, noted }\n");
  const EvidenceItem& first = made->evidence[0].items[0];
  EXPECT_EQ(first.likelihoods[0].low.value, 1.0);
  EXPECT_EQ(first.likelihoods[1].low.value, 2.0);
  EXPECT_EQ(first.likelihoods[1].high->value, 3.0);
  EXPECT_TRUE(made->evidence[0].known_to_all);
  EXPECT_FALSE(made->evidence[1].known_to_all);
  EXPECT_EQ(made->evidence[1].items[0].likelihoods[1].low.value, 4.0);
  EXPECT_EQ(made->evidence[1].items[1].kind, EvidenceItem::Kind::noted);
}

TEST(CheckedScenario, ComputesConstantsExactly) {
  const auto made =
      checked("let half = 1/2\nparam c : pos = half + 1/3\nparam d = 2 if 1/3 < 1/2 else 3\nlet e = c + d\n");
  EXPECT_EQ(to_string(made->params[0].distribution.constant_value()), "5/6");
  EXPECT_EQ(to_string(made->params[1].distribution.constant_value()), "2");
}

TEST(CheckedScenario, MakesDiscreteParametersWithARest) {
  const auto made = checked("param c = in { 1: 1/4, 2: rest, 3: 1/4 }\nlet e = c\n");
  ASSERT_EQ(made->params[0].distribution.discrete_values().size(), 3U);
  EXPECT_EQ(made->params[0].distribution.discrete_values()[1].second, 0.5);
}

// ---- variants ------------------------------------------------------------------------------------------------------

TEST(CheckedVariant, ReplacesByNameAndKeepsThePlace) {
  const std::string_view lines =
      "param c = 1 to 2\nparam d = 1 to 2\nlet e = c + d\ncorrelate c, d by 0.5\n"
      "variant v \"V\" {\n  param c = 3 to 4\n  correlate d, c by 0.25\n  outcome gone when leader is leave\n"
      "  payoff leader { gone: 0, otherwise: 1 }\n  expect P(gone) < 0.9\n}\nexpect P(left) < 0.9\n";
  const auto file = checked(lines);
  const auto variant = checked(lines, "v");
  EXPECT_EQ(variant->variant, "v");
  EXPECT_EQ(variant->params[0].name, "c");
  EXPECT_GT(variant->params[0].distribution.median().value, 3.0);
  ASSERT_EQ(variant->correlations.size(), 1U);
  EXPECT_EQ(variant->correlations[0].spearman, 0.25);
  ASSERT_EQ(variant->outcomes.size(), 3U);
  EXPECT_EQ(variant->outcomes[1].name, "gone");  // a new outcome goes before `otherwise`
  EXPECT_EQ(file->outcomes.size(), 2U);
  ASSERT_EQ(variant->expectations.size(), 1U);
  EXPECT_EQ(variant->expectations[0].text, "P(gone) < 0.9");
  ASSERT_EQ(file->expectations.size(), 1U);
  EXPECT_EQ(file->expectations[0].text, "P(left) < 0.9");
  EXPECT_EQ(file->variants.size(), 1U);
}

TEST(CheckedVariant, MayReplaceThePlay) {
  const auto made = checked_case("negotiated_exit/negotiated_exit", "patron_first");
  EXPECT_EQ(made->players[made->steps[made->play[0].at()].player.at()].name, "patron");
  const auto known = checked_case("negotiated_exit/negotiated_exit", "resolve_known");
  EXPECT_TRUE(known->players[0].type);
}

TEST(CheckedVariant, IsRefusedByNameWhereThereIsNoSuch) {
  const auto analysis = analyse(text_of("variant v \"V\" { let x = 1 }\n"), "w");
  ASSERT_FALSE(analysis);
  EXPECT_EQ(analysis.error().code, ErrorCode::bad_option);
  EXPECT_EQ(analysis.error().message, "test.parley has no variant `w`; it has `v`");
}

TEST(CheckedVariant, SaysWhichVariantBringsAFaultOut) {
  const auto analysis = analyse(
      text_of("payoff leader { left: 0, stayed: 1 }\nvariant v \"V\" {\n  outcome gone when leader is leave\n}\n"
              "variant w \"W\" {\n  outcome gone when leader is leave\n}\n"));
  ASSERT_TRUE(analysis);
  ASSERT_EQ(analysis->diagnostics.count(Severity::error), 1U);  // once, although both variants have it
  const Diagnostic& fault = analysis->diagnostics.list[0];
  EXPECT_EQ(fault.code, "P0504");
  EXPECT_EQ(fault.notes.back(), "the file itself has no such fault; the variant `v` brings it");
}

// ---- every case ----------------------------------------------------------------------------------------------------

TEST(CheckedCases, AllAnalyseWithoutErrorsInEveryVariant) {
  for (const char* name : {"negotiated_exit", "private_cost", "secret_report", "public_defiance"}) {
    const auto made = checked_case(std::string(name) + "/" + name);
    for (const VariantName& variant : made->variants) checked_case(std::string(name) + "/" + name, variant.name);
  }
  for (const char* name : {"brinkmanship", "chain_store", "crisis_signalling", "deterrence_evidence",
                           "fearon_two_types", "inspection", "justice_dilemma", "kuhn_poker", "noisy_commitment",
                           "selten_horse", "shapley_cycle", "spence_signal", "stahl_offers", "uncertain_prior"}) {
    const std::string path = std::string("published/") + name + "/" + name;
    const auto made = checked_case(path);
    for (const VariantName& variant : made->variants) checked_case(path, variant.name);
  }
}

TEST(CheckedCases, OfTheFlagshipWarnOfNothingAndNoteTheParametersThatMayBePrivate) {
  const auto source = read_source(PARLEY_TEST_DATA "/cases/negotiated_exit/negotiated_exit.parley");
  ASSERT_TRUE(source);
  const auto analysis = analyse(*source);
  ASSERT_TRUE(analysis);
  ASSERT_EQ(analysis->diagnostics.list.size(), 1U);
  EXPECT_EQ(analysis->diagnostics.list[0].code, "W0503");
  EXPECT_EQ(analysis->diagnostics.list[0].severity, Severity::note);
}

}  // namespace
}  // namespace parley::scenario
