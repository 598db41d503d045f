// SPDX-License-Identifier: Apache-2.0
// Quantal play, and the check of payoff units, as parts of parley/solve/1.
#pragma once

#include <vector>

#include "parley/build/model.h"
#include "parley/report/document.h"
#include "parley/study/quantal.h"
#include "parley/study/scale_check.h"

namespace parley::report {

/// parley/solve/1 with `lambda` and `logit_error` (null in the limit) and `branch`.
[[nodiscard]] Json quantal_json(const Head& head, const study::QuantalPlay& quantal,
                                const std::vector<build::Held>& held);

/// The value of `scale_check` in parley/solve/1.
[[nodiscard]] Json scale_check_json(const std::vector<study::ScaledPlay>& plays);

}  // namespace parley::report
