// SPDX-License-Identifier: Apache-2.0
// The levers that are held in one build: by variable and by param.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/game/program.h"
#include "parley/math/number.h"

namespace parley::build {

/// At a label, at a fixed number, or at a lever input whose value each run supplies.
struct HeldAt {
  std::optional<std::uint32_t> label;  ///< of a variable
  std::optional<Number> number;
  std::optional<std::uint32_t> lever;  ///< index among the lever inputs

  /// Held at something that is no label of the variable.
  [[nodiscard]] bool off_labels() const { return !label.has_value(); }
};

struct HeldLevers {
  std::vector<std::optional<HeldAt>> variables;  ///< by VariableId
  std::vector<std::optional<HeldAt>> params;     ///< by ParamId
  std::vector<std::string> lever_names;          ///< by lever input
};

}  // namespace parley::build
