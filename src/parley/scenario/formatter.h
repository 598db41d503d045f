// SPDX-License-Identifier: Apache-2.0
// The one canonical layout of a scenario. Comments and blank lines between statements stay.
#pragma once

#include <string>

#include "parley/base/result.h"
#include "parley/scenario/source.h"

namespace parley::scenario {

/// Idempotent; the tokens, their order and the comments of the result are those of the text.
/// Errors   bad_scenario where the text has syntax errors (it is never changed then).
[[nodiscard]] Result<std::string> format(const SourceText& source);

}  // namespace parley::scenario
