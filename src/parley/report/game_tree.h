// SPDX-License-Identifier: Apache-2.0
// The tree of one draw as it is shown: every history a row, guards and what is not there left out.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parley/game/parametric.h"
#include "parley/math/number.h"
#include "parley/report/document.h"
#include "parley/report/text_style.h"

namespace parley::report {

/// A history; rows stand in prefix order, the root first.
struct TreeRow {
  game::NodeKind kind = game::NodeKind::terminal;  ///< chance, decision or terminal
  std::uint32_t parent = game::none;               ///< row of the node before it
  std::uint32_t depth = 0;
  std::string label;                   ///< of the edge that leads here; empty at the root
  std::optional<Number> prob;          ///< of that edge, where chance takes it
  std::uint32_t player = game::none;   ///< decision
  std::string step;                    ///< decision and chance: what is decided
  std::uint32_t round = 0;             ///< 0 outside a repeat
  std::uint32_t infoset = game::none;  ///< decision: index in the parametric game
  std::string outcome;                 ///< terminal
  std::vector<Number> payoffs;         ///< terminal: by player
  std::uint64_t cut = 0;               ///< nodes below that `max_depth` left out
  bool last = true;                    ///< the last branch of its parent
};

struct GameTree {
  std::vector<std::string> players;
  std::vector<TreeRow> rows;

  /// True where `max_depth` left nodes out.
  [[nodiscard]] bool is_cut() const {
    return std::any_of(rows.begin(), rows.end(), [](const TreeRow& row) { return row.cut > 0; });
  }
};

/// Needs    `slots`: the values of all slots of the program at the draw.
/// Cost     the tree that hangs on the graph: merged games unfold. `max_depth`: moves below the root; not set: all.
[[nodiscard]] GameTree game_tree(const game::ParametricGame& game, std::span<const Number> slots,
                                 std::optional<std::size_t> max_depth);

/// "chance", "decision", "terminal": a tree has no guards.
[[nodiscard]] std::string_view kind_name(game::NodeKind kind);
/// Lines of branches for people: who moves, chances in per cent, outcome and payoffs at the ends.
[[nodiscard]] std::string tree_text(const TextStyle& style, const GameTree& tree);
/// For Graphviz: dashed lines join the nodes of an information set.
[[nodiscard]] std::string tree_dot(const GameTree& tree, const std::string& title);
/// parley/tree/1: {"players","at","nodes": [{"id","parent","kind","label","prob","player","step","round","infoset",
/// "outcome","payoffs","cut"}]} with null where a key does not apply.
[[nodiscard]] Json tree_json(const Head& head, const std::string& at, const GameTree& tree);

}  // namespace parley::report
