// SPDX-License-Identifier: Apache-2.0
// One draw solved as parley/solve/1.
#pragma once

#include <vector>

#include "parley/build/model.h"
#include "parley/report/document.h"
#include "parley/study/play.h"

namespace parley::report {

/// `held` is what the question fixed: params go under "set", other levers under "held".
/// Beyond the contract's names: `inputs` (the draw itself) after `held`, `reach` in each choice; in lists the `mistake`
/// of a choice that is not made, and `low` and `high` of a belief.
[[nodiscard]] Json solve_json(const Head& head, const study::PlaysAtDraw& plays, const std::vector<build::Held>& held);

}  // namespace parley::report
