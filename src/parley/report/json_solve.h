// SPDX-License-Identifier: Apache-2.0
// One draw solved as parley/solve/1.
#pragma once

#include <string>
#include <vector>

#include "parley/build/model.h"
#include "parley/report/document.h"
#include "parley/study/play.h"

namespace parley::report {

/// What the question fixed: levers held, and the params among them ("name=value").
struct Fixed {
  std::vector<build::Held> held;
  std::vector<std::string> set;

  /// `held` without the params that `set` names.
  [[nodiscard]] std::vector<build::Held> levers() const;
};

/// Beyond the contract's names: `inputs` (the draw itself) after `held`, `reach` in each choice.
[[nodiscard]] Json solve_json(const Head& head, const study::PlayAtDraw& play, const Fixed& fixed);

}  // namespace parley::report
