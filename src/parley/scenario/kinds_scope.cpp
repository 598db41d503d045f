// SPDX-License-Identifier: Apache-2.0
// What an expression may use where it stands, and the arena that expressions live in.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/kinds.h"

namespace parley::scenario {
namespace {

constexpr std::uint32_t max_depth = 1'000;
/// Exact numbers past this size are refused: squaring a rational again and again would eat all memory.
constexpr std::uint32_t max_bits = 16'384;
constexpr std::uint32_t surely_small = 1'024;

std::uint32_t size_of(const Number& number) {
  if (!number.is_exact()) return 0;
  return static_cast<std::uint32_t>(std::min<std::size_t>(number.exact->to_string().size() * 4, 1U << 30U));
}

Number truth(bool holds) { return Number(Rational(holds ? 1 : 0)); }

}  // namespace

bool shown_exactly(const Scenario& scenario, const std::vector<bool>& noisy_steps, VariableId variable,
                   PlayerId player) {
  const Variable& shown = scenario.variables[variable.at()];
  if (shown.is_pick && shown.player == player) return true;
  const Step& step = scenario.steps[shown.step.at()];
  if (shown.step.at() < noisy_steps.size() && noisy_steps[shown.step.at()]) return false;
  return std::ranges::find(step.seen.players, player) != step.seen.players.end();
}

Lowering::Lowering(Scenario& scenario, const NameTable& names, const SourceText& source, Reporter& report)
    : scenario_(scenario), names_(names), source_(source), report_(report) {
  for (const Expr& expr : scenario_.exprs) note_cost(expr);
}

bool Lowering::refuse(std::string_view code, Span at, std::optional<Span> inside, std::string message,
                      std::string help) {
  Diagnostic& wrong = report_.error(code, at, std::move(message));
  if (inside) wrong.labels.push_back({*inside, "it is used here, inside the `let`"});
  wrong.help = std::move(help);
  return false;
}

bool Lowering::allow(const Use& use, Span at, std::optional<Span> inside, const Scope& scope) {
  switch (use.kind) {
    case Use::Kind::param: {
      const Param& param = scenario_.params[use.id];
      if (!scope.params) {
        return refuse("P0215", at, inside,
                      fmt::format("{} must be a constant, and uses the parameter `{}`", scope.where, param.name),
                      "a `let` may use parameters: `let NAME = EXPR`");
      }
      if (!param.private_to) return true;
      const std::string& owner = scenario_.players[param.private_to->at()].name;
      if (!scope.private_params) {
        return refuse("P0215", at, inside,
                      fmt::format("{} may not use `{}`, which is private to `{}`", scope.where, param.name, owner));
      }
      if (scope.mover && *scope.mover != *param.private_to) {
        return refuse("P0403", at, inside,
                      fmt::format("{} uses `{}`, which is private to `{}`: `{}` does not know it", scope.where,
                                  param.name, owner, scenario_.players[scope.mover->at()].name));
      }
      return true;
    }
    case Use::Kind::type: {
      const Player& owner = scenario_.players[use.id];
      if (!scope.types) {
        return refuse("P0215", at, inside, fmt::format("{} may not use the type of `{}`", scope.where, owner.name));
      }
      const bool known = !scope.mover || scope.mover->index == use.id ||
                         (!owner.type_seen.error &&
                          std::ranges::find(owner.type_seen.players, *scope.mover) != owner.type_seen.players.end());
      if (known) return true;
      return refuse("P0403", at, inside,
                    fmt::format("{} uses the type of `{}`, which `{}` has not seen", scope.where, owner.name,
                                scenario_.players[scope.mover->at()].name),
                    "the choices open to a player would tell it what it cannot see");
    }
    case Use::Kind::variable:
      return allow_variable(use, at, inside, scope);
    case Use::Kind::outcome:
      if (scope.outcomes) return true;
      return refuse("P0215", at, inside,
                    fmt::format("{} may not use the outcome `{}`: an outcome's name is a condition only in questions",
                                scope.where, scenario_.outcomes[use.id].name));
    case Use::Kind::round:
      if (!scope.play) {
        return refuse("P0215", at, inside,
                      fmt::format("{} may not use the round `{}`", scope.where, scenario_.repeats[use.id].round_name));
      }
      if (scope.settled == nullptr || scope.settled->repeats[use.id]) return true;
      return refuse(
          "P0402", at, inside,
          fmt::format("the round `{}` is used before its `repeat` begins", scenario_.repeats[use.id].round_name));
    case Use::Kind::count:
      return allow_count(at, inside, scope);
  }
  return false;
}

bool Lowering::allow_count(Span at, std::optional<Span> inside, const Scope& scope) {
  if (!scope.play) return refuse("P0215", at, inside, fmt::format("{} may not use `count`", scope.where));
  if (scenario_.repeats.size() != 1) {
    return refuse(
        "P0216", at, inside,
        fmt::format("`count` needs exactly one `repeat` in the play, and there are {}", scenario_.repeats.size()));
  }
  if (scope.settled == nullptr || scope.settled->repeats[0]) return true;
  return refuse("P0402", at, inside, "`count` is used before the `repeat` whose rounds it counts");
}

bool Lowering::allow_variable(const Use& use, Span at, std::optional<Span> inside, const Scope& scope) {
  const Variable& variable = scenario_.variables[use.id];
  const std::string_view what = variable.is_pick ? "pick" : "chance move";
  if (!scope.play) {
    return refuse("P0215", at, inside, fmt::format("{} may not use the {} `{}`", scope.where, what, variable.name));
  }
  if (scope.in_count && !variable.repeat && scope.settled != nullptr && !scope.settled->variables[use.id]) {
    return refuse("P0402", at, inside,
                  fmt::format("`{}` is counted in rounds that end before it is settled", variable.name));
  }
  if (scope.settled != nullptr) {
    const Settled& settled = *scope.settled;
    if (settled.block[use.id]) {
      Diagnostic& wrong = report_.error(
          "P0407", at,
          fmt::format("{} uses `{}`, which is settled in the same `simultaneous` block", scope.where, variable.name));
      wrong.labels.push_back({variable.span, "nobody knows it before the block ends"});
      wrong.help = "move one of the two out of the block";
      return false;
    }
    if (!settled.variables[use.id] && !(scope.in_count && variable.repeat)) {
      Diagnostic& wrong =
          report_.error("P0402", at, fmt::format("{} uses `{}` before it is settled", scope.where, variable.name));
      wrong.labels.push_back({variable.span, fmt::format("this {} comes later in the play", what)});
      if (inside) wrong.labels.push_back({*inside, "it is used here, inside the `let`"});
      wrong.help = fmt::format("move the step of `{}` to before this one", variable.name);
      return false;
    }
  }
  if (scope.mover && !shown_exactly(scenario_, noisy_steps, VariableId{use.id}, *scope.mover)) {
    const std::string& mover = scenario_.players[scope.mover->at()].name;
    Diagnostic& wrong = report_.error(
        "P0403", at, fmt::format("{} uses `{}`, which `{}` has not seen exactly", scope.where, variable.name, mover));
    wrong.labels.push_back(
        {scenario_.steps[variable.step.at()].span, fmt::format("not shown to `{}` for sure", mover)});
    wrong.notes.emplace_back("the moves that are open would tell the player more than it can see");
    wrong.help = fmt::format("show it: `seen by {}`, or drop the condition", mover);
    return false;
  }
  return true;
}

std::vector<Use> Lowering::uses(std::vector<ExprId> roots) const {
  std::vector<Use> found;
  std::vector<ExprId> open = std::move(roots);
  std::vector<bool> seen(open.empty() ? 0 : std::ranges::max(open).at() + 1);
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    if (seen[id.at()]) continue;
    seen[id.at()] = true;
    const Expr& expr = scenario_.expr(id);
    open.insert(open.end(), expr.args.begin(), expr.args.end());
    switch (expr.kind) {
      case ExprKind::param:
        found.push_back({Use::Kind::param, expr.id, expr.span});
        break;
      case ExprKind::value:
      case ExprKind::is_label:
      case ExprKind::is_none:
        found.push_back({Use::Kind::variable, expr.id, expr.span});
        break;
      case ExprKind::type_value:
      case ExprKind::is_type:
        found.push_back({Use::Kind::type, expr.id, expr.span});
        break;
      case ExprKind::round:
        found.push_back({Use::Kind::round, expr.id, expr.span});
        break;
      case ExprKind::count:
        found.push_back({Use::Kind::count, 0, expr.span});
        break;
      case ExprKind::is_outcome:
        found.push_back({Use::Kind::outcome, expr.id, expr.span});
        break;
      default:
        break;
    }
  }
  const auto key = [](const Use& use) { return std::pair(use.kind, use.id); };
  std::ranges::sort(found, [&](const Use& a, const Use& b) {
    return key(a) != key(b) ? key(a) < key(b) : a.span.begin < b.span.begin;
  });
  const auto rest = std::ranges::unique(found, {}, key);
  found.erase(rest.begin(), rest.end());
  return found;
}

