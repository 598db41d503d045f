// SPDX-License-Identifier: Apache-2.0
// The statements of a file, a variant applied, each by its name and in canonical text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/scenario/source.h"

namespace parley::scenario {

struct NamedStatement {
  std::string kind;  ///< its key word: "param", "payoff"
  std::string name;  ///< what it declares or is about; the pair of a `correlate`; empty of `scenario` and `play`
  std::string text;  ///< in the formatter's layout, comments left out
  /// What of it can change an answer, token by token: equal for two statements that differ in display texts, sources,
  /// dates, units, line breaks and comments alone. Empty where nothing of it can (source, ask, expect, noted evidence).
  std::string meaning;
  std::vector<std::string> uses;  ///< names that stand in it, its own included; sorted
  std::uint32_t line = 0;         ///< of the source text
};

/// All but the edition and the variants, in the order of the file. A variant's statement stands in the place of the one
/// that it replaces, a new outcome before `otherwise`, what else is new at the end; the questions are the variant's.
/// Errors   bad_scenario where the text has syntax errors; bad_option where there is no such variant.
[[nodiscard]] Result<std::vector<NamedStatement>> named_statements(const SourceText& source, std::string_view variant);

}  // namespace parley::scenario
