// SPDX-License-Identifier: Apache-2.0
// Splits sums, finds what they share, adds them up weighted.
#include "parley/solve/mixing.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace parley::solve {

using game::Op;
using game::Slot;

SlotSum Mixing::split(Slot slot) {
  SlotSum sum{program_.exact(0), {}};
  std::vector<std::pair<Slot, bool>> open{{slot, false}};  // slot, negative
  while (!open.empty()) {
    const auto [next, negative] = open.back();
    open.pop_back();
    const game::Instruction made = program_.instructions()[next.at()];
    if (made.op == Op::add || made.op == Op::subtract) {
      open.emplace_back(Slot{made.a}, negative);
      open.emplace_back(Slot{made.b}, negative != (made.op == Op::subtract));
    } else if (made.op == Op::negate) {
      open.emplace_back(Slot{made.a}, !negative);
    } else {
      const Slot term = negative ? program_.unary(Op::negate, next) : next;
      if (program_.constant_at(term) != nullptr) {
        sum.base = program_.add(sum.base, term);
      } else {
        sum.terms.push_back(term);
      }
    }
  }
  std::ranges::sort(sum.terms);
  return sum;
}

std::vector<Slot> Mixing::common_terms(const std::vector<SlotSum>& values) {
  std::vector<Slot> common = values.front().terms;
  for (const SlotSum& value : values) {
    std::vector<Slot> both;
    std::ranges::set_intersection(common, value.terms, std::back_inserter(both));
    common = std::move(both);
  }
  return common;
}

Slot Mixing::total(const SlotSum& value, const std::vector<Slot>& left_out) {
  std::vector<Slot> rest;
  std::ranges::set_difference(value.terms, left_out, std::back_inserter(rest));
  Slot total = value.base;
  for (const Slot term : rest) total = program_.add(total, term);
  return total;
}

std::vector<Slot> Mixing::totals(const std::vector<SlotSum>& values, const std::vector<Slot>& left_out) {
  std::vector<Slot> slots;
  slots.reserve(values.size());
  for (const SlotSum& value : values) slots.push_back(total(value, left_out));
  return slots;
}

SlotSum Mixing::mix(const std::vector<SlotSum>& values, const std::vector<Slot>& chances) {
  const bool complete = program_.is_constant(reach_.sum(chances), 1.0);
  const std::vector<Slot> common = complete ? common_terms(values) : std::vector<Slot>{};
  return {weighted_total(totals(values, common), chances), common};
}

/// Chances of equal values are added first.
Slot Mixing::weighted_total(const std::vector<Slot>& values, const std::vector<Slot>& chances) {
  std::vector<Slot> different;
  std::map<Slot, std::vector<Slot>> weights;
  for (std::size_t k = 0; k < values.size(); ++k) {
    auto& list = weights[values[k]];
    if (list.empty()) different.push_back(values[k]);
    list.push_back(chances[k]);
  }
  Slot total = program_.exact(0);
  for (const Slot value : different) {
    total = program_.add(total, program_.multiply(reach_.sum(weights[value]), value));
  }
  return total;
}

SlotSum Mixing::mix_from(const std::vector<WeightedSum>& parts, std::size_t depth) {
  if (parts.size() == 1) {
    const WeightedSum& part = parts.front();
    if (part.factors.size() == depth) return part.value;
    Slot weighted = total(part.value);
    for (std::size_t k = part.factors.size(); k-- > depth;) {
      weighted = program_.multiply(Slot{part.factors[k]}, weighted);
    }
    return {weighted, {}};
  }
  std::vector<SlotSum> values;
  std::vector<Slot> chances;
  std::map<std::uint32_t, std::size_t> place;
  std::vector<std::vector<WeightedSum>> branches;
  for (const WeightedSum& part : parts) {
    if (part.factors.size() == depth) {
      values.push_back(part.value);
      chances.push_back(program_.exact(1));
      continue;
    }
    const auto [it, added] = place.try_emplace(part.factors[depth], branches.size());
    if (added) branches.emplace_back();
    branches[it->second].push_back(part);
  }
  for (const auto& branch : branches) {
    values.push_back(mix_from(branch, depth + 1));
    chances.push_back(Slot{branch.front().factors[depth]});
  }
  return mix(values, chances);
}

}  // namespace parley::solve
