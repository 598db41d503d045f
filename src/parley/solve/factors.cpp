// SPDX-License-Identifier: Apache-2.0
// Set operations on sorted lists.
#include "parley/solve/factors.h"

#include <algorithm>
#include <iterator>

namespace parley::solve {

void multiply_in(Factors& factors, game::Slot slot) {
  factors.insert(std::ranges::upper_bound(factors, slot.index), slot.index);
}

Factors common_factors(const Factors& a, const Factors& b) {
  Factors both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return both;
}

Factors without(const Factors& factors, const Factors& divisor) {
  Factors rest;
  std::ranges::set_difference(factors, divisor, std::back_inserter(rest));
  return rest;
}

game::Slot product(game::Program& program, const Factors& factors) {
  game::Slot total = program.exact(1);
  for (const std::uint32_t factor : factors) total = program.multiply(total, game::Slot{factor});
  return total;
}

}  // namespace parley::solve
