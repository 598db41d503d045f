// SPDX-License-Identifier: Apache-2.0
// Diagnostics as people read them, and the exact text of each code of syntax (P01) and limits (P07).
#include "parley/scenario/diagnostic.h"

#include <algorithm>
#include <map>
#include <regex>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "parley/base/unicode.h"
#include "parley/scenario/code_families.h"
#include "syntax_text.h"

namespace parley::scenario {
namespace {

std::string shown(const SourceText& source, Diagnostic diagnostic, int width = 80, bool colour = false) {
  Diagnostics all;
  all.add(std::move(diagnostic));
  return render(all, source, colour, width);
}

/// "## P0101" and below it the text, as in syntax_diagnostics.txt.
std::map<std::string, std::string> sections(const std::string& text) {
  std::map<std::string, std::string> made;
  std::istringstream lines(text);
  std::string code;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("## ")) {
      code = line.substr(3);
    } else {
      made[code] += line + "\n";
    }
  }
  return made;
}

/// The diagnostics that the story's failing example gets.
Diagnostics failing(const CodeStory& story) {
  Diagnostics found = parse(text_source(story.failing)).diagnostics;
  if (story.code == "P0100") std::erase_if(found.list, [](const Diagnostic& d) { return d.code != "P0100"; });
  return found;
}

TEST(SyntaxCodes, PrintExactlyTheTextOnRecord) {
  const auto expected = sections(read_file(PARLEY_TEST_DATA "/unit/scenario/syntax_diagnostics.txt"));
  std::size_t seen = 0;
  for (const auto family : {text_stories(), limit_stories()}) {
    for (const CodeStory& story : family) {
      if (story.code == "P0701" || story.code == "P0702") continue;  // only the built game meets these
      const auto found = expected.find(std::string(story.code));
      ASSERT_NE(found, expected.end()) << story.code;
      EXPECT_EQ(render(failing(story), text_source(story.failing), false), found->second) << story.code;
      ++seen;
    }
  }
  EXPECT_EQ(seen, expected.size());
}

TEST(SyntaxCodes, EachExampleHasOnlyTheFaultItShowsAndTheMendedOneHasNone) {
  for (const auto family : {text_stories(), limit_stories()}) {
    for (const CodeStory& story : family) {
      if (story.code != "P0701" && story.code != "P0702") {
        for (const Diagnostic& diagnostic : failing(story).list) EXPECT_EQ(diagnostic.code, story.code);
        EXPECT_FALSE(failing(story).list.empty()) << story.code;
      }
      EXPECT_EQ(faults(story.mended), "") << story.code;
      EXPECT_FALSE(story.title.empty() || story.story.empty());
    }
  }
}

const char* const exile =
    "parley 1\n\nparam p_auth   : prob = 0.15 to 0.50\n\nplay {\n"
    "  chance  authority { granted: p_auth, refused: 0.85 } when pressure >= 0.5  seen by all\n}\n";

Diagnostic adds_up(const SourceText& source) {
  const auto span = [&](std::string_view word) {
    const auto begin = static_cast<std::uint32_t>(source.text().find(word));
    return Span{begin, begin + static_cast<std::uint32_t>(word.size())};
  };
  Diagnostic made;
  made.code = "P0304";
  made.message = "chances of `authority` add up to more than 1";
  made.span = span("0.85");
  made.label = "leaves at most 0.15 for `granted`";
  made.labels.push_back({span("0.15 to 0.50"), "90 % interval: `granted` exceeds 0.15 in about 95 % of draws"});
  made.notes.emplace_back("the branches of one chance move must add to 1 in every draw, not only at the median");
  made.help = "give the last branch what remains";
  made.edit = Edit{span("0.85"), "rest"};
  return made;
}

TEST(Rendering, ShowsPlacesInTheOrderOfTheTextWithLabelsNotesAndTheEdit) {
  const SourceText source("exile.parley", "", exile);
  EXPECT_EQ(shown(source, adds_up(source), 110), R"(error[P0304]: chances of `authority` add up to more than 1
 --> exile.parley:6:49
  |
3 | param p_auth   : prob = 0.15 to 0.50
  |                         ------------ 90 % interval: `granted` exceeds 0.15 in about 95 % of draws
  |
6 |   chance  authority { granted: p_auth, refused: 0.85 } when pressure >= 0.5  seen by all
  |                                                 ^^^^ leaves at most 0.15 for `granted`
  |
  = note: the branches of one chance move must add to 1 in every draw, not only at the median
help: give the last branch what remains
  |
6 |   chance  authority { granted: p_auth, refused: rest } when pressure >= 0.5  seen by all
  |                                                 ~~~~
)");
}

TEST(Rendering, FitsTheWidthByWrappingTextsAndCuttingLinesAroundTheirPlaces) {
  const SourceText source("exile.parley", "", exile);
  EXPECT_EQ(shown(source, adds_up(source)), R"(error[P0304]: chances of `authority` add up to more than 1
 --> exile.parley:6:49
  |
3 | param p_auth   : prob = 0.15 to 0.50
  |                         ------------
  |                 90 % interval: `granted` exceeds 0.15 in about 95 % of draws
  |
6 |   chance  authority { granted: p_auth, refused: 0.85 } when pressure >= 0...
  |                                                 ^^^^
  |                                            leaves at most 0.15 for `granted`
  |
  = note: the branches of one chance move must add to 1 in every draw, not only
          at the median
help: give the last branch what remains
  |
6 |   chance  authority { granted: p_auth, refused: rest } when pressure >= 0...
  |                                                 ~~~~
)");
}

