// SPDX-License-Identifier: Apache-2.0
// The file's asks answered one by one: what a verb of their name does for each, and what a report gathers.
#pragma once

#include "parley/study/boxes.h"
#include "parley/study/drivers.h"
#include "parley/study/frontier.h"
#include "parley/study/information.h"
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

}  // namespace parley::cli
