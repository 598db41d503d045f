// SPDX-License-Identifier: Apache-2.0
// The protocol of a checked scenario in sentences: who moves when, who sees what, what each wants, what is not known.
#pragma once

#include <string>

#include "parley/scenario/scenario.h"

namespace parley::scenario {

/// Lines of at most `width` columns.
[[nodiscard]] std::string outline(const Scenario& scenario, const SourceText& source, int width = 80);

}  // namespace parley::scenario
