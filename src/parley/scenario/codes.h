// SPDX-License-Identifier: Apache-2.0
// Every diagnostic code with its long story: what the rule is and why, a failing and a mended example.
#pragma once

#include <span>
#include <string_view>

namespace parley::scenario {

struct CodeStory {
  std::string_view code;     ///< "P0304"
  std::string_view title;    ///< one line, lower case
  std::string_view story;    ///< the rule and its reason; a few sentences
  std::string_view failing;  ///< a whole scenario that gets this code
  std::string_view mended;   ///< the same, mended: no diagnostic with this code
};

/// All codes in order.
[[nodiscard]] std::span<const CodeStory> code_stories();
/// Null where there is no such code.
[[nodiscard]] const CodeStory* find_code(std::string_view code);

}  // namespace parley::scenario
