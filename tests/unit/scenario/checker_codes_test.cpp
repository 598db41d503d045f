// SPDX-License-Identifier: Apache-2.0
// Every code of the checker: its story's failing example prints exactly the text on record, its mended one is sound.
#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "parley/scenario/analyse.h"
#include "parley/scenario/code_families.h"
#include "parley/scenario/codes.h"

namespace parley::scenario {
namespace {

/// Faults that show only in the built game, or once it is solved.
constexpr std::array built_codes = {std::string_view("P0410"), std::string_view("P0411"), std::string_view("P0508"),
                                    std::string_view("W0403")};

std::vector<CodeStory> checker_stories() {
  std::vector<CodeStory> all;
  for (const auto family :
       {name_stories(), chance_stories(), play_stories(), outcome_stories(), question_stories(), warning_stories()}) {
    for (const CodeStory& story : family) {
      if (std::ranges::find(built_codes, story.code) == built_codes.end()) all.push_back(story);
    }
  }
  return all;
}

Diagnostics diagnostics_of(std::string_view text) {
  const auto analysis = analyse(SourceText("test.parley", "", std::string(text)));
  EXPECT_TRUE(analysis);
  return analysis ? analysis->diagnostics : Diagnostics();
}

/// The diagnostics of one code, as people see them.
std::string shown(std::string_view text, std::string_view code) {
  Diagnostics found = diagnostics_of(text);
  std::erase_if(found.list, [&](const Diagnostic& diagnostic) { return diagnostic.code != code; });
  return render(found, SourceText("test.parley", "", std::string(text)), false);
}

/// "## P0201" and below it the text.
std::map<std::string, std::string> on_record() {
  std::ifstream file(PARLEY_TEST_DATA "/unit/scenario/check_diagnostics.txt");
  std::map<std::string, std::string> made;
  std::string code;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) {
      code = line.substr(3);
    } else {
      made[code] += line + "\n";
    }
  }
  return made;
}

TEST(CheckerCodes, PrintExactlyTheTextOnRecord) {
  const auto expected = on_record();
  std::size_t seen = 0;
  for (const CodeStory& story : checker_stories()) {
    const auto found = expected.find(std::string(story.code));
    ASSERT_NE(found, expected.end()) << "## " << story.code << "\n" << shown(story.failing, story.code);
    EXPECT_EQ(shown(story.failing, story.code), found->second) << story.code;
    ++seen;
  }
  EXPECT_EQ(seen, expected.size());
}

TEST(CheckerCodes, HaveAFailingExampleWithThatFaultAloneAndAMendedOneWithout) {
  for (const CodeStory& story : checker_stories()) {
    SCOPED_TRACE(story.code);
    const Diagnostics failing = diagnostics_of(story.failing);
    EXPECT_TRUE(std::ranges::count(failing.list, story.code, &Diagnostic::code) > 0);
    for (const Diagnostic& diagnostic : failing.list) {
      EXPECT_TRUE(diagnostic.severity != Severity::error || diagnostic.code == story.code) << diagnostic.message;
    }
    const Diagnostics mended = diagnostics_of(story.mended);
    EXPECT_FALSE(mended.has_errors()) << mended.list.front().message;
    EXPECT_EQ(std::ranges::count(mended.list, story.code, &Diagnostic::code), 0);
  }
}

TEST(CheckerCodes, HaveStoriesInOrderWithTitlesInLowerCase) {
  std::string before;
  for (const CodeStory& story : checker_stories()) {
    EXPECT_LT(before, story.code);
    before = story.code;
    EXPECT_FALSE(story.story.empty());
    ASSERT_FALSE(story.title.empty());
    EXPECT_FALSE(story.title[0] >= 'A' && story.title[0] <= 'Z') << story.title;
    EXPECT_EQ(find_code(story.code)->title, story.title);
  }
}

}  // namespace
}  // namespace parley::scenario
