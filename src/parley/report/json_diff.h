// SPDX-License-Identifier: Apache-2.0
// parley/diff/1: changed assumptions beside changed conclusions.
#pragma once

#include "parley/report/diff.h"
#include "parley/report/document.h"

namespace parley::report {

[[nodiscard]] Json diff_json(const Head& head, const Diff& diff);

}  // namespace parley::report
