// SPDX-License-Identifier: Apache-2.0
// The answers under other assumptions about the game and how it is played: variants, concepts, quantal play.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ask_answers.h"
#include "parley/report/report.h"
#include "parley/study/variants.h"
#include "scenario_session.h"

namespace parley::cli {

struct VariantAnswers {
  std::shared_ptr<const study::VariantComparison> comparison;  ///< null where the file has no variant
  std::vector<report::Alternative> alternatives;
};

/// The file and each of its variants on the same draws; a variant that backward induction does not settle at its centre
/// is solved in a sixteenth of them. `targets`: in the words of the language; what they are in the comparison.
[[nodiscard]] Asked<VariantAnswers> compare_for_report(Session& session, CheckedScenario& file,
                                                       const std::vector<std::string>& targets);

/// Lists of equilibria and quantal play, at the centre.
/// Needs    the unmerged and the merged model of the same scenario; `payoff_range`: the largest over players.
[[nodiscard]] std::vector<report::Alternative> other_play(const build::Model& unmerged, const build::Model& merged,
                                                          double payoff_range, RunContext& run);

}  // namespace parley::cli
