// SPDX-License-Identifier: Apache-2.0
// A game as files hold it: a tree with labels and exact numbers, or a table of payoffs.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/game/numeric_game.h"
#include "parley/math/number.h"

namespace parley::game {

/// What an .efg file says, no less and no more: reading and writing it back gives an equal game.
struct ExtensiveGame {
  struct Infoset {
    std::uint32_t player = none;  ///< none: chance
    std::int64_t number = 0;      ///< as in the file; unique per player
    std::string label;
    std::vector<std::string> actions;
    std::vector<Rational> probs;  ///< chance: by action, in [0, 1], sum 1
    friend bool operator==(const Infoset&, const Infoset&) = default;
  };
  struct Outcome {
    std::int64_t number = 0;
    std::string label;
    std::vector<Rational> payoffs;  ///< by player
    friend bool operator==(const Outcome&, const Outcome&) = default;
  };
  struct Node {
    NodeKind kind = NodeKind::terminal;  ///< chance, decision or terminal
    std::string label;
    std::uint32_t infoset = none;         ///< chance and decision
    std::uint32_t outcome = none;         ///< none: outcome 0 of the file; interior nodes may carry one
    std::vector<std::uint32_t> children;  ///< in action order; nodes stand in prefix order, the root first
    friend bool operator==(const Node&, const Node&) = default;
  };
  std::string title, comment;
  std::vector<std::string> players;
  std::vector<Infoset> infosets;  ///< in order of first appearance
  std::vector<Outcome> outcomes;  ///< in order of first appearance
  std::vector<Node> nodes;
  friend bool operator==(const ExtensiveGame&, const ExtensiveGame&) = default;
};

/// What an .nfg file says. Contingencies with the first player's strategy running fastest.
struct StrategicGame {
  struct Outcome {
    std::string label;
    std::vector<Rational> payoffs;
    friend bool operator==(const Outcome&, const Outcome&) = default;
  };
  std::string title, comment;
  std::vector<std::string> players;
  std::vector<std::vector<std::string>> strategies;  ///< by player
  bool outcome_form = false;                         ///< written with named outcomes
  std::vector<Outcome> outcomes;                     ///< payoff form: one a contingency, in order
  std::vector<std::uint32_t> contingencies;          ///< index into outcomes; none: outcome 0 (all payoffs 0)
  friend bool operator==(const StrategicGame&, const StrategicGame&) = default;
};

/// Nothing, or the player and information set (by label or number) that break perfect recall, in words.
[[nodiscard]] std::string imperfect_recall(const ExtensiveGame& game);

/// For solvers. Payoffs along a path add up; information sets keep their index (chance ones left out; `origin` is the
/// index into ExtensiveGame::infosets), blocks follow the longest distance from the root.
/// Errors   unsupported where the game has imperfect recall: names the player and the information set.
[[nodiscard]] Result<NumericGame<Rational>> numeric(const ExtensiveGame& game);
/// One simultaneous block: information set i is player i's; its actions are the strategies.
[[nodiscard]] NumericGame<Rational> numeric(const StrategicGame& game);

/// The tree of an unmerged parametric game at one draw as a file holds it: exact decimals of the doubles, rationals as
/// they are; the last positive branch of each chance node is 1 minus the others; labels unique, nonempty and without
/// blanks at their ends; every branch of probability 0 left out; one outcome a distinct (outcome, payoffs).
/// Errors   as `at_draw`; unsupported where `game` has merged nodes.
[[nodiscard]] Result<ExtensiveGame> extensive(const ParametricGame& game, std::span<const Number> slots,
                                              std::string title, std::string comment);
/// Reduced to its strategic form (all pure strategies, not reduced). Errors: too_large past `max_contingencies`.
[[nodiscard]] Result<StrategicGame> strategic_form(const ExtensiveGame& game, std::uint64_t max_contingencies);
/// A tree whose players move in order without seeing each other.
[[nodiscard]] ExtensiveGame extensive(const StrategicGame& game);

}  // namespace parley::game
