// SPDX-License-Identifier: Apache-2.0
// Code points of UTF-8 text and the columns they take on a screen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parley {

struct CodePoint {
  char32_t value = 0;        ///< U+FFFD where the bytes are no character
  std::uint32_t length = 1;  ///< bytes; 1 where they are no character
  bool valid = true;
};

/// Needs at < text.size(). Overlong forms, surrogates and values past U+10FFFF are no characters.
[[nodiscard]] CodePoint decode(std::string_view text, std::size_t at);

/// Control characters, and the invisible ones that turn the direction of writing or mark bytes.
[[nodiscard]] bool is_invisible_control(char32_t value);

/// 4 for a tab, 0 for combining marks, 2 for wide characters, 1 for the rest.
[[nodiscard]] int column_width(char32_t value);
[[nodiscard]] int display_width(std::string_view text);

/// The text as it is safe to show: a tab as four blanks, control characters as their pictures, bytes that are no
/// character as U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

/// "U+00A0".
[[nodiscard]] std::string code_point_name(char32_t value);

}  // namespace parley
