// SPDX-License-Identifier: Apache-2.0
// The SHA-256 digest (FIPS 180-4) by which a file is recognised in provenance and stored runs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parley {

/// Digest of bytes that come in pieces; not for secrets.
class Sha256 {
 public:
  void update(std::string_view bytes);
  /// The digest of all bytes so far; more bytes may follow.
  [[nodiscard]] std::array<unsigned char, 32> bytes() const;
  /// The same as 64 lower-case hexadecimal digits.
  [[nodiscard]] std::string hex() const;

 private:
  void compress(const unsigned char* block);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667U, 0xbb67ae85U, 0x3c6ef372U, 0xa54ff53aU,
                                         0x510e527fU, 0x9b05688cU, 0x1f83d9abU, 0x5be0cd19U};
  std::array<unsigned char, 64> pending_ = {};  // the bytes past the last whole block
  std::uint64_t num_bytes_ = 0;
};

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace parley
