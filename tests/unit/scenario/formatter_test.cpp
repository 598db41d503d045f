// SPDX-License-Identifier: Apache-2.0
// The canonical layout: the rules at the top of formatter.cpp, and that formatting moves tokens and changes none.
#include "parley/scenario/formatter.h"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "parley/scenario/lexer.h"
#include "syntax_text.h"

namespace parley::scenario {
namespace {

std::string formatted(std::string_view text) {
  const auto made = format(text_source(text));
  return made ? *made : made.error().message;
}

/// Tokens and comments as typed, in order.
std::vector<std::string> pieces(std::string_view text) {
  const SourceText source = text_source(text);
  Diagnostics none;
  const Tokens tokens = lex(source, none);
  std::vector<std::string> typed;
  for (const Token& token : tokens.list) typed.emplace_back(source.at(token.span));
  for (const Comment& comment : tokens.comments) typed.emplace_back(source.at(comment.span));
  return typed;
}

void expect_kept(std::string_view text) {
  const std::string once = formatted(text);
  EXPECT_EQ(pieces(text), pieces(once));
  EXPECT_EQ(formatted(once), once);
}

TEST(Formatter, KeepsTokensAndCommentsOfEveryCaseAndIsIdempotent) {
  const auto files = case_files();
  ASSERT_GE(files.size(), 18U);
  for (const auto& path : files) {
    SCOPED_TRACE(path.filename().string());
    const std::string text = read_file(path);
    EXPECT_EQ(faults(text), "");
    expect_kept(text);
  }
}

TEST(Formatter, GivesTheSameLayoutWhateverTheBlanks) {
  for (const auto& path : case_files()) {
    SCOPED_TRACE(path.filename().string());
    const std::string text = read_file(path);
    const SourceText source = text_source(text);
    Diagnostics none;
    const Tokens tokens = lex(source, none);
    // Other blanks where there were some, more or less of them, and blanks at line ends.
    std::mt19937 generator(7);
    std::string other;
    std::uint32_t last = 0;
    const auto gap = [&](std::uint32_t end) {
      const std::string_view between = source.at({last, end});
      for (const char c : between) other += c == '\n' ? "  \n" : c == ' ' ? "" : std::string(1, c);
      if (!between.empty()) other += std::string(1 + generator() % 5, ' ');
    };
    std::size_t comment = 0;
    for (const Token& token : tokens.list) {
      for (; comment < tokens.comments.size() && tokens.comments[comment].span.begin < token.span.begin; ++comment) {
        gap(tokens.comments[comment].span.begin);
        other += source.at(tokens.comments[comment].span);
        last = tokens.comments[comment].span.end;
      }
      gap(token.span.begin);
      other += source.at(token.span);
      last = token.span.end;
    }
    EXPECT_EQ(formatted(other), formatted(text));
  }
}

TEST(Formatter, SetsBlanksBetweenTokens) {
  EXPECT_EQ(formatted("parley   1\nlet x=- 2^ - 3*( 1 / 3 )+min( a ,b )/ 2\n"),
            "parley 1\nlet x = -2^-3 * (1/3) + min(a, b) / 2\n");
  EXPECT_EQ(formatted("parley 1\nlet y=a . type is open and not( b in{c,d} )"),
            "parley 1\nlet y = a.type is open and not (b in { c, d })\n");
  EXPECT_EQ(formatted("parley 1\nexpect P ( a or b given c )<- 1 / 3 holding d = - 1"),
            "parley 1\nexpect P(a or b given c) < -1/3 holding d = -1\n");
  EXPECT_EQ(
      formatted("parley 1\nevidence e \"x\"{a.type b:c=1 to 2:1,p above 1:below 1=2:1,a.type{b:1,c:2}}"),
      "parley 1\nevidence e \"x\" { a.type b : c = 1 to 2 : 1, p above 1 : below 1 = 2 : 1, a.type { b: 1, c: 2 } }\n");
  EXPECT_EQ(formatted("parley 1\nask frontier (a or b) on x x y"), "parley 1\nask frontier (a or b) on x x y\n");
}

TEST(Formatter, OpensBracesThatHoldALineBreak) {
  EXPECT_EQ(formatted("parley 1\npayoff a { x: 1,\n y: 2 }  # why\n"),
            "parley 1\npayoff a {\n  x: 1,\n  y: 2\n}  # why\n");
  EXPECT_EQ(formatted("parley 1\nplay {\n\n\n a picks { x,\ny } when b is z\n\n }\n"),
            "parley 1\nplay {\n  a picks {\n    x,\n    y\n  } when b is z\n}\n");
}

TEST(Formatter, KeepsOneBlankLineOfEachRun) {
  EXPECT_EQ(formatted("\n\nparley 1\n\n\n\n# one\n\nplayer a\n# two\nplayer b\n\n"),
            "parley 1\n\n# one\n\nplayer a\n# two\nplayer b\n");
}

TEST(Formatter, SetsStatementsOfOneKindAsATable) {
  EXPECT_EQ(formatted("parley 1\nparam a:prob=0.5 \"A\"\nparam long = 2 from S \"L\"\nparam c: pos = 1 to 2\n"),
            "parley 1\nparam a    : prob = 0.5          \"A\"\nparam long        = 2    from S  \"L\"\n"
            "param c    : pos  = 1 to 2\n");
  EXPECT_EQ(formatted("parley 1\noutcome war when a is b\noutcome peace otherwise\n\noutcome x \"X\" otherwise\n"),
            "parley 1\noutcome war   when a is b\noutcome peace otherwise\n\noutcome x \"X\"  otherwise\n");
}

TEST(Formatter, LeavesOutOfTheTableWhatWouldPass120Columns) {
  const std::string note(90, 'n');
  const std::string text =
      formatted(fmt::format("parley 1\nparam a = 1 \"{}\"\nparam b_{} = 2 \"b\"\n", note, std::string(20, 'b')));
  EXPECT_EQ(text, fmt::format("parley 1\nparam a = 1  \"{}\"\nparam b_{} = 2  \"b\"\n", note, std::string(20, 'b')));
}

TEST(Formatter, SetsPicksOfABlockInOneColumn) {
  EXPECT_EQ(formatted("parley 1\nplay {\n a picks m\n chance c { u: 1, v: rest }\n leader picks n\n repeat 2 times {\n "
                      "b picks k\n }\n}\n"),
            "parley 1\nplay {\n  a      picks m\n  chance c { u: 1, v: rest }\n  leader picks n\n  repeat 2 times {\n  "
            "  b picks k\n"
            "  }\n}\n");
}

TEST(Formatter, SetsContinuedLinesBelowWhatTheyGoOnWith) {
  EXPECT_EQ(formatted("parley 1\nplay {\nleader picks m\nand n when (a is b or\nc is d)\n}\n"),
            "parley 1\nplay {\n  leader picks m\n         and n when (a is b or\n                     c is d)\n}\n");
  EXPECT_EQ(formatted("parley 1\nlet x = 1 +\n2\npayoff a {\nalways: 1 -\n2\n}\noutcome o when a is b or\nc is d\n"
                      "expect P(a) < 1 holding b is c,\nd is e\n"),
            "parley 1\nlet x = 1 +\n        2\npayoff a {\n  always: 1 -\n          2\n}\noutcome o when a is b or\n"
            "               c is d\nexpect P(a) < 1 holding b is c,\n    d is e\n");
}

TEST(Formatter, SetsCommentsOfNeighbouringLinesInOneColumn) {
  EXPECT_EQ(formatted("parley 1\nlet x = 1 # one\nlet longer = 2# two\nlet y = 3\nlet z = 4     # four\n"),
            "parley 1\nlet x = 1       # one\nlet longer = 2  # two\nlet y = 3\nlet z = 4  # four\n");
}

TEST(Formatter, LeavesAFileWithErrorsAlone) {
  const auto made = format(text_source("parley 1\nlet x = \n"));
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().code, ErrorCode::bad_scenario);
}

TEST(Formatter, DropsMarksAndLineEndsOfOtherSystems) {
  EXPECT_EQ(formatted("\xEF\xBB\xBFparley 1\r\nplayer a\t\"A\" \r\n"), "parley 1\nplayer a \"A\"\n");
}

}  // namespace
}  // namespace parley::scenario
