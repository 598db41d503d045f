// SPDX-License-Identifier: Apache-2.0
// Text is shown as it is in HTML, Markdown, LaTeX and CSV, and nothing in it acts there.
#include "parley/report/escape.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hostile.h"

namespace parley::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(OneLine, HasNoBreakAndShowsWhatIsInvisibleAndActs) {
  EXPECT_EQ(one_line("two\nlines\r\nand\ttabs"), "two lines and tabs");
  EXPECT_EQ(one_line("a\u202Eb\u2066c"), "a\\u{202E}b\\u{2066}c");
  EXPECT_EQ(one_line(std::string("a\0b\x1b", 4)), "a\\u{0}b\\u{1B}");
  EXPECT_EQ(one_line("\xff"), "\uFFFD");
  EXPECT_EQ(one_line("שלום \u200Fمرحبا 😀"), "שלום \u200Fمرحبا 😀");  // letters and the marks that only help stay
}

TEST(HtmlEscape, LeavesNoTagAndNoQuote) {
  EXPECT_EQ(html_escape("<a href='x' title=\"y\">&amp;"), "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;");
  EXPECT_EQ(html_escape("two\nlines"), "two\nlines");
  for (const std::string& text : testing::hostile_texts()) {
    EXPECT_EQ(html_escape(text).find_first_of("<>\"'"), std::string::npos) << text;
    EXPECT_THAT(html_escape(text), Not(HasSubstr("\u202E")));
  }
}

TEST(MarkdownEscape, StopsMarkUpWhereverItStands) {
  EXPECT_EQ(markdown_escape("a | b *d* `e` ~f~"), "a \\| b \\*d\\* \\`e\\` \\~f\\~");
  EXPECT_EQ(markdown_escape("<script>"), "\\<script>");
  EXPECT_EQ(markdown_escape("_it_"), "\\_it\\_");
  EXPECT_EQ(markdown_escape("- item"), "\\- item");
  EXPECT_EQ(markdown_escape("---"), "\\---");
  EXPECT_EQ(markdown_escape("==="), "\\===");
  EXPECT_EQ(markdown_escape("> quote"), "\\> quote");
  EXPECT_EQ(markdown_escape("12. item"), "12\\. item");
  EXPECT_EQ(markdown_escape("     code"), "code");
  EXPECT_EQ(markdown_escape("[x](y)"), "\\[x\\](y)");
  EXPECT_EQ(markdown_escape("$x$ &amp; &#60; {{y}}"), "\\$x\\$ \\&amp; \\&\\#60; \\{{y}}");
}

TEST(MarkdownEscape, LeavesAloneWhatIsNone) {
  for (const char* text : {"a - b: c", "12.5", "-4.4 ±0.3", "of 12. May", "p_open", "R & D", "{ a: 1, b }", "a > b"}) {
    EXPECT_EQ(markdown_escape(text), text);
  }
}

TEST(MarkdownEscape, MakesNoAddressALink) {
  EXPECT_EQ(markdown_escape("https://host"), "https\\://host");
  EXPECT_EQ(markdown_escape("www.host"), "www\\.host");
  EXPECT_EQ(markdown_escape("me@host"), "me<!-- -->@host");
}

TEST(LatexEscape, LeavesNoCommand) {
  EXPECT_EQ(latex_escape("$\\input{/etc/passwd}$"), "\\$\\textbackslash{}input\\{/etc/passwd\\}\\$");
  EXPECT_EQ(latex_escape("100% of #1 & a_b^c~d"), "100\\% of \\#1 \\& a\\_b\\textasciicircum{}c\\textasciitilde{}d");
  EXPECT_EQ(latex_escape("a--b"), "a-{}-b");
  EXPECT_EQ(latex_escape("a\nb"), "a b");
}

TEST(CsvText, IsNoFormulaForASpreadsheet) {
  EXPECT_EQ(csv_text("=cmd()"), "'=cmd()");
  EXPECT_EQ(csv_text("+1+1"), "'+1+1");
  EXPECT_EQ(csv_text("-2+3"), "'-2+3");
  EXPECT_EQ(csv_text("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(csv_text("\t=1"), "\"'\t=1\"");
  EXPECT_EQ(csv_text("-2.5"), "-2.5");  // a number is none
  EXPECT_EQ(csv_text("a, \"b\""), "\"a, \"\"b\"\"\"");
  EXPECT_EQ(csv_text("a;=b()"), "\"a;=b()\"");  // a semicolon would begin a field where commas are decimal
  EXPECT_EQ(csv_text("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_text(""), "");
}

}  // namespace
}  // namespace parley::report
