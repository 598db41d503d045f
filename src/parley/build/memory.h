// SPDX-License-Identifier: Apache-2.0
// What must be remembered of a history: labels that later expressions read, and labels that still inform somebody.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/build/history.h"
#include "parley/build/timeline.h"
#include "parley/scenario/scenario.h"

namespace parley::build {

/// For every moment, of a history that has come to it: the facts whose present label matters, and the instances whose
/// label somebody still to move could use to learn about a label that is hidden from it and still matters.
///
/// Two histories that agree in these have the same continuations, and telling a player which of them occurred would
/// teach it nothing about what it cannot see and still cares for: they may share a node.
///
/// Hidden connections are judged on the graph of who depended on what (each move with what its mover had seen, each
/// chance with what its chances read, each stop with what it asked), all that led to one thing taken as connected.
struct Memory {
  bool everything = false;                       ///< nothing is forgotten (no merging)
  std::vector<std::vector<bool>> live;           ///< [moment][fact]
  std::vector<std::vector<std::uint32_t>> kept;  ///< [moment]: instances, in order; empty where `everything`
};

[[nodiscard]] Memory remember(const scenario::Scenario& scenario, const Timeline& timeline, const HeldLevers& held,
                              const std::vector<scenario::ExprId>& asked, bool merge);

/// Drops from a history that has come to `moment` what no longer matters.
void forget(const Memory& memory, std::uint32_t moment, History& history);

/// True where the player has been shown the instance's label before `moment`.
[[nodiscard]] bool knows(const Instance& instance, std::uint32_t player, std::uint32_t moment);

/// The instances of which a fact's present label, just before `moment`, may be that.
[[nodiscard]] std::vector<std::uint32_t> sources(const Timeline& timeline, std::uint32_t fact, std::uint32_t moment);

/// For each moment: facts that its own expressions read (the end: outcomes, payoffs and what is asked).
[[nodiscard]] std::vector<std::vector<std::uint32_t>> reads_by_moment(const scenario::Scenario& scenario,
                                                                      const Timeline& timeline, const HeldLevers& held,
                                                                      const std::vector<scenario::ExprId>& asked);

}  // namespace parley::build
