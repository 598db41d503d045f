// SPDX-License-Identifier: Apache-2.0
// Any bytes are checked, in every variant, and whatever passes can be outlined and asked about.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "parley/scenario/analyse.h"
#include "parley/scenario/codes.h"
#include "parley/scenario/outline.h"

namespace {

using namespace parley;
using namespace parley::scenario;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_diagnostics(const Diagnostics& diagnostics, std::size_t size) {
  require(diagnostics.count(Severity::error) <= Diagnostics::max_errors);
  for (const Diagnostic& one : diagnostics.list) {
    require(!one.message.empty() && find_code(one.code) != nullptr);
    require(one.span.begin <= one.span.end && one.span.end <= size);
    for (const Label& label : one.labels) require(label.span.begin <= label.span.end && label.span.end <= size);
    if (one.edit) require(one.edit->span.begin <= one.edit->span.end && one.edit->span.end <= size);
  }
}

/// Arguments come before what uses them, and every id is one of its vector.
void check_expressions(const Scenario& scenario) {
  for (std::size_t i = 0; i < scenario.exprs.size(); ++i) {
    const Expr& expr = scenario.exprs[i];
    for (const ExprId arg : expr.args) require(arg.at() < i);
    const bool of_variable =
        expr.kind == ExprKind::value || expr.kind == ExprKind::is_label || expr.kind == ExprKind::is_none;
    if (of_variable) require(expr.id < scenario.variables.size());
    if (expr.kind == ExprKind::param) require(expr.id < scenario.params.size());
    if (expr.kind == ExprKind::is_label) {
      for (const std::uint32_t label : expr.labels) require(label < scenario.variables[expr.id].labels.size());
    }
  }
  for (const Variable& variable : scenario.variables) {
    for (const VariableLabel& label : variable.labels) {
      if (label.value) require(label.value->at() < scenario.exprs.size());
    }
  }
}

void ask(const std::shared_ptr<const Scenario>& scenario) {
  for (const Variable& variable : scenario->variables) {
    (void)parse_axis(*scenario, variable.name);
    (void)parse_hold(*scenario, variable.name + "=0.5");
    if (!variable.labels.empty()) (void)parse_event(scenario, variable.name + " is " + variable.labels[0].text);
  }
  if (!scenario->players.empty())
    require(parse_target(scenario, "value(" + scenario->players[0].name + ")").has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourceText source("fuzz.parley", "", std::string(reinterpret_cast<const char*>(data), size));
  const auto analysis = analyse(source);
  require(analysis.has_value());
  check_diagnostics(analysis->diagnostics, size);
  (void)render(analysis->diagnostics, source, false);
  require((analysis->scenario != nullptr) == !analysis->diagnostics.has_errors());
  if (!analysis->scenario) return 0;
  check_expressions(*analysis->scenario);
  (void)outline(*analysis->scenario, source, 60);
  ask(analysis->scenario);
  for (const VariantName& variant : analysis->scenario->variants) {
    const auto other = analyse(source, variant.name);
    require(other.has_value() && other->scenario != nullptr);
    check_expressions(*other->scenario);
  }
  return 0;
}
