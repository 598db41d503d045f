// SPDX-License-Identifier: Apache-2.0
// What became of the draws of a study: settled or not, solved or not, which rules failed ones break.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "parley/base/result.h"
#include "parley/build/model.h"
#include "parley/solve/settled.h"
#include "parley/study/engine.h"
#include "parley/study/prediction.h"

namespace parley::study {

/// Accounts of chunks are added in order, so that sums do not depend on who did which.
struct DrawAccount {
  StudyCounts counts;
  std::map<std::pair<std::uint32_t, solve::WhyUnsettled>, std::size_t> open;  ///< draws by information set and reason
  std::map<std::string, FailureRow> failures;                                 ///< by rule

  /// A draw that has just been solved, or not.
  void count(const BlockSolver& solver, std::size_t lane);
  /// `other` is of later draws.
  void add(const DrawAccount& other);
};

/// Why nothing can be averaged over the first `done` draws: more than half of them fail (names the commonest rule),
/// none is solved (names the information sets that are not settled), or the evidence leaves none possible. Nothing
/// where they can be, or where none is done.
[[nodiscard]] std::optional<Error> unusable(const build::Model& model, const DrawAccount& account, std::size_t done,
                                            double total_weight);

}  // namespace parley::study
