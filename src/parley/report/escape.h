// SPDX-License-Identifier: Apache-2.0
// Makes any text safe to stand in HTML, Markdown, LaTeX or CSV: it is shown as it is, and nothing in it acts.
#pragma once

#include <string>
#include <string_view>

namespace parley::report {

/// The text on one line and with nothing invisible in it that acts: line breaks and tabs are blanks; control characters
/// and those that turn the direction of writing are shown as `\u{202E}`; a byte that is no character is U+FFFD.
[[nodiscard]] std::string one_line(std::string_view text);

/// For the content of an element or an attribute in quotes. Line breaks and tabs stay; what else is invisible and acts
/// is shown as `one_line` shows it.
[[nodiscard]] std::string html_escape(std::string_view text);

/// For a paragraph, a heading, a list item or a cell of a table, on one line. No mark-up, tag, entity, link, address or
/// formula of the text is live, wherever in a line it stands.
[[nodiscard]] std::string markdown_escape(std::string_view text);

/// For text in a group of LaTeX, on one line; other letters than those of ASCII stay as UTF-8.
[[nodiscard]] std::string latex_escape(std::string_view text);

/// A field of CSV (RFC 4180): in quotes where it needs them. A text that a spreadsheet would take for a formula, one
/// that begins with = + - @, a tab or a carriage return, gets an apostrophe before it.
[[nodiscard]] std::string csv_text(std::string_view text);

}  // namespace parley::report
