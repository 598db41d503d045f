// SPDX-License-Identifier: Apache-2.0
// Which share of a change between two models each of several changed assumptions carries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/math/replicates.h"

namespace parley::study {

/// What is asked of one hybrid: a number each, with its deviations by replicate.
using Worth = std::vector<Replicated>;

/// The hybrid in which the changes that `applied` marks are made. Nothing where it is no scenario: then these changes
/// do not stand without others. Errors: stopped ends the study with what there is; every other one ends it.
using HybridWorth = std::function<Result<std::optional<Worth>>(const std::vector<bool>& applied)>;

struct ShareOptions {
  std::size_t max_exact = 6;  ///< groups up to which all hybrids are computed
  std::size_t orders = 48;    ///< beyond: about so many random orders, an order with its rotations each time; at least
                              ///< six such blocks
  std::uint64_t seed = 1;
};

/// What one group of changes does to one number. Not set where the run stopped before it was known.
struct Share {
  std::optional<Estimate> alone;       ///< only these changes made, minus none
  std::optional<Estimate> taken_back;  ///< all made, minus all but these
  /// Average over the orders in which changes can be made of what these add in their turn. Over the groups they sum to
  /// the whole change. Source: Shapley 1953; Song, Nelson and Staum 2016 (random orders).
  std::optional<Estimate> shapley;
};

struct Shares {
  std::vector<std::vector<std::size_t>> groups;  ///< changes that stand only together, each in order
  std::vector<std::vector<Share>> rows;          ///< [group][number]
  std::vector<Estimate> whole;                   ///< by number: all changes made, minus none
  bool exact = true;                             ///< over all orders; else over random ones
  std::size_t hybrids = 0;                       ///< that were computed
  Termination termination = Termination::finished;
};

/// Needs    `none` and `all`: the worth with no change made and with all; `group_of` numbers the groups of changes that
///          are known to belong together, from 0. Groups are joined further where a hybrid is no scenario.
/// Returns  shares whose sum is the whole change up to rounding. Errors of shares come from the replicates, and with
///          random orders from the spread over blocks of them besides.
/// Cost     2^groups hybrids up to `max_exact` groups, else at most orders * groups.
[[nodiscard]] Result<Shares> share_out(const std::vector<std::size_t>& group_of, const Worth& none, const Worth& all,
                                       const HybridWorth& worth, const ShareOptions& options, const RunContext& run);

}  // namespace parley::study
