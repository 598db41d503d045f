// SPDX-License-Identifier: Apache-2.0
// A finite game with numbers in it: one draw of a parametric game, or a game file. What solvers and certificates read.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/game/parametric.h"
#include "parley/math/number.h"

namespace parley::game {

/// T is double or Rational. No guards, no branch of probability 0, no choice that is not there: what is in it is in the
/// game. Nodes form a graph without circles (a tree where histories were not merged); edges lead to later nodes.
template <class T>
struct NumericGame {
  struct Node {
    NodeKind kind = NodeKind::terminal;  ///< chance, decision or terminal
    std::uint32_t first_edge = 0;
    std::uint32_t num_edges = 0;
    std::uint32_t place = 0;      ///< decision: infoset; terminal: index of the terminal
    std::uint32_t origin = none;  ///< node of the parametric game
  };
  struct Edge {
    std::uint32_t to = 0;
    T prob{};         ///< chance: > 0, those of a node sum to 1
    T report_prob{};  ///< chance: for what is reported
    std::uint32_t label = 0;
  };
  struct Infoset {
    std::uint32_t player = 0;
    std::uint32_t num_actions = 0;
    std::uint32_t block = 0;             ///< order in time, as in the parametric game
    std::uint32_t origin = none;         ///< infoset of the parametric game (or of the extensive game)
    std::vector<std::uint32_t> actions;  ///< by action: index into the origin's actions
    std::vector<std::uint32_t> nodes;
  };
  std::uint32_t num_players = 0;
  std::uint32_t num_quantities = 0;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::vector<Infoset> infosets;
  std::vector<T> payoffs;     ///< [terminal * num_players + player]
  std::vector<T> indicators;  ///< [terminal * num_quantities + quantity]; 0 or 1

  [[nodiscard]] std::span<const Edge> edges_of(std::uint32_t node) const {
    return {edges.data() + nodes[node].first_edge, nodes[node].num_edges};
  }
  /// Largest minus smallest payoff of a player over the ends of the game.
  [[nodiscard]] T payoff_range(std::uint32_t player) const;
  /// Of all players: what gains are measured by.
  [[nodiscard]] T largest_payoff_range() const;
};

/// The game of one draw. `slots` are the values of all slots of the program (Program::evaluate, or from lanes).
/// Errors   bad_input where the draw breaks a rule: a probability outside [0, 1] or a table that does not sum to 1, a
///          payoff that is not finite, no outcome, no choice left; the message names the step or the end and the value.
[[nodiscard]] Result<NumericGame<double>> at_draw(const ParametricGame& game, std::span<const double> slots);
/// The same in exact numbers; needs every slot that the game uses to be exact (see `is_exact`).
[[nodiscard]] Result<NumericGame<Rational>> at_draw_exact(const ParametricGame& game, std::span<const Number> slots);
/// True where every probability, payoff, guard and indicator of the game is exact at these slots.
[[nodiscard]] bool is_exact(const ParametricGame& game, std::span<const Number> slots);

/// Every number as the double nearest to it.
[[nodiscard]] NumericGame<double> in_doubles(const NumericGame<Rational>& game);

}  // namespace parley::game
