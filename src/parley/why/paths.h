// SPDX-License-Identifier: Apache-2.0
// The paths to an outcome: where the equilibrium leaves each, and the one that needs the least.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "parley/build/model.h"
#include "parley/why/explanation.h"
#include "parley/why/solved_point.h"

namespace parley::why {

/// A choice that is not made, on the path that needs the least.
struct FirstNeed {
  std::size_t set = 0, action = 0;  ///< of the game with numbers in it
  double loss = 0.0;                ///< payoff units
};

/// Paths to one outcome through one solved game. A path needs a choice where the equilibrium makes it with no chance;
/// what that costs is what its player would lose, given its beliefs and what is played afterwards, over the range of
/// its payoffs. Of all paths the one with the smallest sum needs the least; then the one with fewer such choices, then
/// the likelier one by chance and mixing.
///
/// Cost     O(edges).
class Paths {
 public:
  /// `model` and `solved` must outlive it.
  Paths(const build::Model& model, const Solved& solved, std::size_t outcome);

  [[nodiscard]] bool exist() const { return nodes_[0].exists; }
  /// Nothing where the outcome needs no such choice.
  [[nodiscard]] std::optional<FirstNeed> first_need() const;
  [[nodiscard]] PathsTo facts() const;
  [[nodiscard]] Deviation deviation(std::size_t set, std::size_t action) const;

 private:
  struct Need {
    double share = 0.0;       // sum of the shares lost
    std::uint32_t count = 0;  // choices that are not made
    double surprise = 0.0;    // minus the logarithm of the chance of the rest
    friend auto operator<=>(const Need&, const Need&) = default;
  };
  struct AtNode {
    bool exists = false;     // some path leads on to the outcome
    double paths = 0.0;      // so many
    Need need;               // of the best of them
    std::uint32_t best = 0;  // its edge
  };
  [[nodiscard]] Need edge_need(const game::NumericGame<double>::Node& node, std::uint32_t edge) const;
  [[nodiscard]] double loss(std::size_t set, std::size_t action) const;
  void fill(std::uint32_t node);
  [[nodiscard]] std::vector<Move> least() const;
  [[nodiscard]] Move move(const game::NumericGame<double>::Node& node, std::uint32_t edge) const;

  const build::Model& model_;
  const Solved& solved_;
  std::size_t outcome_;
  std::vector<AtNode> nodes_;
};

}  // namespace parley::why
