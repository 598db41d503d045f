// SPDX-License-Identifier: Apache-2.0
// The loops over lanes, one a kind of step.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "parley/game/certificate_steps.cpp"
#include "parley/game/certificate_steps.h"

#include <limits>

#include <hwy/foreach_target.h>  // compiles this file once a target; must come before highway.h
#include <hwy/highway.h>

// Only + - * /, comparisons and blends, so that all targets give the same bits. Lanes that are not in the game may hold
// NaN: they are left out by blends, never by a product with 0.
HWY_BEFORE_NAMESPACE();
namespace parley::game::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<double, lanes_at_a_time>;
using Lanes = hn::Vec<Tag>;

/// The lanes of one step's operands.
class Operands {
 public:
  HWY_INLINE Operands(const std::uint32_t* index, const double* const* from, double* const* to)
      : index_(index), from_(from), to_(to) {}
  HWY_INLINE const double* in(std::size_t k) const { return from_[index_[k]]; }
  HWY_INLINE double* out(std::size_t k) const { return to_[index_[k]]; }

 private:
  const std::uint32_t* index_;
  const double* const* from_;
  double* const* to_;
};

template <class Operation>
HWY_INLINE void each(Operation operation) {
  for (std::size_t i = 0; i < lanes_at_a_time; i += hn::Lanes(Tag())) operation(i);
}

HWY_INLINE Lanes load(const double* lanes, std::size_t i) { return hn::LoadU(Tag(), lanes + i); }
HWY_INLINE void store(Lanes value, double* lanes, std::size_t i) { hn::StoreU(value, Tag(), lanes + i); }
HWY_INLINE Lanes all(double value) { return hn::Set(Tag(), value); }
HWY_INLINE Lanes smaller(Lanes a, Lanes b) { return hn::IfThenElse(hn::Lt(b, a), b, a); }
/// `a` where `b` is undefined.
HWY_INLINE Lanes larger(Lanes a, Lanes b) { return hn::IfThenElse(hn::Lt(a, b), b, a); }

/// A weight as seen from an arrival with `less` fewer mistakes: itself, scaled, or nothing.
HWY_INLINE Lanes weight_at(Lanes weight, Lanes less) {
  const Lanes scaled = hn::Mul(weight, all(small_weight));
  return hn::IfThenElse(hn::Eq(less, hn::Zero(Tag())), weight,
                        hn::IfThenElseZero(hn::Eq(less, all(scale_mark)), scaled));
}

HWY_INLINE Lanes reach_at(Lanes mistakes, Lanes weight) {
  const Lanes twice = hn::Mul(hn::Mul(weight, all(small_weight)), all(small_weight));
  return hn::IfThenElse(hn::Eq(mistakes, all(2.0 * scale_mark)), twice, weight_at(weight, mistakes));
}

HWY_INLINE void mistakes(const Operands& at, std::size_t count) {
  const double* before = at.in(0);
  const double* choice = at.in(1);
  for (std::size_t k = 0; k < count; ++k) {
    double* to = at.out(2 + 2 * k);
    const double* action = at.in(3 + 2 * k);
    each([&](std::size_t i) {
      const Lanes more = hn::IfThenElseZero(hn::Ne(load(choice, i), load(action, i)), all(1.0));
      store(hn::Add(load(before, i), more), to, i);
    });
  }
}

HWY_INLINE void only_if(const Operands& at) {
  double* to = at.out(0);
  const double* x = at.in(1);
  const double* condition = at.in(2);
  const double* y = at.in(3);
  each([&](std::size_t i) {
    store(hn::IfThenElse(hn::Eq(load(condition, i), all(1.0)), load(x, i), load(y, i)), to, i);
  });
}

HWY_INLINE void chance_branch(const Operands& at) {
  double* to_mistakes = at.out(0);
  double* to_weight = at.out(1);
  const double* mistakes = at.in(2);
  const double* weight = at.in(3);
  const double* chance = at.in(4);
  each([&](std::size_t i) {
    const Lanes p = load(chance, i);
    const Lanes product = hn::Mul(load(weight, i), p);
    const auto small = hn::Lt(product, all(small_weight));
    const Lanes mark = hn::Add(load(mistakes, i), hn::IfThenElseZero(small, all(scale_mark)));
    const auto in_game = hn::Gt(p, hn::Zero(Tag()));
    store(hn::IfThenElse(in_game, mark, all(std::numeric_limits<double>::infinity())), to_mistakes, i);
    store(hn::IfThenElse(small, hn::Mul(product, all(weight_scale)), product), to_weight, i);
  });
}

