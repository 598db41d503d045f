// SPDX-License-Identifier: Apache-2.0
// Counts how often the levers are left at each of their choices.
#include "parley/study/free_choice.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "parley/base/workers.h"
#include "parley/study/engine.h"

namespace parley::study {

namespace {

/// By index of the choice on both axes; `none` where the move does not show the lever.
using Pair = std::pair<std::uint32_t, std::uint32_t>;
using Frequencies = std::map<Pair, double>;

/// Which choice of the lever a label of a step is; `none` where it is none of them.
std::uint32_t choice_of(const build::Lever& lever, const game::StepName& step, std::uint32_t label) {
  const auto pick = std::ranges::find(step.picks, lever.name);
  if (lever.owner.empty() || pick == step.picks.end()) return game::none;
  const std::string& part = step.label_parts[label][static_cast<std::size_t>(pick - step.picks.begin())];
  const auto choice = std::ranges::find(lever.labels, part);
  return choice == lever.labels.end() ? game::none : static_cast<std::uint32_t>(choice - lever.labels.begin());
}

/// An information set at which a lever is chosen: what each action says of both levers.
struct Move {
  std::size_t infoset = 0;
  std::vector<Pair> choices;  // by action
};

std::vector<Move> moves_of(const game::ParametricGame& game, const build::Lever& x, const build::Lever& y) {
  std::vector<Move> moves;
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    const game::Infoset& set = game.infosets[h];
    Pair known{game::none, game::none};
    for (const game::Seen& seen : set.seen) {
      if (!seen.exact) continue;
      if (const auto label = choice_of(x, game.steps[seen.step], seen.label); label != game::none) known.first = label;
      if (const auto label = choice_of(y, game.steps[seen.step], seen.label); label != game::none) known.second = label;
    }
    Move move{h, {}};
    bool is_of_lever = false;
    for (const std::uint32_t action : set.actions) {
      const Pair made{choice_of(x, game.steps[set.step], action), choice_of(y, game.steps[set.step], action)};
      is_of_lever = is_of_lever || made != Pair{game::none, game::none};
      move.choices.emplace_back(made.first != game::none ? made.first : known.first,
                                made.second != game::none ? made.second : known.second);
    }
    if (is_of_lever) moves.push_back(std::move(move));
  }
  return moves;
}

void count(const BlockSolver& solver, std::size_t lane, const std::vector<Move>& moves, Frequencies& frequencies) {
  if (solver.status(lane) != DrawStatus::solved || !(solver.weight(lane) > 0.0)) return;
  for (const Move& move : moves) {
    const double times = solver.weight(lane) * solver.reach(move.infoset, lane);
    if (!(times > 0.0)) continue;
    const std::span<const double> mix = solver.mix(move.infoset, lane);
    if (mix.empty()) frequencies[move.choices[solver.choice(move.infoset, lane)]] += times;
    for (std::size_t a = 0; a < mix.size(); ++a) frequencies[move.choices[a]] += times * mix[a];
  }
}

/// Over all draws; nothing where the run was to stop before the last.
std::optional<Frequencies> count_all(const build::Model& model, const Draws& draws, const std::vector<Move>& moves,
                                     const RunContext& run) {
  const PreparedModel prepared(model, Purpose::certified);
  const std::size_t num_chunks = (draws.size() + chunk_size - 1) / chunk_size;
  std::vector<std::unique_ptr<BlockSolver>> solvers(std::max<std::size_t>(run.num_threads, 1));
  std::vector<std::optional<Frequencies>> by_chunk(num_chunks);
  (void)for_each_chunk(
      num_chunks, run,
      [&](std::size_t chunk, std::size_t worker) {
        if (!solvers[worker]) solvers[worker] = std::make_unique<BlockSolver>(prepared, run);
        BlockSolver& solver = *solvers[worker];
        const std::size_t first = chunk * chunk_size;
        solver.begin_chunk(draws, first, std::min(chunk_size, draws.size() - first), {});
        Frequencies frequencies;
        for (std::size_t block = 0; block < solver.num_blocks(); ++block) {
          solver.solve(block);
          if (solver.stopped()) return;
          solver.certify();
          for (std::size_t lane = 0; lane < solver.count(); ++lane) count(solver, lane, moves, frequencies);
        }
        by_chunk[chunk] = std::move(frequencies);
      },
      "solving what is left free");
  Frequencies all;
  for (const auto& frequencies : by_chunk) {
    if (!frequencies) return std::nullopt;
    for (const auto& [pair, times] : *frequencies) all[pair] += times;
  }
  return all;
}

/// The most frequent one, the first of those tied, and its share of them all.
struct Most {
  Pair pair{game::none, game::none};
  double share = 0.0;
};

Most most_frequent(const Frequencies& frequencies) {
  Most most;
  double all = 0.0;
  for (const auto& [pair, times] : frequencies) {
    all += times;
    if (times > most.share) most = {pair, times};
  }
  if (all > 0.0) most.share /= all;
  return most;
}

/// Only what shows the levers asked for, the other left out.
Frequencies only(const Frequencies& all, bool x, bool y) {
  Frequencies some;
  for (const auto& [pair, times] : all) {
    if ((x && pair.first == game::none) || (y && pair.second == game::none)) continue;
    some[{x ? pair.first : game::none, y ? pair.second : game::none}] += times;
  }
  return some;
}

void choose(const build::Lever& lever, std::uint32_t choice, std::string& label, std::optional<double>& value) {
  if (choice == game::none) return;
  label = lever.labels[choice];
  value = choice < lever.values.size() ? lever.values[choice] : static_cast<double>(choice);
}

std::optional<double> centre_of(const build::Model& model, const build::Lever& lever) {
  for (const build::Input& input : model.inputs) {
    if (input.name == lever.name) return input.centre.value;
  }
  return std::nullopt;
}

std::string owners(const build::Lever& x, const build::Lever& y) {
  if (x.owner.empty() || x.owner == y.owner) return y.owner;
  return y.owner.empty() ? x.owner : x.owner + " and " + y.owner;
}

}  // namespace

std::optional<FreeChoice> free_choice(const build::Model& model, const build::Lever& x, const build::Lever& y,
                                      const DrawOptions& options, RunContext& run) {
  FreeChoice choice;
  choice.owner = owners(x, y);
  choice.share = 1.0;
  if (x.kind == build::Lever::Kind::param) choice.x = centre_of(model, x);
  if (y.kind == build::Lever::Kind::param) choice.y = centre_of(model, y);
  if (choice.owner.empty()) return choice.x && choice.y ? std::optional(choice) : std::nullopt;
  const auto draws = Draws::from(model, options);
  if (!draws) return std::nullopt;
  const auto all = count_all(model, *draws, moves_of(model.game, x, y), run);
  if (!all || all->empty()) return std::nullopt;
  Most most = most_frequent(only(*all, !x.owner.empty(), !y.owner.empty()));
  if (!(most.share > 0.0)) {
    const Most most_x = most_frequent(only(*all, true, false)), most_y = most_frequent(only(*all, false, true));
    most = {{most_x.pair.first, most_y.pair.second}, std::min(most_x.share, most_y.share)};
    choice.together = false;
  }
  choice.share = most.share;
  choose(x, most.pair.first, choice.x_label, choice.x);
  choose(y, most.pair.second, choice.y_label, choice.y);
  return choice;
}

}  // namespace parley::study
