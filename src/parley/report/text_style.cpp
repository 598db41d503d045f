// SPDX-License-Identifier: Apache-2.0
// Measures, cuts, pads, wraps and colours text for a terminal.
#include "parley/report/text_style.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace parley::report {
namespace {

struct Range {
  char32_t first, last;
};

// Marks that take no column of their own: the blocks that languages of everyday use need.
constexpr std::array zero_width = {Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD},
                                   Range{0x064B, 0x065F}, Range{0x0E34, 0x0E3A}, Range{0x0E47, 0x0E4E},
                                   Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200F},
                                   Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}};
// East Asian wide and fullwidth characters, and pictures (Unicode Standard Annex 11).
constexpr std::array two_wide = {Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},  Range{0x3041, 0xA4CF},
                                 Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},  Range{0xFE30, 0xFE6F},
                                 Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},  Range{0x1F300, 0x1F64F},
                                 Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD}};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [c](Range r) { return c >= r.first && c <= r.last; });
}

struct Glyph {
  std::size_t length = 1;  // bytes
  std::size_t columns = 1;
};

/// The character, or the whole ANSI colour, that begins at `at`.
Glyph glyph_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead == 0x1B) {
    const std::size_t end = text.find('m', at);
    return {end == std::string_view::npos ? text.size() - at : end - at + 1, 0};
  }
  if (lead < 0x80) return {1, lead < 0x20 ? 0U : 1U};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (length == 1 || at + length > text.size()) return {1, 1};
  auto c = static_cast<char32_t>(lead & (0xFF >> (length + 1)));
  for (std::size_t k = 1; k < length; ++k) c = (c << 6) | (static_cast<unsigned char>(text[at + k]) & 0x3FU);
  return {length, within(zero_width, c) ? 0U : within(two_wide, c) ? 2U : 1U};
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
  std::string out = std::string(indent, ' ') + std::string(label);
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
