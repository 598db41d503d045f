// SPDX-License-Identifier: Apache-2.0
// Builds the Model of a checked scenario.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/hold.h"
#include "parley/build/model.h"
#include "parley/scenario/diagnostic.h"
#include "parley/scenario/scenario.h"

namespace parley::build {

struct BuildOptions {
  bool merge = true;                      ///< let histories with identical continuations share a node
  std::uint64_t max_nodes = 10'000'000;   ///< stored nodes; more are refused before memory is spent
  std::vector<scenario::Target> targets;  ///< what will be asked; ids of the scenario
  std::vector<scenario::Hold> holds;      ///< levers held from the start (--hold, --set, holding)
  /// Give each piece of evidence a lever input, its strength: its likelihoods are taken to that power. At 1 it stands
  /// as written, at 0 it is not there, at -1 it speaks the other way as strongly.
  bool evidence_strengths = false;
};

struct Built {
  std::shared_ptr<const Model> model;  ///< not set where there are errors, or building was stopped
  scenario::Diagnostics diagnostics;   ///< P04, P05, P07 and W that only the built game shows
  Termination termination = Termination::finished;
};

/// `stopped`: what ended the building, and what would help.
[[nodiscard]] Error stopped_while_building(Termination why);

/// Errors of the scenario come as diagnostics with the history that shows them; a size past the limit as P0701 with the
/// size asked for.
[[nodiscard]] Built build(std::shared_ptr<const scenario::Scenario> scenario, const BuildOptions& options,
                          const RunContext& run = {});

}  // namespace parley::build
