// SPDX-License-Identifier: Apache-2.0
// A stored answer of `predict` or `report`, read back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/math/statistics.h"

namespace parley::cli {

struct StoredNumber {
  std::string name;  ///< of an outcome, or the text of a target
  Estimate estimate;
};

struct StoredAnswer {
  std::string file_sha256, command;  ///< of its provenance
  std::optional<std::string> scenario_text;
  std::string variant;  ///< empty: none
  std::vector<StoredNumber> outcomes, targets;
};

/// True for what begins as a JSON object does: no scenario does.
[[nodiscard]] bool looks_stored(std::string_view text);

/// Needs    parley/predict/1, or parley/report/1, whose prediction is taken.
/// Errors   bad_input: names the file, the key and the rule.
[[nodiscard]] Result<StoredAnswer> read_stored_answer(const std::string& file, const std::string& text);

}  // namespace parley::cli
