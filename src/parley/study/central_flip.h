// SPDX-License-Identifier: Apache-2.0
// At the central draw: where the chance of the event crosses the level, and whose choice turns there.
#pragma once

#include <vector>

#include "parley/base/run_context.h"
#include "parley/build/hold.h"
#include "parley/study/frontier.h"

namespace parley::study {

/// One flip along each axis, the other lever held at the middle of its values (a param at its median): the first pair
/// of neighbouring values between which the chance comes to the level. None where there is no such pair.
[[nodiscard]] std::vector<CentralFlip> central_flips(const build::Model& model, const Frontier& frontier,
                                                     const build::Lever& x, const build::Lever& y, RunContext& run);

}  // namespace parley::study
