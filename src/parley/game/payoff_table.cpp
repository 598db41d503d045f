// SPDX-License-Identifier: Apache-2.0
// Payoff tables, and what strategies are worth in them.
#include "parley/game/payoff_table.h"

#include <algorithm>
#include <type_traits>

namespace parley::game {

PayoffTable payoff_table(const StrategicGame& game) {
  PayoffTable table;
  for (const auto& strategies : game.strategies) table.sizes.push_back(static_cast<std::uint32_t>(strategies.size()));
  for (std::size_t p = 0; p < game.players.size(); ++p) {
    auto& column = table.payoffs.emplace_back();
    column.reserve(game.contingencies.size());
    for (const std::uint32_t outcome : game.contingencies) {
      column.push_back(outcome == none ? Rational() : game.outcomes[outcome].payoffs[p]);
    }
  }
  return table;
}

namespace {

/// Averages out the slowest of the players left.
template <class T>
std::vector<T> without_slowest(const std::vector<T>& values, const std::vector<T>& weights) {
  const std::size_t stride = values.size() / weights.size();
  std::vector<T> sums(stride);
  for (std::size_t s = 0; s < weights.size(); ++s) {
    if (weights[s] == T{}) continue;
    for (std::size_t k = 0; k < stride; ++k) sums[k] = sums[k] + weights[s] * values[s * stride + k];
  }
  return sums;
}

/// Averages out the fastest of the players left.
template <class T>
std::vector<T> without_fastest(const std::vector<T>& values, const std::vector<T>& weights) {
  std::vector<T> sums(values.size() / weights.size());
  for (std::size_t s = 0; s < weights.size(); ++s) {
    if (weights[s] == T{}) continue;
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] = sums[k] + weights[s] * values[k * weights.size() + s];
  }
  return sums;
}

template <class T>
std::vector<T> in_numbers(const std::vector<Rational>& values) {
  if constexpr (std::is_same_v<T, Rational>) {
    return values;
  } else {
    std::vector<T> out;
    out.reserve(values.size());
    for (const Rational& value : values) out.push_back(value.to_double());
    return out;
  }
}

}  // namespace

template <class T>
std::vector<T> strategy_values(const PayoffTable& table, const StrategyProfile<T>& profile, std::size_t player) {
  std::vector<T> values = in_numbers<T>(table.payoffs[player]);
  for (std::size_t q = table.num_players(); q-- > player + 1;) values = without_slowest(values, profile.probs[q]);
  for (std::size_t q = 0; q < player; ++q) values = without_fastest(values, profile.probs[q]);
  return values;
}

Rational max_regret(const PayoffTable& table, const StrategyProfile<Rational>& profile) {
  Rational largest;
  for (std::size_t p = 0; p < table.num_players(); ++p) {
    const auto values = strategy_values(table, profile, p);
    Rational played;
    for (std::size_t s = 0; s < values.size(); ++s) {
      if (!profile.probs[p][s].is_zero()) played += profile.probs[p][s] * values[s];
    }
    largest = std::max(largest, *std::ranges::max_element(values) - played);
  }
  return largest;
}

template std::vector<double> strategy_values(const PayoffTable&, const StrategyProfile<double>&, std::size_t);
template std::vector<Rational> strategy_values(const PayoffTable&, const StrategyProfile<Rational>&, std::size_t);

}  // namespace parley::game
