// SPDX-License-Identifier: Apache-2.0
// Reads expressions in a state, skipping what the state rules out.
#include "parley/build/lower.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace parley::build {

using game::Op;
using game::Slot;
using scenario::Expr;
using scenario::ExprId;
using scenario::ExprKind;

Lowering::Lowering(const scenario::Scenario& scenario, const Timeline& timeline, const HeldLevers& held,
                   game::Program& program, std::vector<Slot> param_slots, std::vector<Slot> lever_slots)
    : scenario_(scenario),
      timeline_(timeline),
      held_(held),
      program_(program),
      param_slots_(std::move(param_slots)),
      lever_slots_(std::move(lever_slots)),
      memo_(scenario.exprs.size(), {0, Slot{}}),
      doubtful_memo_(scenario.exprs.size(), {0, Slot{}}) {}

void Lowering::enter(const std::vector<std::int32_t>& labels) {
  labels_ = &labels;
  outcomes_ = nullptr;
  ++epoch_;
}

std::optional<bool> Lowering::decided(Slot condition) const {
  if (const Number* known = program_.constant_at(condition)) return known->value != 0.0;
  return std::nullopt;
}

std::optional<Problem> Lowering::take_problem() {
  std::optional<Problem> taken = std::move(problem_);
  problem_.reset();
  return taken;
}

Slot Lowering::slot(ExprId id) {
  auto& memo = doubtful_ == 0 ? memo_ : doubtful_memo_;
  if (memo[id.at()].first != epoch_) {
    const Slot made = make(id);
    memo[id.at()] = {epoch_, made};
  }
  return memo[id.at()].second;
}

Slot Lowering::make(ExprId id) {
  const Expr& expr = scenario_.expr(id);
  const auto arg = [&](std::size_t k) { return slot(expr.args[k]); };
  switch (expr.kind) {
    case ExprKind::number:
      return program_.constant(expr.number);
    case ExprKind::param:
      return param(expr);
    case ExprKind::value:
      return variable_value(expr);
    case ExprKind::type_value: {
      const std::int32_t label = (*labels_)[timeline_.type_fact[expr.id]];
      if (label < 0) throw InternalError("a type is read that is not known");
      return label_value(scenario_.players[expr.id].type->worth[static_cast<std::size_t>(label)], expr);
    }
    case ExprKind::round: {
      const std::int32_t label = (*labels_)[timeline_.round_fact[expr.id]];
      return program_.exact(std::max(label, 0));
    }
    case ExprKind::count: {
      const std::int32_t label = (*labels_)[timeline_.counter_fact[id.at()]];
      return program_.exact(std::max(label, 0));
    }
    case ExprKind::negate:
      return program_.unary(Op::negate, arg(0));
    case ExprKind::absolute:
      return program_.unary(Op::absolute, arg(0));
    case ExprKind::exponential:
      return program_.unary(Op::exponential, arg(0));
    case ExprKind::logarithm:
      return program_.unary(Op::logarithm, arg(0));
    case ExprKind::square_root:
      return program_.unary(Op::square_root, arg(0));
    case ExprKind::add:
      return fold(expr, Op::add);
    case ExprKind::subtract:
      return fold(expr, Op::subtract);
    case ExprKind::multiply:
      return fold(expr, Op::multiply);
    case ExprKind::divide:
      return fold(expr, Op::divide);
    case ExprKind::power:
      return fold(expr, Op::power);
    case ExprKind::modulo:
      return fold(expr, Op::modulo);
    case ExprKind::minimum:
      return fold(expr, Op::minimum);
    case ExprKind::maximum:
      return fold(expr, Op::maximum);
    case ExprKind::clamp:
      return program_.binary(Op::minimum, program_.binary(Op::maximum, arg(0), arg(1)), arg(2));
    case ExprKind::choose:
      return choose(expr);
    case ExprKind::is_label:
      return test(timeline_.variable_fact[expr.id], expr.labels);
    case ExprKind::is_type:
      return test(timeline_.type_fact[expr.id], expr.labels);
    case ExprKind::is_none:
      return program_.exact((*labels_)[timeline_.variable_fact[expr.id]] < 0 ? 1 : 0);
    case ExprKind::is_outcome:
      if (outcomes_ == nullptr) throw InternalError("an outcome is asked for before the end");
      return (*outcomes_)[expr.id];
    case ExprKind::less:
      return fold(expr, Op::less);
    case ExprKind::less_equal:
      return fold(expr, Op::less_equal);
    case ExprKind::greater:
      return program_.binary(Op::less, arg(1), arg(0));
    case ExprKind::greater_equal:
      return program_.binary(Op::less_equal, arg(1), arg(0));
    case ExprKind::equal:
      return fold(expr, Op::equal);
    case ExprKind::logical_and:
      return connect(expr, true);
    case ExprKind::logical_or:
      return connect(expr, false);
    case ExprKind::logical_not:
      return program_.unary(Op::logical_not, arg(0));
  }
  throw InternalError("unknown kind of expression");
}

