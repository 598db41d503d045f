// SPDX-License-Identifier: Apache-2.0
// Statements by name, what of them has a meaning, and the scenarios between two.
#include "parley/scenario/statements.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "parley/scenario/analyse.h"
#include "parley/scenario/statement_changes.h"

namespace parley::scenario {
namespace {

using ::testing::ElementsAre;

const std::string file = R"(parley 1
# A remark
scenario "Exit" { horizon "a year", payoffs -1 to 10 }
player one "The first"  # who moves
player two
source press "A paper" grade B2
param p : prob = 0.2 to 0.4 from press "a chance"
param fee : pos = 1 unit "EUR"
correlate p, size by 0.5 because "both grow"
param size : pos = 1 to 2
evidence sight "It was seen" from press on 2025-11-06 { p above 50% : below 50% = 2 : 1 }
evidence heard "It was heard" { noted }
menu moves { a: 1, b: 2 }
let worth = size - fee
play {
  chance luck { yes: p, no: rest }
  one picks choice in moves
  two picks { stay, go } when luck is yes
}
outcome gone "It goes" when two is go
outcome kept otherwise
payoff one { gone: worth, kept: 0 }
payoff two { gone: 0, kept: choice }
ask predict outcomes
expect P(gone) < 0.5
variant other "Another" {
  param p : prob = 0.3 to 0.5
  outcome lost when choice is b and two is stay
  payoff one { gone: worth, lost: 1, kept: 0 }
  payoff two { gone: 0, lost: 0, kept: choice }
}
)";

std::vector<NamedStatement> statements(const std::string& text, const std::string& variant = {}) {
  const auto made = named_statements(SourceText("test.parley", "", text), variant);
  EXPECT_TRUE(made) << made.error().message;
  return made ? *made : std::vector<NamedStatement>{};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::vector<std::string> names(const std::vector<StatementChange>& changes) {
  std::vector<std::string> made;
  for (const auto& one : changes) made.push_back(one.name.empty() ? one.kind : one.kind + " " + one.name);
  return made;
}

StatementChanges changes(const std::string& a, const std::string& b) {
  return changes_between(statements(a), statements(b));
}

TEST(NamedStatements, HaveAKindANameAndALine) {
  const auto all = statements(file);
  ASSERT_EQ(all.size(), 19U);
  EXPECT_EQ(all[0].kind, "scenario");
  EXPECT_EQ(all[0].meaning, "scenario { payoffs - 1 to 10 }");
  EXPECT_EQ(all[1].name, "one");
  EXPECT_EQ(all[1].line, 4U);
  EXPECT_EQ(all[1].text, "player one \"The first\"");
  EXPECT_EQ(all[6].name, "p, size");
  EXPECT_EQ(all.back().kind, "expect");
}

TEST(NamedStatements, OfAVariantReplaceAndAdd) {
  const auto all = statements(file, "other");
  const auto outcome = [&](std::size_t k) {
    std::vector<std::string> found;
    for (const auto& one : all) {
      if (one.kind == "outcome") found.push_back(one.name);
    }
    return found.at(k);
  };
  EXPECT_EQ(outcome(0), "gone");
  EXPECT_EQ(outcome(1), "lost");  // before `otherwise`
  EXPECT_EQ(outcome(2), "kept");
  EXPECT_TRUE(std::ranges::none_of(all, [](const auto& one) { return one.kind == "ask" || one.kind == "expect"; }));
  EXPECT_FALSE(named_statements(SourceText("test.parley", "", file), "none"));
}

TEST(StatementChanges, OfLayoutAndCommentsAreNone) {
  std::string other = replaced(file, "  # who moves", "");
  other = replaced(other, "menu moves { a: 1, b: 2 }", "menu moves {\n  a: 1  # the first\n\n  b: 2\n}");
  const auto found = changes(file, other);
  EXPECT_TRUE(found.assumptions.empty());
  EXPECT_TRUE(found.wording.empty());
}

TEST(StatementChanges, OfBlanksInATextAreOfWords) {
  const auto found = changes(file, replaced(file, "\"The first\"", "\"The, first\""));
  EXPECT_TRUE(found.assumptions.empty());
  EXPECT_THAT(names(found.wording), ElementsAre("player one"));
}

TEST(StatementChanges, OfWordsAreApart) {
  std::string other = replaced(file, "\"a year\"", "\"a month\"");
  other = replaced(other, "\"The first\"", "\"The one\"");
  other = replaced(other, " from press \"a chance\"", "");
  other = replaced(other, "unit \"EUR\"", "unit \"USD\"");
  other = replaced(other, " because \"both grow\"", "");
  other = replaced(other, " on 2025-11-06", " on 2025-11-07");
  other = replaced(other, "grade B2", "grade C3");
  other = replaced(other, "evidence heard \"It was heard\" { noted }\n", "");
  other = replaced(other, "\"It goes\" ", "");
  other = replaced(other, "ask predict outcomes\n", "");
  const auto found = changes(file, other);
  EXPECT_THAT(names(found.assumptions), ElementsAre());
  EXPECT_THAT(names(found.wording),
              ElementsAre("scenario", "player one", "source press", "param p", "param fee", "correlate p, size",
                          "evidence sight", "evidence heard", "outcome gone", "ask predict outcomes"));
}

TEST(StatementChanges, OfMeaningAreNamed) {
  std::string other = replaced(file, "0.2 to 0.4", "0.2 to 0.5");
  other = replaced(other, "payoffs -1 to 10", "payoffs -1 to 12");
  other = replaced(other, "correlate p, size by 0.5", "correlate size, p by 0.4");
  other = replaced(other, "two is go", "two is go and luck is yes");
  other = replaced(other, "menu moves", "param extra : real = 1\nmenu moves");
  other = replaced(other,
                   "evidence sight \"It was seen\" from press on 2025-11-06 { p above 50% : below 50% = 2 : 1 }\n", "");
  const auto found = changes(file, other);
  EXPECT_THAT(names(found.assumptions),
              ElementsAre("scenario", "param p", "correlate p, size", "evidence sight", "outcome gone", "param extra"));
  EXPECT_TRUE(found.assumptions[3].a && !found.assumptions[3].b);
  EXPECT_TRUE(!found.assumptions[5].a && found.assumptions[5].b);
}

// Between parentheses a comma is not a line break: min(a, -b) and min(a - b, ...) are two things.
TEST(StatementChanges, SeeCommasOfArguments) {
  const std::string other = replaced(file, "let worth = size - fee", "let worth = min(size, -fee, 1)");
  const std::string third = replaced(file, "let worth = size - fee", "let worth = min(size - fee, 1)");
  EXPECT_THAT(names(changes(other, third).assumptions), ElementsAre("let worth"));
}

TEST(StatementChanges, OfTheOrderOfOutcomesAreOne) {
  const std::string a = replaced(file, "outcome kept", "outcome luckless when luck is no\noutcome kept");
  const std::string b = replaced(file, "outcome gone", "outcome luckless when luck is no\noutcome gone");
  const auto found = changes(a, b);
  EXPECT_THAT(names(found.assumptions), ElementsAre("outcome order"));
  EXPECT_LT(hybrid_text(found, {false}).find("outcome gone"), hybrid_text(found, {false}).find("outcome luckless"));
  EXPECT_GT(hybrid_text(found, {true}).find("outcome gone"), hybrid_text(found, {true}).find("outcome luckless"));
}

TEST(Hybrids, WithoutAndWithAllChangesSayWhatTheSidesSay) {
  const auto a = statements(file), b = statements(file, "other");
  const auto found = changes_between(a, b);
  EXPECT_THAT(names(found.assumptions), ElementsAre("param p", "payoff one", "payoff two", "outcome lost"));
  for (const bool is_b : {false, true}) {
    const std::string text = hybrid_text(found, std::vector<bool>(found.assumptions.size(), is_b));
    const auto analysis = analyse(SourceText("hybrid", "", text));
    ASSERT_TRUE(analysis && analysis->scenario) << text;
    const auto back = changes_between(statements(text), is_b ? b : a);
    EXPECT_TRUE(back.assumptions.empty()) << text;
  }
}

TEST(Groups, HoldWhatNeedsANewName) {
  const auto found = changes_between(statements(file), statements(file, "other"));
  EXPECT_THAT(groups_by_names(found), ElementsAre(0, 1, 1, 1));  // the payoffs name the new outcome
}

TEST(ChangedLines, AreThoseThatAreNotMatched) {
  const ChangedLines found = changed_lines("a\nb\nc\nd", "a\nc\nx\nd");
  EXPECT_EQ(found.before, "b");
  EXPECT_EQ(found.after, "x");
}

}  // namespace
}  // namespace parley::scenario
