// SPDX-License-Identifier: Apache-2.0
// A choice between two numbers of one form, made among what they consist of.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <vector>

#include "parley/game/program.h"

namespace parley::solve {

/// `select`, for what is only reported: choices first, arithmetic after. Two sums of one form differ only in the
/// choices deep in them; selecting those serves every outcome and every player, and the sum is made once.
class LateChoice {
 public:
  explicit LateChoice(game::Program& program) : program_(program) {}

  [[nodiscard]] game::Slot select(game::Slot condition, game::Slot yes, game::Slot no);

 private:
  using Pairs = std::vector<std::pair<game::Slot, game::Slot>>;

  [[nodiscard]] std::optional<game::Slot> inside(game::Slot condition, game::Slot yes, game::Slot no);
  [[nodiscard]] std::optional<game::Slot> of_products(game::Slot condition, game::Slot yes, game::Slot no);
  [[nodiscard]] std::optional<game::Slot> of_sums(game::Slot condition, game::Slot yes, game::Slot no);
  [[nodiscard]] std::optional<game::Slot> of_choices(game::Slot condition, game::Slot yes, game::Slot no);
  [[nodiscard]] std::vector<game::Slot> terms_of(game::Slot sum) const;
  [[nodiscard]] bool share_factor(game::Slot x, game::Slot y) const;
  [[nodiscard]] const game::Instruction& made_by(game::Slot slot) const { return program_.instructions()[slot.at()]; }

  game::Program& program_;
  std::size_t depth_ = 0;  // of the descent; deep ones end, whatever the form
  std::map<std::array<game::Slot, 3>, game::Slot> known_;
};

}  // namespace parley::solve
