// SPDX-License-Identifier: Apache-2.0
// The values that options take, from their text.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parley::cli {

/// A whole number without sign, blanks or anything after it.
[[nodiscard]] std::optional<std::uint64_t> parse_count(std::string_view text);
/// "500ms", "30s", "5m", "2h"; a number alone is seconds. More than 1,000 hours is no time limit.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
/// "21x15": columns and rows.
[[nodiscard]] std::optional<std::pair<std::uint64_t, std::uint64_t>> parse_grid(std::string_view text);
/// "; did you mean `x`?" for the nearest of `known`; empty where nothing is near.
[[nodiscard]] std::string did_you_mean(std::string_view text, const std::vector<std::string>& known);
/// A word as a shell reads it: in single quotes where it has anything but letters, digits and plain signs.
[[nodiscard]] std::string shell_quoted(std::string_view word);

}  // namespace parley::cli
