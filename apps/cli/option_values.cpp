// SPDX-License-Identifier: Apache-2.0
// Numbers are read strictly: `--draws 10k` is a mistake and not ten.
#include "option_values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "parley/scenario/names.h"

namespace parley::cli {

std::optional<std::uint64_t> parse_count(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  struct Unit {
    std::string_view name;
    double milliseconds;
  };
  constexpr std::array<Unit, 5> units = {{{"ms", 1.0}, {"s", 1e3}, {"m", 6e4}, {"h", 3.6e6}, {"", 1e3}}};
  constexpr double most = 1000 * 3.6e6;
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc()) return std::nullopt;
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  const auto* unit = std::ranges::find(units, rest, &Unit::name);
  if (unit == units.end()) return std::nullopt;
  const double milliseconds = value * unit->milliseconds;
  if (!(milliseconds > 0.0 && milliseconds <= most)) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::max(milliseconds, 1.0)));
}

std::optional<std::pair<std::uint64_t, std::uint64_t>> parse_grid(std::string_view text) {
  const std::size_t cross = text.find('x');
  if (cross == std::string_view::npos) return std::nullopt;
  const auto columns = parse_count(text.substr(0, cross));
  const auto rows = parse_count(text.substr(cross + 1));
  if (!columns || !rows) return std::nullopt;
  return std::pair(*columns, *rows);
}

std::string did_you_mean(std::string_view text, const std::vector<std::string>& known) {
  const std::string nearest = scenario::nearest_of(text, known);
  return nearest.empty() ? std::string() : fmt::format("; did you mean `{}`?", nearest);
}

std::string shell_quoted(std::string_view word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_=./:,+-@%").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::ranges::all_of(word, plain)) return std::string(word);
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace parley::cli
