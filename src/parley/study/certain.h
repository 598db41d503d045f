// SPDX-License-Identifier: Apache-2.0
// Chances that are 0 or 1 whatever is drawn: what no play can give, and what every play gives.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "parley/build/model.h"
#include "parley/game/interval.h"
#include "parley/solve/settled_program.h"

namespace parley::study {

/// The ends to which some play can come in some draw, by bounds over all that can be drawn; chances and guards that are
/// 0 all over are not taken, nor what somebody would never choose who knows all that happened, whatever is drawn (ties
/// aside) and whoever moves after. Bounds are safe: what is certain is, and some of what is may not be seen to be.
class CertainEvents {
 public:
  /// Needs    `settled` of the model's game; the model outlives the object.
  /// Cost     O(slots + edges).
  CertainEvents(const build::Model& model, const solve::SettledProgram& settled);

  /// The event (a quantity) holds at no end at which the condition may hold (none: at no end).
  [[nodiscard]] bool never(std::uint32_t event, std::uint32_t given = game::none) const;
  /// The event holds at every end at which the condition may hold.
  [[nodiscard]] bool always(std::uint32_t event, std::uint32_t given = game::none) const;

 private:
  /// By information set: the one choice that is ever made, where backward induction knows it of every draw.
  [[nodiscard]] std::vector<std::optional<std::uint32_t>> only_choices(const solve::SettledProgram& settled) const;
  /// Terminals to which play can come.
  [[nodiscard]] std::vector<std::uint32_t> reached(const solve::SettledProgram& settled) const;
  [[nodiscard]] const game::Interval& indicator(std::uint32_t terminal, std::uint32_t quantity) const {
    return bounds_[model_.game.terminals[terminal].indicators[quantity].at()];
  }

  const build::Model& model_;
  std::vector<game::Interval> bounds_;  // by slot
  std::vector<std::uint32_t> ends_;
};

}  // namespace parley::study
