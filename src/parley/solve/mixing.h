// SPDX-License-Identifier: Apache-2.0
// Averages over chance, in slots: terms that all branches share are carried past.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/game/program.h"
#include "parley/solve/factors.h"
#include "parley/solve/fixed_reach.h"

namespace parley::solve {

/// A number as a slot and terms that are added to it. Terms that all branches of a chance or choice share (a cost that
/// is paid whatever follows, say) are carried past it: the rest is then the same in more histories.
struct SlotSum {
  game::Slot base;
  std::vector<game::Slot> terms;  ///< in order, with repetition
  friend auto operator<=>(const SlotSum&, const SlotSum&) = default;
};

/// A number and its chance.
struct WeightedSum {
  Factors factors;
  SlotSum value;
};

class Mixing {
 public:
  Mixing(game::Program& program, FixedReach& reach) : program_(program), reach_(reach) {}

  /// A slot taken apart into its terms, constants gathered in the base.
  [[nodiscard]] SlotSum split(game::Slot slot);
  [[nodiscard]] static std::vector<game::Slot> common_terms(const std::vector<SlotSum>& values);
  /// The value as one slot, `left_out` of its terms left out.
  [[nodiscard]] game::Slot total(const SlotSum& value, const std::vector<game::Slot>& left_out = {});
  [[nodiscard]] std::vector<game::Slot> totals(const std::vector<SlotSum>& values,
                                               const std::vector<game::Slot>& left_out);

  /// Sum of chances times values; chances that add up to 1 let terms that all values share pass.
  [[nodiscard]] SlotSum mix(const std::vector<SlotSum>& values, const std::vector<game::Slot>& chances);
  /// The same of products of chances, one chance move after the other in the order of play.
  [[nodiscard]] SlotSum mix(const std::vector<WeightedSum>& parts) { return mix_from(parts, 0); }

 private:
  SlotSum mix_from(const std::vector<WeightedSum>& parts, std::size_t depth);
  game::Slot weighted_total(const std::vector<game::Slot>& values, const std::vector<game::Slot>& chances);

  game::Program& program_;
  FixedReach& reach_;
};

}  // namespace parley::solve
