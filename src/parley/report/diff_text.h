// SPDX-License-Identifier: Apache-2.0
// A comparison of two scenarios for people.
#pragma once

#include <string>

#include "parley/report/diff.h"
#include "parley/report/text_style.h"

namespace parley::report {

[[nodiscard]] std::string diff_text(const TextStyle& style, const Diff& diff);

}  // namespace parley::report
