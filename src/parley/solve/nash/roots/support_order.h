// SPDX-License-Identifier: Apache-2.0
// All support profiles that no conditional dominance rules out, small and balanced ones first.
#pragma once

#include <functional>

#include "parley/base/run_context.h"
#include "parley/solve/nash/roots/support_forms.h"

namespace parley::solve {

/// Calls `visit` with each support profile in which someone mixes, unless a used strategy is strictly dominated by
/// another one while others keep to what is open to them: to their supports as far as chosen, else to what is not
/// dominated itself. Compares exactly. Two players: most balanced first, then by size; more: by size, then balance.
///
/// Returns  finished where `visit` saw all of them; else why `run` stopped.
/// Source   Porter, Nudelman and Shoham 2008 (Games and Economic Behavior 63: 642-662).
Termination for_each_support(const game::PayoffTable& table, const RunContext& run,
                             const std::function<void(const SupportProfile&)>& visit);

}  // namespace parley::solve
