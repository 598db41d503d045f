// SPDX-License-Identifier: Apache-2.0
// Tables of samples: header or not, columns by name, and no path that leaves the folder.
#include "parley/scenario/samples.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "parley/scenario/analyse.h"

namespace parley::scenario {
namespace {

namespace fs = std::filesystem;

class Samples : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() / (std::string("parley_samples_") + test->name());
    fs::remove_all(root_);
    fs::create_directories(root_ / "inside" / "deeper");
    write("outside.csv", "1\n2\n");
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) { std::ofstream(root_ / path) << text; }
  auto read(const std::string& path, std::optional<std::string_view> column = {}) {
    return read_samples((root_ / "inside").string(), path, column);
  }

  fs::path root_;
};

TEST_F(Samples, AreReadFromOneColumnWithOrWithoutAHeader) {
  write("inside/plain.csv", "1\n2.5\n\n-3e2\n");
  write("inside/headed.csv",
        "\xEF\xBB\xBF"
        "cost\r\n1\r\n2\r\n");
  EXPECT_EQ(*read("plain.csv"), (std::vector<double>{1.0, 2.5, -300.0}));
  EXPECT_EQ(*read("headed.csv"), (std::vector<double>{1.0, 2.0}));
  EXPECT_EQ(*read("headed.csv", "cost"), (std::vector<double>{1.0, 2.0}));
}

TEST_F(Samples, AreFoundByTheNameOfTheirColumn) {
  write("inside/deeper/two.csv", "year, \"cost, net\" ,gain\n2001,3,x\n2002,\"4\",y\n");
  EXPECT_EQ(*read("deeper/two.csv", "cost, net"), (std::vector<double>{3.0, 4.0}));
  EXPECT_EQ(read("deeper/two.csv").error().message, "the file has 3 columns: say which by `column NAME`");
  EXPECT_EQ(read("deeper/two.csv", "loss").error().message,
            "the file has no column `loss`; it has year, cost, net, gain");
  EXPECT_EQ(read("deeper/two.csv", "gain").error().message, "line 2 of the file has `x`, which is no number");
}

TEST_F(Samples, WithoutNumbersAreRefused) {
  write("inside/empty.csv", "\n\n");
  write("inside/header.csv", "cost\n");
  write("inside/short.csv", "a,b\n1,2\n3\n");
  write("inside/infinite.csv", "1\ninf\n");
  write("inside/bare.csv", "1,2\n");
  EXPECT_EQ(read("empty.csv").error().message, "the file is empty");
  EXPECT_EQ(read("header.csv").error().message, "the file has a header and no rows below it");
  EXPECT_EQ(read("short.csv", "b").error().message, "line 3 of the file has no cell in that column");
  EXPECT_EQ(read("infinite.csv").error().message, "line 2 of the file has `inf`, which is no number");
  EXPECT_EQ(read("bare.csv", "a").error().message, "the file has no header row to find `a` in");
}

TEST_F(Samples, AreNeverReadFromElsewhere) {
  EXPECT_NE(read("../outside.csv").error().message.find("goes up"), std::string::npos);
  EXPECT_NE(read("deeper/../../outside.csv").error().message.find("goes up"), std::string::npos);
  EXPECT_NE(read((root_ / "outside.csv").string()).error().message.find("absolute"), std::string::npos);
  EXPECT_FALSE(read(""));
  EXPECT_FALSE(read("."));
  EXPECT_FALSE(read("deeper"));
  EXPECT_FALSE(read("missing.csv"));
  EXPECT_FALSE(read_samples("", "plain.csv", {}));
  fs::create_symlink(root_ / "outside.csv", root_ / "inside" / "link.csv");
  fs::create_directory_symlink(root_, root_ / "inside" / "up");
  EXPECT_NE(read("link.csv").error().message.find("a link on the path leaves"), std::string::npos);
  EXPECT_NE(read("up/outside.csv").error().message.find("a link on the path leaves"), std::string::npos);
}

TEST_F(Samples, ThroughALinkThatStaysInsideAreRead) {
  write("inside/plain.csv", "7\n");
  fs::create_symlink(root_ / "inside" / "plain.csv", root_ / "inside" / "deeper" / "same.csv");
  EXPECT_EQ(*read("deeper/same.csv"), (std::vector<double>{7.0}));
}

TEST_F(Samples, BecomeTheDistributionOfAParameter) {
  write("inside/costs.csv", "cost\n1\n2\n3\n");
  const std::string text =
      "parley 1\nplayer leader\nparam c = samples \"costs.csv\" column cost\nplay {\n  leader picks { stay, leave "
      "}\n}\n"
      "outcome done otherwise\npayoff leader { done: c }\n";
  const auto analysis = analyse(SourceText("test", (root_ / "inside").string(), text));
  ASSERT_TRUE(analysis && analysis->scenario);
  EXPECT_EQ(analysis->scenario->params[0].distribution.kind(), DistributionKind::samples);
  EXPECT_EQ(analysis->scenario->params[0].distribution.median().value, 2.0);
}

}  // namespace
}  // namespace parley::scenario
