// SPDX-License-Identifier: Apache-2.0
// The rules of the play: what follows a history at a moment.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "parley/build/history.h"
#include "parley/build/lower.h"
#include "parley/build/priors.h"
#include "parley/build/timeline.h"
#include "parley/game/parametric.h"

namespace parley::build {

/// How far a history has come: to a moment, and through so many of the moment's conditions.
struct Stage {
  std::uint32_t moment = 0;
  std::uint32_t asked = 0;
};

/// One way on.
struct Arm {
  std::uint32_t label = 0;
  game::Slot prob{}, report{};  ///< as game::Edge
  History history;
  Stage to;
};

/// What follows a history: the arms of a node, or one arm by which it moves on without a node.
struct Branching {
  std::optional<game::NodeKind> kind;  ///< not set: no node
  game::Slot condition{};              ///< of a guard
  bool takes_move = false;             ///< the move of the moment is made and not skipped
  std::vector<Arm> arms;
  std::optional<Problem> problem;  ///< a rule of the language that the history breaks; the arms mean nothing then
};

class Successors {
 public:
  Successors(const scenario::Scenario& scenario, const Timeline& timeline, const HeldLevers& held, const Priors& priors,
             Lowering& lowering)
      : scenario_(scenario), timeline_(timeline), held_(held), priors_(priors), lowering_(lowering) {}

  /// Enters the history's state in the lowering, where it stays. Branches whose chance is 0 in every draw are left out.
  [[nodiscard]] Branching after(Stage at, const History& history);

 private:
  Branching ask(game::Slot condition, Arm yes, Arm no);
  Branching chance(Stage at, const History& history, const std::vector<game::Slot>& probs,
                   const std::vector<game::Slot>& report);
  Branching noise(Stage at, const History& history);
  Branching step(Stage at, const History& history);
  Branching chance_step(Stage at, const History& history, const scenario::Step& step);
  Branching pick_step(Stage at, const History& history, const scenario::Step& step);
  Branching stop(Stage at, const History& history);
  Branching round_end(Stage at, const History& history);

  /// The joint labels that may be chosen, first part slowest, each with the slot that says whether it is there.
  std::pair<std::vector<std::uint32_t>, std::vector<game::Slot>> choices(const scenario::Step& step);
  /// The label is settled: it becomes the present label of the facts and is remembered.
  [[nodiscard]] History settled(const History& before, const Moment& moment, std::uint32_t label) const;
  [[nodiscard]] Arm skipping(Stage at, History history) const;
  [[nodiscard]] const scenario::Seen& seen_of(const Moment& noise) const;

  const scenario::Scenario& scenario_;
  const Timeline& timeline_;
  const HeldLevers& held_;
  const Priors& priors_;
  Lowering& lowering_;
};

}  // namespace parley::build
