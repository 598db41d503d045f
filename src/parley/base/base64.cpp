// SPDX-License-Identifier: Apache-2.0
// Base64 as RFC 4648, section 4, writes it.
#include "parley/base/base64.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace parley {

std::string base64(std::span<const unsigned char> bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    const std::uint32_t three = (std::uint32_t{bytes[i]} << 16U) | (left > 1 ? std::uint32_t{bytes[i + 1]} << 8U : 0U) |
                                (left > 2 ? std::uint32_t{bytes[i + 2]} : 0U);
    text += letters[(three >> 18U) & 63U];
    text += letters[(three >> 12U) & 63U];
    text += left > 1 ? letters[(three >> 6U) & 63U] : '=';
    text += left > 2 ? letters[three & 63U] : '=';
  }
  return text;
}

}  // namespace parley
