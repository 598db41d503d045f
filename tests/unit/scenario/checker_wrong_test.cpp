// SPDX-License-Identifier: Apache-2.0
// Wrong scenarios in tests/wrong: each tells on its first line which faults it has, and where.
#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "parley/scenario/analyse.h"
#include "parley/scenario/codes.h"

namespace parley::scenario {
namespace {

using Fault = std::pair<std::string, std::uint32_t>;  // code, line

std::vector<std::filesystem::path> wrong_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(PARLEY_TEST_DATA "/wrong")) {
    if (entry.path().extension() == ".parley") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

/// "# expect: P0304 line 7, P0201 line 9"
std::multiset<Fault> expected_faults(const SourceText& source) {
  const std::string first(source.line(1));
  std::multiset<Fault> faults;
  const std::regex fault("([PW][0-9]{4}) line ([0-9]+)");
  for (std::sregex_iterator at(first.begin(), first.end(), fault), end; at != end; ++at) {
    faults.emplace((*at)[1], static_cast<std::uint32_t>(std::stoul((*at)[2])));
  }
  return faults;
}

std::string shown(const std::multiset<Fault>& faults) {
  std::string text;
  for (const auto& [code, line] : faults) text += code + " line " + std::to_string(line) + "; ";
  return text;
}

TEST(WrongScenarios, AreAtLeastAHundredAndFifty) { EXPECT_GE(wrong_files().size(), 150U); }

// Exactly the faults that were put in are told, each once: one fault never hides or causes another.
TEST(WrongScenarios, GetTheirErrorsAndNoOthersAtTheirLines) {
  for (const auto& path : wrong_files()) {
    SCOPED_TRACE(path.filename().string());
    const auto read = read_source(path.string());
    ASSERT_TRUE(read);
    const SourceText source(path.filename().string(), "", read->text());
    const std::multiset<Fault> expected = expected_faults(source);
    ASSERT_FALSE(expected.empty());
    const auto analysis = analyse(source);
    ASSERT_TRUE(analysis);
    std::multiset<Fault> found;
    for (const Diagnostic& diagnostic : analysis->diagnostics.list) {
      if (diagnostic.severity != Severity::error) continue;
      found.emplace(diagnostic.code, source.position(diagnostic.span.begin).line);
    }
    EXPECT_EQ(shown(found), shown(expected)) << render(analysis->diagnostics, source, false);
    EXPECT_FALSE(analysis->scenario);
  }
}

TEST(WrongScenarios, GetMessagesWithTextPlaceAndACodeThatHasAStory) {
  for (const auto& path : wrong_files()) {
    SCOPED_TRACE(path.filename().string());
    const auto source = read_source(path.string());
    ASSERT_TRUE(source);
    const auto analysis = analyse(*source);
    ASSERT_TRUE(analysis);
    for (const Diagnostic& diagnostic : analysis->diagnostics.list) {
      EXPECT_FALSE(diagnostic.message.empty());
      EXPECT_LE(diagnostic.span.begin, diagnostic.span.end);
      EXPECT_LE(diagnostic.span.end, source->text().size());
      EXPECT_NE(find_code(diagnostic.code), nullptr) << diagnostic.code;
      for (const Label& label : diagnostic.labels) EXPECT_LE(label.span.end, source->text().size());
      const bool capital = diagnostic.message[0] >= 'A' && diagnostic.message[0] <= 'Z';
      EXPECT_FALSE(capital) << diagnostic.message;
      EXPECT_NE(diagnostic.message.back(), '.') << diagnostic.message;
    }
  }
}

// A suggested edit must lead to a text without that fault at that place, or it is not safe to suggest.
TEST(WrongScenarios, SuggestedEditsMendTheFault) {
  std::size_t tried = 0;
  for (const auto& path : wrong_files()) {
    SCOPED_TRACE(path.filename().string());
    const auto read = read_source(path.string());
    ASSERT_TRUE(read);
    const SourceText source("wrong", "", read->text());
    const auto analysis = analyse(source);
    ASSERT_TRUE(analysis);
    for (const Diagnostic& diagnostic : analysis->diagnostics.list) {
      if (!diagnostic.edit || diagnostic.severity != Severity::error) continue;
      ++tried;
      std::string text = source.text();
      text.replace(diagnostic.edit->span.begin, diagnostic.edit->span.end - diagnostic.edit->span.begin,
                   diagnostic.edit->replacement);
      const auto again = analyse(SourceText("mended", "", text));
      ASSERT_TRUE(again);
      for (const Diagnostic& left : again->diagnostics.list) {
        const bool same = left.code == diagnostic.code && left.span.begin == diagnostic.span.begin;
        EXPECT_FALSE(same) << "after the edit: " << left.message << "\n" << text;
      }
    }
  }
  EXPECT_GT(tried, 12U);
}

}  // namespace
}  // namespace parley::scenario
