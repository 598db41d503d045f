// SPDX-License-Identifier: Apache-2.0
// Turns a parametric game into the steps that certify a block of its draws.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/game/certificate_steps.h"
#include "parley/game/parametric.h"

namespace parley::game {

/// Steps over numbered lanes. Numbers stand for, in this order: the slots, the choices by information set, the reach by
/// information set, the values by player, the largest gain, the constants, and the registers.
struct CertificatePlan {
  std::vector<Slot> slots;  ///< none of them constant
  std::vector<double> constants;
  std::uint32_t num_infosets = 0;
  std::uint32_t num_players = 0;
  std::uint32_t num_registers = 0;
  std::vector<CertificateStep> steps;
  std::vector<std::uint32_t> operands;

  [[nodiscard]] std::uint32_t choice(std::size_t infoset) const { return after(slots.size(), infoset); }
  [[nodiscard]] std::uint32_t reach(std::size_t infoset) const { return after(choice(num_infosets), infoset); }
  [[nodiscard]] std::uint32_t value(std::size_t player) const { return after(reach(num_infosets), player); }
  [[nodiscard]] std::uint32_t largest_gain() const { return value(num_players); }
  [[nodiscard]] std::uint32_t constant(std::size_t k) const { return after(largest_gain() + 1, k); }
  [[nodiscard]] std::uint32_t reg(std::size_t k) const { return after(constant(constants.size()), k); }
  [[nodiscard]] std::uint32_t num_lanes() const { return reg(num_registers); }

 private:
  static std::uint32_t after(std::size_t first, std::size_t k) { return static_cast<std::uint32_t>(first + k); }
};

/// Equal values of a player are computed once, what is the same whatever is chosen not at all. Registers are used again
/// after their last use, and nodes are walked in depth, so that few are in use at a time.
/// Cost     O(edges * players * log).
[[nodiscard]] CertificatePlan plan_certificate(const ParametricGame& game);

}  // namespace parley::game
