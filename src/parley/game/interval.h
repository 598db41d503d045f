// SPDX-License-Identifier: Apache-2.0
// Bounds of everything that a program computes while its inputs range over a box.
#pragma once

#include <span>
#include <vector>

#include "parley/game/program.h"

namespace parley::game {

/// All numbers from `low` to `high`, ends included.
struct Interval {
  double low = 0.0;
  double high = 0.0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// Bounds of every slot, for every point of the box and every instruction set of the lanes. A slot that may be
/// undefined (NaN) somewhere in the box gets [-inf, inf]; a condition that holds all over the box gets [1, 1], one that
/// holds nowhere [0, 0]. Operands are taken to vary freely of each other: bounds are safe, not always the narrowest.
///
/// Needs    one interval an input, low <= high; they may be infinite.
/// Cost     O(slots).
/// Source   Moore 1966 (interval arithmetic). Differs: what rounds is widened by 1e-12 of itself; results below the
///          smallest normal double are not told from it.
[[nodiscard]] std::vector<Interval> bound(const Program& program, std::span<const Interval> inputs);

}  // namespace parley::game
