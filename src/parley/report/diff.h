// SPDX-License-Identifier: Apache-2.0
// What differs between two scenarios: assumptions beside conclusions, and who carries the change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/math/statistics.h"
#include "parley/study/shares.h"

namespace parley::report {

struct DiffSide {
  std::string file;     ///< as people know it, without its folder
  std::string variant;  ///< empty: none
  std::string sha256;   ///< of the bytes that were read
  bool is_stored = false;
};

struct DiffAssumption {
  std::string kind, name;  ///< "param", "p_open"
  std::string before;      ///< canonical text, of long statements the lines that differ; empty where it is added
  std::string after;       ///< empty where it is removed
  std::uint32_t line_a = 0, line_b = 0;  ///< 0: not there
  std::optional<std::size_t> group;      ///< of those that stand only together, from 0; of wording none
};

struct DiffConclusion {
  std::string text;  ///< an outcome's name, or a target
  bool is_outcome = false;
  bool is_value = false;
  Estimate before, after;  ///< NaN where one side does not have it
  Estimate difference;
};

/// Shares of one conclusion.
struct DiffShares {
  std::size_t conclusion = 0;
  bool is_main = false;  ///< shown to people: the most likely outcome of B, and the targets
};

struct Diff {
  DiffSide a, b;
  bool has_assumptions = true;  ///< false: a stored answer does not have its scenario
  std::vector<DiffAssumption> assumptions, wording;
  std::vector<DiffConclusion> conclusions;
  std::string most_likely_before, most_likely_after;
  std::vector<DiffShares> shared;  ///< those that have shares; number n of `shares` is of shared[n]
  std::optional<study::Shares> shares;
  std::size_t draws = 0;
  std::vector<std::string> notes;
  Termination termination = Termination::finished;
};

/// "param p_open", "play".
[[nodiscard]] std::string name_of(const DiffAssumption& assumption);

}  // namespace parley::report
