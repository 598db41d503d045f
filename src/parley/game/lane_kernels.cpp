// SPDX-License-Identifier: Apache-2.0
// The steps themselves, compiled once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "parley/game/lane_kernels.cpp"
#include "parley/game/lane_kernels.h"

#include <cmath>
#include <cstring>
#include <string>

#include <hwy/foreach_target.h>  // compiles this file once a target; must come before highway.h
#include <hwy/highway.h>

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

static_assert(block_size == 64, "a mask has a bit for each lane of a block");

/// The bits of lanes `first` and on as a vector's mask.
template <class D>
HWY_INLINE auto mask_at(D d, const std::uint64_t* bits, std::size_t first) {
  if constexpr (hn::MaxLanes(D()) % 8 == 0) {
    return hn::LoadMaskBits(d, reinterpret_cast<const std::uint8_t*>(bits) + first / 8);
  } else {
    const std::uint64_t shifted = *bits >> first;
    return hn::LoadMaskBits(d, reinterpret_cast<const std::uint8_t*>(&shifted));
  }
}

template <class Comparison>
HWY_INLINE std::uint64_t compare(const double* a, const double* b, Comparison comparison) {
  const hn::CappedTag<double, block_size> d;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) {
    std::uint64_t raw = 0;
    hn::StoreMaskBits(d, comparison(hn::Load(d, a + i), hn::Load(d, b + i)), reinterpret_cast<std::uint8_t*>(&raw));
    bits |= raw << i;
  }
  return bits;
}

HWY_INLINE void select(const std::uint64_t* condition, const double* yes, const double* no, double* to) {
  const hn::CappedTag<double, block_size> d;
  for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) {
    hn::Store(hn::IfThenElse(mask_at(d, condition, i), hn::Load(d, yes + i), hn::Load(d, no + i)), d, to + i);
  }
}

HWY_INLINE void select_by_number(const double* condition, const double* yes, const double* no, double* to) {
  const hn::CappedTag<double, block_size> d;
  const auto zero = hn::Zero(d);
  for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) {
    const auto holds = hn::Ne(hn::Load(d, condition + i), zero);
    hn::Store(hn::IfThenElse(holds, hn::Load(d, yes + i), hn::Load(d, no + i)), d, to + i);
  }
}

HWY_INLINE void widen(const std::uint64_t* mask, double* to) {
  const hn::CappedTag<double, block_size> d;
  const auto one = hn::Set(d, 1.0);
  for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) {
    hn::Store(hn::IfThenElseZero(mask_at(d, mask, i), one), d, to + i);
  }
}

HWY_INLINE void multiply_add(const double* a, const double* b, const double* c, double* to) {
  const hn::CappedTag<double, block_size> d;
  for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) {
    const auto product = hn::Mul(hn::Load(d, a + i), hn::Load(d, b + i));
    hn::Store(hn::Add(product, hn::Load(d, c + i)), d, to + i);
  }
}

HWY_INLINE void mix(const double* a, const double* b, const double* c, const double* e, double* to) {
  const hn::CappedTag<double, block_size> d;
  for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) {
    const auto first = hn::Mul(hn::Load(d, a + i), hn::Load(d, b + i));
    const auto second = hn::Mul(hn::Load(d, c + i), hn::Load(d, e + i));
    hn::Store(hn::Add(first, second), d, to + i);
  }
}

/// The lesser; undefined where either is. By comparison: the same bits for equal zeros on every target.
template <class V>
HWY_INLINE V lesser(V x, V y) {
  return hn::IfThenElse(hn::Or(hn::Lt(y, x), hn::IsNaN(y)), y, x);
}

template <class V>
HWY_INLINE V greater(V x, V y) {
  return hn::IfThenElse(hn::Or(hn::Lt(x, y), hn::IsNaN(y)), y, x);
}

HWY_INLINE void minimum_gap(const double* least, const double* b, const double* c, double* to) {
  const hn::CappedTag<double, block_size> d;
  for (std::size_t i = 0; i < block_size; i += hn::Lanes(d)) {
    const auto gap = hn::Abs(hn::Sub(hn::Load(d, b + i), hn::Load(d, c + i)));
    hn::Store(lesser(hn::Load(d, least + i), gap), d, to + i);
  }
}

template <double (*function)(double, double)>
void scalar(const double* a, const double* b, double* to) {
  for (std::size_t i = 0; i < block_size; ++i) to[i] = function(a[i], b[i]);
}

template <double (*function)(double)>
void scalar(const double* a, double* to) {
  for (std::size_t i = 0; i < block_size; ++i) to[i] = function(a[i]);
}

/// Steps of one kind that follow each other are carried out without asking again what they are.
template <class Carry>
HWY_INLINE const LaneStep* row(const LaneStep* step, const LaneStep* end, Carry carry) {
  const LaneOp kind = step->op;
  do {
    carry(*step);
    ++step;
  } while (step != end && step->op == kind);
  return step;
}

