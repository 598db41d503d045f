// SPDX-License-Identifier: Apache-2.0
// Every form of every statement and step: language.md, sections 2, 6 and 7.
#include <optional>
#include <stdexcept>
#include <variant>

#include <gtest/gtest.h>

#include "syntax_text.h"

namespace parley::scenario {
namespace {

using namespace syntax;

TEST(Statement, ScenarioFieldsAreSetApartByCommasBreaksOrBlanks) {
  for (const std::string_view text :
       {"scenario \"T\" { as_of 2025-11-07, horizon \"h\", payoffs -1/2 to 1e3, note \"n\" }",
        "scenario \"T\" { as_of 2025-11-07 horizon \"h\" payoffs -1/2 to 1e3 note \"n\" }",
        "scenario \"T\" {\n  note \"n\"\n  payoffs -1/2 to 1e3\n  horizon \"h\", as_of 2025-11-07\n}"}) {
    const auto scenario = only<ScenarioStatement>(text);
    EXPECT_EQ(scenario.title.text, "T");
    EXPECT_EQ(scenario.as_of->text, "2025-11-07");
    EXPECT_EQ(scenario.horizon->text, "h");
    EXPECT_EQ(scenario.note->text, "n");
    EXPECT_EQ(scenario.payoffs->first.value, Rational::ratio(-1, 2));
    EXPECT_EQ(scenario.payoffs->second.value, Rational(1000));
  }
  EXPECT_FALSE(only<ScenarioStatement>("scenario \"T\"").has_block);
}

TEST(Statement, TextsComeWithoutQuotesAndEscapes) {
  EXPECT_EQ(only<ScenarioStatement>(R"(scenario "say \"go\" \\ stay")").title.text, R"(say "go" \ stay)");
}

TEST(Statement, PlayersHaveATextAndATypeOrNeither) {
  EXPECT_FALSE(only<PlayerStatement>("player a").has_type);
  const auto player = only<PlayerStatement>(
      "player a \"A\" type { low worth 10: 0.3, 25: p * 2, high worth x + 1: rest } seen by b, c with error 5%");
  EXPECT_EQ(player.text->text, "A");
  ASSERT_EQ(player.type.size(), 3U);
  EXPECT_EQ(to_text(player.type[0].worth), "10");
  EXPECT_TRUE(player.type[1].numeric);
  EXPECT_EQ(to_text(player.type[1].prob), "(* p 2)");
  EXPECT_FALSE(player.type[2].prob);
  EXPECT_EQ(to_text(player.type[2].worth), "(+ x 1)");
  EXPECT_EQ(player.type_seen.players.size(), 2U);
  EXPECT_EQ(to_text(player.type_seen.error), "5%");
}

TEST(Statement, SourcesTakeTheirClausesInAnyOrder) {
  const auto source = only<SourceStatement>("source S \"s\" file \"f\" grade B2 url \"u\" date 2025-01-02");
  EXPECT_EQ(source.grade->text, "B2");
  EXPECT_EQ(source.date->text, "2025-01-02");
  EXPECT_EQ(source.url->text, "u");
  EXPECT_EQ(source.file->text, "f");
}

TEST(Statement, ParamsHaveEveryDistribution) {
  using Form = DistributionExpr::Form;
  EXPECT_EQ(to_text(only<ParamStatement>("param x = 2 * 3").distribution.constant), "(* 2 3)");
  const auto range =
      only<ParamStatement>("param x : pos = 20 to 50 private to a parts 7 unit \"$\" from S, T \"text\"");
  EXPECT_EQ(range.support->text, "pos");
  EXPECT_EQ(range.distribution.form, Form::range);
  EXPECT_EQ(to_text(range.distribution.high), "50");
  EXPECT_EQ(range.private_to->text, "a");
  EXPECT_EQ(range.parts->value, Rational(7));
  EXPECT_EQ(range.unit->text, "$");
  EXPECT_EQ(range.from.size(), 2U);
  EXPECT_EQ(range.text->text, "text");
  const auto table = only<ParamStatement>("param x = in { -1: 1/4, 2^2: rest }");
  EXPECT_EQ(table.distribution.form, Form::table);
  EXPECT_EQ(to_text(table.distribution.table[0].first), "(neg 1)");
  EXPECT_FALSE(table.distribution.table[1].second);
  const auto call = only<ParamStatement>("param x : prob = triangular(0, 0.2, 1)");
  EXPECT_EQ(call.distribution.function.text, "triangular");
  EXPECT_EQ(call.distribution.args.size(), 3U);
  const auto samples = only<ParamStatement>("param x = samples \"d.csv\" column v \"from data\"");
  EXPECT_EQ(samples.distribution.file.text, "d.csv");
  EXPECT_EQ(samples.distribution.column.text, "v");
  EXPECT_EQ(samples.text->text, "from data");
}

TEST(Statement, WordsOfFixedPlacesStayFree) {
  const auto param = only<ParamStatement>("param unit = samples + from_ * x from step unit \"u\"");
  EXPECT_EQ(param.name.text, "unit");
  EXPECT_EQ(to_text(param.distribution.constant), "(+ samples (* from_ x))");
  EXPECT_EQ(param.from[0].text, "step");
  EXPECT_EQ(only<PlayerStatement>("player worth type { worth worth worth: rest, grade: 0 }").type[0].worth->word.text,
            "worth");
}

TEST(Statement, CorrelationsMayHaveAReason) {
  const auto correlate = only<CorrelateStatement>("correlate a, b by -0.4 because \"so\"");
  EXPECT_EQ(correlate.by.text, "-0.4");
  EXPECT_EQ(correlate.because->text, "so");
}

TEST(Statement, EvidenceHasEveryItem) {
  using Form = EvidenceItem::Form;
  const auto evidence = only<EvidenceStatement>(
      "evidence e \"said\" from S, T on 2025-01-02 known to nobody {\n  noted, a.type x : y = 1.5 to 4 : 1\n"
      "  a.type { x: 1, y: 2 to 3 }\n  p above 50% : below 1/2 = 1 : 2\n}");
  EXPECT_EQ(evidence.from.size(), 2U);
  EXPECT_EQ(evidence.on->text, "2025-01-02");
  EXPECT_TRUE(evidence.known_to_nobody);
  ASSERT_EQ(evidence.items.size(), 4U);
  EXPECT_EQ(evidence.items[0].form, Form::noted);
  EXPECT_EQ(evidence.items[1].form, Form::type_ratio);
  EXPECT_EQ(evidence.items[1].labels[1].text, "y");
  EXPECT_EQ(evidence.items[1].odds[0].high->value, Rational(4));
  EXPECT_EQ(evidence.items[2].form, Form::type_table);
  EXPECT_EQ(evidence.items[2].odds.size(), 2U);
  EXPECT_EQ(evidence.items[3].form, Form::threshold);
  EXPECT_EQ(evidence.items[3].above->value, evidence.items[3].below->value);
}

TEST(Statement, MenusOutcomesAndPayoffs) {
  const auto menu = only<MenuStatement>("menu m { none_taken: 0\n  some: 1/3, all_of_it: 1 }");
  EXPECT_EQ(menu.entries.size(), 3U);
  EXPECT_EQ(to_text(menu.entries[1].value), "(/ 1 3)");
  EXPECT_FALSE(only<OutcomeStatement>("outcome o \"O\" otherwise").when);
  EXPECT_EQ(to_text(only<OutcomeStatement>("outcome o when a is x").when), "(is a :x)");
  const auto payoff = only<PayoffStatement>("payoff a { o: 1, otherwise: 0\n  always: -(2 if a is x) }");
  ASSERT_EQ(payoff.entries.size(), 3U);
  EXPECT_EQ(payoff.entries[1].outcome.text, "otherwise");
  EXPECT_EQ(to_text(payoff.entries[2].value), "(neg (if 2 (is a :x)))");
}

std::vector<Step> steps(std::string_view text) {
  return only<PlayStatement>(fmt::format("play {{\n{}\n}}", text)).steps;
}

TEST(Steps, PicksHaveFourForms) {
  using Form = Pick::Form;
  const auto made = steps(
      "a picks { x: 2 when p > 0, y, -1 when q is z, 1/3 }\na picks m\na picks n in m\n"
      "a picks g in -1 to 1 step 0.5");
  EXPECT_EQ(made[0].picks[0].form, Form::choices);
  EXPECT_FALSE(made[0].picks[0].name);
  ASSERT_EQ(made[0].picks[0].choices.size(), 4U);
  EXPECT_EQ(to_text(made[0].picks[0].choices[0].value), "2");
  EXPECT_EQ(to_text(made[0].picks[0].choices[0].when), "(> p 0)");
  EXPECT_EQ(made[0].picks[0].choices[2].label.text, "-1");
  EXPECT_TRUE(made[0].picks[0].choices[3].numeric);
  EXPECT_EQ(made[1].picks[0].form, Form::menu);
  EXPECT_EQ(made[2].picks[0].menu.text, "m");
  EXPECT_EQ(made[2].picks[0].name->text, "n");
  EXPECT_EQ(made[3].picks[0].form, Form::grid);
  EXPECT_EQ(made[3].picks[0].step->value, Rational::ratio(1, 2));
}

TEST(Steps, AStepGoesOnWithAndWhenAndSeenBy) {
  const auto made =
      steps("a picks m\n  and x in { u, v }\n  when b is y\n  and c is z\n  seen by b,\n    c with error 10%");
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].picks.size(), 2U);
  EXPECT_EQ(to_text(made[0].when), "(and (is b :y) (is c :z))");
  EXPECT_EQ(made[0].seen.players.size(), 2U);
}

TEST(Steps, ChanceBlocksRepeatsAndStops) {
  using Form = Step::Form;
  const auto made = steps(
      "chance n { 0.5: 1/2, w worth 3: rest } seen by nobody when a is x\n"
      "simultaneous {\n  a picks { x, y }\n  b picks { x, y }\n}\n"
      "repeat 3 times as round until count(a is x) = 2 { a picks z in { 1, 2 } }\nstop when a is x\nstop");
  EXPECT_EQ(made[0].form, Form::chance);
  EXPECT_EQ(made[0].seen.who, SeenBy::Who::nobody);
  EXPECT_TRUE(made[0].when);
  EXPECT_EQ(made[1].body.size(), 2U);
  EXPECT_EQ(made[2].times->value, Rational(3));
  EXPECT_EQ(made[2].round_name->text, "round");
  EXPECT_EQ(to_text(made[2].until), "(= (count (is a :x)) 2)");
  EXPECT_TRUE(made[3].when);
  EXPECT_FALSE(made[4].when);
}

TEST(Questions, EveryAsk) {
  using Form = AskStatement::Form;
  EXPECT_EQ(only<AskStatement>("ask predict outcomes").form, Form::predict);
  const auto frontier =
      only<AskStatement>("ask frontier a is x or war on m x p holding b is y, q = -1/3, m <= 0.5 where P >= 50%");
  EXPECT_EQ(to_text(frontier.event), "(or (is a :x) war)");
  EXPECT_EQ(frontier.x.text, "m");
  EXPECT_EQ(frontier.y.text, "p");
  ASSERT_EQ(frontier.holding.size(), 3U);
  EXPECT_EQ(frontier.holding[0].label.text, "y");
  EXPECT_EQ(frontier.holding[1].number->value, Rational::ratio(-1, 3));
  EXPECT_EQ(frontier.holding[2].op.text, "<=");
  EXPECT_EQ(frontier.at_least->value, Rational::ratio(1, 2));
  EXPECT_EQ(to_text(only<AskStatement>("ask drivers of P(war given a is x)").target->given), "(is a :x)");
  EXPECT_EQ(only<AskStatement>("ask boxes where P(war) >= 1/2").at_least->value, Rational::ratio(1, 2));
  EXPECT_EQ(only<AskStatement>("ask why war").form, Form::why);
  EXPECT_EQ(only<AskStatement>("ask why not war").form, Form::why_not);
  EXPECT_EQ(only<AskStatement>("ask information for a by m, n").by.size(), 2U);
  EXPECT_EQ(only<AskStatement>("ask variants of value(a)").target->player.text, "a");
}

TEST(Questions, EveryExpect) {
  for (const std::string_view test : {"<", "<=", ">", ">="}) {
    EXPECT_EQ(only<ExpectStatement>(fmt::format("expect P(war) {} 0.5 holding a is x, b = 2", test)).test.text, test);
  }
  const auto rises = only<ExpectStatement>("expect value(a) rises with p holding b is y");
  EXPECT_EQ(rises.test.text, "rises");
  EXPECT_EQ(rises.axis.text, "p");
  EXPECT_EQ(rises.holding.size(), 1U);
  EXPECT_EQ(only<ExpectStatement>("expect P(war) falls with p").test.text, "falls");
}

TEST(Statement, VariantsHoldStatements) {
  const auto variant = only<VariantStatement>("variant v \"V\" {\n  param p = 1\n\n  play {\n    stop\n  }\n}");
  EXPECT_EQ(variant.name.text, "v");
  EXPECT_EQ(variant.statements.size(), 2U);
}

TEST(LineBreaks, AnExpressionGoesOnInParenthesesAndAfterOperators) {
  EXPECT_EQ(to_text(only<LetStatement>("let x = (1\n  + 2\n)").value), "(+ 1 2)");
  EXPECT_EQ(to_text(only<LetStatement>("let x = 1 +\n  2").value), "(+ 1 2)");
  EXPECT_EQ(to_text(only<LetStatement>("let x = 1 if\n a is\n x else\n  2").value), "(if 1 (is a :x) 2)");
  EXPECT_EQ(to_text(only<LetStatement>("let x = not\n a is x and  # why\n\n  # more\n  b is y").value),
            "(and (not (is a :x)) (is b :y))");
  EXPECT_EQ(faults("parley 1\nlet x = 1\n + 2\n"), "P0111@3:2");
}

TEST(LineBreaks, AnExpressionDoesNotEatTheNextStatement) {
  EXPECT_EQ(faults("parley 1\nlet x = 1 +\nlet y = 2\n"), "P0114@2:12");
  EXPECT_EQ(faults("parley 1\nlet x = (1 +\nlet y = 2\n"), "P0116@2:9");
}

TEST(LineBreaks, ItemsAreSetApartByCommasOrBreaksAndMayEndInAComma) {
  EXPECT_EQ(only<MenuStatement>("menu m { a: 1,\n b: 2\n\n c: 3, }").entries.size(), 3U);
}

TEST(LineBreaks, WindowsLineEndsAndAByteOrderMarkMakeNoDifference) {
  EXPECT_EQ(faults("\xEF\xBB\xBFparley 1\r\nplayer a \"A\"\r\nmenu m {\r\n  a: 1\r\n  b: 2\r\n}\r\n"), "");
}

}  // namespace
}  // namespace parley::scenario
