// SPDX-License-Identifier: Apache-2.0
// Files are read up to a limit; places in them count lines and code points.
#include "parley/scenario/source.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace parley::scenario {
namespace {

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
