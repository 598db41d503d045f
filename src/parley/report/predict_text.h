// SPDX-License-Identifier: Apache-2.0
// A prediction for people: bars, values, main plans, and how far to trust the numbers.
#pragma once

#include <string>

#include "parley/report/text_style.h"
#include "parley/study/prediction.h"

namespace parley::report {

/// `title` is the scenario's, `variant` the one applied (empty for none). Shows the plans of sets that play comes to in
/// at least 5 % of the weight, about a dozen; the JSON holds all.
[[nodiscard]] std::string predict_text(const TextStyle& style, const std::string& title, const std::string& variant,
                                       const study::Prediction& prediction);

}  // namespace parley::report
