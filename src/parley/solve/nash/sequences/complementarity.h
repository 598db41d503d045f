// SPDX-License-Identifier: Apache-2.0
// Nash equilibria of two-player trees as a linear complementarity problem over sequences.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "parley/solve/nash/sequences/exact_plans.h"
#include "parley/solve/nash/sequences/sequence_form.h"

namespace parley::solve {

/// Unknowns: each player's plan, by sequence; what each sequence loses against the best (its slack), 0 or more and 0
/// where it is played; the worth of sets, which is free; and z, the weight of the prior, from 1 down to 0. Rows: a
/// sequence's loss is what its set is worth, less the sets that it leads to, less what it gets against the other's plan
/// and z times the prior; a set's chances, the prior's share of z added, sum to what leads there.
template <class T>
struct Complementarity {
  std::size_t num_rows = 0;
  std::vector<std::vector<std::pair<std::uint32_t, T>>> columns;  ///< row and value
  std::vector<T> rhs;
  /// At z = 1: best replies to the prior, of weight 0. The first player's empty sequence is to enter.
  std::vector<std::uint32_t> basis;
  std::array<std::uint32_t, 2> num_sequences{};

  [[nodiscard]] std::uint32_t num_complementary() const { return num_sequences[0] + num_sequences[1]; }
  /// A plan's unknown is `s` or num_sequences[0] + `s`; its slack stands num_complementary() later.
  [[nodiscard]] std::uint32_t complement(std::uint32_t k) const {
    return k < num_complementary() ? k + num_complementary() : k - num_complementary();
  }
  [[nodiscard]] bool is_free(std::uint32_t k) const { return k >= 2 * num_complementary() && k != weight(); }
  [[nodiscard]] std::uint32_t weight() const { return static_cast<std::uint32_t>(columns.size() - 1); }
  /// What may be played in a basis.
  [[nodiscard]] std::array<Support, 2> supports(const std::vector<std::uint32_t>& of_basis) const;
};

/// `payoffs[player][cell]`; `prior[player]`: realization plans without zeros.
/// Source   von Stengel, van den Elzen and Talman 2002 (Econometrica 70): the path from a prior never ends on a ray.
template <class T>
[[nodiscard]] Complementarity<T> complementarity(const SequenceForm& form, const std::array<std::vector<T>, 2>& payoffs,
                                                 const std::array<RealizationPlan<T>, 2>& prior);

/// Every choice of a set with the same chance.
template <class T>
[[nodiscard]] RealizationPlan<T> uniform_plan(const game::PlayerSequences& player);

}  // namespace parley::solve
