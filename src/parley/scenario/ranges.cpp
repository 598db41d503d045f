// SPDX-License-Identifier: Apache-2.0
// Interval arithmetic over checked expressions.
#include "parley/scenario/ranges.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace parley::scenario {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Interval no{0.0, 0.0};
constexpr Interval yes{1.0, 1.0};
constexpr Interval perhaps{0.0, 1.0};

Interval truth(bool surely, bool never) { return surely ? yes : never ? no : perhaps; }

Interval hull(Interval a, Interval b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }

/// The hull of results at corners; a corner that is no number (0 times infinity) says nothing.
Interval corners(std::initializer_list<double> values) {
  Interval made{infinity, -infinity};
  for (const double value : values) {
    if (std::isnan(value)) return Interval::everything();
    made = hull(made, Interval::point(value));
  }
  return made;
}

Interval times(Interval a, Interval b) {
  return corners({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
}

Interval over(Interval a, Interval b) {
  if (b.low <= 0.0 && b.high >= 0.0) return Interval::everything();
  return corners({a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high});
}

Interval to_power(Interval a, Interval b) {
  if (a.is_point() && b.is_point()) return Interval::point(power(a.low, b.low));
  if (a.low > 0.0) {
    return corners({power(a.low, b.low), power(a.low, b.high), power(a.high, b.low), power(a.high, b.high)});
  }
  const bool whole = b.is_point() && b.low >= 0.0 && b.low == std::floor(b.low);
  if (!whole) return Interval::everything();
  const Interval ends = corners({power(a.low, b.low), power(a.high, b.low)});
  const bool even = std::fmod(b.low, 2.0) == 0.0;
  return even && a.low <= 0.0 && a.high >= 0.0 ? Interval{0.0, ends.high} : ends;
}

}  // namespace

Interval Interval::everything() { return {-infinity, infinity}; }

Interval support_of(const Param& param) {
  if (param.private_to) {
    const double half = 0.5 / param.parts;
    return {param.distribution.quantile(half), param.distribution.quantile(1.0 - half)};
  }
  const auto [low, high] = param.distribution.support_bounds();
  return {low, high};
}

Situation::Situation(const Scenario& scenario)
    : labels(scenario.variables.size(), unknown), types(scenario.players.size(), unknown) {
  params.reserve(scenario.params.size());
  for (const Param& param : scenario.params) params.push_back(support_of(param));
}

Ranges::Ranges(const Scenario& scenario, const Situation& situation)
    : scenario_(scenario), situation_(situation), kept_(scenario.exprs.size()) {}

Interval Ranges::number(ExprId id) {
  const Kept& kept = kept_[id.at()];
  if (kept.stamp == stamp_) return kept.interval;
  const Interval made = evaluate(scenario_.expr(id));
  kept_[id.at()] = {stamp_, made};
  return made;
}

Truth Ranges::condition(ExprId id) {
  const Interval found = number(id);
  if (!found.is_point()) return Truth::unknown;
  return found.low != 0.0 ? Truth::yes : Truth::no;
}

Interval Ranges::labels_hull(std::int32_t label, std::size_t count, const std::vector<std::optional<ExprId>>& values) {
  if (label == Situation::none) return Interval::everything();
  std::optional<Interval> made;
  for (std::size_t i = 0; i < count; ++i) {
    if (label != Situation::unknown && static_cast<std::size_t>(label) != i) continue;
    if (!values[i]) return Interval::everything();
    const Interval value = number(*values[i]);
    made = made ? hull(*made, value) : value;
  }
  return made.value_or(Interval::everything());
}

Interval Ranges::evaluate(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::number:
      return Interval::point(expr.number.value);
    case ExprKind::param:
      return situation_.params[expr.id];
    case ExprKind::value: {
      const Variable& variable = scenario_.variables[expr.id];
      std::vector<std::optional<ExprId>> values;
      values.reserve(variable.labels.size());
      for (const VariableLabel& label : variable.labels) values.push_back(label.value);
      return labels_hull(situation_.labels[expr.id], values.size(), values);
    }
    case ExprKind::type_value: {
      const ChanceTable& type = *scenario_.players[expr.id].type;
      return labels_hull(situation_.types[expr.id], type.labels.size(), type.worth);
    }
    case ExprKind::round:
      return {1.0, static_cast<double>(scenario_.repeats[expr.id].times)};
    case ExprKind::count:
      return {0.0, static_cast<double>(scenario_.repeats[expr.id].times)};
    case ExprKind::choose: {
      const Truth test = condition(expr.args[1]);
      if (test == Truth::yes) return number(expr.args[0]);
      if (test == Truth::no) return number(expr.args[2]);
      return hull(number(expr.args[0]), number(expr.args[2]));
    }
    case ExprKind::is_label:
    case ExprKind::is_type:
    case ExprKind::is_none:
    case ExprKind::is_outcome:
    case ExprKind::less:
    case ExprKind::less_equal:
    case ExprKind::greater:
    case ExprKind::greater_equal:
    case ExprKind::equal:
    case ExprKind::logical_and:
    case ExprKind::logical_or:
    case ExprKind::logical_not:
      return evaluate_condition(expr);
    default:
      return arithmetic(expr);
  }
}

