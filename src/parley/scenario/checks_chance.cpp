// SPDX-License-Identifier: Apache-2.0
// Probabilities of types and of chance moves: lowered, in [0, 1], and adding up to 1 in every draw.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/checker.h"

namespace parley::scenario {

std::optional<ExprId> lower_prob(Checker& checker, const syntax::ExprPtr& syntax, const Scope& scope) {
  if (syntax == nullptr) return {};
  const syntax::Expr& expr = *syntax;
  const auto made = checker.lower.number(&expr, scope);
  if (!made) return {};
  const auto& value = checker.lower.value_of(*made);
  if (!value || (value->value >= 0.0 && value->value <= 1.0)) return made;
  Diagnostic& wrong = checker.report.error(
      "P0303", expr.span,
      fmt::format("{} is {}, and a probability lies between 0 and 1", scope.where, to_string(*value)));
  if (value->value > 1.0 && value->value <= 100.0 && expr.kind == syntax::ExprKind::number) {
    wrong.help = fmt::format("if a percentage is meant, write `{}%`", checker.source.at(expr.span));
    wrong.edit = Edit{{expr.span.end, expr.span.end}, "%"};
  }
  return {};
}

void lower_types(Checker& checker) {
  for (std::size_t i = 0; i < checker.statements.players.size(); ++i) {
    const auto& body = *checker.statements.players[i].body;
    if (!body.has_type) continue;
    Scope scope;
    scope.private_params = scope.types = scope.play = false;
    for (std::size_t j = 0; j < body.type.size(); ++j) {
      if (body.type[j].prob == nullptr) continue;
      scope.where = fmt::format("the prior chance of `{}`", body.type[j].label.text);
      const auto prob = lower_prob(checker, body.type[j].prob, scope);
      checker.scenario.players[i].type->probs[j] = prob;
    }
    if (body.type_seen.error == nullptr) continue;
    scope.where = fmt::format("the error in seeing the type of `{}`", body.name.text);
    const auto error = lower_prob(checker, body.type_seen.error, scope);
    checker.scenario.players[i].type_seen.error = error;
    if (error && body.type.size() < 2) {
      checker.report.error(
          "P0409", body.type_seen.error->span,
          fmt::format("the type of `{}` has one label only, so there is none to mistake it for", body.name.text));
    }
  }
}

}  // namespace parley::scenario
