// SPDX-License-Identifier: Apache-2.0
// Decoding and widths. Sources: RFC 3629 (UTF-8), Unicode Standard Annex 11 (East Asian Width).
#include "parley/base/unicode.h"

#include <gtest/gtest.h>

namespace parley {
namespace {

TEST(Unicode, DecodesByRfc3629) {
  EXPECT_EQ(decode("A", 0).value, U'A');
  EXPECT_EQ(decode("\u00E9", 0).value, U'\u00E9');
  EXPECT_EQ(decode("\u4E2D", 0).length, 3U);
  EXPECT_EQ(decode("\U0001F600", 0).value, U'\U0001F600');
  for (const std::string_view broken : {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                        "\xF5", "\x80", "\xE4\xB8", "\xFF"}) {
    EXPECT_FALSE(decode(broken, 0).valid);
    EXPECT_EQ(decode(broken, 0).length, 1U);
  }
}

TEST(Unicode, WidthsAreThoseOfATerminal) {
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("\t"), 4);
  EXPECT_EQ(display_width("e\u0301"), 1);       // a combining accent
  EXPECT_EQ(display_width("\u4E2D\u6587"), 4);  // wide
  EXPECT_EQ(display_width("\uFF21"), 2);        // full width
  EXPECT_EQ(display_width("\uFF71"), 1);        // half width
  EXPECT_EQ(display_width("\U0001F600"), 2);
  EXPECT_EQ(display_width("\u00E9\u2014\u03B1"), 3);
  EXPECT_EQ(display_width("\xFF"), 1);
}

TEST(Unicode, NamesHaveFourDigitsOrMore) {
  EXPECT_EQ(code_point_name(U'\x0'), "U+0000");
  EXPECT_EQ(code_point_name(U'\u00A0'), "U+00A0");
  EXPECT_EQ(code_point_name(U'\U0010FFFF'), "U+10FFFF");
}

TEST(Unicode, WhatIsShownHasNoControlCharacters) {
  EXPECT_EQ(printable("a\tb\x1b[31m"), "a    b\u241B[31m");
  EXPECT_EQ(printable("\xFF\u202E\x7F"), "\uFFFD\uFFFD\u2421");
}

}  // namespace
}  // namespace parley
