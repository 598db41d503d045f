// SPDX-License-Identifier: Apache-2.0
// What the owner of the levers does when they are left to it.
#pragma once

#include <optional>

#include "parley/base/run_context.h"
#include "parley/build/hold.h"
#include "parley/study/frontier.h"

namespace parley::study {

/// The most frequent pair of choices where both levers are one move, or the later move knows the earlier; else the most
/// frequent choice of each; for params their centre. Nothing where no draw of the free game is solved.
[[nodiscard]] std::optional<FreeChoice> free_choice(const build::Model& model, const build::Lever& x,
                                                    const build::Lever& y, const DrawOptions& options, RunContext& run);

}  // namespace parley::study
