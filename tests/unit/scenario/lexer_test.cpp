// SPDX-License-Identifier: Apache-2.0
// What tokens a text is cut into: language.md, section 1.
#include "parley/scenario/lexer.h"

#include <string>

#include <gtest/gtest.h>

#include "syntax_text.h"

namespace parley::scenario {
namespace {

std::string kinds(std::string_view text) {
  const SourceText source = text_source(text);
  Diagnostics found;
  const Tokens tokens = lex(source, found);
  std::string out;
  for (const Token& token : tokens.list) {
    constexpr std::string_view letters = "nkNDTs_E";  // in the order of TokenKind
    out += letters[static_cast<std::size_t>(token.kind)];
  }
  for (const Diagnostic& diagnostic : found.list) out += " " + diagnostic.code;
  return out;
}

TEST(Lexer, NamesKeyWordsAndWordsOfFixedPlaces) {
  EXPECT_EQ(kinds("leader _x x1 Player"), "nnnnE");
  EXPECT_EQ(kinds("player when otherwise sqrt none"), "kkkkkE");
  EXPECT_EQ(kinds("grade unit from step as above given x P value worth"), "nnnnnnnnnnnE");
}

TEST(Lexer, Numbers) {
  EXPECT_EQ(kinds("12 0.25 1e-3 1E+9 35% 0.5%"), "NNNNNNE");
  EXPECT_EQ(kinds("1/3"), "NsNE");
  EXPECT_EQ(kinds(".5 5. 12abc 1.2.3 1e 0x1F"), "NNNNNNE P0106 P0106 P0106 P0106 P0106 P0106");
  EXPECT_EQ(kinds("35 %"), "NE P0103");
}

TEST(Lexer, DatesHaveNoBlanksAndAreOfTheCalendar) {
  EXPECT_EQ(kinds("2025-11-07"), "DE");
  EXPECT_EQ(kinds("2024-02-29 2000-02-29"), "DDE");
  EXPECT_EQ(kinds("2023-02-29 1900-02-29 2025-00-01 2025-04-31"), "DDDDE P0107 P0107 P0107 P0107");
  EXPECT_EQ(kinds("2025 - 11 - 07"), "NsNsNE");
  EXPECT_EQ(kinds("12025-11-07"), "NsNsNE");
}

TEST(Lexer, TextsStandOnOneLine) {
  EXPECT_EQ(kinds(R"("a" "say \"go\"" "\\")"), "TTTE");
  EXPECT_EQ(kinds("\"open\nx"), "TnE P0104");
  EXPECT_EQ(kinds(R"("a\nb")"), "TE P0105");
  EXPECT_EQ(kinds("\"# no comment\""), "TE");
}

TEST(Lexer, CommentsEndWithTheirLine) {
  const SourceText source = text_source("# one \nx # two\t\r\n#");
  Diagnostics found;
  const Tokens tokens = lex(source, found);
  ASSERT_EQ(tokens.comments.size(), 3U);
  EXPECT_EQ(source.at(tokens.comments[0].span), "# one");
  EXPECT_TRUE(tokens.comments[0].own_line);
  EXPECT_EQ(source.at(tokens.comments[1].span), "# two");
  EXPECT_FALSE(tokens.comments[1].own_line);
  EXPECT_TRUE(found.list.empty());
}

TEST(Lexer, SignsOfOtherLanguagesAreReadAsWhatTheyMean) {
  const SourceText source = text_source("a == b && c || d \u2264 e \u2212 f");
  Diagnostics found;
  const Tokens tokens = lex(source, found);
  std::string read;
  for (const Token& token : tokens.list) read += std::string(token.text) + " ";
  EXPECT_EQ(read, "a = b and c or d <= e - f  ");
  EXPECT_EQ(found.list.size(), 5U);
  for (const Diagnostic& diagnostic : found.list) EXPECT_TRUE(diagnostic.edit);
}

TEST(Lexer, CurlyQuotesMakeATextWithAnEdit) {
  const SourceText source = text_source("scenario \u201CA standoff\u201D");
  Diagnostics found;
  EXPECT_EQ(lex(source, found).list.size(), 3U);
  ASSERT_EQ(found.list.size(), 1U);
  EXPECT_EQ(found.list[0].edit->replacement, "\"A standoff\"");
}

TEST(Lexer, LettersOutsideOfAsciiAreNamedOnce) {
  EXPECT_EQ(kinds("a\u00F1b \u00E9t\u00E9 \u4E2D\u6587"), "nnnE P0103 P0103 P0103");
  EXPECT_EQ(kinds("\"\u00F1\" # \u4E2D"), "TE");
}

TEST(Lexer, BrokenAndInvisibleCharactersAreNamedWhereverTheyStand) {
  EXPECT_EQ(kinds("a \xFF\xFE b"), "nnE P0101");
  EXPECT_EQ(kinds("# \xC0\x80\n\"\xED\xA0\x80\""), "TE P0101 P0101");
  EXPECT_EQ(kinds(std::string_view("a \0\0 b", 6)), "nnE P0102");
  EXPECT_EQ(kinds("\"a\u202Eb\" # \u2066"), "TE P0102 P0102");
  EXPECT_EQ(kinds("a\rb"), "nnE P0102");
}

TEST(Lexer, UnquotingUndoesTheEscapes) {
  EXPECT_EQ(unquote(R"("a \"b\" \\ c")"), R"(a "b" \ c)");
  EXPECT_EQ(unquote("\"\""), "");
  EXPECT_EQ(unquote("\"open"), "open");
}

}  // namespace
}  // namespace parley::scenario
