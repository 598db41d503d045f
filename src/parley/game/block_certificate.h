// SPDX-License-Identifier: Apache-2.0
// Certificates of a block of draws at once: what pure play gains nobody, recomputed from the parametric game.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "parley/game/certificate_plan.h"
#include "parley/game/lanes.h"
#include "parley/game/parametric.h"

namespace parley::game {

/// Recomputes, draw by draw in lanes, what `certify` computes of one numeric game with pure play: values by backward
/// averaging, beliefs by Bayes where play comes and by uniform trembles elsewhere, the largest gain of a one-set
/// deviation. Shares nothing with the solvers. One object a thread.
class BlockCertificate {
 public:
  /// Plans are shared: making one takes longer than running it over many blocks.
  explicit BlockCertificate(std::shared_ptr<const CertificatePlan> plan);
  explicit BlockCertificate(const ParametricGame& game)
      : BlockCertificate(std::make_shared<const CertificatePlan>(plan_certificate(game))) {}

  BlockCertificate(const BlockCertificate&) = delete;
  BlockCertificate& operator=(const BlockCertificate&) = delete;

  /// The slots whose lanes `run` reads: chances, guards, availability and payoffs of the game that are not constant.
  [[nodiscard]] const std::vector<Slot>& needed() const { return plan_->slots; }

  /// Needs    slots[k]: block_size lanes of needed()[k]; choices[h]: block_size lanes of the index of the action chosen
  ///          at information set h. Lanes from `count` on, and lanes of draws that break a rule, may hold anything.
  /// Cost     O(edges * players) a lane.
  void run(std::span<const double* const> slots, std::span<const double* const> choices, std::size_t count);

  /// By lane: the largest gain, payoff units, 0 or more.
  [[nodiscard]] const std::vector<double>& largest_gain() const { return largest_gain_; }
  /// True where play comes to the set in the draw with positive chance (in the game's own chances).
  [[nodiscard]] bool on_path(InfosetId set, std::size_t lane) const {
    return reach_[set.at() * block_size + lane] > 0.0;
  }
  /// Chance that play comes to the set.
  [[nodiscard]] double reach(InfosetId set, std::size_t lane) const { return reach_[set.at() * block_size + lane]; }
  /// The player's value at the root, in the game's own chances.
  [[nodiscard]] double value(std::uint32_t player, std::size_t lane) const {
    return values_[player * block_size + lane];
  }

 private:
  void place(std::uint32_t number, double* lanes);
  /// Where steps on lanes `first` and on write what `run` is for.
  void place_results(std::size_t first);

  std::shared_ptr<const CertificatePlan> plan_;
  std::vector<double> largest_gain_, reach_, values_;
  std::vector<double> storage_;      // constants and registers of the plan
  std::vector<const double*> from_;  // lanes by number
  std::vector<double*> to_;
};

}  // namespace parley::game
