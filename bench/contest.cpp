// SPDX-License-Identifier: Apache-2.0
// Seconds are kept by round and game, so that sums over some of the games can be compared too.
#include "contest.h"

#include <numeric>

namespace parley::bench {
namespace {

/// Times over the games, a list a round.
struct Laps {
  std::vector<std::vector<Taken>> rounds;

  void begin_round() { rounds.emplace_back(); }
  void add(const Taken& taken) { rounds.back().push_back(taken); }
  /// Of the sums over the games from `first` on, before `last`.
  [[nodiscard]] Taken median_of(std::size_t first, std::size_t last) const {
    std::vector<double> wall, processor;
    for (const auto& round : rounds) {
      Taken sum;
      for (std::size_t game = first; game < last; ++game) sum += round[game];
      wall.push_back(sum.wall);
      processor.push_back(sum.processor);
    }
    return {median(std::move(wall)), median(std::move(processor))};
  }
};

struct PeerLaps {
  Peer peer;
  Laps games, starts;
  std::size_t num_games = 0;  // that it answers within its limit
  std::size_t num_differing = 0;
  double gave_up_after = 0.0;  // seconds, on the game after those

  void run_round(const Contest& contest, const TempFolder& folder) {
    games.begin_round();
    starts.begin_round();
    num_differing = 0;
    double used = 0.0;
    for (std::size_t game = 0; game < num_games; ++game) {
      starts.add(run_peer(peer, contest.start_up_file, folder).taken);
      const PeerRun run = run_peer(peer, contest.files[game], folder);
      const bool answered = run.num_answers && (*run.num_answers > 0 || contest.num_answers[game] == 0);
      if (!answered && peer.must_agree) die(fmt::format("{} has no answer to {}", peer.name(), contest.files[game]));
      if (!answered) {
        gave_up_after = run.taken.wall;
        num_games = game;
        return;
      }
      games.add(run.taken);
      if (*run.num_answers != contest.num_answers[game]) ++num_differing;
      used += run.taken.wall;
      if (used > peer.limit) num_games = game + 1;
    }
  }

  [[nodiscard]] Taken median_without_starts() const {
    const Taken all = games.median_of(0, num_games), start = starts.median_of(0, num_games);
    return {all.wall - start.wall, all.processor - start.processor};
  }
};

std::string counted(std::size_t num_games) { return fmt::format("{} game{}", num_games, num_games == 1 ? "" : "s"); }

std::string parley_on(std::size_t threads) {
  return fmt::format("parley, {} thread{}", threads, threads == 1 ? "" : "s");
}

void print_times(const std::string& who, const Taken& time, const std::string& of_what) {
  fmt::print("  {:<20} {:>12.3f} ms wall {:>12.3f} ms processor   {}\n", who, 1e3 * time.wall, 1e3 * time.processor,
             of_what);
}

void print_peer(const PeerLaps& laps, const Contest& contest, const std::vector<Laps>& parley) {
  const std::string& name = laps.peer.name();
  if (laps.gave_up_after >= laps.peer.limit) {
    const double ours = parley.front().median_of(laps.num_games, laps.num_games + 1).wall;
    fmt::print("  {}: no answer to game {} in {:.1f} s, {:.0f} times what parley took\n", name, laps.num_games + 1,
               laps.gave_up_after, laps.gave_up_after / ours);
  } else if (laps.gave_up_after > 0.0) {
    fmt::print("  {}: failed on game {}, or found nothing there\n", name, laps.num_games + 1);
  }
  if (laps.num_games == 0) return;
  const Taken theirs = laps.median_without_starts();
  const Taken starts = laps.starts.median_of(0, laps.num_games);
  print_times(name, theirs,
              fmt::format("{}, less {:.1f} ms wall, {:.1f} ms processor of starting", counted(laps.num_games),
                          1e3 * starts.wall, 1e3 * starts.processor));
  for (std::size_t k = 0; k < parley.size(); ++k) {
    const Taken ours = parley[k].median_of(0, laps.num_games);
    fmt::print("    {:<18} {:>12.2f} times faster {:>7.2f} times less processor\n", parley_on(contest.threads[k]),
               theirs.wall / ours.wall, theirs.processor / ours.processor);
  }
  if (laps.num_differing == 0) return;
  const std::string message =
      fmt::format("{}: another number of {} in {} games", name, contest.answers, laps.num_differing);
  if (laps.peer.must_agree) die(message);
  fmt::print("    {}\n", message);
}

}  // namespace

void run_contest(const Case& what, const Contest& contest, const TempFolder& folder) {
  std::vector<PeerLaps> peers;
  for (const Peer& peer : contest.peers) {
    if (is_installed(peer)) {
      peers.push_back({.peer = peer, .games = {}, .starts = {}, .num_games = contest.files.size()});
    } else {
      fmt::print("  {} is not installed\n", peer.name());
    }
  }
  std::vector<Laps> parley(contest.threads.size());
  for (std::size_t round = 0; round < what.rounds(); ++round) {
    for (std::size_t k = 0; k < parley.size(); ++k) {
      const RunContext run = with_threads(contest.threads[k]);
      parley[k].begin_round();
      for (std::size_t game = 0; game < contest.files.size(); ++game) {
        parley[k].add(taken([&] { contest.solve(game, run); }));
      }
    }
    for (PeerLaps& peer : peers) peer.run_round(contest, folder);
  }
  const auto total = std::accumulate(contest.num_answers.begin(), contest.num_answers.end(), std::size_t{0});
  for (std::size_t k = 0; k < parley.size(); ++k) {
    print_times(parley_on(contest.threads[k]), parley[k].median_of(0, contest.files.size()),
                fmt::format("{}, {} {}", counted(contest.files.size()), total, contest.answers));
  }
  for (const PeerLaps& peer : peers) print_peer(peer, contest, parley);
}

}  // namespace parley::bench
