// SPDX-License-Identifier: Apache-2.0
// Digests against the published examples.
#include "parley/base/sha256.h"

#include <string>

#include <gtest/gtest.h>

namespace parley {
namespace {

// Source: FIPS 180-4 examples (NIST, "SHA256.pdf", one block and two block messages) and its test vectors.
TEST(Sha256OnPublishedExamples, IsTheDigestPrintedThere) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256InPieces, IsTheDigestOfTheWhole) {
  std::string text;
  for (int k = 0; k < 200; ++k) text += static_cast<char>(k);
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    Sha256 digest;
    digest.update(std::string_view(text).substr(0, cut));
    static_cast<void>(digest.hex());
    digest.update(std::string_view(text).substr(cut));
    EXPECT_EQ(digest.hex(), sha256_hex(text)) << cut;
  }
}

}  // namespace
}  // namespace parley
