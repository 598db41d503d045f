// SPDX-License-Identifier: Apache-2.0
// What a player has seen when it moves: the key of its information set, and the labels that people are shown of it.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "parley/build/history.h"
#include "parley/build/memory.h"
#include "parley/build/timeline.h"
#include "parley/game/parametric.h"

namespace parley::build {

/// What a player knows when it moves: (instance, label), then (number of instances + fact, label), in order. Two
/// histories belong to one information set of a step and round exactly when these are equal.
using Knowledge = std::vector<std::pair<std::uint32_t, std::int32_t>>;

class Sightings {
 public:
  /// Adds the names of all moves to `steps`, in the order of Timeline::names; names of parts and counts are added
  /// later.
  Sightings(const scenario::Scenario& scenario, const Timeline& timeline, const HeldLevers& held, const Memory& memory,
            std::vector<game::StepName>& steps);

  /// Kept labels that the mover was shown, and present labels of facts that it can tell.
  [[nodiscard]] Knowledge knowledge(std::uint32_t player, std::uint32_t m, const History& history) const;
  /// Fills in the labels seen and the own type: by instance where they are kept, by fact otherwise.
  void describe(const Knowledge& known, std::uint32_t player, game::Infoset& set);

 private:
  using SeenAt = std::vector<std::pair<std::uint32_t, game::Seen>>;  // with the moment

  [[nodiscard]] bool knows_fact(std::uint32_t player, std::uint32_t fact, std::uint32_t m) const;
  /// Where all parts of a joint move are known they are told as the one label that they are. Returns how many further
  /// entries of `known` that took.
  std::size_t add_seen_move(const Knowledge& known, std::size_t first, std::uint32_t base,
                            std::vector<std::uint32_t>& told, SeenAt& seen) const;
  void add_seen_fact(std::uint32_t fact, std::uint32_t label, std::uint32_t player,
                     const std::vector<std::uint32_t>& told, SeenAt& seen, game::Infoset& set);
  /// A name for one part of a joint move, or for a count.
  std::uint32_t fact_name(std::uint32_t fact);
  void name_steps();

  const scenario::Scenario& scenario_;
  const Timeline& timeline_;
  const HeldLevers& held_;
  const Memory& memory_;
  std::vector<game::StepName>& steps_;
  std::map<std::uint32_t, std::uint32_t> fact_names_;
  mutable std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> known_facts_;
};

}  // namespace parley::build
