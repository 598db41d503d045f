// SPDX-License-Identifier: Apache-2.0
// Files are replaced whole or not at all, and errors name the path.
#include "parley/base/atomic_file.h"

#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace parley {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class AtomicFile : public testing::Test {
 protected:
  AtomicFile() {
    std::string name = (fs::temp_directory_path() / "parley-file-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~AtomicFile() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::size_t num_files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(AtomicFile, HoldsTheBytesWrittenAndLeavesNothingElse) {
  const std::string bytes("a\0b\n\xff", 5);
  ASSERT_TRUE(write_file(path("x"), "old"));
  ASSERT_TRUE(write_file(path("x"), bytes));
  EXPECT_EQ(read_file(path("x"), 100).value(), bytes);
  EXPECT_EQ(num_files(), 1U);
}

TEST_F(AtomicFile, KeepsThePermissionsOfTheOldFile) {
  ASSERT_TRUE(write_file(path("x"), "old"));
  fs::permissions(path("x"), fs::perms::owner_read | fs::perms::owner_write);
  ASSERT_TRUE(write_file(path("x"), "new"));
  EXPECT_EQ(fs::status(path("x")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(AtomicFile, HasTheUsualPermissionsWhereItIsNew) {
  const mode_t mask = ::umask(027);
  ASSERT_TRUE(write_file(path("x"), "new"));
  ::umask(mask);
  EXPECT_EQ(fs::status(path("x")).permissions(), static_cast<fs::perms>(0640));
}

TEST_F(AtomicFile, IsWrittenThroughLinks) {
  fs::create_directory(folder_ / "sub");
  fs::create_symlink("sub/real", path("link"));
  ASSERT_TRUE(write_file(path("link"), "text"));
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(read_file(path("sub/real"), 100).value(), "text");
}

TEST_F(AtomicFile, MayBeADevice) { EXPECT_TRUE(write_file("/dev/null", "gone")); }

TEST_F(AtomicFile, SaysWhichPathCouldNotBeWrittenAndWhy) {
  const auto missing = write_file(path("no/such/folder"), "text");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::io);
  EXPECT_THAT(missing.error().message, HasSubstr(path("no/such/folder")));
  EXPECT_THAT(missing.error().message, HasSubstr("No such file or directory"));
  EXPECT_THAT(write_file(folder_.string(), "text").error().message, HasSubstr("Is a directory"));
}

TEST_F(AtomicFile, SaysWhereLinksGoRound) {
  fs::create_symlink("b", path("a"));
  fs::create_symlink("a", path("b"));
  EXPECT_THAT(write_file(path("a"), "text").error().message, HasSubstr("links"));
}

TEST_F(AtomicFile, SaysWhichPathCouldNotBeRead) {
  const auto missing = read_file(path("none"), 100);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::io);
  EXPECT_THAT(missing.error().message, HasSubstr(path("none")));
  EXPECT_EQ(read_file(folder_.string(), 100).error().code, ErrorCode::io);
}

TEST_F(AtomicFile, IsReadUpToTheLimitAndNotPastIt) {
  ASSERT_TRUE(write_file(path("x"), std::string(100, 'a')));
  EXPECT_TRUE(read_file(path("x"), 100));
  const auto large = read_file(path("x"), 99);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, ErrorCode::too_large);
  EXPECT_EQ(large.error().message, fmt::format("`{}` has 100 bytes; at most 99 are read", path("x")));
}

}  // namespace
}  // namespace parley
