// SPDX-License-Identifier: Apache-2.0
// What an equilibrium with given supports must keep: differences of payoffs as multilinear forms of the chances.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "parley/game/payoff_table.h"
#include "parley/math/enclosure.h"

namespace parley::solve {

/// strategies[player]: those played with positive chance, ascending; at least one each.
using SupportProfile = std::vector<std::vector<std::uint32_t>>;

/// Where the chances of the players who mix stand in a row: of each all chances, for the unknowns all but the first
/// one.
struct ChanceLayout {
  std::vector<std::uint32_t> players;  ///< who mix, ascending
  std::vector<std::size_t> sizes, first_chance, first_unknown;
  std::size_t num_chances = 0, num_unknowns = 0;
};

/// A sum over pure strategies of those who mix, `over` (positions in the layout, the first running fastest), of
/// coefficient times chances.
template <class N>
struct Form {
  std::vector<std::uint32_t> over;
  Box<N> coefficients;
};

struct Unused {
  std::uint32_t player, strategy;
};

/// All forms of a support profile, where all chances are positive: a form that is one chance times another form is
/// replaced by that one. Each is multiplied by a power of two (derivatives by that of their equation), such that no
/// coefficient is far from 1 and none is too large for a double. Neither changes a sign.
template <class N>
struct SupportForms {
  ChanceLayout layout;
  std::vector<Form<N>> equations;  ///< of each unknown: its strategy's gain over the first one; must be 0
  std::vector<std::vector<Form<N>>> derivatives;  ///< [equation][unknown]; no coefficients where none depends on it
  std::vector<Form<N>> ties;                      ///< gains between other used strategies: 0 where the equations hold
  std::vector<Form<N>> gains;  ///< of strategies that are not used over the first one that is; must not be positive
  std::vector<Unused> unused;  ///< whose gains these are
  std::size_t num_equal_unused = 0;  ///< unused ones that are as good as the first used one whatever others play
};

/// The exact forms; every coefficient is a single number.
[[nodiscard]] SupportForms<Rational> support_forms(const game::PayoffTable& table, const SupportProfile& support);
/// True where the unused strategy pays what some weighting of the player's used ones pays, whatever the others play:
/// where the equations hold it is exactly as good.
[[nodiscard]] bool is_copied(const game::PayoffTable& table, const SupportProfile& support, const Unused& unused);

[[nodiscard]] SupportForms<double> in_doubles(const SupportForms<Rational>& forms);

/// By the chance of strategy s of the k-th who mixes, at the cost of its first one; no coefficients where that is 0.
[[nodiscard]] Form<Rational> derivative(const Form<Rational>& form, const ChanceLayout& layout, std::uint32_t k,
                                        std::size_t s);

/// Bounds of sum x_s v_s for v within `values`, x within `chances` and sum x_s = 1; the values lie `stride` apart.
template <class N>
[[nodiscard]] Enclosure<N> mean(const Enclosure<N>* values, std::size_t stride, std::span<const Enclosure<N>> chances);

/// Bounds of a form while each player's chances range over the box and sum to 1.
template <class N>
[[nodiscard]] Enclosure<N> bounds(const Form<N>& form, const ChanceLayout& layout, const Box<N>& chances);

/// The same with one player's pure strategies left open: `form.over[which]`.
template <class N>
[[nodiscard]] Box<N> bounds_by_strategy(const Form<N>& form, std::size_t which, const ChanceLayout& layout,
                                        const Box<N>& chances);

/// Enclosures of the equations, and of their Jacobian row by row, all over a box of chances.
template <class N>
[[nodiscard]] Box<N> equation_values(const SupportForms<N>& forms, const Box<N>& chances);
template <class N>
[[nodiscard]] Box<N> equation_jacobian(const SupportForms<N>& forms, const Box<N>& chances);

/// Fills in the first chance of each player: what the others leave of 1.
template <class N>
[[nodiscard]] Box<N> chances_of(const ChanceLayout& layout, const Box<N>& unknowns);

}  // namespace parley::solve
