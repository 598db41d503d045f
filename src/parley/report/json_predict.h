// SPDX-License-Identifier: Apache-2.0
// A prediction as parley/predict/1.
#pragma once

#include <string>

#include "parley/report/document.h"
#include "parley/study/prediction.h"

namespace parley::report {

/// What was predicted, so that a stored answer can be traced and computed again.
struct PredictedScenario {
  std::string text;     ///< of the file, as it was read; empty where the answer stands beside it (a report)
  std::string variant;  ///< empty: none
};

/// Beyond the contract's names: the display text of outcomes, the type of a plan's player, and, after the contract's
/// own keys, `unsettled` (which information sets, why, in how many draws), `failures`, `share_outside_scale`,
/// `termination`, `scenario_text`, `variant`.
[[nodiscard]] Json predict_json(const Head& head, const study::Prediction& prediction,
                                const PredictedScenario& scenario);

}  // namespace parley::report
