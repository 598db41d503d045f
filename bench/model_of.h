// SPDX-License-Identifier: Apache-2.0
// The model that a case names.
#pragma once

#include <memory>

#include "case.h"
#include "parley/build/builder.h"

namespace parley::bench {

/// Of `scenario`, as its `variant`, with the question after `event` and what `hold` holds, where the case has them.
[[nodiscard]] std::shared_ptr<const build::Model> model_of(const Case& what);

}  // namespace parley::bench
