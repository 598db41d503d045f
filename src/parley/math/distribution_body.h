// SPDX-License-Identifier: Apache-2.0
// What a Distribution holds: its law, and how the scenario wrote it.
#pragma once

#include <string_view>
#include <vector>

#include "parley/math/distribution.h"
#include "parley/math/laws.h"

namespace parley {

struct Distribution::Body {
  DistributionKind kind;
  Law law;
  std::vector<Number> arguments = {};  // as written; empty for constants and lists
  bool is_range = false;               // written `a to b`
};

/// The language's word for it.
[[nodiscard]] std::string_view name_of(DistributionKind kind);

}  // namespace parley
