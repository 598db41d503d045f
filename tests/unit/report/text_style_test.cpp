// SPDX-License-Identifier: Apache-2.0
// Width, cutting, wrapping, bars, numbers and words for people.
#include "parley/report/text_style.h"

#include <limits>

#include <gtest/gtest.h>

#include "parley/report/numbers.h"
#include "parley/report/table.h"
#include "parley/report/words.h"

namespace parley::report {
namespace {

TEST(DisplayWidth, CountsColumnsAndNotBytes) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("é░█"), 3U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("漢字"), 4U);
  EXPECT_EQ(display_width("\x1b[1mabc\x1b[0m"), 3U);
}

TEST(Shortened, KeepsWithinItsColumns) {
  EXPECT_EQ(shortened("abcdef", 6), "abcdef");
  EXPECT_EQ(shortened("abcdef", 4), "abc…");
  EXPECT_EQ(display_width(shortened("漢字漢字", 4)), 3U);  // a wide character does not fit half
  EXPECT_EQ(shortened("abc", 0), "");
}

TEST(Shortened, EndsAColourThatItCuts) { EXPECT_EQ(shortened("\x1b[36mabcdef\x1b[0m", 4), "\x1b[36mabc…\x1b[0m"); }

TEST(Paragraph, FillsLinesAndIndentsThem) {
  const TextStyle style{.colour = false, .width = 12};
  EXPECT_EQ(paragraph(style, "one two three four", 2, 4), "  one two\n    three\n    four\n");
}

TEST(Paragraph, KeepsAPerCentSignWithItsNumber) {
  const TextStyle style{.colour = false, .width = 10};
  EXPECT_EQ(paragraph(style, "about 12 % of", 0, 0), "about 12 %\nof\n");
  EXPECT_EQ(paragraph(style, "nearly 12 % of", 0, 0), "nearly\n12 % of\n");
}

TEST(Hanging, PutsAWideLabelOnItsOwnLine) {
  const TextStyle style{.colour = false, .width = 20};
  EXPECT_EQ(hanging(style, 2, "a", 6, "one two three four"), "  a   one two three\n      four\n");
  EXPECT_EQ(hanging(style, 2, "longer", 6, "one"), "  longer\n      one\n");
}

TEST(Paint, AddsNothingWithoutColour) {
  EXPECT_EQ(paint({.colour = false, .width = 80}, Ink::bad, "x"), "x");
  EXPECT_EQ(paint({.colour = true, .width = 80}, Ink::heading, "x"), "\x1b[1mx\x1b[0m");
}

TEST(Bar, ShowsEighthsOfAColumn) {
  EXPECT_EQ(bar(0.5, 4), "██  ");
  EXPECT_EQ(bar(1.0, 4), "████");
  EXPECT_EQ(bar(0.0, 4), "    ");
  EXPECT_EQ(bar(1.0 / 32.0, 4), "▏   ");
}

TEST(Bar, ShowsWhatCanHappenHoweverRare) { EXPECT_EQ(bar(1e-9, 4), "▏   "); }

TEST(Percent, SaysZeroAndHundredOnlyForWhatIsExactlySo) {
  EXPECT_EQ(percent(0.0), "0 %");
  EXPECT_EQ(percent(1.0), "100 %");
  EXPECT_EQ(percent(1e-6), "<0.1 %");
  EXPECT_EQ(percent(1.0 - 1e-6), ">99.9 %");
  EXPECT_EQ(percent(0.467), "46.7 %");
  EXPECT_EQ(whole_percent(0.004), "<1 %");
  EXPECT_EQ(whole_percent(0.996), ">99 %");
  EXPECT_EQ(percent_range(0.12, 0.78), "12-78 %");
  EXPECT_EQ(percent_range(0.0, 0.0), "0 %");
  EXPECT_EQ(percent(std::numeric_limits<double>::quiet_NaN()), "-");
}

TEST(Amount, HasFourDigitsAndCommas) {
  EXPECT_EQ(amount(35.4949677), "35.49");
  EXPECT_EQ(amount(-0.00314159), "-0.003142");
  EXPECT_EQ(amount(12430.4), "12,430");
  EXPECT_EQ(amount(40.0), "40");
  EXPECT_EQ(amount(0.0), "0");
  EXPECT_EQ(amount(3e-12), "3e-12");
  EXPECT_EQ(grouped(4871.0), "4,871");
  EXPECT_EQ(counted(1, "draw"), "1 draw");
}

// Source: the vocabulary of the project, seven bands after ICD 203 with both ends told apart.
TEST(LikelihoodWords, ChangeAtTheirBorders) {
  EXPECT_EQ(likelihood_word(0.0), "never in this model");
  EXPECT_EQ(likelihood_word(0.0099), "remote");
  EXPECT_EQ(likelihood_word(0.01), "almost no chance");
  EXPECT_EQ(likelihood_word(0.05), "very unlikely");
  EXPECT_EQ(likelihood_word(0.20), "unlikely");
  EXPECT_EQ(likelihood_word(0.45), "roughly even");
  EXPECT_EQ(likelihood_word(0.55), "roughly even");
  EXPECT_EQ(likelihood_word(0.551), "likely");
  EXPECT_EQ(likelihood_word(0.80), "likely");
  EXPECT_EQ(likelihood_word(0.95), "very likely");
  EXPECT_EQ(likelihood_word(0.99), "almost certain");
  EXPECT_EQ(likelihood_word(0.991), "nearly always");
  EXPECT_EQ(likelihood_word(1.0), "always in this model");
  EXPECT_EQ(likelihood_word(std::numeric_limits<double>::quiet_NaN()), "undefined");
}

TEST(LikelihoodWords, NameBothSidesOfABorderWithinTwoStandardErrors) {
  EXPECT_EQ(likelihood_words(0.44, 0.01), "unlikely or roughly even");
  EXPECT_EQ(likelihood_words(0.44, 0.004), "unlikely");
  EXPECT_EQ(likelihood_words(0.001, 0.01), "remote or almost no chance");
  EXPECT_EQ(likelihood_words(0.999, 0.01), "almost certain or nearly always");
  EXPECT_EQ(likelihood_words(0.0, 0.0), "never in this model");
  EXPECT_EQ(likelihood_words(0.0, 0.0003), "remote") << "no draw showed it";
  EXPECT_EQ(likelihood_words(0.0, 0.02), "remote or almost no chance");
  EXPECT_EQ(likelihood_words(1.0, 0.0003), "nearly always");
}

TEST(Tables, CutNamesWhereARowIsWiderThanTheScreen) {
  TextStyle style;
  style.width = 60;
  Table table({{"name", Table::Align::left, 40}, {"number", Table::Align::right}});
  table.add({std::string(40, 'n'), std::string(30, '1')});
  EXPECT_EQ(table.render(style), "  name" + std::string(22 + 2 + 24, ' ') + "number\n  " + std::string(25, 'n') +
                                     "…  " + std::string(30, '1') + "\n");
}

TEST(Tables, AlignByColumnsAndEndWithoutBlanks) {
  Table table({{"name"}, {"n", Table::Align::right}, {"", Table::Align::left, 5}});
  table.add({"é", "1", ""});
  table.add({"abcdef", "12", "long text"});
  EXPECT_EQ(table.render({}), "  name     n\n  é        1\n  abcdef  12  long…\n");
}

}  // namespace
}  // namespace parley::report
