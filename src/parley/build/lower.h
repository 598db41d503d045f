// SPDX-License-Identifier: Apache-2.0
// Expressions of the scenario, read in a history's state, as slots of the game's program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/build/history.h"
#include "parley/build/timeline.h"
#include "parley/game/program.h"
#include "parley/scenario/scenario.h"

namespace parley::build {

/// A rule of the language that a history breaks.
struct Problem {
  std::string code;
  std::string message;
  scenario::Span span;
  std::string help;
};

/// Reads expressions. Conditions come as slots that are 1 or 0; what the state decides is a constant. `if`, `and` and
/// `or` read only what they need: an arm that the state rules out is never looked at; where the parameters decide, a
/// value that one arm lacks becomes NaN there.
class Lowering {
 public:
  Lowering(const scenario::Scenario& scenario, const Timeline& timeline, const HeldLevers& held, game::Program& program,
           std::vector<game::Slot> param_slots, std::vector<game::Slot> lever_slots);

  /// Begin reading in a state: labels by fact. The span must outlive the reading.
  void enter(const std::vector<std::int32_t>& labels);
  /// The indicators of the outcomes at the end that is entered, for events that name outcomes.
  void set_outcomes(const std::vector<game::Slot>* indicators) { outcomes_ = indicators; }

  game::Slot number(scenario::ExprId id) { return slot(id); }
  game::Slot condition(scenario::ExprId id) { return slot(id); }
  /// The condition's value where the state alone decides it.
  std::optional<bool> decided(game::Slot condition) const;

  [[nodiscard]] game::Program& program() { return program_; }
  /// The first rule that the present state broke; taken out.
  std::optional<Problem> take_problem();

 private:
  game::Slot slot(scenario::ExprId id);
  game::Slot make(scenario::ExprId id);
  game::Slot variable_value(const scenario::Expr& expr);
  game::Slot label_value(const std::optional<scenario::ExprId>& value, const scenario::Expr& expr);
  game::Slot param(const scenario::Expr& expr);
  game::Slot fold(const scenario::Expr& expr, game::Op op);
  game::Slot choose(const scenario::Expr& expr);
  game::Slot connect(const scenario::Expr& expr, bool conjunction);
  game::Slot test(std::uint32_t fact, const std::vector<std::uint32_t>& labels);
  game::Slot missing(const scenario::Expr& expr, const std::string& what);

  const scenario::Scenario& scenario_;
  const Timeline& timeline_;
  const HeldLevers& held_;
  game::Program& program_;
  std::vector<game::Slot> param_slots_, lever_slots_;
  const std::vector<std::int32_t>* labels_ = nullptr;
  const std::vector<game::Slot>* outcomes_ = nullptr;
  /// By expression, valid in the epoch it was made in; apart for doubtful arms, where a missing value is no problem.
  std::vector<std::pair<std::uint64_t, game::Slot>> memo_, doubtful_memo_;
  std::uint64_t epoch_ = 0;
  int doubtful_ = 0;  // inside an arm that only some draws take
  std::optional<Problem> problem_;
};

}  // namespace parley::build
