// SPDX-License-Identifier: Apache-2.0
// `parley solve --concept nash`, and what is asked of tables.
#pragma once

#include <optional>

#include "parley/base/result.h"
#include "parley/study/named_game.h"
#include "parley/study/nash.h"
#include "session.h"
#include "solve_otherwise.h"

namespace parley::cli {

/// Nothing where another concept is asked for. In a table every Nash equilibrium is sequential: lists of either are the
/// same.
[[nodiscard]] std::optional<study::NashQuestion> nash_question(const Options& options, bool is_table);

[[nodiscard]] Exit solve_nash(Session& session, const Result<study::NamedGame>& game, study::NashQuestion question,
                              const SolveHead& about);

}  // namespace parley::cli
