// SPDX-License-Identifier: Apache-2.0
// Escapes text character by character; what is special is listed per target.
#include "parley/report/escape.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <system_error>

#include <fmt/format.h>

#include "parley/base/unicode.h"

namespace parley::report {
namespace {

/// Marks of direction that only help a reader of mixed text: they turn nothing.
bool is_mark(char32_t value) { return value == 0x200E || value == 0x200F; }

/// The text with `\u{..}` for what is invisible and acts; line breaks and tabs as they are.
std::string with_visible_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (!point.valid) {
      out += "\uFFFD";
    } else if (is_invisible_control(point.value) && !is_mark(point.value)) {
      out += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(point.value));
    } else {
      out += text.substr(at, point.length);
    }
    at += point.length;
  }
  return out;
}

bool is_alnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// Where a renderer would make an address a link although nothing marks it: `user@host`, `www.host`.
bool begins_address(std::string_view text, std::size_t at) {
  if (text[at] == '@') return at > 0 && at + 1 < text.size() && !std::isspace(static_cast<unsigned char>(text[at - 1]));
  if (text[at] != '.' || at < 3) return false;
  const auto is_w = [&](std::size_t k) { return text[k] == 'w' || text[k] == 'W'; };
  return is_w(at - 1) && is_w(at - 2) && is_w(at - 3);
}

/// "12. " and "12) " at the beginning of a line would make a list.
bool ends_list_number(std::string_view text, std::size_t at) {
  if ((text[at] != '.' && text[at] != ')') || at == 0 || at > 9) return false;
  if (at + 1 < text.size() && text[at + 1] != ' ') return false;
  return text.substr(0, at).find_first_not_of("0123456789") == std::string_view::npos;
}

/// What makes a list, a heading, a quotation or a rule where a line begins with it.
bool begins_block(std::string_view text, std::size_t at) {
  constexpr std::string_view marks = "-+=>:";
  if (at > 0 || marks.find(text[0]) == std::string_view::npos) return false;
  const bool is_bullet = text[0] == '-' || text[0] == '+';
  return !is_bullet || text.size() == 1 || text[1] == ' ' || text[1] == text[0];
}

/// Mark-up at this place. Signs that are mark-up nowhere but in certain company stay as they are in other company, so
/// that `p_open`, `{ a: 1 }` and `R & D` can be read in the source as well.
bool is_mark_up(std::string_view text, std::size_t at) {
  constexpr std::string_view anywhere = "\\`*[]<#|~$";
  const char c = text[at];
  const char before = at > 0 ? text[at - 1] : ' ', after = at + 1 < text.size() ? text[at + 1] : ' ';
  if (anywhere.find(c) != std::string_view::npos || begins_block(text, at) || ends_list_number(text, at)) return true;
  if (c == '_') return !is_alnum(before) || !is_alnum(after);
  if (c == '{') return after == '{' || after == '%';
  if (c == '&') return is_alnum(after) || after == '#';
  return c == ':' && is_alnum(before) && after == '/';  // of an address
}

/// What spreadsheets take for the begin of a formula, the wide forms of East Asia with it.
bool begins_formula(std::string_view text) {
  constexpr std::array<std::string_view, 11> begins = {"=",  "+",      "-",      "@",      "\t",    "\r",
                                                       "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  return std::ranges::any_of(begins, [text](std::string_view begin) { return text.starts_with(begin); });
}

bool is_number(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

std::string_view latex_of(char c) {
  switch (c) {
    case '\\':
      return "\\textbackslash{}";
    case '{':
      return "\\{";
    case '}':
      return "\\}";
    case '$':
      return "\\$";
    case '&':
      return "\\&";
    case '#':
      return "\\#";
    case '%':
      return "\\%";
    case '_':
      return "\\_";
    case '^':
      return "\\textasciicircum{}";
    case '~':
      return "\\textasciitilde{}";
    case '<':
      return "\\textless{}";
    case '>':
      return "\\textgreater{}";
    case '|':
      return "\\textbar{}";
    case '`':
      return "\\textasciigrave{}";
    case '"':
      return "''";
    default:
      return {};
  }
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string blanks(text);
  // A line break of two characters is one blank.
  for (std::size_t at = blanks.find("\r\n"); at != std::string::npos; at = blanks.find("\r\n", at)) blanks.erase(at, 1);
  for (char& c : blanks) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return with_visible_controls(blanks);
}

std::string html_escape(std::string_view text) {
  const std::string visible = with_visible_controls(text);
  std::string out;
  out.reserve(visible.size());
  for (const char c : visible) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string markdown_escape(std::string_view text) {
  std::string line = one_line(text);
  line.erase(0, line.find_first_not_of(' '));  // four blanks before it would make it code
  std::string out;
  out.reserve(line.size());
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (begins_address(line, at)) {
      out += line[at] == '@' ? "<!-- -->@" : "\\.";  // no escape stops a renderer from seeing an address of mail
      continue;
    }
    if (is_mark_up(line, at)) out += '\\';
    out += line[at];
  }
  return out;
}

std::string latex_escape(std::string_view text) {
  std::string out;
  for (const char c : one_line(text)) {
    const std::string_view special = latex_of(c);
    // Dashes, commas and quotes that follow each other would run together into one sign.
    const bool runs =
        (c == '-' || c == ',' || c == '\'' || c == '"') && !out.empty() && out.back() == (c == '"' ? '\'' : c);
    if (runs) out += "{}";
    if (special.empty()) {
      out += c;
    } else {
      out += special;
    }
  }
  return out;
}

std::string csv_text(std::string_view text) {
  std::string out = begins_formula(text) && !is_number(text) ? "'" : "";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  // A semicolon or a tab separates fields where a spreadsheet is told so; blanks at the ends are lost by some readers.
  const bool quoted =
      text.find_first_of(",;\"\t\r\n") != std::string_view::npos || text.starts_with(' ') || text.ends_with(' ');
  return quoted ? "\"" + out + "\"" : out;
}

}  // namespace parley::report
