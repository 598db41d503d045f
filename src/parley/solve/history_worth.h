// SPDX-License-Identifier: Apache-2.0
// What histories are worth under the choices made so far, in slots: to each player, and to what is reported.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "parley/game/parametric.h"
#include "parley/game/program.h"
#include "parley/solve/factors.h"
#include "parley/solve/fixed_reach.h"
#include "parley/solve/late_choice.h"
#include "parley/solve/mixing.h"

namespace parley::solve {

/// A history and its weight.
struct Weighted {
  Factors factors;
  std::uint32_t node = 0;
  friend auto operator<=>(const Weighted&, const Weighted&) = default;
};

/// Histories that somebody cannot tell apart. The worth of a mixture is the sum of weights times worths.
using Mixture = std::vector<Weighted>;

/// Solved from the end backwards: `pass` and `choose` must be called for all that comes after a history before its
/// worth is asked for.
///
/// Mixtures stay together as long as their histories lead to the same choices: a choice taken at a whole information
/// set is then asked for once, and players that know equally little use the same sums.
class HistoryWorth {
 public:
  HistoryWorth(const game::ParametricGame& game, game::Program& program, FixedReach& reach);

  /// An end, a chance move or a guard whose successors are known.
  void pass(game::NodeId node);
  /// What is chosen at an information set: `better[a - 1]` is 1 where action a beats all before it.
  void choose(std::size_t infoset, std::vector<game::Slot> better);

  /// To a player, under the chances of the game.
  [[nodiscard]] const SlotSum& to_player(game::PlayerId player, game::NodeId node) const {
    return worth_[player.at()][node.at()];
  }
  [[nodiscard]] SlotSum to_player(game::PlayerId player, const Mixture& mixture);
  [[nodiscard]] bool have_equal_outcomes(game::NodeId a, game::NodeId b) const;
  /// At the root, under the chances that are reported. `needed`: slots that are computed anyway.
  [[nodiscard]] std::vector<game::Slot> reported_quantities();
  [[nodiscard]] std::vector<game::Slot> reported_values(std::vector<game::Slot> needed);

 private:
  /// A row of worths, one for each node.
  struct Row {
    std::uint32_t index = 0;  ///< of the player or quantity
    bool quantity = false;
    bool reported = false;  ///< under the chances that are reported
  };
  /// What is asked for: a row, its choices made last (what histories are worth first) or first.
  struct Ask {
    std::size_t row = 0;
    bool choices_first = false;
    friend auto operator<=>(const Ask&, const Ask&) = default;
  };
  [[nodiscard]] SlotSum end(const Row& row, const game::Terminal& terminal);
  [[nodiscard]] SlotSum average(std::size_t row, const game::Node& node);
  [[nodiscard]] SlotSum chosen(bool choices_first, const std::vector<game::Slot>& better,
                               const std::vector<SlotSum>& values);
  [[nodiscard]] std::vector<SlotSum> successors(std::size_t row, const game::Node& node) const;

  [[nodiscard]] SlotSum of(Ask ask, const Mixture& mixture);
  [[nodiscard]] SlotSum one_by_one(std::size_t row, const Mixture& mixture);
  [[nodiscard]] SlotSum together(Ask ask, const Mixture& mixture);
  [[nodiscard]] Mixture past_chance(const Mixture& mixture, bool reported);
  [[nodiscard]] Factors joined(std::vector<Factors> ways);
  [[nodiscard]] bool join_branches(std::vector<Factors>& ways);
  [[nodiscard]] std::size_t choice_at(std::uint32_t node) const;

  [[nodiscard]] std::uint32_t child(const game::Node& node, std::uint32_t k) const {
    return game_.edges[node.first_edge + k].to.index;
  }
  [[nodiscard]] static game::Slot chance(const game::Edge& edge, bool reported) {
    return reported ? edge.report_prob : edge.prob;
  }

  const game::ParametricGame& game_;
  game::Program& program_;
  FixedReach& reach_;
  Mixing mixing_;
  LateChoice late_choice_;
  std::vector<Row> rows_;
  std::vector<std::vector<SlotSum>> worth_;      // [row][node]
  std::vector<std::vector<game::Slot>> better_;  // by information set
  std::map<std::pair<Ask, Mixture>, SlotSum> known_, known_together_;
  std::size_t remembered_ = 0;  // histories of known mixtures
  std::size_t depth_ = 0;
};

}  // namespace parley::solve