std::optional<ExprId> Lowering::make(ExprKind kind, Span span, std::vector<ExprId> args) {
  Expr made;
  made.kind = kind;
  made.span = span;
  made.args = std::move(args);
  return add(std::move(made));
}

std::optional<ExprId> Lowering::add(Expr expr) {
  if (!note_cost(expr)) return {};
  const auto id = make_id<ExprTag>(scenario_.exprs.size());
  scenario_.exprs.push_back(std::move(expr));
  return id;
}

/// Value, size and depth of an expression about to be added; reports what passes a limit.
bool Lowering::note_cost(const Expr& expr) {
  std::uint32_t depth = 0;
  bool pure = expr.kind != ExprKind::param;
  for (const ExprId arg : expr.args) {
    depth = std::max(depth, depths_[arg.at()]);
    pure = pure && pure_[arg.at()];
  }
  if (depth >= max_depth) {
    report_
        .error("P0214", expr.span,
               fmt::format("an expression nests deeper than {} operations once its `let`s are put in", max_depth))
        .help = "shorten the chain of `let`s";
    return false;
  }
  std::optional<Number> value = fold(expr);
  const auto wrong = [&](std::string_view why) {
    if (!pure) {
      value.reset();
      return true;
    }
    report_.error("P0213", expr.span, fmt::format("`{}` {}", excerpt(expr.span), why));
    return false;
  };
  std::uint32_t bits = 0;
  if (value && value->is_exact()) {
    bits = expr.args.empty() ? size_of(*value) : 1;
    for (const ExprId arg : expr.args) bits += bits_[arg.at()];
    if (expr.kind == ExprKind::power) bits = size_of(*value);
    if (bits > surely_small) bits = size_of(*value);
    if (bits > max_bits && !wrong("is too long a number to be kept exactly")) return false;
  }
  if (value && !std::isfinite(value->value) && !wrong("has no finite value")) return false;
  values_.push_back(std::move(value));
  pure_.push_back(pure);
  bits_.push_back(bits);
  depths_.push_back(depth + 1);
  return true;
}

