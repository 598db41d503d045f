// SPDX-License-Identifier: Apache-2.0
// How text for people looks: width of the screen, colour or none, wrapped paragraphs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parley::report {

/// Colour adds ANSI codes and nothing else: the same text stands without it.
struct TextStyle {
  bool colour = false;
  std::size_t width = 80;  ///< columns; at least 60
};

enum class Ink : unsigned char { heading, quiet, accent, good, caution, bad };

[[nodiscard]] std::string paint(const TextStyle& style, Ink ink, std::string_view text);
/// A heading on a line of its own, after an empty line.
[[nodiscard]] std::string heading(const TextStyle& style, std::string_view text);

/// Columns that UTF-8 text takes on a terminal: combining marks none, wide characters two, ANSI colours none.
[[nodiscard]] std::size_t display_width(std::string_view text);
/// Cut to at most `width` columns, the last one an ellipsis where something was cut.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t width);
[[nodiscard]] std::string padded_right(std::string_view text, std::size_t width);
[[nodiscard]] std::string padded_left(std::string_view text, std::size_t width);

/// Words filled into lines of at most `style.width` columns, each ending in a line break: the first indented by
/// `first`, the others by `rest`. A word that is longer than a line stands on its own.
[[nodiscard]] std::string paragraph(const TextStyle& style, std::string_view text, std::size_t first, std::size_t rest);

/// A label after `indent` blanks, and beside it, from column `column` on, a paragraph. A label that is too wide gets a
/// line of its own.
[[nodiscard]] std::string hanging(const TextStyle& style, std::size_t indent, std::string_view label,
                                  std::size_t column, std::string_view text);

/// A bar of `width` columns for a share in [0, 1], to an eighth of a column: "███▍    ".
[[nodiscard]] std::string bar(double share, std::size_t width);

}  // namespace parley::report
