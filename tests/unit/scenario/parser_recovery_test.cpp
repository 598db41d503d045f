// SPDX-License-Identifier: Apache-2.0
// One mistake gives one error, and none hides a later one: language.md, section 10.
#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "syntax_text.h"

namespace parley::scenario {
namespace {

TEST(Recovery, EachBadStatementHasItsOwnError) {
  EXPECT_EQ(faults("parley 1\nlet 1\nplayer\nparam x\noutcome o\nlet y = 2\nask nothing\n"),
            "P0114@2:5 P0114@3:7 P0114@4:8 P0114@5:10 P0114@7:5");
}

TEST(Recovery, EachBadItemHasItsOwnErrorAndTheGoodOnesStay) {
  const SourceText source = text_source("parley 1\npayoff a {\n  x: 1 +, y: 2\n  z 3, u: 4, v: , w: 5\n}\nlet y = 2\n");
  const Parsed parsed = parse(source);
  EXPECT_EQ(parsed.diagnostics.count(Severity::error), 3U);
  ASSERT_EQ(parsed.file.statements.size(), 3U);
  const auto& payoff = std::get<syntax::PayoffStatement>(parsed.file.statements[1].what);
  std::string names;
  for (const auto& entry : payoff.entries) names += entry.outcome.text;
  EXPECT_EQ(names, "yuw");
  EXPECT_TRUE(parsed.file.statements[1].damaged);
  EXPECT_FALSE(parsed.file.statements[2].damaged);
  EXPECT_TRUE(parsed.file.damaged);
}

TEST(Recovery, EachBadStepHasItsOwnErrorAndTheGoodOnesStay) {
  const SourceText source = text_source(
      "parley 1\nplay {\n  a picks { x, y\n  b picks m n\n  chance c { u: 1/2 v: rest }\n  c picks { x, y } when\n  d "
      "picks { x }\n}\n"
      "let y = 2\n");
  EXPECT_EQ(faults(source.text()), "P0116@3:11 P0112@4:13 P0118@5:21 P0114@6:24");
  const Parsed parsed = parse(source);
  const auto& play = std::get<syntax::PlayStatement>(parsed.file.statements[1].what);
  EXPECT_EQ(play.steps.back().player.text, "d");
  EXPECT_EQ(parsed.file.statements.size(), 3U);
}

TEST(Recovery, AMisspeltKeyWordIsReadAsWhatWasMeant) {
  const Parsed parsed = parse(text_source("parley 1\nplyer a\noutcom o otherwise\n"));
  ASSERT_EQ(parsed.file.statements.size(), 3U);
  EXPECT_EQ(std::get<syntax::PlayerStatement>(parsed.file.statements[1].what).name.text, "a");
  EXPECT_EQ(parsed.diagnostics.list[0].edit->replacement, "player");
  EXPECT_EQ(parsed.diagnostics.list[1].edit->replacement, "outcome");
  EXPECT_EQ(faults("parley 1\nplay {\n  chanc c { u: 1/2, v: rest }\n  a pick { x, y }\n  repet 2 times { stop }\n}\n"),
            "P0121@3:3 P0121@4:5 P0121@5:3");
}

TEST(Recovery, EditsOfWordsLeadToAFileWithoutTheError) {
  for (std::string text :
       {"parley 1\nplyer a\n", "parley 1\nplay {\n  a pick { x }\n}\n", "parley 1\nask predict outcmes\n",
        "parley 1\nlet x = 1 && 2\n", "parley 1\nparam p : prb = 1\n", "parley 1\nparam p = nromal(0, 1)\n",
        "parley 1\nparam c : pos = 1 to 2 privat to a\n", "parley 1\nplay {\n  a picks { x } whn b is c\n}\n",
        "parley 1\nplay\n{\n  stop\n}\n", "let x = 1\n", "parley 1\nlet x = .5\n", "parley 1\nlet x = sqr(2)\n"}) {
    const Parsed parsed = parse(text_source(text));
    ASSERT_EQ(parsed.diagnostics.list.size(), 1U) << text;
    ASSERT_TRUE(parsed.diagnostics.list[0].edit) << text;
    const auto& [span, replacement] = *parsed.diagnostics.list[0].edit;
    text.replace(span.begin, span.end - span.begin, replacement);
    EXPECT_EQ(faults(text), "");
  }
}

TEST(Recovery, AMissingBraceIsSaidOnceAndTheNextStatementIsRead) {
  EXPECT_EQ(faults("parley 1\nplay {\n  a picks { x }\noutcome o otherwise\nlet 1\n"), "P0116@2:6 P0114@5:5");
  EXPECT_EQ(faults("parley 1\npayoff a {\n  x: 1\npayoff b {\n  x: 2\n}\n"), "P0116@2:10");
  EXPECT_EQ(faults("parley 1\nvariant v \"V\" {\n  let a = 1\nvariant w \"W\" {\n  let a = 2\n}\n"), "P0116@2:15");
  EXPECT_EQ(faults("parley 1\nvariant v \"V\" {\n  let a = 1\n"), "P0116@2:15");
}

TEST(Recovery, ABraceTooManyIsSaidOnceAndWhatFollowsIsRead) {
  EXPECT_EQ(faults("parley 1\nplay {\n  stop\n}\n}\nlet x = 1\nlet 1\n"), "P0117@5:1 P0114@7:5");
}

TEST(Recovery, StepsAfterThePlayAreSaidOnce) {
  EXPECT_EQ(faults("parley 1\nplay {\n  a picks { x }\n}\n  b picks { y }\n  chance c { u: rest }\n}\nlet x = 1\n"),
            "P0122@5:3");
}

TEST(Recovery, AWordAfterADamagedTokenNeedsNoErrorOfItsOwn) {
  EXPECT_EQ(faults("parley 1\nscenario \"open { as_of 2025-11-07 }\nlet x = 1\n"), "P0104@2:10");
  EXPECT_EQ(faults("parley 1\nlet x = 3 @ 4\n"), "P0103@2:11");
  EXPECT_EQ(faults("parley 1\nplayer a\xC3\xB1o\n"), "P0103@2:9");
}

TEST(Recovery, AnUnclosedParenthesisPointsToWhereItOpens) {
  EXPECT_EQ(faults("parley 1\npayoff a {\n  x: (1 + 2\n  y: 3\n}\n"), "P0114@4:3");
  EXPECT_EQ(faults("parley 1\npayoff a {\n  x: (1 + 2\n}\n"), "P0116@3:6");
}

TEST(Recovery, VariantsRecoverInside) {
  EXPECT_EQ(faults("parley 1\nvariant v \"V\" {\n  let 1\n  play {\n    a pick { x }\n  }\n  let y = 1 1\n}\nlet 2\n"),
            "P0114@3:7 P0121@5:7 P0112@7:13 P0114@9:5");
}

TEST(Recovery, TwentyErrorsAreKeptAndTheRestCounted) {
  std::string text = "parley 1\n";
  for (int i = 0; i < 33; ++i) text += "let 1\n";
  const Parsed parsed = parse(text_source(text));
  EXPECT_EQ(parsed.diagnostics.count(Severity::error), 20U);
  EXPECT_EQ(parsed.diagnostics.list.size(), 21U);
  EXPECT_EQ(parsed.diagnostics.list.back().message, "13 more errors are not shown");
}

TEST(Recovery, EverySyntaxErrorHasPlaceAndRule) {
  const auto check = [](std::string_view text) {
    for (const Diagnostic& diagnostic : parse(text_source(text)).diagnostics.list) {
      EXPECT_FALSE(diagnostic.message.empty());
      EXPECT_EQ(diagnostic.code.size(), 5U);
      EXPECT_LE(diagnostic.span.end, text.size());
    }
  };
  // Every scenario of the cases with each one of its bytes dropped in turn, and cut off there.
  for (const auto& path : case_files()) {
    const std::string whole = read_file(path);
    if (whole.size() > 2000) continue;
    for (std::size_t i = 0; i < whole.size(); i += 7) {
      std::string text = whole;
      text.erase(i, 1);
      check(text);
      check(whole.substr(0, i));
    }
  }
}

}  // namespace
}  // namespace parley::scenario
