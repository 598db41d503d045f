// SPDX-License-Identifier: Apache-2.0
// Numbers as people read them; JSON keeps every digit.
#pragma once

#include <cstdint>
#include <string>

namespace parley::report {

/// "46.7 %"; "0 %" and "100 %" only for what is exactly so, "<0.1 %" and ">99.9 %" beside them; "-" where undefined.
[[nodiscard]] std::string percent(double share);
/// As typed: "50 %", "66.67 %".
[[nodiscard]] std::string level_text(double level);
/// Whole percents for shares and range ends: "62 %"; "<1 %", ">99 %" like above.
[[nodiscard]] std::string whole_percent(double share);
/// "12-78 %", "3 %" where both ends agree; "-" where undefined.
[[nodiscard]] std::string percent_range(double low, double high);
/// Four significant digits without an exponent where that is readable: "35.49", "-0.0031", "12,430".
[[nodiscard]] std::string amount(double value);
/// "4,871".
[[nodiscard]] std::string grouped(double count);
[[nodiscard]] std::string grouped(std::uint64_t count);
/// "1 draw", "4,096 draws".
[[nodiscard]] std::string counted(std::uint64_t count, const std::string& noun);

}  // namespace parley::report
