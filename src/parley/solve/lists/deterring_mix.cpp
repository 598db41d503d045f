// SPDX-License-Identifier: Apache-2.0
// A linear program: what a deviation is worth is linear in the shares of sets that do not follow each other.
#include "parley/solve/lists/deterring_mix.h"

#include <algorithm>
#include <cmath>

#include "parley/math/linear_program.h"
#include "parley/solve/lists/whole_plans.h"

namespace parley::solve::lists {

namespace {

struct MixedSet {
  std::uint32_t set = 0, first = 0, second = 0;  // its two actions

  void put(Behaviour& behaviour, double share_of_second) const {
    behaviour[set][first] = 1.0 - share_of_second;
    behaviour[set][second] = share_of_second;
  }
};

std::vector<MixedSet> mixed_sets(const OffPathPart& part, const Behaviour& behaviour) {
  std::vector<MixedSet> mixed;
  for (const std::uint32_t h : part.sets) {
    std::vector<std::uint32_t> played;
    for (std::uint32_t a = 0; a < behaviour[h].size(); ++a) {
      if (behaviour[h][a] > 0.0) played.push_back(a);
    }
    if (played.size() == 2) mixed.push_back({h, played[0], played[1]});
  }
  return mixed;
}

}  // namespace

bool find_deterring_mix(const HistoryTree& tree, const PlayOnPath& play, const OffPathPart& part,
                        Behaviour& behaviour) {
  constexpr double least_share = 1e-9;
  const std::vector<MixedSet> mixed = mixed_sets(part, behaviour);
  LinearProgram program(mixed.size() + 1);  // shares of the second actions; room
  std::vector<double> row(mixed.size() + 1, 0.0);
  for (std::size_t m = 0; m < mixed.size(); ++m) {
    std::ranges::fill(row, 0.0);
    row[m] = 1.0;
    program.add_at_most(row, 1.0 - least_share);
    program.add_at_least(row, least_share);
    mixed[m].put(behaviour, 0.0);
  }
  for (const OffPathDoor& door : part.doors) {
    const double tolerance = tree.tolerance(tree.player_of(door.set));
    const auto value = [&] { return door_value(tree, play, behaviour, door, OffPathRule::consistent); };
    const double base = value();
    double largest = 0.0;
    for (std::size_t m = 0; m < mixed.size(); ++m) {
      mixed[m].put(behaviour, 1.0);
      row[m] = value() - base;
      mixed[m].put(behaviour, 0.0);
      largest = std::max(largest, std::abs(row[m]));
    }
    row[mixed.size()] = largest;
    // Half of the tolerance: rounding must not break what the check then asks.
    program.add_at_most(row, play.values[door.set] + 0.5 * tolerance - base);
  }
  std::ranges::fill(row, 0.0);
  row[mixed.size()] = 1.0;
  program.add_at_most(row, 1.0);
  const auto found = program.maximise(row);
  if (!found) return false;
  for (std::size_t m = 0; m < mixed.size(); ++m) mixed[m].put(behaviour, found->x[m]);
  return true;
}

}  // namespace parley::solve::lists