Interval Ranges::evaluate_condition(const Expr& expr) {
  const auto among = [&](std::int32_t label) {
    return std::ranges::binary_search(expr.labels, static_cast<std::uint32_t>(label));  // they are sorted
  };
  switch (expr.kind) {
    case ExprKind::is_label: {
      const std::int32_t label = situation_.labels[expr.id];
      if (label == Situation::unknown) return perhaps;
      return label != Situation::none && among(label) ? yes : no;
    }
    case ExprKind::is_none: {
      const std::int32_t label = situation_.labels[expr.id];
      return label == Situation::unknown ? perhaps : label == Situation::none ? yes : no;
    }
    case ExprKind::is_type: {
      const std::int32_t label = situation_.types[expr.id];
      return label == Situation::unknown ? perhaps : among(label) ? yes : no;
    }
    case ExprKind::logical_and:
    case ExprKind::logical_or: {
      const bool decides = expr.kind == ExprKind::logical_or;
      const Truth first = condition(expr.args[0]);
      if (first == (decides ? Truth::yes : Truth::no)) return decides ? yes : no;
      const Truth second = condition(expr.args[1]);
      if (second == (decides ? Truth::yes : Truth::no)) return decides ? yes : no;
      return first == Truth::unknown || second == Truth::unknown ? perhaps : decides ? no : yes;
    }
    case ExprKind::logical_not: {
      const Interval inner = number(expr.args[0]);
      return {1.0 - inner.high, 1.0 - inner.low};
    }
    case ExprKind::is_outcome:
      return perhaps;
    default:
      break;
  }
  const Interval a = number(expr.args[0]);
  const Interval b = number(expr.args[1]);
  switch (expr.kind) {
    case ExprKind::less:
      return truth(a.high < b.low, a.low >= b.high);
    case ExprKind::less_equal:
      return truth(a.high <= b.low, a.low > b.high);
    case ExprKind::greater:
      return truth(a.low > b.high, a.high <= b.low);
    case ExprKind::greater_equal:
      return truth(a.low >= b.high, a.high < b.low);
    case ExprKind::equal:
      return truth(a.is_point() && b.is_point() && a.low == b.low, a.high < b.low || b.high < a.low);
    default:
      return perhaps;
  }
}

Interval Ranges::arithmetic(const Expr& expr) {
  const Interval a = number(expr.args[0]);
  const Interval b = expr.args.size() > 1 ? number(expr.args[1]) : a;
  switch (expr.kind) {
    case ExprKind::negate:
      return {-a.high, -a.low};
    case ExprKind::absolute:
      if (a.low >= 0.0) return a;
      return a.high <= 0.0 ? Interval{-a.high, -a.low} : Interval{0.0, std::max(-a.low, a.high)};
    case ExprKind::exponential:
      return {std::exp(a.low), std::exp(a.high)};
    case ExprKind::logarithm:
      return a.low <= 0.0 ? Interval::everything() : Interval{std::log(a.low), std::log(a.high)};
    case ExprKind::square_root:
      return a.low < 0.0 ? Interval::everything() : Interval{std::sqrt(a.low), std::sqrt(a.high)};
    case ExprKind::add:
      return corners({a.low + b.low, a.high + b.high});
    case ExprKind::subtract:
      return corners({a.low - b.high, a.high - b.low});
    case ExprKind::multiply:
      return times(a, b);
    case ExprKind::divide:
      return over(a, b);
    case ExprKind::power:
      return to_power(a, b);
    case ExprKind::modulo:
      if (a.is_point() && b.is_point()) return corners({modulo(a.low, b.low)});
      if (b.low > 0.0) return {0.0, b.high};
      return b.high < 0.0 ? Interval{b.low, 0.0} : Interval::everything();
    case ExprKind::minimum:
    case ExprKind::maximum: {
      Interval made = a;
      for (std::size_t i = 1; i < expr.args.size(); ++i) {
        const Interval next = number(expr.args[i]);
        made = expr.kind == ExprKind::minimum ? Interval{std::min(made.low, next.low), std::min(made.high, next.high)}
                                              : Interval{std::max(made.low, next.low), std::max(made.high, next.high)};
      }
      return made;
    }
    case ExprKind::clamp: {
      const Interval top = number(expr.args[2]);
      return {std::min(std::max(a.low, b.low), top.low), std::min(std::max(a.high, b.high), top.high)};
    }
    default:
      return Interval::everything();
  }
}

}  // namespace parley::scenario
