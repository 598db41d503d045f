// SPDX-License-Identifier: Apache-2.0
// What the evidence does, for a terminal.
#pragma once

#include <string>
#include <vector>

#include "parley/report/text_style.h"
#include "parley/study/evidence.h"

namespace parley::report {

/// `double_uses`: what the checker says of sources that count twice.
[[nodiscard]] std::string evidence_text(const TextStyle& style, const std::string& title, const std::string& variant,
                                        const study::EvidenceStudy& study, const std::vector<std::string>& double_uses);

/// "1.5 to 4 times likelier if open than if defiant"; "says nothing" where all likelihoods are equal.
[[nodiscard]] std::string likelihood_sentence(const build::EvidenceItem& item);

}  // namespace parley::report
