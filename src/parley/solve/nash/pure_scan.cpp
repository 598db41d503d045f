// SPDX-License-Identifier: Apache-2.0
// Best-response marks for each player, and what all of them mark.
#include "parley/solve/nash/pure_scan.h"

namespace parley::solve {
namespace {

/// Contingencies in which one player's strategy alone varies lie `stride` apart.
struct Line {
  std::size_t first, stride, length;
};

/// Takes marks off where the player has something better.
void keep_best(const std::vector<Rational>& payoffs, const Line& line, std::vector<bool>& marked) {
  const std::size_t end = line.first + line.stride * line.length;
  std::size_t best = line.first;
  for (std::size_t k = line.first + line.stride; k < end; k += line.stride) {
    if (payoffs[k] > payoffs[best]) best = k;
  }
  for (std::size_t k = line.first; k < end; k += line.stride) {
    if (marked[k] && payoffs[k] != payoffs[best]) marked[k] = false;
  }
}

}  // namespace

std::vector<std::uint32_t> strategies_at(const game::PayoffTable& table, std::size_t contingency) {
  std::vector<std::uint32_t> strategies;
  strategies.reserve(table.num_players());
  for (const std::uint32_t size : table.sizes) {
    strategies.push_back(static_cast<std::uint32_t>(contingency % size));
    contingency /= size;
  }
  return strategies;
}

std::vector<std::size_t> pure_equilibria(const game::PayoffTable& table) {
  const std::size_t num_contingencies = table.num_contingencies();
  std::vector<bool> marked(num_contingencies, true);
  std::size_t stride = 1;
  for (std::size_t p = 0; p < table.num_players(); ++p) {
    const std::size_t block = stride * table.sizes[p];
    for (std::size_t start = 0; start < num_contingencies; start += block) {
      for (std::size_t k = start; k < start + stride; ++k) {
        keep_best(table.payoffs[p], {.first = k, .stride = stride, .length = table.sizes[p]}, marked);
      }
    }
    stride = block;
  }
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k < num_contingencies; ++k) {
    if (marked[k]) found.push_back(k);
  }
  return found;
}

NashEquilibrium pure_profile(const game::PayoffTable& table, std::size_t contingency) {
  NashEquilibrium equilibrium;
  const auto strategies = strategies_at(table, contingency);
  for (std::size_t p = 0; p < table.num_players(); ++p) {
    equilibrium.exact.probs.emplace_back(table.sizes[p])[strategies[p]] = Rational(1);
    equilibrium.profile.probs.emplace_back(table.sizes[p], 0.0)[strategies[p]] = 1.0;
  }
  return equilibrium;
}

}  // namespace parley::solve