void run(std::span<const LaneStep> steps, std::span<const double* const> inputs, double* numbers,
         std::uint64_t* masks) {
  const auto at = [numbers](std::uint32_t r) { return numbers + std::size_t{r} * block_size; };
  const auto unary = [&](const LaneStep* step, const LaneStep* end, auto operation) {
    return row(step, end, [&](const LaneStep& s) { each(at(s.a), at(s.to), operation); });
  };
  const auto binary = [&](const LaneStep* step, const LaneStep* end, auto operation) {
    return row(step, end, [&](const LaneStep& s) { each(at(s.a), at(s.b), at(s.to), operation); });
  };
  const LaneStep* const end = steps.data() + steps.size();
  for (const LaneStep* step = steps.data(); step != end;) {
    switch (step->op) {
      case LaneOp::input:
        step =
            row(step, end, [&](const LaneStep& s) { std::memcpy(at(s.to), inputs[s.a], block_size * sizeof(double)); });
        break;
      case LaneOp::add:
        step = binary(step, end, [](auto, auto x, auto y) { return hn::Add(x, y); });
        break;
      case LaneOp::subtract:
        step = binary(step, end, [](auto, auto x, auto y) { return hn::Sub(x, y); });
        break;
      case LaneOp::multiply:
        step = binary(step, end, [](auto, auto x, auto y) { return hn::Mul(x, y); });
        break;
      case LaneOp::divide:
        step = binary(step, end, [](auto, auto x, auto y) { return hn::Div(x, y); });
        break;
      case LaneOp::minimum:
        step = binary(step, end, [](auto, auto x, auto y) { return lesser(x, y); });
        break;
      case LaneOp::maximum:
      case LaneOp::logical_or:
        step = binary(step, end, [](auto, auto x, auto y) { return greater(x, y); });
        break;
      case LaneOp::negate:
        step = unary(step, end, [](auto, auto x) { return hn::Neg(x); });
        break;
      case LaneOp::absolute:
        step = unary(step, end, [](auto, auto x) { return hn::Abs(x); });
        break;
      case LaneOp::square_root:
        step = unary(step, end, [](auto, auto x) { return hn::Sqrt(x); });
        break;
      case LaneOp::logical_and:
        step = binary(step, end, [](auto, auto x, auto y) { return hn::Mul(x, y); });
        break;
      case LaneOp::logical_not:
        step = unary(step, end, [](auto t, auto x) { return hn::Sub(hn::Set(t, 1.0), x); });
        break;
      case LaneOp::select_by_number:
        step = row(step, end, [&](const LaneStep& s) { select_by_number(at(s.a), at(s.b), at(s.c), at(s.to)); });
        break;
      case LaneOp::select:
        step = row(step, end, [&](const LaneStep& s) { select(masks + s.a, at(s.b), at(s.c), at(s.to)); });
        break;
      case LaneOp::widen:
        step = row(step, end, [&](const LaneStep& s) { widen(masks + s.a, at(s.to)); });
        break;
      case LaneOp::less:
        step = row(step, end, [&](const LaneStep& s) {
          masks[s.to] = compare(at(s.a), at(s.b), [](auto x, auto y) { return hn::Lt(x, y); });
        });
        break;
      case LaneOp::less_equal:
        step = row(step, end, [&](const LaneStep& s) {
          masks[s.to] = compare(at(s.a), at(s.b), [](auto x, auto y) { return hn::Le(x, y); });
        });
        break;
      case LaneOp::equal:
        step = row(step, end, [&](const LaneStep& s) {
          masks[s.to] = compare(at(s.a), at(s.b), [](auto x, auto y) { return hn::Eq(x, y); });
        });
        break;
      case LaneOp::mask_and:
        step = row(step, end, [&](const LaneStep& s) { masks[s.to] = masks[s.a] & masks[s.b]; });
        break;
      case LaneOp::mask_or:
        step = row(step, end, [&](const LaneStep& s) { masks[s.to] = masks[s.a] | masks[s.b]; });
        break;
      case LaneOp::mask_not:
        step = row(step, end, [&](const LaneStep& s) { masks[s.to] = ~masks[s.a]; });
        break;
      case LaneOp::mask_select:
        step = row(step, end,
                   [&](const LaneStep& s) { masks[s.to] = (masks[s.a] & masks[s.b]) | (~masks[s.a] & masks[s.c]); });
        break;
      case LaneOp::multiply_add:
        step = row(step, end, [&](const LaneStep& s) { multiply_add(at(s.a), at(s.b), at(s.c), at(s.to)); });
        break;
      case LaneOp::mix:
        step = row(step, end, [&](const LaneStep& s) { mix(at(s.a), at(s.b), at(s.c), at(s.d), at(s.to)); });
        break;
      case LaneOp::minimum_gap:
        step = row(step, end, [&](const LaneStep& s) { minimum_gap(at(s.a), at(s.b), at(s.c), at(s.to)); });
        break;
      case LaneOp::exponential:
        step = row(step, end, [&](const LaneStep& s) { scalar<std::exp>(at(s.a), at(s.to)); });
        break;
      case LaneOp::logarithm:
        step = row(step, end, [&](const LaneStep& s) { scalar<std::log>(at(s.a), at(s.to)); });
        break;
      case LaneOp::power:
        step = row(step, end, [&](const LaneStep& s) { scalar<power>(at(s.a), at(s.b), at(s.to)); });
        break;
      case LaneOp::modulo:
        step = row(step, end, [&](const LaneStep& s) { scalar<modulo>(at(s.a), at(s.b), at(s.to)); });
        break;
    }
  }
}

}  // namespace parley::game::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace parley::game {

HWY_EXPORT(run);

void run_lane_steps(std::span<const LaneStep> steps, std::span<const double* const> inputs, double* numbers,
                    std::uint64_t* masks) {
  HWY_DYNAMIC_DISPATCH(run)(steps, inputs, numbers, masks);
}

std::string_view lanes_target() {
  // SupportedTargets lists the best target last set bit first; TargetName wants a single bit.
  const auto targets = hwy::SupportedTargets() & HWY_TARGETS;
  return hwy::TargetName(targets & -targets);
}

}  // namespace parley::game
#endif