HWY_INLINE void merge(const Operands& at) {
  double* to_mistakes = at.out(0);
  double* to_weight = at.out(1);
  const double* mistakes[] = {at.in(2), at.in(4)};
  const double* weight[] = {at.in(3), at.in(5)};
  each([&](std::size_t i) {
    const Lanes first = load(mistakes[0], i);
    const Lanes second = load(mistakes[1], i);
    const Lanes fewest = smaller(first, second);
    const Lanes sum = hn::Add(weight_at(load(weight[0], i), hn::Sub(first, fewest)),
                              weight_at(load(weight[1], i), hn::Sub(second, fewest)));
    store(sum, to_weight, i);
    store(fewest, to_mistakes, i);
  });
}

HWY_INLINE void reach(const Operands& at) {
  double* to = at.out(0);
  const double* mistakes = at.in(1);
  const double* weight = at.in(2);
  each([&](std::size_t i) { store(reach_at(load(mistakes, i), load(weight, i)), to, i); });
}

HWY_INLINE void belief(const Operands& at, std::size_t count) {
  const auto mistakes = [&](std::size_t k, std::size_t i) { return load(at.in(2 + count + 2 * k), i); };
  const auto weight = [&](std::size_t k, std::size_t i) { return load(at.in(3 + count + 2 * k), i); };
  each([&](std::size_t i) {
    Lanes fewest = mistakes(0, i);
    for (std::size_t k = 1; k < count; ++k) fewest = smaller(fewest, mistakes(k, i));
    Lanes total = hn::Zero(Tag());
    Lanes reached = hn::Zero(Tag());
    for (std::size_t k = 0; k < count; ++k) {
      const Lanes m = mistakes(k, i);
      const Lanes w = weight(k, i);
      const Lanes share = weight_at(w, hn::Sub(m, fewest));
      total = hn::Add(total, share);
      reached = hn::Add(reached, reach_at(m, w));
      store(share, at.out(2 + k), i);
    }
    // A set that is not in the game has no weight and no advantages: 0 / 1.
    store(hn::IfThenElse(hn::Gt(total, hn::Zero(Tag())), total, all(1.0)), at.out(0), i);
    store(reached, at.out(1), i);
  });
}

HWY_INLINE void choose_of_two(const Operands& at, std::size_t count) {
  const double* choice = at.in(0);
  for (std::size_t k = 1; k < 1 + 3 * count; k += 3) {
    double* to = at.out(k);
    const double* x = at.in(k + 1);
    const double* y = at.in(k + 2);
    each([&](std::size_t i) {
      store(hn::IfThenElse(hn::Eq(load(choice, i), all(1.0)), load(y, i), load(x, i)), to, i);
    });
  }
}

HWY_INLINE void choose_of_three(const Operands& at, std::size_t count) {
  const double* choice = at.in(0);
  for (std::size_t k = 1; k < 1 + 4 * count; k += 4) {
    double* to = at.out(k);
    const double* x = at.in(k + 1);
    const double* y = at.in(k + 2);
    const double* z = at.in(k + 3);
    each([&](std::size_t i) {
      const Lanes chosen = load(choice, i);
      const Lanes first = hn::IfThenElse(hn::Eq(chosen, all(1.0)), load(y, i), load(x, i));
      store(hn::IfThenElse(hn::Eq(chosen, all(2.0)), load(z, i), first), to, i);
    });
  }
}

HWY_INLINE void choose(const Operands& at, std::size_t count, std::size_t width) {
  if (width == 2) return choose_of_two(at, count);
  if (width == 3) return choose_of_three(at, count);
  const double* choice = at.in(0);
  for (std::size_t k = 1; k < 1 + (1 + width) * count; k += 1 + width) {
    double* to = at.out(k);
    each([&](std::size_t i) {
      const Lanes chosen = load(choice, i);
      Lanes value = load(at.in(k + 1), i);
      Lanes action = all(0.0);
      for (std::size_t a = 1; a < width; ++a) {
        action = hn::Add(action, all(1.0));
        value = hn::IfThenElse(hn::Eq(chosen, action), load(at.in(k + 1 + a), i), value);
      }
      store(value, to, i);
    });
  }
}

HWY_INLINE Lanes part(const double* chance, const double* x, std::size_t i) {
  const Lanes p = load(chance, i);
  return hn::IfThenElseZero(hn::Gt(p, hn::Zero(Tag())), hn::Mul(p, load(x, i)));
}

HWY_INLINE void average_of_two(const Operands& at, std::size_t count) {
  const double* p = at.in(0);
  const double* q = at.in(1);
  for (std::size_t k = 2; k < 2 + 3 * count; k += 3) {
    double* to = at.out(k);
    const double* x = at.in(k + 1);
    const double* y = at.in(k + 2);
    each([&](std::size_t i) { store(hn::Add(part(p, x, i), part(q, y, i)), to, i); });
  }
}

