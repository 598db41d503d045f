// SPDX-License-Identifier: Apache-2.0
// One draw solved as parley/solve/1.
#pragma once

#include <string>
#include <vector>

#include "parley/build/model.h"
#include "parley/report/document.h"
#include "parley/study/play.h"

namespace parley::report {

/// What the document says that its list is a list of.
struct ListOf {
  std::string concept_name = "sequential";
  std::string kind = "selected";
  std::string of = "sequential equilibria";
};

/// `held` is what the question fixed: params go under "set", other levers under "held".
/// Beyond the contract's names: `inputs` (the draw itself) after `held`, `reach` in each choice.
[[nodiscard]] Json solve_json(const Head& head, const study::PlayAtDraw& play, const std::vector<build::Held>& held,
                              const ListOf& list = {});

}  // namespace parley::report
