// SPDX-License-Identifier: Apache-2.0
// Writes chances in points of a per cent and values in payoff units.
#include "parley/report/change_numbers.h"

#include <cmath>

#include <fmt/format.h>

#include "parley/report/numbers.h"

namespace parley::report {

std::string NumberWords::mean(double value) const { return is_value ? amount(value) : percent(value); }

std::string NumberWords::error(double value) const {
  if (!std::isfinite(value)) return "-";
  if (value == 0.0) return "±0";
  if (is_value) return fmt::format("±{:.2g}", value);
  return fmt::format("±{:.{}f}", value * 100.0, value < 0.00095 ? 2 : 1);
}

std::string NumberWords::change(double value) const {
  if (!std::isfinite(value)) return "-";
  if (value == 0.0) return "0";
  if (is_value) return (value > 0.0 ? "+" : "") + amount(value);
  return fmt::format("{:+.{}f}", value * 100.0, std::fabs(value) < 0.00095 ? 2 : 1);
}

std::string NumberWords::change(const Estimate& estimate) const {
  if (!std::isfinite(estimate.mean)) return "-";
  if (estimate.mean == 0.0 && estimate.standard_error == 0.0) return "0";
  return change(estimate.mean) + " " + error(estimate.standard_error);
}

std::string NumberWords::range(const study::Average& average) const {
  if (!is_value) return percent_range(average.low, average.high);
  return std::isfinite(average.low) ? amount(average.low) + " to " + amount(average.high) : "-";
}

}  // namespace parley::report
