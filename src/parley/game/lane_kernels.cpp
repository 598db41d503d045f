// SPDX-License-Identifier: Apache-2.0
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "parley/game/lane_kernels.cpp"
#include <hwy/foreach_target.h>  // compiles this file once a target; must come before highway.h
#include <hwy/highway.h>

#include <cmath>
#include <cstring>
#include <string>

#include "parley/game/lane_kernels.h"
#include "parley/game/lanes.h"
#include "parley/math/number.h"

HWY_BEFORE_NAMESPACE();
namespace parley::game::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <class Operation>
HWY_INLINE void each(const double* HWY_RESTRICT a, double* to, Operation operation) {
  const hn::CappedTag<double, block_size> d;
  for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) hn::Store(operation(d, hn::Load(d, a + i)), d, to + i);
}

template <class Operation>
HWY_INLINE void each(const double* a, const double* b, double* to, Operation operation) {
  const hn::CappedTag<double, block_size> d;
  for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) {
    hn::Store(operation(d, hn::Load(d, a + i), hn::Load(d, b + i)), d, to + i);
  }
}

/// 1 where the mask holds, 0 elsewhere.
template <class D, class Mask>
HWY_INLINE auto truth(D d, Mask mask) {
  return hn::IfThenElseZero(mask, hn::Set(d, 1.0));
}

template <double (*function)(double)>
void scalar(const double* a, double* to) {
  for (std::size_t i = 0; i < block_size; ++i) to[i] = function(a[i]);
}

void run(std::span<const LaneStep> steps, std::span<const double* const> inputs, double* base) {
  const hn::CappedTag<double, block_size> d;
  const auto at = [base](std::uint32_t r) { return base + std::size_t{r} * block_size; };
  for (const LaneStep& step : steps) {
    double* to = at(step.to);
    if (step.op == LaneOp::input) {
      std::memcpy(to, inputs[step.a], block_size * sizeof(double));
      continue;
    }
    const double* a = at(step.a);
    const double* b = at(step.b);
    switch (step.op) {
      case LaneOp::add:
        each(a, b, to, [](auto, auto x, auto y) { return hn::Add(x, y); });
        break;
      case LaneOp::subtract:
        each(a, b, to, [](auto, auto x, auto y) { return hn::Sub(x, y); });
        break;
      case LaneOp::multiply:
        each(a, b, to, [](auto, auto x, auto y) { return hn::Mul(x, y); });
        break;
      case LaneOp::divide:
        each(a, b, to, [](auto, auto x, auto y) { return hn::Div(x, y); });
        break;
      case LaneOp::minimum:  // by comparison: the same bits for equal zeros on every target
        each(a, b, to, [](auto, auto x, auto y) { return hn::IfThenElse(hn::Lt(y, x), y, x); });
        break;
      case LaneOp::maximum:
        each(a, b, to, [](auto, auto x, auto y) { return hn::IfThenElse(hn::Lt(x, y), y, x); });
        break;
      case LaneOp::negate:
        each(a, to, [](auto, auto x) { return hn::Neg(x); });
        break;
      case LaneOp::absolute:
        each(a, to, [](auto, auto x) { return hn::Abs(x); });
        break;
      case LaneOp::square_root:
        each(a, to, [](auto, auto x) { return hn::Sqrt(x); });
        break;
      case LaneOp::less:
        each(a, b, to, [](auto t, auto x, auto y) { return truth(t, hn::Lt(x, y)); });
        break;
      case LaneOp::less_equal:
        each(a, b, to, [](auto t, auto x, auto y) { return truth(t, hn::Le(x, y)); });
        break;
      case LaneOp::equal:
        each(a, b, to, [](auto t, auto x, auto y) { return truth(t, hn::Eq(x, y)); });
        break;
      case LaneOp::logical_and:
        each(a, b, to, [](auto, auto x, auto y) { return hn::Mul(x, y); });
        break;
      case LaneOp::logical_or:
        each(a, b, to, [](auto, auto x, auto y) { return hn::IfThenElse(hn::Lt(x, y), y, x); });
        break;
      case LaneOp::logical_not:
        each(a, to, [](auto t, auto x) { return hn::Sub(hn::Set(t, 1.0), x); });
        break;
      case LaneOp::select: {
        const double* c = at(step.c);
        const auto zero = hn::Zero(d);
        for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) {
          const auto holds = hn::Ne(hn::Load(d, a + i), zero);
          hn::Store(hn::IfThenElse(holds, hn::Load(d, b + i), hn::Load(d, c + i)), d, to + i);
        }
        break;
      }
      case LaneOp::multiply_add: {
        const double* c = at(step.c);
        for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) {
          const auto product = hn::Mul(hn::Load(d, a + i), hn::Load(d, b + i));
          hn::Store(hn::Add(product, hn::Load(d, c + i)), d, to + i);
        }
        break;
      }
      case LaneOp::mix: {
        const double* c = at(step.c);
        const double* e = at(step.d);
        for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) {
          const auto first = hn::Mul(hn::Load(d, a + i), hn::Load(d, b + i));
          const auto second = hn::Mul(hn::Load(d, c + i), hn::Load(d, e + i));
          hn::Store(hn::Add(first, second), d, to + i);
        }
        break;
      }
      case LaneOp::minimum_gap: {
        const double* c = at(step.c);
        for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) {
          const auto least = hn::Load(d, a + i);
          const auto gap = hn::Abs(hn::Sub(hn::Load(d, b + i), hn::Load(d, c + i)));
          hn::Store(hn::IfThenElse(hn::Lt(gap, least), gap, least), d, to + i);
        }
        break;
      }
      case LaneOp::exponential:
        scalar<std::exp>(a, to);
        break;
      case LaneOp::logarithm:
        scalar<std::log>(a, to);
        break;
      case LaneOp::power:
        for (std::size_t i = 0; i < block_size; ++i) to[i] = power(a[i], b[i]);
        break;
      case LaneOp::modulo:
        for (std::size_t i = 0; i < block_size; ++i) to[i] = modulo(a[i], b[i]);
        break;
      case LaneOp::input:
        break;
    }
  }
}

}  // namespace parley::game::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace parley::game {

HWY_EXPORT(run);

void run_lane_steps(std::span<const LaneStep> steps, std::span<const double* const> inputs, double* base) {
  HWY_DYNAMIC_DISPATCH(run)(steps, inputs, base);
}

std::string_view lanes_target() {
  // SupportedTargets lists the best target last set bit first; TargetName wants a single bit.
  const auto targets = hwy::SupportedTargets() & HWY_TARGETS;
  return hwy::TargetName(targets & -targets);
}

}  // namespace parley::game
#endif
