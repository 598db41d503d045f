// SPDX-License-Identifier: Apache-2.0
// Measures, cuts, pads, wraps and colours text for a terminal.
#include "parley/report/text_style.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "parley/base/unicode.h"

namespace parley::report {
namespace {

struct Glyph {
  std::size_t length = 1;  // bytes
  std::size_t columns = 1;
};

/// The character, or the whole ANSI colour, that begins at `at`.
Glyph glyph_at(std::string_view text, std::size_t at) {
  if (text[at] == '\x1B') {
    const std::size_t end = text.find('m', at);
    return {end == std::string_view::npos ? text.size() - at : end - at + 1, 0};
  }
  const CodePoint point = decode(text, at);
  const bool takes_room = !is_invisible_control(point.value) && point.value != '\n' && point.value != '\t';
  return {point.length, takes_room ? static_cast<std::size_t>(column_width(point.value)) : 0U};
}

}  // namespace

std::string paint(const TextStyle& style, Ink ink, std::string_view text) {
  constexpr std::array codes = {"1", "2", "36", "32", "33", "31;1"};
  if (!style.colour || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", codes[static_cast<std::size_t>(ink)], text);
}

std::string heading(const TextStyle& style, std::string_view text) {
  return "\n" + paint(style, Ink::heading, text) + "\n";
}

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    columns += glyph.columns;
    at += glyph.length;
  }
  return columns;
}

std::string shortened(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::string out;
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    if (columns + glyph.columns + 1 > width) break;
    out += text.substr(at, glyph.length);
    columns += glyph.columns;
    at += glyph.length;
  }
  if (width > 0) out += "…";
  if (text.find('\x1B') != std::string_view::npos) out += "\x1b[0m";  // the cut may have taken the end of a colour
  return out;
}

std::string padded_right(std::string_view text, std::size_t width) {
  const std::size_t columns = display_width(text);
  return std::string(text) + std::string(columns < width ? width - columns : 0, ' ');
}

std::string padded_left(std::string_view text, std::size_t width) {
  const std::size_t columns = display_width(text);
  return std::string(columns < width ? width - columns : 0, ' ') + std::string(text);
}

std::string paragraph(const TextStyle& style, std::string_view text, std::size_t first, std::size_t rest) {
  std::string out(first, ' ');
  std::size_t columns = first;
  bool line_begun = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ' || text[at] == '\n') {
      ++at;
      continue;
    }
    std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    // A per-cent sign stays with its number.
    if (text.substr(end).starts_with(" %")) end = std::min(text.find_first_of(" \n", end + 1), text.size());
    const std::string_view word = text.substr(at, end - at);
    const std::size_t width = display_width(word);
    if (line_begun && columns + 1 + width > style.width) {
      out += '\n';
      out.append(rest, ' ');
      columns = rest;
      line_begun = false;
    }
    if (line_begun) {
      out += ' ';
      ++columns;
    }
    out += word;
    columns += width;
    line_begun = true;
    at = end;
  }
  return out += '\n';
}

std::string hanging(const TextStyle& style, std::size_t indent, std::string_view label, std::size_t column,
                    std::string_view text) {
  const std::string wrapped = paragraph(style, text, column, column);
  const std::size_t used = indent + display_width(label);
  const std::string out = std::string(indent, ' ') + std::string(label);
  if (used + 1 > column) return out + "\n" + wrapped;
  return out + std::string(column - used, ' ') + wrapped.substr(column);
}

std::string bar(double share, std::size_t width) {
  constexpr std::array<std::string_view, 8> parts = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const double clamped = std::isnan(share) ? 0.0 : std::clamp(share, 0.0, 1.0);
  auto eighths = static_cast<std::size_t>(std::lround(clamped * 8.0 * static_cast<double>(width)));
  if (clamped > 0.0 && eighths == 0) eighths = 1;  // what can happen is seen
  std::string out;
  for (std::size_t k = 0; k < eighths / 8; ++k) out += "█";
  out += parts[eighths % 8];
  return padded_right(out, width);
}

}  // namespace parley::report
