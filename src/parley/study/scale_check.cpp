// SPDX-License-Identifier: Apache-2.0
// Solves the game again with each player's payoffs halved and doubled.
#include "parley/study/scale_check.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

namespace parley::study {

namespace {

constexpr double nearly = 1e-6;

/// Exact games stay exact; in floating point a factor that is a power of two rounds nothing.
template <class T>
void multiply_payoffs(game::NumericGame<T>& game, std::uint32_t player, const T& factor) {
  for (std::size_t k = player; k < game.payoffs.size(); k += game.num_players) {
    game.payoffs[k] = game.payoffs[k] * factor;
  }
}

AnyGame scaled(AnyGame game, std::uint32_t player, const Rational& factor) {
  if (auto* exact = std::get_if<game::NumericGame<Rational>>(&game)) {
    multiply_payoffs(*exact, player, factor);
  } else {
    multiply_payoffs(std::get<game::NumericGame<double>>(game), player, factor.to_double());
  }
  return game;
}

double payoff_range(const AnyGame& game, std::uint32_t player) {
  return std::visit([&](const auto& one) { return Number(one.payoff_range(player)).value; }, game);
}

bool is_same(const NamedGame& named, const PlayAtDraw& selected, const ScaledPlay& play) {
  for (std::size_t k = 0; k < play.outcomes.size(); ++k) {
    if (!(std::abs(play.outcomes[k].value.value - selected.outcomes[k].value.value) <= nearly)) return false;
  }
  for (std::uint32_t p = 0; p < play.values.size(); ++p) {
    const double moved = std::abs(play.values[p].value.value - selected.values[p].value.value);
    if (!(moved <= nearly * payoff_range(named.game, p))) return false;
  }
  return true;
}

Result<ScaledPlay> scaled_play(const NamedGame& named, const PlayAtDraw& selected, std::uint32_t player,
                               const Rational& factor, const RunContext& run) {
  AnyGame game = scaled(named.game, player, factor);
  solve::SettledSolution settled =
      std::visit([&](const auto& one) { return solve::solve_settled(one, named.settling, run); }, game);
  auto play = default_play(named, std::move(game), std::move(settled), run);
  if (!play) {
    return fail(play.error().code, fmt::format("with the payoffs of {} times {}: {}", named.players[player],
                                               to_string(Number(factor)), play.error().message));
  }
  ScaledPlay found{named.players[player], Number(factor), false, std::move(play->outcomes), std::move(play->values)};
  found.values[player].value = divide(found.values[player].value, Number(factor));
  found.same = is_same(named, selected, found);
  return found;
}

}  // namespace

Result<std::vector<ScaledPlay>> check_scales(const NamedGame& named, const PlayAtDraw& selected,
                                             const RunContext& run) {
  std::vector<ScaledPlay> plays;
  for (std::uint32_t player = 0; player < named.players.size(); ++player) {
    for (const Rational& factor : {Rational::ratio(1, 2), Rational(2)}) {
      auto play = scaled_play(named, selected, player, factor, run);
      if (!play) return std::unexpected(play.error());
      plays.push_back(*std::move(play));
    }
  }
  return plays;
}

}  // namespace parley::study
