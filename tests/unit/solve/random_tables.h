// SPDX-License-Identifier: Apache-2.0
// Random payoff tables: integers from a range, by seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "parley/game/payoff_table.h"

namespace parley::solve {

/// The table of what `payoff(player, contingency)` gives.
template <class Payoff>
game::PayoffTable make_table(std::vector<std::uint32_t> sizes, const Payoff& payoff) {
  std::size_t num_contingencies = 1;
  for (const std::uint32_t size : sizes) num_contingencies *= size;
  game::PayoffTable table{.sizes = std::move(sizes), .payoffs = {}};
  for (std::size_t p = 0; p < table.num_players(); ++p) {
    auto& column = table.payoffs.emplace_back();
    for (std::size_t k = 0; k < num_contingencies; ++k) column.push_back(payoff(p, k));
  }
  return table;
}

/// Integers from `low` to `high`; std::mt19937_64 gives the same ones everywhere.
inline game::PayoffTable random_table(std::vector<std::uint32_t> sizes, std::uint64_t seed, std::int64_t low,
                                      std::int64_t high) {
  std::mt19937_64 random(seed);
  const auto span = static_cast<std::uint64_t>(high - low + 1);
  return make_table(std::move(sizes), [&](std::size_t, std::size_t) {
    return Rational(low + static_cast<std::int64_t>(random() % span));
  });
}

}  // namespace parley::solve
