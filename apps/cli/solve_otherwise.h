// SPDX-License-Identifier: Apache-2.0
// `parley solve` beyond the default selection: quantal play, and the check of payoff units.
#pragma once

#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/build/model.h"
#include "parley/report/document.h"
#include "parley/study/named_game.h"
#include "session.h"

namespace parley::cli {

/// What an answer says beside the game.
struct SolveHead {
  report::Head head;
  std::string title, variant;
  std::vector<build::Held> held;
};

/// Errors   bad_option: options of `solve` that make no sense together, with the reason.
[[nodiscard]] Result<void> check_solve_options(const Options& options);

/// True where the options ask for what `solve_otherwise` answers.
[[nodiscard]] bool is_solved_otherwise(const Options& options);

/// `--concept quantal`, or `--scale-check`.
[[nodiscard]] Exit solve_otherwise(Session& session, const Result<study::NamedGame>& game, const SolveHead& about);

}  // namespace parley::cli
