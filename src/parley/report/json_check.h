// SPDX-License-Identifier: Apache-2.0
// What `check` finds as parley/check/1.
#pragma once

#include <optional>
#include <vector>

#include "parley/report/document.h"
#include "parley/study/expectations.h"
#include "parley/study/play.h"

namespace parley::report {

/// `summary` is absent where the scenario has errors; `game` is then null. An expectation's `value` is a number where
/// it has one run, else a list; undefined ones are null. Beyond the contract's names: `not_settled` after `game`, and
/// in each expectation `standard_error`, `close` (passes within two standard errors) and `problem`.
[[nodiscard]] Json check_json(const Head& head, bool ok, const std::optional<study::Summary>& summary,
                              const std::vector<study::ExpectationResult>& expectations);

}  // namespace parley::report
