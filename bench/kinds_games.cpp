// SPDX-License-Identifier: Apache-2.0
// Trees along the logit path.
#include <random>

#include "clock.h"
#include "games.h"
#include "kinds.h"
#include "parley/game/certificate.h"
#include "parley/solve/sequential.h"
#include "parley/solve/settled.h"

namespace parley::bench {
namespace {

/// A game solved from the start: what is settled, then the path on the core. False where that ends in no equilibrium.
bool solve_one(const game::NumericGame<double>& game, bool& needs_path) {
  const RunContext run;
  const auto settled = solve::solve_settled(game, {}, run);
  needs_path = !settled.all_settled;
  return solve::solve_sequential(game, settled, {}, run).verified;
}

}  // namespace

/// Fresh payoffs in every game: nothing is carried over from one to the next.
void run_signalling(const Case& what) {
  const std::size_t games = what.number("games");
  std::vector<double> speeds;
  std::size_t by_path = 0, failed = 0;
  for (std::size_t round = 0; round < what.rounds(); ++round) {
    std::mt19937_64 random(1);
    by_path = failed = 0;
    const double taken = processor_seconds([&] {
      for (std::size_t k = 0; k < games; ++k) {
        bool needs_path = false;
        if (!solve_one(bench::signalling_game(random), needs_path)) ++failed;
        if (needs_path) ++by_path;
      }
    });
    speeds.push_back(static_cast<double>(games) / taken);
  }
  fmt::print("  signalling games, one thread   {:>12.0f} games/s   {:.1f} % by the path\n", median(speeds),
             100.0 * static_cast<double>(by_path) / static_cast<double>(games));
  if (failed > 0) die(fmt::format("{} games ended in no equilibrium", failed));
}

void run_poker(const Case& what) {
  const auto game = bench::kuhn_poker(static_cast<std::uint32_t>(what.number("cards")));
  const std::size_t repeats = what.number("repeats");
  std::vector<double> times;
  for (std::size_t round = 0; round < what.rounds(); ++round) {
    const double taken = processor_seconds([&] {
      bool needs_path = false;
      for (std::size_t k = 0; k < repeats; ++k) solve_one(game, needs_path);
    });
    times.push_back(taken / static_cast<double>(repeats));
  }
  const auto found = solve::solve_sequential(game, solve::solve_settled(game, {}, RunContext{}), {}, RunContext{});
  const auto certificate = game::certify(game, found.profile, found.beliefs);
  fmt::print("  Kuhn poker, one thread         {:>12.3f} ms        {} cards, value {:.6f}, regret {:.1e}\n",
             1e3 * median(times), what.at("cards"), certificate.values[0], certificate.max_regret);
  if (!(certificate.max_regret <= 1e-9)) die("the end of the path is no equilibrium");
}

}  // namespace parley::bench
