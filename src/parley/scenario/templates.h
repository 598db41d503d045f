// SPDX-License-Identifier: Apache-2.0
// Scenarios to start from (`parley new`).
#pragma once

#include <span>
#include <string_view>

namespace parley::scenario {

struct Template {
  std::string_view name;     ///< "deterrence"
  std::string_view summary;  ///< one line
  std::string_view text;     ///< a whole scenario that checks without error or warning and whose expectations hold
};

[[nodiscard]] std::span<const Template> templates();
[[nodiscard]] const Template* find_template(std::string_view name);

}  // namespace parley::scenario