bool Lowering::power_too_long(const Expr& expr) const {
  const auto& exponent = values_[expr.args[1].at()];
  if (!exponent || !exponent->is_exact()) return false;
  return std::fabs(exponent->value) * bits_[expr.args[0].at()] > 8.0 * max_bits;
}

/// `if`, `and` and `or` need only what they need.
std::optional<Number> Lowering::fold_lazily(const Expr& expr) {
  const auto value = [&](std::size_t i) { return values_[expr.args[i].at()]; };
  if (expr.kind == ExprKind::choose) {
    if (!value(1)) return {};
    return value(1)->value != 0.0 ? value(0) : value(2);
  }
  const bool decides = expr.kind == ExprKind::logical_or;
  for (std::size_t i = 0; i < 2; ++i) {
    if (value(i) && (value(i)->value != 0.0) == decides) return truth(decides);
  }
  return value(0) && value(1) ? std::optional(truth(!decides)) : std::nullopt;
}

std::optional<Number> Lowering::fold(const Expr& expr) {
  if (expr.kind == ExprKind::number) return expr.number;
  if (expr.kind == ExprKind::param) {
    const Param& param = scenario_.params[expr.id];
    if (param.private_to || !param.distribution.is_constant()) return {};
    return param.distribution.constant_value();
  }
  if (expr.args.empty() || expr.kind == ExprKind::count) return {};
  if (expr.kind == ExprKind::choose || expr.kind == ExprKind::logical_and || expr.kind == ExprKind::logical_or) {
    return fold_lazily(expr);
  }
  if (expr.kind == ExprKind::power && power_too_long(expr)) return Number(std::numeric_limits<double>::infinity());
  std::vector<Number> args;
  for (const ExprId arg : expr.args) {
    if (!values_[arg.at()]) return {};
    args.push_back(*values_[arg.at()]);
  }
  switch (expr.kind) {
    case ExprKind::negate:
      return negate(args[0]);
    case ExprKind::absolute:
      return parley::absolute(args[0]);
    case ExprKind::exponential:
      return parley::exponential(args[0]);
    case ExprKind::logarithm:
      return parley::logarithm(args[0]);
    case ExprKind::square_root:
      return parley::square_root(args[0]);
    case ExprKind::add:
      return parley::add(args[0], args[1]);
    case ExprKind::subtract:
      return subtract(args[0], args[1]);
    case ExprKind::multiply:
      return multiply(args[0], args[1]);
    case ExprKind::divide:
      return divide(args[0], args[1]);
    case ExprKind::power:
      return power(args[0], args[1]);
    case ExprKind::modulo:
      return modulo(args[0], args[1]);
    case ExprKind::minimum:
    case ExprKind::maximum: {
      Number best = args[0];
      for (std::size_t i = 1; i < args.size(); ++i) {
        best = expr.kind == ExprKind::minimum ? minimum(best, args[i]) : maximum(best, args[i]);
      }
      return best;
    }
    case ExprKind::clamp:
      return minimum(maximum(args[0], args[1]), args[2]);
    case ExprKind::less:
      return truth(less(args[0], args[1]));
    case ExprKind::less_equal:
      return truth(less_equal(args[0], args[1]));
    case ExprKind::greater:
      return truth(less(args[1], args[0]));
    case ExprKind::greater_equal:
      return truth(less_equal(args[1], args[0]));
    case ExprKind::equal:
      return truth(equal(args[0], args[1]));
    case ExprKind::logical_not:
      return truth(args[0].value == 0.0);
    default:
      return {};
  }
}

}  // namespace parley::scenario
