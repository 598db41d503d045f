// SPDX-License-Identifier: Apache-2.0
// From text to a checked scenario: lexer, parser, names, kinds and checks in one call.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "parley/base/result.h"
#include "parley/scenario/diagnostic.h"
#include "parley/scenario/scenario.h"
#include "parley/scenario/source.h"

namespace parley::scenario {

struct Analysis {
  Diagnostics diagnostics;
  /// Set exactly when there are no errors.
  std::shared_ptr<const Scenario> scenario;
};

/// Needs    nothing: any bytes are an answerable text.
/// Returns  diagnostics for the file and, in every analysis, for all its variants (one message a fault, placed where
/// the
///          variant's statement stands); the scenario with `variant` applied ("" for none).
/// Errors   bad_option where the file has no such variant: the message lists those it has.
/// Reads    the `samples` files that the text names, below the source's folder, and nothing else.
[[nodiscard]] Result<Analysis> analyse(const SourceText& source, std::string_view variant = {});

/// Questions put from outside (command line, library) in the words of the language, against a checked scenario. The
/// returned scenario is the given one with the expressions of the question added; ids of the given one stay valid.
/// Errors   bad_option: the message quotes the text, the place in it and the rule.
struct Question {
  std::shared_ptr<const Scenario> scenario;
  Target target;
};
/// "P(handover given leader is exit)", "value(coercer)".
[[nodiscard]] Result<Question> parse_target(const std::shared_ptr<const Scenario>& scenario, std::string_view text);
/// A condition over the finished play; gives the target P(EVENT).
[[nodiscard]] Result<Question> parse_event(const std::shared_ptr<const Scenario>& scenario, std::string_view text);
/// "pressure=build_up", "offer=0.85", "p_open=1/3", "pressure is build_up". Label or number as language.md, section 9,
/// *Holding*: what may not be held there is an error that lists the choices or the range.
[[nodiscard]] Result<Hold> parse_hold(const Scenario& scenario, std::string_view text);
/// The name of a lever: a pick, a chance move with values or labels, or a param.
[[nodiscard]] Result<Axis> parse_axis(const Scenario& scenario, std::string_view text);

/// True where the variable may be held at any number between its smallest and largest value.
[[nodiscard]] bool may_be_held_between(const Scenario& scenario, VariableId variable);

}  // namespace parley::scenario
