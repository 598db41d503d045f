// SPDX-License-Identifier: Apache-2.0
// The parametric game: one graph whose chances, payoffs and guards are slots of a program over the inputs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/game/program.h"

namespace parley::game {

using NodeId = Id<struct NodeTag>;
using PlayerId = Id<struct GamePlayerTag>;
using InfosetId = Id<struct InfosetTag>;
using TerminalId = Id<struct TerminalTag>;

inline constexpr std::uint32_t none = 0xffffffffU;

enum class NodeKind : std::uint8_t {
  chance,  ///< branches with probabilities
  guard,   ///< two branches, taken where `condition` is 1 and where it is 0; not a node of the game at any one draw
  decision,
  terminal,
};

/// A node with its edges `first_edge .. first_edge + num_edges` in ParametricGame::edges. Merged histories share nodes,
/// so nodes form a graph without circles; every edge leads to a node later in the array, node 0 is the root.
struct Node {
  NodeKind kind = NodeKind::terminal;
  std::uint32_t first_edge = 0;
  std::uint32_t num_edges = 0;
  std::uint32_t place = 0;  ///< decision: InfosetId; chance: index into `chances`; guard: slot; terminal: TerminalId
};

/// A chance move's step and the labels of its edges; several nodes share one.
struct ChanceMove {
  std::uint32_t step = none;  ///< index into `steps`
  std::uint32_t round = 0;    ///< 0 outside a repeat
};

struct Edge {
  NodeId to;
  std::uint32_t label = 0;  ///< index into the labels of the step
  Slot prob;                ///< chance: in the game; guard: 1 or 0; decision: unused
  Slot report_prob;         ///< chance: for what is reported, where evidence known to nobody bends it
};

/// What one kind of move is called: a step of the scenario, a type or noise move.
struct StepName {
  std::string name;                ///< "pressure + offer", "opinion", "leader.type", "leader.type for coercer"
  std::vector<std::string> picks;  ///< names of the parts ("pressure", "offer"); one for a chance move
  /// Labels by edge label index; for a joint move parts[k] of label l is label_parts[l][k].
  std::vector<std::string> labels;
  std::vector<std::vector<std::string>> label_parts;
};

/// Something a player saw before it moved.
struct Seen {
  std::uint32_t step = none;  ///< index into `steps`
  std::uint32_t round = 0;    ///< 0: outside a repeat
  std::uint32_t label = 0;
  bool exact = true;  ///< false where the label may be wrong (`with error`)
  friend bool operator==(const Seen&, const Seen&) = default;
};

struct Infoset {
  PlayerId player;
  std::uint32_t step = none;  ///< index into `steps`
  std::uint32_t round = 0;
  std::uint32_t block = 0;             ///< order in time: sets of one simultaneous block share it; later is larger
  std::uint32_t type_label = none;     ///< own type: label of the step "PLAYER.type", where the player has one
  std::vector<Seen> seen;              ///< in order, own type left out
  std::vector<std::uint32_t> actions;  ///< labels of the step, in the order of the edges of its nodes
  std::vector<Slot> available;         ///< by action: 1 where the choice is there in the draw
  std::vector<NodeId> nodes;
};

struct Terminal {
  std::vector<Slot> payoffs;     ///< by player
  std::vector<Slot> indicators;  ///< by quantity: 1 where the outcome or event holds
};

/// Outcomes first, then events: things whose chance is asked for.
struct Quantity {
  std::string name;
  bool is_outcome = true;
};

struct ParametricGame {
  std::vector<std::string> players;
  std::vector<Quantity> quantities;
  std::vector<StepName> steps;
  Program program;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::vector<ChanceMove> chances;
  std::vector<Infoset> infosets;
  std::vector<Terminal> terminals;

  [[nodiscard]] std::size_t num_players() const { return players.size(); }
  [[nodiscard]] const Edge* edges_of(const Node& node) const { return edges.data() + node.first_edge; }
};

}  // namespace parley::game
