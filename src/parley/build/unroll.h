// SPDX-License-Identifier: Apache-2.0
// Unrolls the play, moment by moment, into a graph of histories; those that need not be told apart are carried as one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/build/lower.h"
#include "parley/build/memory.h"
#include "parley/build/model.h"
#include "parley/build/priors.h"
#include "parley/build/timeline.h"
#include "parley/game/parametric.h"
#include "parley/scenario/diagnostic.h"

namespace parley::build {

/// A node as it is made: edges lead to `tickets`, which stand for histories that have not come to a node yet.
struct RawNode {
  game::NodeKind kind = game::NodeKind::terminal;
  std::uint32_t place = 0;  ///< as game::Node
  std::uint32_t moment = 0;
  std::vector<game::Edge> edges;         ///< `to` is a ticket
  std::uint32_t first_parent = nothing;  ///< a node before it on some history
  std::uint32_t first_label = 0;
};

struct Unrolled {
  std::vector<RawNode> nodes;
  std::vector<std::uint32_t> ticket_node;  ///< by ticket
  std::uint32_t root = 0;                  ///< ticket
  std::vector<game::Infoset> infosets;     ///< nodes filled in later
  std::vector<game::Terminal> terminals;
  std::vector<game::ChanceMove> chances;  ///< by moment: the move's name and round
  std::vector<game::StepName> steps;
  std::vector<bool> outcome_reached;  ///< by outcome
  std::vector<bool> moment_taken;     ///< by moment: some history does not skip it
  bool gave_up = false;               ///< the game is larger than was allowed
  Termination termination = Termination::finished;
};

/// A condition whose chance is asked for: the event, together with its condition where it has one.
struct Event {
  scenario::ExprId event;
  std::optional<scenario::ExprId> given;
};

struct UnrollInput {
  const scenario::Scenario& scenario;
  const Timeline& timeline;
  const HeldLevers& held;
  const Memory& memory;
  const Priors& priors;
  const std::vector<Event>& events;  ///< quantities after the outcomes
  std::uint64_t max_nodes = 0;
};

/// Diagnostics are added to `diagnostics`; after an error, or when it was stopped, the result is not to be used. A game
/// of more than `max_nodes` is refused before more than a few bytes a node are spent on it.
[[nodiscard]] Unrolled unroll(const UnrollInput& input, Lowering& lowering, scenario::Diagnostics& diagnostics,
                              const RunContext& run);

}  // namespace parley::build
