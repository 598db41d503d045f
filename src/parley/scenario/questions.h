// SPDX-License-Identifier: Apache-2.0
// Questions against a scenario whose statements are checked: the same rules for those in the file and from outside.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/scenario/kinds.h"
#include "parley/scenario/names.h"
#include "parley/scenario/reporter.h"
#include "parley/scenario/scenario.h"
#include "parley/scenario/syntax.h"

namespace parley::scenario {

/// Reads holds, axes and targets. Everything it refuses it reports.
class Asking {
 public:
  Asking(Scenario& scenario, const NameTable& names, const SourceText& source, Lowering& lower, Reporter& report)
      : scenario_(scenario), names_(names), source_(source), lower_(lower), report_(report) {}

  std::optional<Target> target(const syntax::TargetExpr& syntax);
  /// P(EVENT), from the event alone.
  std::optional<Target> probability(const syntax::Expr& event);
  std::optional<Hold> hold(const syntax::HoldExpr& syntax);
  /// Every hold that the text stands for: one, or one a choice that meets an order.
  std::optional<std::vector<Hold>> spread(const syntax::HoldExpr& syntax);
  std::optional<Axis> axis(const syntax::Word& word);

 private:
  struct Lever {
    std::optional<VariableId> variable;
    std::optional<ParamId> param;
  };
  std::optional<Lever> lever(const syntax::Word& word, std::string_view purpose);
  std::optional<Hold> hold_label(const syntax::HoldExpr& syntax, VariableId variable);
  std::optional<Hold> hold_number(const syntax::HoldExpr& syntax, VariableId variable);
  std::optional<Hold> hold_param(const syntax::HoldExpr& syntax, ParamId param);
  Diagnostic& report_choices(Span span, std::string message, const Variable& variable);
  std::optional<ExprId> event(const syntax::Expr& expr);

  Scenario& scenario_;
  const NameTable& names_;
  const SourceText& source_;
  Lowering& lower_;
  Reporter& report_;
};

/// The value of a variable's label where it is a constant (constant parameters count).
[[nodiscard]] std::optional<Number> label_value(const Lowering& lower, const Variable& variable, std::uint32_t label);

}  // namespace parley::scenario
