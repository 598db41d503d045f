// SPDX-License-Identifier: Apache-2.0
// Rounds and groups digits for people.
#include "parley/report/numbers.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace parley::report {
namespace {

/// Commas between groups of three digits of the integer part of a decimal.
std::string with_commas(std::string digits) {
  const std::size_t begin = !digits.empty() && digits[0] == '-' ? 1 : 0;
  std::size_t end = std::min(digits.find('.'), digits.size());
  while (end > begin + 3) {
    end -= 3;
    digits.insert(end, ",");
  }
  return digits;
}

std::string percent_number(double share, int decimals) {
  const double step = std::pow(10.0, -decimals);
  if (share > 0.0 && share * 100.0 < step / 2.0) return fmt::format("<{:.{}f}", step, decimals);
  if (share < 1.0 && (1.0 - share) * 100.0 < step / 2.0) return fmt::format(">{:.{}f}", 100.0 - step, decimals);
  if (share == 0.0 || share == 1.0) return share == 0.0 ? "0" : "100";
  return fmt::format("{:.{}f}", share * 100.0, decimals);
}

}  // namespace

std::string percent(double share) { return std::isfinite(share) ? percent_number(share, 1) + " %" : "-"; }

std::string level_text(double level) { return amount(level * 100.0) + " %"; }

std::string whole_percent(double share) { return std::isfinite(share) ? percent_number(share, 0) + " %" : "-"; }

std::string percent_range(double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high)) return "-";
  const std::string from = percent_number(low, 0);
  const std::string to = percent_number(high, 0);
  return from == to ? from + " %" : from + "-" + to + " %";
}

std::string amount(double value) {
  if (std::isnan(value)) return "-";
  if (std::isinf(value)) return value > 0 ? "no limit" : "-no limit";
  const double size = std::fabs(value);
  if (value == 0.0) return "0";
  if (size < 1e-4 || size >= 1e9) return fmt::format("{:.3g}", value);
  if (size >= 1000.0) return with_commas(fmt::format("{:.0f}", value));
  const int decimals = std::max(0, 3 - static_cast<int>(std::floor(std::log10(size))));
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::string grouped(double count) {
  if (!(count < 1e15)) return fmt::format("{:.3g}", count);
  return with_commas(fmt::format("{:.0f}", count));
}

std::string grouped(std::uint64_t count) { return with_commas(fmt::format("{}", count)); }

std::string counted(std::uint64_t count, const std::string& noun) {
  return grouped(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace parley::report
