// SPDX-License-Identifier: Apache-2.0
// Values of what is drawn at which the answer of the central draw turns into another.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/study/infoset_name.h"

namespace parley::study {

struct Switch {
  double value = 0.0;    ///< discrete: the first value after it
  std::string from, to;  ///< below and above it: the most likely outcome, or a choice ("build_up + amnesty")
  /// Whose plan changes, and where: the first of the sets to which play can come on both sides. Not set: the outcome.
  std::optional<InfosetName> infoset = {};
};

/// Each drawn input is looked at on so many points of its 1-99 % range, the others at their centres. Two switches
/// within one step can be missed.
inline constexpr std::size_t switch_scan_points = 129;
/// Where neighbours differ, the place is found to this share of the range.
inline constexpr double switch_width = 1e-6;

struct SwitchPoints {
  std::vector<std::vector<Switch>> by_input;  ///< by drawn input, in order of Model::drawn; rising values
  Termination termination = Termination::finished;
};

/// Points at which the draw breaks a rule, or no equilibrium is verified, are passed over.
[[nodiscard]] SwitchPoints switch_points(const build::Model& model, const RunContext& run);

}  // namespace parley::study
