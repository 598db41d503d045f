// SPDX-License-Identifier: Apache-2.0
// Pieces that memos are put together from, and the sections by part of the report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/report/memo.h"

namespace parley::report {

[[nodiscard]] MemoCell words(const std::string& text);
/// "46.7 %", with its value; empty where there is none.
[[nodiscard]] MemoCell chance(const std::optional<double>& value);
/// "35.49", with its value.
[[nodiscard]] MemoCell number(const std::optional<double>& value);
/// "27.8 % ±0.3", "35.49 ±0.062": the value is the mean.
[[nodiscard]] MemoCell with_error(double mean, double standard_error, bool is_value);
/// The rows beyond `most_memo_rows` go, and are counted.
void cut(MemoTable& table);

[[nodiscard]] MemoSection changes_section(const Diff& changes);
[[nodiscard]] MemoSection frontier_section(const Report& report);
[[nodiscard]] MemoSection outcomes_section(const Report& report);
[[nodiscard]] MemoSection switches_section(const Report& report);
[[nodiscard]] MemoSection why_section(const Report& report);
[[nodiscard]] MemoSection tree_section(const Report& report);
[[nodiscard]] MemoSection drivers_section(const Report& report);
[[nodiscard]] MemoSection boxes_section(const Report& report);
[[nodiscard]] MemoSection information_section(const Report& report);
[[nodiscard]] MemoSection alternatives_section(const Report& report);
[[nodiscard]] MemoSection evidence_section(const Report& report);
[[nodiscard]] MemoSection assumptions_section(const Report& report);

}  // namespace parley::report
