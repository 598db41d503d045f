// SPDX-License-Identifier: Apache-2.0
// Why an outcome, or why not: the answer to one ask, for the verbs and for the report.
#pragma once

#include <cstdint>
#include <string>

#include "parley/why/explanation.h"
#include "questions.h"
#include "scenario_session.h"

namespace parley::cli {

struct WhyQuestion {
  std::uint32_t line = 0;  ///< of the file's ask; 0 where it is spelled out
  std::string ask;
  scenario::OutcomeId outcome;
  bool is_negated = false;  ///< why not
};

/// Of a file's `ask why` or `ask why not`.
[[nodiscard]] WhyQuestion why_question(const CheckedScenario& checked, const scenario::Ask& ask);

[[nodiscard]] Step<why::Explanation> explain_why(Session& session, CheckedScenario& checked,
                                                 const WhyQuestion& question);
/// As text, or as parley/why/1.
[[nodiscard]] Answered told_why(Session& session, const CheckedScenario& checked, const WhyQuestion& question,
                                const why::Explanation& explanation);

}  // namespace parley::cli
