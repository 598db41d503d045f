// SPDX-License-Identifier: Apache-2.0
// Where the lines of a scenario's text begin, and reading it from a file.
#include "parley/scenario/source.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "parley/base/unicode.h"

namespace parley::scenario {

SourceText::SourceText(std::string name, std::string folder, std::string text)
    : name_(std::move(name)), folder_(std::move(folder)), text_(std::move(text)), line_starts_{0} {
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if (text_[at] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

SourceText::Position SourceText::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto after = std::ranges::upper_bound(line_starts_, offset);
  const auto index = static_cast<std::uint32_t>(after - line_starts_.begin()) - 1;
  std::uint32_t column = 1;
  for (std::uint32_t at = line_starts_[index]; at < offset; ++column) at += decode(text_, at).length;
  return {.line = index + 1, .column = column};
}

std::string_view SourceText::line(std::uint32_t line) const {
  if (line == 0 || line > line_starts_.size()) return {};
  const std::uint32_t begin = line_starts_[line - 1];
  const auto past = static_cast<std::uint32_t>(text_.size());
  const std::uint32_t end = line < line_starts_.size() ? line_starts_[line] - 1 : past;
  auto found = std::string_view(text_).substr(begin, end - begin);
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

std::uint32_t SourceText::num_lines() const { return static_cast<std::uint32_t>(line_starts_.size()); }

Result<SourceText> read_source(const std::string& path, std::size_t max_bytes) {
  const std::filesystem::path where(path);
  std::error_code failed;
  if (std::filesystem::is_directory(where, failed)) {
    return fail(ErrorCode::io, fmt::format("cannot read `{}`: it is a folder, not a file", printable(path)));
  }
  errno = 0;
  std::ifstream file(where, std::ios::binary);
  if (!file) {
    const std::string why = errno != 0 ? std::generic_category().message(errno) : "it cannot be opened";
    return fail(ErrorCode::io, fmt::format("cannot read `{}`: {}", printable(path), why));
  }
  // Read in pieces and stop just past the limit: what is asked for may be a device without end.
  std::string text;
  constexpr std::size_t piece = 1U << 16U;
  while (file && text.size() <= max_bytes) {
    const std::size_t before = text.size();
    text.resize(before + piece);
    file.read(text.data() + before, static_cast<std::streamsize>(piece));
    text.resize(before + static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) return fail(ErrorCode::io, fmt::format("cannot read `{}`: reading broke off", printable(path)));
  if (text.size() > max_bytes) {
    return fail(ErrorCode::too_large, fmt::format("`{}` is larger than {} bytes, the most that a scenario may have",
                                                  printable(path), max_bytes));
  }
  const std::string folder = where.parent_path().string();
  return SourceText(path, folder.empty() ? "." : folder, std::move(text));
}

}  // namespace parley::scenario
