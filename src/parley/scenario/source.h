// SPDX-License-Identifier: Apache-2.0
// The text of a scenario and places in it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"

namespace parley::scenario {

/// A half-open range of bytes of the source text. An empty span at `begin` is a place between two characters.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// One file's text. `name` is what people are shown; `folder` is where `samples` files are looked for (below it only;
/// empty: no file may be read).
class SourceText {
 public:
  /// Needs text of at most 4 MiB (the caller's limit check); any bytes are accepted.
  SourceText(std::string name, std::string folder, std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string_view at(Span span) const {
    return std::string_view(text_).substr(span.begin, span.end - span.begin);
  }

  struct Position {
    std::uint32_t line = 1;    ///< from 1
    std::uint32_t column = 1;  ///< from 1, in code points
  };
  [[nodiscard]] Position position(std::uint32_t offset) const;
  /// The text of line `line` (from 1) without its line break.
  [[nodiscard]] std::string_view line(std::uint32_t line) const;
  [[nodiscard]] std::uint32_t num_lines() const;

 private:
  std::string name_, folder_, text_;
  std::vector<std::uint32_t> line_starts_;
};

/// Reads a scenario file ("-" is standard input only for the caller that passes its text itself).
/// Errors  io with the path; too_large past `max_bytes`.
[[nodiscard]] Result<SourceText> read_source(const std::string& path, std::size_t max_bytes = 4U << 20U);

}  // namespace parley::scenario
