// SPDX-License-Identifier: Apache-2.0
// Interval arithmetic for the operations of a program.
#include "parley/game/interval.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/base/result.h"

namespace parley::game {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// May be undefined. Only within this file: sums and products of it stay what it is, as NaN does.
constexpr Interval anything{undefined, undefined};
constexpr Interval any_number{-infinity, infinity};
constexpr Interval false_or_true{0.0, 1.0};

bool may_be_undefined(const Interval& a) { return std::isnan(a.low) || std::isnan(a.high); }
bool has_zero(const Interval& a) { return a.low <= 0.0 && 0.0 <= a.high; }
bool has_infinity(const Interval& a) { return a.low == -infinity || a.high == infinity; }
bool is_point(const Interval& a) { return a.low == a.high; }

Interval certain(bool holds) { return holds ? Interval{1.0, 1.0} : Interval{0.0, 0.0}; }

/// Covers what a rounding more or less, or a library function that is not quite monotone, can do.
Interval widened(const Interval& a) {
  constexpr double share = 1e-12;
  if (may_be_undefined(a)) return anything;
  Interval wide = a;
  if (std::isfinite(a.low)) wide.low -= std::fabs(a.low) * share;
  if (std::isfinite(a.high)) wide.high += std::fabs(a.high) * share;
  return wide;
}

Interval hull(const Interval& a, const Interval& b) {
  if (may_be_undefined(a) || may_be_undefined(b)) return anything;
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

/// For operations that are monotone in each operand: the ends of the result are at corners.
template <class Operation>
Interval corners(const Interval& a, const Interval& b, Operation operation) {
  const double values[] = {operation(a.low, b.low), operation(a.low, b.high), operation(a.high, b.low),
                           operation(a.high, b.high)};
  for (const double value : values) {
    if (std::isnan(value)) return anything;
  }
  const auto [low, high] = std::minmax_element(std::begin(values), std::end(values));
  return widened({*low, *high});
}

Interval add(const Interval& a, const Interval& b) {
  const bool opposite = (a.low == -infinity && b.high == infinity) || (a.high == infinity && b.low == -infinity);
  return opposite ? anything : widened({a.low + b.low, a.high + b.high});
}

Interval negate(const Interval& a) { return {-a.high, -a.low}; }

Interval multiply(const Interval& a, const Interval& b) {
  if ((has_zero(a) && has_infinity(b)) || (has_infinity(a) && has_zero(b))) return anything;
  return corners(a, b, [](double x, double y) { return x * y; });
}

Interval divide(const Interval& a, const Interval& b) {
  if (may_be_undefined(a) || may_be_undefined(b)) return anything;
  if ((has_zero(a) && has_zero(b)) || (has_infinity(a) && has_infinity(b))) return anything;
  if (has_zero(b)) return any_number;  // a zero may have either sign
  return corners(a, b, [](double x, double y) { return x / y; });
}

Interval minimum(const Interval& a, const Interval& b) {
  if (may_be_undefined(a) || may_be_undefined(b)) return anything;
  return {std::min(a.low, b.low), std::min(a.high, b.high)};
}

Interval absolute(const Interval& a) {
  if (may_be_undefined(a)) return anything;
  const double low = std::fabs(a.low), high = std::fabs(a.high);
  return {has_zero(a) ? 0.0 : std::min(low, high), std::max(low, high)};
}

/// Has the sign of b and is at most its size (rounding included); a itself where it is smaller.
Interval modulo(const Interval& a, const Interval& b) {
  if (may_be_undefined(a) || may_be_undefined(b) || has_infinity(a) || has_zero(b)) return anything;
  if (a.low >= 0.0 && a.high < b.low) return a;
  if (a.low >= 0.0 && b.low > 0.0) return {0.0, std::min(a.high, b.high)};
  return {std::min(0.0, b.low), std::max(0.0, b.high)};
}

/// A negative base has powers at integers only, which are monotone on either side of 0.
Interval integer_power(const Interval& a, double exponent) {
  if (exponent < 0.0 && has_zero(a)) return any_number;
  const Interval power = corners(a, {exponent, exponent}, [](double x, double y) { return parley::power(x, y); });
  const bool dips = std::fmod(exponent, 2.0) == 0.0 && exponent != 0.0 && has_zero(a);
  return dips ? Interval{0.0, power.high} : power;
}

Interval power(const Interval& a, const Interval& b) {
  if (may_be_undefined(a) || may_be_undefined(b)) return anything;
  const bool integer = is_point(b) && std::isfinite(b.low) && std::trunc(b.low) == b.low;
  if (integer) return integer_power(a, b.low);
  if (a.low < 0.0) return anything;
  if (a.low == 0.0 && b.low < 0.0) return any_number;  // a zero may have either sign
  return corners(a, b, [](double x, double y) { return parley::power(x, y); });
}

Interval exponential(const Interval& a) { return widened({std::exp(a.low), std::exp(a.high)}); }

Interval logarithm(const Interval& a) { return a.low >= 0.0 ? widened({std::log(a.low), std::log(a.high)}) : anything; }

Interval square_root(const Interval& a) {
  return a.low >= 0.0 ? widened({std::sqrt(a.low), std::sqrt(a.high)}) : anything;
}

/// Comparisons with something undefined do not hold.
Interval less(const Interval& a, const Interval& b) {
  if (a.high < b.low) return certain(true);
  return a.low >= b.high ? certain(false) : false_or_true;
}

Interval less_equal(const Interval& a, const Interval& b) {
  if (a.high <= b.low) return certain(true);
  return a.low > b.high ? certain(false) : false_or_true;
}

Interval equal(const Interval& a, const Interval& b) {
  if (is_point(a) && a == b) return certain(true);
  return a.high < b.low || b.high < a.low ? certain(false) : false_or_true;
}

Interval logical_not(const Interval& a) { return {1.0 - a.high, 1.0 - a.low}; }

Interval maximum(const Interval& a, const Interval& b) { return negate(minimum(negate(a), negate(b))); }

Interval select(const Interval& condition, const Interval& yes, const Interval& no) {
  if (condition.low > 0.0 || condition.high < 0.0) return yes;
  if (condition.low == 0.0 && condition.high == 0.0) return no;
  return hull(yes, no);
}

Interval apply(Op op, const Interval& a, const Interval& b, const Interval& c) {
  switch (op) {
    case Op::add:
      return add(a, b);
    case Op::subtract:
      return add(a, negate(b));
    case Op::multiply:
      return multiply(a, b);
    case Op::divide:
      return divide(a, b);
    case Op::minimum:
      return minimum(a, b);
    case Op::maximum:
      return maximum(a, b);
    case Op::power:
      return power(a, b);
    case Op::modulo:
      return modulo(a, b);
    case Op::negate:
      return negate(a);
    case Op::absolute:
      return absolute(a);
    case Op::exponential:
      return exponential(a);
    case Op::logarithm:
      return logarithm(a);
    case Op::square_root:
      return square_root(a);
    case Op::less:
      return less(a, b);
    case Op::less_equal:
      return less_equal(a, b);
    case Op::equal:
      return equal(a, b);
    case Op::logical_and:
      return minimum(a, b);
    case Op::logical_or:
      return maximum(a, b);
    case Op::logical_not:
      return logical_not(a);
    case Op::select:
      return select(a, b, c);
    case Op::constant:
    case Op::input:
      break;
  }
  throw InternalError("an operation without interval arithmetic");
}

}  // namespace

std::vector<Interval> bound(const Program& program, std::span<const Interval> inputs) {
  if (inputs.size() != program.num_inputs()) throw InternalError("wrong number of inputs");
  std::vector<Interval> bounds;
  bounds.reserve(program.size());
  for (const Instruction& instruction : program.instructions()) {
    if (instruction.op == Op::constant) {
      const double value = program.constants()[instruction.a].value;
      bounds.push_back({value, value});
    } else if (instruction.op == Op::input) {
      bounds.push_back(inputs[instruction.a]);
    } else {
      bounds.push_back(apply(instruction.op, bounds[instruction.a], bounds[instruction.b], bounds[instruction.c]));
    }
  }
  for (Interval& interval : bounds) {
    if (may_be_undefined(interval)) interval = any_number;
  }
  return bounds;
}

}  // namespace parley::game
