// SPDX-License-Identifier: Apache-2.0
// The numbers of one column of a table of samples, read from below the scenario's folder and nowhere else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"

namespace parley::scenario {

/// Reads `path`, relative to `folder`. The first row may be a header; `column` names one of it, and may be left out
/// where the table has one column. Cells are separated by commas and may be quoted. Errors   bad_input: the message
/// says what is wrong with the path, the column or which cell; io where reading fails.
[[nodiscard]] Result<std::vector<double>> read_samples(const std::string& folder, const std::string& path,
                                                       std::optional<std::string_view> column);

}  // namespace parley::scenario
