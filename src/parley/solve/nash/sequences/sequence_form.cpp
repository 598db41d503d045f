// SPDX-License-Identifier: Apache-2.0
// Trees as sparse matrices of pairs of sequences, and plans as behaviour.
#include "parley/solve/nash/sequences/sequence_form.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

namespace parley::solve {
namespace {

template <class T>
T number(const Rational& value) {
  if constexpr (std::is_same_v<T, Rational>) {
    return value;
  } else {
    return value.to_double();
  }
}

std::vector<SequenceForm::Cell> cells_of(const game::NumericGame<Rational>& game, const game::Sequences& sequences) {
  std::vector<SequenceForm::Cell> ends;
  ends.reserve(sequences.chance.size());
  for (std::size_t t = 0; t < sequences.chance.size(); ++t) {
    const Rational& chance = sequences.chance[t];
    if (chance.is_zero()) continue;  // no play ends there
    ends.push_back({{sequences.at_terminal[2 * t], sequences.at_terminal[2 * t + 1]},
                    {chance * game.payoffs[2 * t], chance * game.payoffs[2 * t + 1]},
                    chance});
  }
  std::ranges::stable_sort(ends, {}, &SequenceForm::Cell::at);
  std::vector<SequenceForm::Cell> cells;
  for (auto& end : ends) {
    if (cells.empty() || cells.back().at != end.at) {
      cells.push_back(std::move(end));
      continue;
    }
    for (std::size_t p = 0; p < 2; ++p) cells.back().payoffs[p] += end.payoffs[p];
    cells.back().chance += end.chance;
  }
  return cells;
}

}  // namespace

Result<SequenceForm> sequence_form(const game::NumericGame<Rational>& game) {
  if (game.num_players != 2) {
    return fail(ErrorCode::unsupported,
                fmt::format("the sequence form is for two players; this game has {}", game.num_players));
  }
  auto sequences = game::sequences_of(game);
  if (!sequences) return std::unexpected(std::move(sequences.error()));
  SequenceForm form;
  form.cells = cells_of(game, *sequences);
  for (std::size_t p = 0; p < 2; ++p) form.players[p] = std::move(sequences->players[p]);
  form.num_infosets = game.infosets.size();
  for (std::size_t t = 0; t < sequences->chance.size(); ++t) {
    for (std::size_t p = 0; p < 2; ++p) {
      const Rational& payoff = game.payoffs[2 * t + p];
      if (t == 0 || payoff < form.lowest[p]) form.lowest[p] = payoff;
      if (t == 0 || form.highest[p] < payoff) form.highest[p] = payoff;
    }
  }
  return form;
}

std::vector<double> unit_payoffs(const SequenceForm& form, std::size_t player) {
  const Rational range = form.highest[player] - form.lowest[player];
  std::vector<double> payoffs(form.cells.size(), 0.0);
  if (range.is_zero()) return payoffs;
  for (std::size_t c = 0; c < payoffs.size(); ++c) {
    const auto& cell = form.cells[c];
    payoffs[c] = ((cell.payoffs[player] - form.lowest[player] * cell.chance) / range).to_double();
  }
  return payoffs;
}

template <class T>
std::vector<T> sequence_values(const SequenceForm& form, std::size_t player, const RealizationPlan<T>& plan) {
  std::vector<T> values(form.num_sequences(player));
  for (const auto& cell : form.cells) {
    const T& weight = plan[cell.at[1 - player]];
    if (weight == T{}) continue;
    T& value = values[cell.at[player]];
    value = value + weight * number<T>(cell.payoffs[player]);
  }
  return values;
}

template <class T>
BestPlan<T> best_plan(const game::PlayerSequences& player, std::span<const T> values) {
  std::vector<T> totals(values.begin(), values.end());  // with what best follows
  BestPlan<T> best;
  best.actions.assign(player.sets.size(), 0);
  best.worth.resize(player.sets.size());
  for (std::size_t k = player.sets.size(); k-- > 0;) {
    const auto& set = player.sets[k];
    for (std::uint32_t a = 1; a < set.num_actions; ++a) {
      if (totals[set.first + best.actions[k]] < totals[set.first + a]) best.actions[k] = a;
    }
    best.worth[k] = totals[set.first + best.actions[k]];
    totals[set.parent] = totals[set.parent] + best.worth[k];
  }
  best.value = totals[0];
  return best;
}

game::StrategyProfile<Rational> behaviour(const SequenceForm& form,
                                          const std::array<RealizationPlan<Rational>, 2>& plans) {
  game::StrategyProfile<Rational> profile;
  profile.probs.resize(form.num_infosets);
  for (std::size_t p = 0; p < 2; ++p) {
    const auto& player = form.players[p];
    const auto best = best_plan<Rational>(player, sequence_values(form, p, plans[1 - p]));
    for (std::size_t k = 0; k < player.sets.size(); ++k) {
      const auto& set = player.sets[k];
      auto& row = profile.probs[set.infoset];
      row.resize(set.num_actions);
      const Rational& reached = plans[p][set.parent];
      if (reached.is_zero()) {
        row[best.actions[k]] = Rational(1);
        continue;
      }
      for (std::uint32_t a = 0; a < set.num_actions; ++a) row[a] = plans[p][set.first + a] / reached;
    }
  }
  return profile;
}

bool is_realization_plan(const game::PlayerSequences& player, const RealizationPlan<Rational>& plan) {
  if (plan.size() != player.sequences.size() || plan[0] != Rational(1)) return false;
  if (std::ranges::any_of(plan, [](const Rational& prob) { return prob.sign() < 0; })) return false;
  return std::ranges::all_of(player.sets, [&plan](const auto& set) {
    Rational sum;
    for (std::uint32_t a = 0; a < set.num_actions; ++a) sum += plan[set.first + a];
    return sum == plan[set.parent];
  });
}

template std::vector<double> sequence_values(const SequenceForm&, std::size_t, const RealizationPlan<double>&);
template std::vector<Rational> sequence_values(const SequenceForm&, std::size_t, const RealizationPlan<Rational>&);
template BestPlan<double> best_plan(const game::PlayerSequences&, std::span<const double>);
template BestPlan<Rational> best_plan(const game::PlayerSequences&, std::span<const Rational>);

}  // namespace parley::solve
