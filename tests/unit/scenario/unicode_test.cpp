// SPDX-License-Identifier: Apache-2.0
// Decoding, widths and places. Sources: RFC 3629 (UTF-8), Unicode Standard Annex 11 (East Asian Width).
#include "parley/scenario/unicode.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "parley/scenario/source.h"

namespace parley::scenario {
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

TEST(Unicode, WhatIsShownHasNoControlCharacters) {
  EXPECT_EQ(printable("a\tb\x1b[31m"), "a    b\u241B[31m");
  EXPECT_EQ(printable("\xFF\u202E\x7F"), "\uFFFD\uFFFD\u2421");
}

TEST(Source, PlacesCountCodePoints) {
  const SourceText source("s", "", "ab\n\u00E9\u4E2Dx\r\n");
  EXPECT_EQ(source.num_lines(), 3U);
  EXPECT_EQ(source.line(2), "\u00E9\u4E2Dx");
  EXPECT_EQ(source.line(3), "");
  EXPECT_EQ(source.line(4), "");
  EXPECT_EQ(source.position(0).line, 1U);
  EXPECT_EQ(source.position(3).line, 2U);
  EXPECT_EQ(source.position(8).column, 3U);
  EXPECT_EQ(source.position(1000).line, 3U);
}

TEST(Source, FilesAreReadUpToTheLimit) {
  const auto folder = std::filesystem::temp_directory_path() / "parley_source_test";
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "a.parley").string();
  std::ofstream(path) << "parley 1\n";
  const auto read = read_source(path);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->text(), "parley 1\n");
  EXPECT_EQ(read->folder(), folder.string());
  EXPECT_EQ(read->name(), path);
  EXPECT_EQ(read_source(path, 9)->text().size(), 9U);
  EXPECT_EQ(read_source(path, 8).error().code, ErrorCode::too_large);
  EXPECT_EQ(read_source((folder / "none").string()).error().code, ErrorCode::io);
  EXPECT_EQ(read_source(folder.string()).error().code, ErrorCode::io);
  EXPECT_NE(read_source((folder / "none").string()).error().message.find("none"), std::string::npos);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace parley::scenario