TEST(Rendering, NoRowPassesTheWidthWhereWordsAllowIt) {
  for (const auto family : {text_stories(), limit_stories()}) {
    for (const CodeStory& story : family) {
      for (const int width : {60, 80, 132}) {
        std::istringstream lines(render(failing(story), text_source(story.failing), false, width));
        for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), width) << line;
      }
    }
  }
}

TEST(Rendering, ColourAddsNothingButColour) {
  static const std::regex colours("\x1b\\[[0-9;]*m");
  const SourceText source("exile.parley", "", exile);
  const std::string coloured = shown(source, adds_up(source), 80, true);
  EXPECT_NE(coloured.find("\x1b[1;31merror[P0304]\x1b[0m"), std::string::npos);
  EXPECT_EQ(std::regex_replace(coloured, colours, ""), shown(source, adds_up(source)));
  for (const auto family : {text_stories(), limit_stories()}) {
    for (const CodeStory& story : family) {
      if (story.failing.size() > 5000) continue;
      const SourceText text = text_source(story.failing);
      EXPECT_EQ(std::regex_replace(render(failing(story), text, true), colours, ""),
                render(failing(story), text, false));
    }
  }
}

TEST(Rendering, UnderlinesCountColumnsOfTheScreen) {
  const SourceText source("wide.parley", "", "let\tx = \"\u4E2D\u6587e\u0301\" + 1\n");
  const auto begin = static_cast<std::uint32_t>(source.text().find('+'));
  Diagnostic made;
  made.code = "P0114";
  made.message = "m";
  made.span = {begin, begin + 1};
  EXPECT_EQ(shown(source, made),
            "error[P0114]: m\n --> wide.parley:1:16\n  |\n1 | let    x = \"\u4E2D\u6587e\u0301\" + 1\n"
            "  |                    ^\n");
}

TEST(Rendering, APlaceAtTheEndOfALineOrFileIsBehindIt) {
  const SourceText source("end.parley", "", "let x =");
  Diagnostic made;
  made.code = "P0114";
  made.message = "m";
  made.span = {7, 7};
  EXPECT_EQ(shown(source, made), "error[P0114]: m\n --> end.parley:1:8\n  |\n1 | let x =\n  |        ^\n");
}

TEST(Rendering, PlacesOnOneLineEachHaveARow) {
  const SourceText source("two.parley", "", "let x = y + z\n");
  Diagnostic made;
  made.severity = Severity::warning;
  made.code = "W0501";
  made.message = "m";
  made.span = {12, 13};
  made.label = "this";
  made.labels.push_back({{8, 9}, "and that"});
  EXPECT_EQ(shown(source, made),
            "warning[W0501]: m\n --> two.parley:1:13\n  |\n1 | let x = y + z\n  |             ^ this\n"
            "  |         - and that\n");
}

TEST(Rendering, FarPlacesOfALongLineAreShownEachInItsOwnPart) {
  const SourceText source("long.parley", "", "let a" + std::string(100, ' ') + "= b" + std::string(100, ' ') + "+ c\n");
  Diagnostic made;
  made.code = "P0114";
  made.message = "m";
  made.span = {208, 209};
  made.label = "here";
  made.labels.push_back({{4, 5}, "and there"});
  const std::string text = shown(source, made);
  EXPECT_NE(text.find("+ c\n"), std::string::npos);
  EXPECT_NE(text.find("^ here\n"), std::string::npos);
  EXPECT_NE(text.find("1 | let a"), std::string::npos);
  EXPECT_NE(text.find("    - and there\n"), std::string::npos);
}

TEST(Rendering, ControlCharactersNeverReachTheTerminal) {
  const std::string_view bytes = "let \x1b[2J\x07 \xFF\n\0";
  const SourceText source("evil\x1b.parley", "", std::string(bytes));
  const std::string text = render(parse(source).diagnostics, source, false);
  EXPECT_TRUE(std::ranges::none_of(text, [](char c) { return c == '\x1b' || c == '\x07' || c == '\0'; }));
}

TEST(Diagnostics, AreInTheOrderOfTheTextWithErrorsFirst) {
  Diagnostics all;
  const auto add = [&](Severity severity, std::uint32_t at, std::string code) {
    Diagnostic made;
    made.severity = severity;
    made.span = {at, at};
    made.code = std::move(code);
    all.add(std::move(made));
  };
  add(Severity::warning, 5, "W1");
  add(Severity::error, 5, "P2");
  add(Severity::error, 1, "P3");
  add(Severity::error, 5, "P4");
  add(Severity::note, 0, "N5");
  all.finish();
  std::string order;
  for (const Diagnostic& diagnostic : all.list) order += diagnostic.code;
  EXPECT_EQ(order, "N5P3P2P4W1");
}

TEST(Diagnostics, FinishingAgainCountsWhatCameInLater) {
  Diagnostics all;
  Diagnostic made;
  made.code = "P0114";
  for (int i = 0; i < 25; ++i) all.add(made);
  all.finish();
  all.list.insert(all.list.begin(), 3, made);
  all.finish();
  EXPECT_EQ(all.count(Severity::error), Diagnostics::max_errors);
  EXPECT_EQ(all.num_omitted, 8U);
  EXPECT_EQ(all.list.back().message, "8 more errors are not shown");
  EXPECT_TRUE(all.has_errors());
}

}  // namespace
}  // namespace parley::scenario