HWY_INLINE void average(const Operands& at, std::size_t count, std::size_t width) {
  if (width == 2) return average_of_two(at, count);
  for (std::size_t k = width; k < width + (1 + width) * count; k += 1 + width) {
    double* to = at.out(k);
    each([&](std::size_t i) {
      Lanes sum = part(at.in(0), at.in(k + 1), i);
      for (std::size_t b = 1; b < width; ++b) sum = hn::Add(sum, part(at.in(b), at.in(k + 1 + b), i));
      store(sum, to, i);
    });
  }
}

template <bool add>
HWY_INLINE void advantage(const Operands& at, std::size_t count) {
  const double* share = at.in(0);
  for (std::size_t k = 1; k < 1 + 3 * count; k += 3) {
    double* to = at.out(k);
    const double* sum = at.in(k);
    const double* x = at.in(k + 1);
    const double* y = at.in(k + 2);
    each([&](std::size_t i) {
      const Lanes s = load(share, i);
      const Lanes product = hn::Mul(s, hn::Sub(load(x, i), load(y, i)));
      const Lanes here = hn::IfThenElseZero(hn::Gt(s, hn::Zero(Tag())), product);
      store(add ? hn::Add(load(sum, i), here) : here, to, i);
    });
  }
}

template <bool everywhere>
HWY_INLINE void gain(const Operands& at, std::size_t count) {
  constexpr std::size_t first = everywhere ? 2 : 3;
  double* to = at.out(0);
  const double* largest = at.in(0);
  const double* y = at.in(1);
  const double* mistakes = at.in(first - 1);
  each([&](std::size_t i) {
    Lanes best = load(at.in(first), i);
    for (std::size_t k = 1; k < count; ++k) best = larger(best, load(at.in(first + k), i));
    Lanes here = hn::Sub(best, load(y, i));  // NOLINT(misc-const-correctness): changed below where not everywhere
    if constexpr (!everywhere) {
      const auto in_game = hn::Lt(load(mistakes, i), all(std::numeric_limits<double>::infinity()));
      here = hn::IfThenElseZero(in_game, here);
    }
    store(larger(load(largest, i), here), to, i);
  });
}

HWY_INLINE void gain_of_two(const Operands& at) {
  double* to = at.out(0);
  const double* largest = at.in(0);
  const double* total = at.in(1);
  const double* choice = at.in(2);
  const double* advantages = at.in(3);
  each([&](std::size_t i) {
    const Lanes second = load(advantages, i);
    const Lanes other = hn::IfThenElse(hn::Eq(load(choice, i), all(1.0)), hn::Neg(second), second);
    store(larger(load(largest, i), hn::Div(other, load(total, i))), to, i);
  });
}

HWY_INLINE void gain_of_many(const Operands& at, std::size_t count) {
  double* to = at.out(0);
  const double* largest = at.in(0);
  const double* total = at.in(1);
  each([&](std::size_t i) {
    Lanes best = load(at.in(2), i);
    for (std::size_t k = 1; k < count; ++k) best = larger(best, load(at.in(2 + k), i));
    store(larger(load(largest, i), hn::Div(best, load(total, i))), to, i);
  });
}

HWY_INLINE void copy(const Operands& at) {
  double* to = at.out(0);
  const double* x = at.in(1);
  each([&](std::size_t i) { store(load(x, i), to, i); });
}

void run(std::span<const CertificateStep> steps, const std::uint32_t* operands, const double* const* from,
         double* const* to) {
  for (const CertificateStep& step : steps) {
    const Operands at(operands + step.first, from, to);
    switch (step.op) {
      case CertificateOp::mistakes:
        mistakes(at, step.count);
        break;
      case CertificateOp::only_if:
        only_if(at);
        break;
      case CertificateOp::chance_branch:
        chance_branch(at);
        break;
      case CertificateOp::merge:
        merge(at);
        break;
      case CertificateOp::reach:
        reach(at);
        break;
      case CertificateOp::belief:
        belief(at, step.count);
        break;
      case CertificateOp::choose:
        choose(at, step.count, step.width);
        break;
      case CertificateOp::average:
        average(at, step.count, step.width);
        break;
      case CertificateOp::advantage:
        advantage<false>(at, step.count);
        break;
      case CertificateOp::more_advantage:
        advantage<true>(at, step.count);
        break;
      case CertificateOp::gain:
        gain<true>(at, step.count);
        break;
      case CertificateOp::gain_in_game:
        gain<false>(at, step.count);
        break;
      case CertificateOp::gain_of_two:
        gain_of_two(at);
        break;
      case CertificateOp::gain_of_many:
        gain_of_many(at, step.count);
        break;
      case CertificateOp::copy:
        copy(at);
        break;
    }
  }
}

}  // namespace parley::game::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace parley::game {

HWY_EXPORT(run);

void run_certificate_steps(std::span<const CertificateStep> steps, const std::uint32_t* operands,
                           const double* const* from, double* const* to) {
  HWY_DYNAMIC_DISPATCH(run)(steps, operands, from, to);
}

}  // namespace parley::game
#endif
