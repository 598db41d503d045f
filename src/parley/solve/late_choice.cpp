// SPDX-License-Identifier: Apache-2.0
// Goes down two numbers side by side as long as they have one form.
#include "parley/solve/late_choice.h"

#include <algorithm>
#include <utility>

namespace parley::solve {

namespace {

constexpr std::size_t max_depth = 1'000;

}  // namespace

using game::Instruction;
using game::Op;
using game::Slot;

Slot LateChoice::select(Slot condition, Slot yes, Slot no) {
  if (yes == no || program_.constant_at(condition) != nullptr) return program_.select(condition, yes, no);
  const std::array key{condition, yes, no};
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  ++depth_;
  const std::optional<Slot> made = depth_ < max_depth ? inside(condition, yes, no) : std::nullopt;
  --depth_;
  return known_[key] = made ? *made : program_.select(condition, yes, no);
}

std::optional<Slot> LateChoice::inside(Slot condition, Slot yes, Slot no) {
  const Op op = made_by(yes).op;
  if (op != made_by(no).op) return std::nullopt;
  if (op == Op::multiply) return of_products(condition, yes, no);
  if (op == Op::add) return of_sums(condition, yes, no);
  if (op == Op::select) return of_choices(condition, yes, no);
  return std::nullopt;
}

std::optional<Slot> LateChoice::of_products(Slot condition, Slot yes, Slot no) {
  const Instruction a = made_by(yes);
  const Instruction b = made_by(no);
  for (const auto& [common, rest] : {std::pair{a.a, a.b}, std::pair{a.b, a.a}}) {
    if (common != b.a && common != b.b) continue;
    const Slot other{common == b.a ? b.b : b.a};
    return program_.multiply(Slot{common}, select(condition, Slot{rest}, other));
  }
  return std::nullopt;
}

/// Terms are paired that share a factor.
std::optional<Slot> LateChoice::of_sums(Slot condition, Slot yes, Slot no) {
  Pairs pairs;
  std::vector<Slot> others = terms_of(no);
  for (Slot term : terms_of(yes)) {
    auto partner = std::ranges::find(others, term);
    if (partner == others.end()) {
      partner = std::ranges::find_if(others, [&](Slot other) { return share_factor(term, other); });
    }
    if (partner == others.end()) return std::nullopt;
    pairs.emplace_back(term, *partner);
    others.erase(partner);
  }
  if (!others.empty()) return std::nullopt;
  Slot total = program_.exact(0);
  for (const auto& [term, partner] : pairs) total = program_.add(total, select(condition, term, partner));
  return total;
}

std::optional<Slot> LateChoice::of_choices(Slot condition, Slot yes, Slot no) {
  const Instruction a = made_by(yes);
  const Instruction b = made_by(no);
  const bool sums = made_by(Slot{a.b}).op == Op::add && made_by(Slot{b.b}).op == Op::add;
  if (a.b != b.b && a.c != b.c && !sums) return std::nullopt;
  const Slot question = select(condition, Slot{a.a}, Slot{b.a});
  const Slot if_yes = select(condition, Slot{a.b}, Slot{b.b});
  return program_.select(question, if_yes, select(condition, Slot{a.c}, Slot{b.c}));
}

std::vector<Slot> LateChoice::terms_of(Slot sum) const {
  std::vector<Slot> terms;
  std::vector<Slot> open{sum};
  while (!open.empty()) {
    const Slot next = open.back();
    open.pop_back();
    const Instruction& made = made_by(next);
    if (made.op == Op::add) {
      open.push_back(Slot{made.b});
      open.push_back(Slot{made.a});
    } else {
      terms.push_back(next);
    }
  }
  return terms;
}

bool LateChoice::share_factor(Slot x, Slot y) const {
  const Instruction& a = made_by(x);
  const Instruction& b = made_by(y);
  return a.op == Op::multiply && b.op == Op::multiply && (a.a == b.a || a.a == b.b || a.b == b.a || a.b == b.b);
}

}  // namespace parley::solve
