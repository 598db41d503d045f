// SPDX-License-Identifier: Apache-2.0
// The histories of a play as far as they bear on some expressions: every way in which what these use may stand.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "parley/scenario/kinds.h"
#include "parley/scenario/ranges.h"
#include "parley/scenario/scenario.h"

namespace parley::scenario {

/// Enumerates histories over the variables and types that some expressions use, directly or through the conditions of
/// the steps that settle these; the others stay unknown. Rounds of a `repeat` are not unrolled: its variables are
/// unknown.
class Histories {
 public:
  /// `ranges` evaluates in the situation at hand. `certain`: some play surely comes here with these labels, whatever
  /// the unknown is; otherwise it may.
  using Visit = std::function<void(Ranges& ranges, const Situation& situation, bool certain)>;

  /// `effort`: histories that may still be visited, counted down.
  Histories(const Scenario& scenario, const Lowering& lower, std::vector<ExprId> about, std::size_t& effort);

  /// Calls `visit` in every history that may come to the step, just before it; false if there were too many to go
  /// through.
  bool at_step(StepId target, Situation start, const Visit& visit);
  /// The same at the end of the play.
  bool at_end(Situation start, const Visit& visit);

 private:
  struct Walk;

  void close(const Lowering& lower, std::vector<ExprId> about);
  void flatten(const std::vector<StepId>& steps, std::optional<StepId> repeat);

  const Scenario& scenario_;
  std::vector<bool> variables_;                   // relevant, by VariableId
  std::vector<bool> types_;                       // relevant, by PlayerId
  std::vector<bool> impossible_;                  // by PlayerId: evidence with likelihood 0 on the type
  std::vector<StepId> order_;                     // relevant steps; a repeat stands for its whole body
  std::vector<std::optional<StepId>> repeat_of_;  // by StepId: the repeat around it
  std::vector<std::uint32_t> position_;           // by StepId: place in the whole play
  std::size_t& effort_;
  bool too_many_ = false;
};

}  // namespace parley::scenario
