// SPDX-License-Identifier: Apache-2.0
// The same draws solved with the levers held at each combination of their choices, as those would report them who know
// a type or have read a piece of evidence.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/hold.h"
#include "parley/build/knowledge.h"
#include "parley/build/model.h"
#include "parley/study/draws.h"
#include "parley/study/prediction.h"

namespace parley::study {

/// Values to the player of one who knows more, and whether the draw could be valued: [choice][draw].
struct Known {
  std::vector<std::vector<double>> values;
  std::vector<std::vector<bool>> is_solved;
};

struct TypeSample {
  std::string player;
  std::vector<std::string> labels;
  std::vector<std::vector<double>> chances;  ///< [label][draw], the same for every choice
  std::vector<Known> hinted;                 ///< by label but the last: with a hint of it (build::with_hint)
};

/// A piece of evidence that has not come in.
struct ReportSample {
  build::Report report;
  std::vector<double> weights;               ///< of the file without it
  std::vector<std::vector<double>> chances;  ///< on a type: [label][draw] without it
  Known without, given;                      ///< on a type: without it; with it, read by nobody else
};

struct ChoiceSamples {
  std::vector<std::vector<std::size_t>> choices;  ///< [choice][lever]: label
  std::vector<std::vector<double>> values;        ///< [choice][draw]
  std::vector<double> weights;                    ///< 0 where a choice could not be solved
  std::vector<bool> is_unsolved;                  ///< by draw: some choice could not be solved, weighed or not
  std::vector<TypeSample> types;
  std::vector<ReportSample> reports;
  StudyCounts counts;
};

/// All combinations of the levers' choices, the last lever's first: at most `most_choices`.
[[nodiscard]] std::vector<std::vector<std::size_t>> combinations(const std::vector<build::Lever>& levers);

/// Errors   as `information`.
[[nodiscard]] Result<ChoiceSamples> solve_choices(const build::Model& model, std::size_t player,
                                                  const std::vector<build::Lever>& levers, const Draws& draws,
                                                  const build::Knowledge& knowledge, const RunContext& run);

}  // namespace parley::study