Slot Lowering::fold(const Expr& expr, Op op) {
  Slot total = slot(expr.args[0]);
  for (std::size_t k = 1; k < expr.args.size(); ++k) total = program_.binary(op, total, slot(expr.args[k]));
  return total;
}

Slot Lowering::param(const Expr& expr) {
  const scenario::Param& param = scenario_.params[expr.id];
  if (!param.private_to) return param_slots_[expr.id];
  const std::int32_t part = (*labels_)[timeline_.part_fact[expr.id]];
  if (part < 0) return missing(expr, param.name);
  return program_.constant(Number(param.distribution.quantile((part + 0.5) / param.parts)));
}

Slot Lowering::variable_value(const Expr& expr) {
  const scenario::Variable& variable = scenario_.variables[expr.id];
  const std::int32_t label = (*labels_)[timeline_.variable_fact[expr.id]];
  if (label == forgotten) throw InternalError("a forgotten label is read");
  if (label < 0) return missing(expr, variable.name);
  const auto index = static_cast<std::size_t>(label);
  if (index < variable.labels.size()) return label_value(variable.labels[index].value, expr);
  const HeldAt& at = *held_.variables[expr.id];
  return at.number ? program_.constant(*at.number) : lever_slots_[*at.lever];
}

Slot Lowering::label_value(const std::optional<ExprId>& value, const Expr& expr) {
  if (!value) return missing(expr, "the value of a label without one");
  return slot(*value);
}

/// `A if cond else B`.
Slot Lowering::choose(const Expr& expr) {
  const Slot condition = slot(expr.args[1]);
  if (const auto known = decided(condition)) return slot(expr.args[*known ? 0 : 2]);
  ++doubtful_;
  const Slot yes = slot(expr.args[0]);
  const Slot no = slot(expr.args[2]);
  --doubtful_;
  return program_.select(condition, yes, no);
}

Slot Lowering::connect(const Expr& expr, bool conjunction) {
  Slot total = slot(expr.args[0]);
  for (std::size_t k = 1; k < expr.args.size(); ++k) {
    const auto known = decided(total);
    if (known && *known != conjunction) return total;
    const int before = doubtful_;
    if (!known) ++doubtful_;
    total = program_.binary(conjunction ? Op::logical_and : Op::logical_or, total, slot(expr.args[k]));
    doubtful_ = before;
  }
  return total;
}

Slot Lowering::test(std::uint32_t fact, const std::vector<std::uint32_t>& labels) {
  const std::int32_t label = (*labels_)[fact];
  if (label == forgotten) throw InternalError("a forgotten label is read");
  const bool holds = label >= 0 && std::ranges::find(labels, static_cast<std::uint32_t>(label)) != labels.end();
  return program_.exact(holds ? 1 : 0);
}

Slot Lowering::missing(const Expr& expr, const std::string& what) {
  if (doubtful_ == 0 && !problem_) {
    problem_ = Problem{"P0410", fmt::format("`{}` has no value here: its step was skipped", what), expr.span,
                       fmt::format("ask first whether it was made, for example `0 if {0} is none else {0}`", what)};
  }
  return program_.constant(std::numeric_limits<double>::quiet_NaN());
}

}  // namespace parley::build
