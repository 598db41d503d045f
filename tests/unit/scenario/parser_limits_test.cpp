// SPDX-License-Identifier: Apache-2.0
// Hostile texts end in errors, not in an exhausted stack or a long wait.
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "parley/scenario/formatter.h"
#include "syntax_text.h"

namespace parley::scenario {
namespace {

std::string times(std::string_view piece, std::size_t count) {
  std::string text;
  text.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}

std::string first_fault(std::string_view text) {
  const Parsed parsed = parse(text_source(text));
  return parsed.diagnostics.list.empty() ? "" : parsed.diagnostics.list.front().code;
}

TEST(Limits, ParenthesesNestUpTo256Deep) {
  const auto nested = [](std::size_t depth) {
    return fmt::format("parley 1\nlet x = {}1{}\n", times("(", depth), times(")", depth));
  };
  EXPECT_EQ(first_fault(nested(120)), "");
  EXPECT_EQ(first_fault(nested(257)), "P0703");
  EXPECT_EQ(first_fault(nested(1'000'000)), "P0703");
  EXPECT_EQ(first_fault("parley 1\nlet x = " + times("(", 10'000)), "P0703");
}

TEST(Limits, SignsNegationsPowersAndElsesCountAsNesting) {
  for (const std::string_view piece : {"- ", "not ", "2^", "1 if a is b else ", "min(", "abs(-("}) {
    EXPECT_EQ(first_fault(fmt::format("parley 1\nlet x = {}1\n", times(piece, 20'000))), "P0703") << piece;
  }
}

TEST(Limits, BracesNestUpTo256Deep) {
  EXPECT_EQ(first_fault("parley 1\nplay {\n" + times("repeat 2 times {\n", 20'000)), "P0703");
  EXPECT_EQ(first_fault("parley 1\nplay {\n" + times("simultaneous {\n", 200) + times("}\n", 201)), "");
}

TEST(Limits, ChainsOfOperatorsEndAt1000) {
  EXPECT_EQ(first_fault("parley 1\nlet x = 1" + times(" + 1", 900) + "\n"), "");
  EXPECT_EQ(first_fault("parley 1\nlet x = 1" + times(" + 1", 1'001) + "\n"), "P0703");
  EXPECT_EQ(first_fault("parley 1\noutcome o when a is b" + times(" or a is b", 50'000) + "\n"), "P0703");
}

TEST(Limits, ALaterErrorIsFoundBehindTooDeepANesting) {
  EXPECT_EQ(faults(fmt::format("parley 1\nlet x = {}\nlet 1\n", times("-", 300))), "P0703@2:264 P0114@3:5");
}

TEST(Limits, NumbersAreKeptExactUpTo4000Digits) {
  EXPECT_EQ(first_fault("parley 1\nlet x = " + times("9", 4'000)), "");
  EXPECT_EQ(first_fault("parley 1\nlet x = " + times("9", 4'001)), "P0704");
  EXPECT_EQ(first_fault("parley 1\nlet x = 1e99999999999999999999"), "P0704");
}

/// Four mebibytes, the most that a file may have.
constexpr std::size_t most = std::size_t{4} << 20U;

TEST(Limits, AnyBytesAreAnswered) {
  std::mt19937 generator(1);
  std::string bytes(most / 8, '\0');
  for (char& c : bytes) c = static_cast<char>(generator());
  EXPECT_FALSE(parse(text_source(bytes)).diagnostics.list.empty());
  for (char& c : bytes) c = generator() % 20 == 0 ? '\n' : static_cast<char>(32 + generator() % 95);
  const SourceText garbage = text_source(bytes);
  const Parsed parsed = parse(garbage);
  EXPECT_EQ(parsed.diagnostics.count(Severity::error), 20U);
  EXPECT_GT(parsed.diagnostics.num_omitted, 1000U);
  EXPECT_LT(render(parsed.diagnostics, garbage, true).size(), 100'000U);
}

TEST(Limits, RunsOfOneThingAreAnswered) {
  for (const std::string_view piece : {"{",     "}",
                                       "(",     ")",
                                       "\"",    "@",
                                       "-",     ".",
                                       ",",     "\n",
                                       "\r",    "#",
                                       "\xFF",  "\xE4\xB8\xAD",
                                       "let\n", "variant v \"x\" {\n",
                                       "a:",    "ab\n",
                                       "{\n",   "\\",
                                       "9",     "1."}) {
    const SourceText source = text_source(times(piece, (most / 64) / piece.size()));
    const Parsed parsed = parse(source);
    EXPECT_FALSE(parsed.diagnostics.list.empty()) << piece;
    EXPECT_LT(render(parsed.diagnostics, source, false).size(), 100'000U) << piece;
    EXPECT_FALSE(format(source).has_value());
  }
  EXPECT_EQ(first_fault(std::string(1000, '\0')), "P0102");
}

}  // namespace
}  // namespace parley::scenario
