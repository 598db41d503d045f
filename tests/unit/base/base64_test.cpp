// SPDX-License-Identifier: Apache-2.0
// Source: RFC 4648, section 10, test vectors.
#include "parley/base/base64.h"

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace parley {
namespace {

std::string of(std::string_view text) { return base64(std::vector<unsigned char>(text.begin(), text.end())); }

TEST(Base64, WritesTheVectorsOfTheStandard) {
  EXPECT_EQ(of(""), "");
  EXPECT_EQ(of("f"), "Zg==");
  EXPECT_EQ(of("fo"), "Zm8=");
  EXPECT_EQ(of("foo"), "Zm9v");
  EXPECT_EQ(of("foob"), "Zm9vYg==");
  EXPECT_EQ(of("fooba"), "Zm9vYmE=");
  EXPECT_EQ(of("foobar"), "Zm9vYmFy");
}

TEST(Base64, UsesTheLastTwoLetters) { EXPECT_EQ(of("\xfb\xff\xbf"), "+/+/"); }

}  // namespace
}  // namespace parley
