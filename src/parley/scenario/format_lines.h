// SPDX-License-Identifier: Apache-2.0
// The lines that the formatter sets: which tokens and comments stand on each, and what each line is.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parley/scenario/lexer.h"

namespace parley::scenario {

struct FormatLine {
  std::size_t begin = 0, end = 0;  ///< tokens; none on a line that is a comment
  std::optional<Span> comment;     ///< behind the tokens, or alone
  bool blank_before = false;
  bool continues = false;  ///< goes on with the item of the line before
  int depth = 0;           ///< braces around it that stand open over several lines
  std::size_t block = 0;   ///< the token that opened the innermost braces; 0 at the file's level

  [[nodiscard]] bool only_comment() const { return begin == end; }
};

/// Line breaks stay where they are. Braces with a break inside stand open: a break follows the `{` and comes before
/// the `}`. Blank lines stay, one for each run, but for those after `{`, before `}` and inside an item.
[[nodiscard]] std::vector<FormatLine> format_lines(const Tokens& tokens, std::string_view text);

}  // namespace parley::scenario
