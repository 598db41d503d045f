// SPDX-License-Identifier: Apache-2.0
// Solves points chunk by chunk and keeps what is found in the order of the points.
#include "parley/study/sampler.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

#include "parley/base/in_order.h"
#include "parley/base/workers.h"

namespace parley::study {

namespace {

/// A chunk that is solved, or its first blocks where the run was to stop.
struct Part {
  Sample sample;
  bool is_whole = true;
};

Sample no_points(const game::ParametricGame& game) {
  Sample sample;
  sample.quantities.resize(game.quantities.size());
  sample.values.resize(game.num_players());
  return sample;
}

void append(std::vector<double>& to, const std::vector<double>& from) { to.insert(to.end(), from.begin(), from.end()); }

void append(Sample& to, const Sample& from) {
  for (std::size_t q = 0; q < to.quantities.size(); ++q) append(to.quantities[q], from.quantities[q]);
  for (std::size_t p = 0; p < to.values.size(); ++p) append(to.values[p], from.values[p]);
  append(to.weights, from.weights);
  to.solved.insert(to.solved.end(), from.solved.begin(), from.solved.end());
  to.account.add(from.account);
}

void append_point(Sample& to, const BlockSolver& solver, std::size_t lane) {
  to.account.count(solver, lane);
  const bool counts = solver.status(lane) == DrawStatus::solved;
  for (std::size_t q = 0; q < to.quantities.size(); ++q) {
    to.quantities[q].push_back(counts ? solver.quantity(q, lane) : 0.0);
  }
  for (std::size_t p = 0; p < to.values.size(); ++p) to.values[p].push_back(counts ? solver.value(p, lane) : 0.0);
  to.weights.push_back(counts ? solver.weight(lane) : 0.0);
  to.solved.push_back(counts);
}

/// Points of one chunk: few enough that several threads share even a small sample of slow draws, and no function of the
/// number of threads.
std::size_t points_a_chunk(std::size_t num_points) {
  constexpr std::size_t usual_chunks = 16;
  const std::size_t blocks = (num_points / usual_chunks + game::block_size - 1) / game::block_size;
  return std::clamp(blocks * game::block_size, game::block_size, chunk_size);
}

}  // namespace

Result<Sample> Sampler::at(const Points& points, const std::vector<double>& levers, const RunContext& run,
                           std::string_view phase) const {
  const std::size_t points_each = points_a_chunk(points.size());
  const std::size_t num_chunks = (points.size() + points_each - 1) / points_each;
  std::vector<std::unique_ptr<BlockSolver>> solvers(std::max<std::size_t>(run.num_threads, 1));
  Sample sample = no_points(model().game);
  InOrder<Part> parts;
  const auto work = [&](std::size_t chunk, std::size_t worker) {
    if (!solvers[worker]) solvers[worker] = std::make_unique<BlockSolver>(prepared_, run);
    BlockSolver& solver = *solvers[worker];
    Part part{no_points(model().game), true};
    const std::size_t first = chunk * points_each;
    solver.begin_chunk(points, first, std::min(points_each, points.size() - first), levers);
    for (std::size_t block = 0; block < solver.num_blocks() && part.is_whole; ++block) {
      solver.solve(block);
      part.is_whole = !solver.stopped();
      for (std::size_t lane = 0; part.is_whole && lane < solver.count(); ++lane) {
        append_point(part.sample, solver, lane);
      }
    }
    parts.put(chunk, std::move(part), [&sample](const Part& done) {
      append(sample, done.sample);
      return done.is_whole;  // what comes after a chunk that was stopped does not count
    });
  };
  sample.termination = for_each_chunk(num_chunks, run, work, phase);
  if (sample.size() < points.size()) sample.termination = run.why_stopped();
  if (auto problem = unusable(model(), sample.account, sample.size(), ordered_sum(sample.weights))) {
    return std::unexpected(*std::move(problem));
  }
  return sample;
}

TargetColumn target_column(const Sample& sample, const build::Target& target) {
  if (target.kind == build::Target::Kind::value) return {sample.values[target.player], sample.weights};
  if (target.given == game::none) return {sample.quantities[target.event], sample.weights};
  TargetColumn column{std::vector<double>(sample.size(), 0.0), std::vector<double>(sample.size(), 0.0)};
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double given = sample.quantities[target.given][i];
    if (!(given > 0.0)) continue;
    column.numbers[i] = sample.quantities[target.event][i] / given;
    column.weights[i] = sample.weights[i] * given;
  }
  return column;
}

Estimate target_estimate(const Sample& sample, const build::Target& target, std::size_t num_replicates) {
  if (target.kind == build::Target::Kind::value) {
    return replicated_ratio(sample.values[target.player], sample.weights, {}, num_replicates);
  }
  const std::vector<double>& event = sample.quantities[target.event];
  if (target.given == game::none) return replicated_ratio(event, sample.weights, {}, num_replicates);
  const std::vector<double>& given = sample.quantities[target.given];
  constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  if (!(weighted_mean(given, sample.weights) >= least_condition)) return {undefined, undefined};
  return replicated_ratio(event, sample.weights, given, num_replicates);
}

}  // namespace parley::study
