// SPDX-License-Identifier: Apache-2.0
// The file's asks answered one by one: what a verb of their name does for each, and what a report gathers.
#pragma once

#include <string>
#include <vector>

#include "parley/study/boxes.h"
#include "parley/study/drivers.h"
#include "parley/study/frontier.h"
#include "parley/study/information.h"
#include "parley/study/variants.h"
#include "parley/why/explanation.h"
#include "scenario_session.h"

namespace parley::cli {

/// Without an outer value the verb is at its end, and what went wrong has been said; an inner error is why this one
/// question has no answer.
template <class T>
using Asked = Step<Result<T>>;

/// For a verb that is at its end where its question has no answer.
template <class T>
[[nodiscard]] Step<T> said(Session& session, Asked<T> asked) {
  if (!asked) return std::unexpected(asked.error());
  if (!*asked) return std::unexpected(session.fail(asked->error()));
  return *std::move(*asked);
}

[[nodiscard]] Asked<study::Frontier> frontier_of(Session& session, CheckedScenario& checked, const scenario::Ask& ask);
[[nodiscard]] Asked<study::Drivers> drivers_of(Session& session, CheckedScenario& checked, const scenario::Ask& ask);
[[nodiscard]] Asked<study::Boxes> boxes_of(Session& session, CheckedScenario& checked, const scenario::Ask& ask);
[[nodiscard]] Asked<study::Information> information_of(Session& session, CheckedScenario& checked,
                                                       const scenario::Ask& ask);

[[nodiscard]] Asked<why::Explanation> why_of(Session& session, CheckedScenario& checked, const scenario::Ask& ask);

/// The file's model and that of each variant, with the targets, which each of them must be able to be asked.
[[nodiscard]] Asked<std::vector<study::VariantModel>> variant_models(Session& session, CheckedScenario& file,
                                                                     const std::vector<scenario::VariantName>& variants,
                                                                     const std::vector<std::string>& targets);

}  // namespace parley::cli
