// SPDX-License-Identifier: Apache-2.0
// The script and style of the report page, as web/ makes them.
#pragma once

#include <optional>
#include <string_view>

namespace parley::report {

struct PageBundle {
  std::string_view script = {};  ///< one function that runs at once
  std::string_view style = {};
};

/// What this build holds; nothing where it was built without the page (CMake option PARLEY_WEB).
[[nodiscard]] std::optional<PageBundle> page_bundle();

}  // namespace parley::report
