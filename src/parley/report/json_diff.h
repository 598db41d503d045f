// SPDX-License-Identifier: Apache-2.0
// parley/diff/1: changed assumptions beside changed conclusions.
#pragma once

#include <string>

#include "parley/report/diff.h"
#include "parley/report/document.h"

namespace parley::report {

/// "added", "removed", "changed".
[[nodiscard]] std::string change_of(const DiffAssumption& one);
[[nodiscard]] Json diff_json(const Head& head, const Diff& diff);

}  // namespace parley::report
