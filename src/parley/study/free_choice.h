// SPDX-License-Identifier: Apache-2.0
// What the owner of the levers does when they are left to it.
#pragma once

#include <optional>

#include "parley/base/run_context.h"
#include "parley/build/hold.h"
#include "parley/study/frontier.h"

namespace parley::study {

/// The most frequent joint choice where both levers are chosen in one move, else the most frequent choice of each; for
/// params their centre. Nothing where the free game is not settled.
[[nodiscard]] std::optional<FreeChoice> free_choice(const build::Model& model, const build::Lever& x,
                                                    const build::Lever& y, const DrawOptions& options, RunContext& run);

}  // namespace parley::study
