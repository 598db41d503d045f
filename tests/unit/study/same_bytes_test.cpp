// SPDX-License-Identifier: Apache-2.0
// A prediction's numbers depend neither on threads nor on the order in which draws are solved, to the last bit. Both
// scenarios have draws that backward induction does not settle, so that the logit path has its part in them.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "parley/base/workers.h"
#include "parley/study/engine.h"
#include "parley/study/prediction.h"
#include "scenario_models.h"

namespace parley {
namespace {

using study::BlockSolver;

std::shared_ptr<const build::Model> case_model(const std::string& name, const std::string& variant = {}) {
  const auto source = scenario::read_source(PARLEY_TEST_DATA "/cases/" + name + "/" + name + ".parley");
  return build::build(tests::analysed(*source, variant), {}).model;
}

/// The bits of numbers, in order: NaN is equal to itself here, and 0 is not -0.
using Bits = std::vector<std::uint64_t>;

void add(Bits& bits, double number) { bits.push_back(std::bit_cast<std::uint64_t>(number)); }

void add(Bits& bits, const study::Average& average) {
  for (const double number : {average.mean, average.standard_error, average.low, average.high}) add(bits, number);
}

Bits bits_of(const study::Prediction& prediction) {
  Bits bits;
  add(bits, prediction.effective_draws);
  for (const auto& row : prediction.outcomes) {
    add(bits, row.chance);
    add(bits, row.most_likely_share);
  }
  for (const auto& row : prediction.values) add(bits, row.value);
  for (const auto& row : prediction.plans) {
    add(bits, row.share);
    add(bits, row.exists_share);
  }
  for (const auto& row : prediction.unsettled) bits.push_back(row.draws);
  const study::StudyCounts& counts = prediction.counts;
  bits.insert(bits.end(), {prediction.draws_done, counts.ties, counts.ties_that_matter, counts.unsettled,
                           counts.unsolved, counts.failed});
  add(bits, prediction.largest_deviation_gain);
  add(bits, prediction.share_outside_scale);
  return bits;
}

// On more than two chunks of draws, so that threads share the work.
TEST(Prediction, IsTheSameBitByBitForAnyNumberOfThreads) {
  const auto model = case_model("public_defiance");
  Bits first;
  for (const std::size_t threads : {1U, 2U, 4U}) {
    RunContext run;
    run.num_threads = threads;
    const auto prediction = study::predict(*model, {.draws = 2 * study::chunk_size + 16, .seed = 3}, run);
    ASSERT_TRUE(prediction) << prediction.error().message;
    EXPECT_GT(prediction->counts.unsettled, 0U);
    if (threads == 1) first = bits_of(*prediction);
    EXPECT_EQ(bits_of(*prediction), first) << threads << " threads";
  }
}

/// All that one block of draws gives, by draw.
std::vector<Bits> bits_of(const BlockSolver& solver, const build::Model& model) {
  std::vector<Bits> draws(solver.count());
  for (std::size_t lane = 0; lane < solver.count(); ++lane) {
    Bits& bits = draws[lane];
    for (std::size_t q = 0; q < model.game.quantities.size(); ++q) add(bits, solver.quantity(q, lane));
    for (std::size_t p = 0; p < model.game.num_players(); ++p) add(bits, solver.value(p, lane));
    add(bits, solver.weight(lane));
    add(bits, solver.largest_gain(lane));
    bits.insert(bits.end(), {static_cast<std::uint64_t>(solver.status(lane)), solver.ties(lane),
                             solver.ties_that_matter(lane), solver.open_sets(lane).size()});
    for (std::size_t h = 0; h < model.game.infosets.size(); ++h) {
      bits.insert(bits.end(), {solver.choice(h, lane), solver.on_path(h, lane) ? 1U : 0U});
      for (const double prob : solver.mix(h, lane)) add(bits, prob);
    }
  }
  return draws;
}

/// A block of one chunk of `chunk` draws, named by the chunk's first draw.
struct Place {
  std::size_t first, count, block;
};

/// Solves blocks in shuffled orders, each with what was solved before it still in the solver, and some twice.
void expect_same_in_any_order(const build::Model& model, std::size_t num_draws, std::size_t chunk, int orders) {
  const study::PreparedModel prepared(model, study::Purpose::certified);
  const RunContext run;
  const auto draws = study::Draws::from(model, {.draws = num_draws, .seed = 3});
  std::vector<Place> places;
  for (std::size_t first = 0; first < num_draws; first += chunk) {
    const std::size_t count = std::min(chunk, num_draws - first);
    for (std::size_t block = 0; block * game::block_size < count; ++block) places.push_back({first, count, block});
  }
  const auto solved = [&](BlockSolver& solver, const Place& place) {
    solver.begin_chunk(*draws, place.first, place.count, {});
    solver.solve(place.block);
    solver.certify();
    return bits_of(solver, model);
  };
  std::vector<std::vector<Bits>> wanted;
  std::size_t open = 0;
  for (const Place& place : places) {
    BlockSolver fresh(prepared, run);
    wanted.push_back(solved(fresh, place));
    for (std::size_t lane = 0; lane < fresh.count(); ++lane) open += fresh.open_sets(lane).empty() ? 0 : 1;
  }
  EXPECT_GT(open, 0U);
  BlockSolver solver(prepared, run);
  std::mt19937_64 random(1);
  for (int order = 0; order < orders; ++order) {
    std::vector<std::size_t> turns(places.size());
    std::iota(turns.begin(), turns.end(), 0U);
    turns.push_back(turns[random() % places.size()]);  // once more after others
    std::ranges::shuffle(turns, random);
    for (const std::size_t k : turns) ASSERT_EQ(solved(solver, places[k]), wanted[k]) << "order " << order;
  }
}

TEST(BlocksOfDraws, AreTheSameBitByBitInAnyOrder) {
  expect_same_in_any_order(*case_model("public_defiance"), 256, 2 * game::block_size, 3);
}

// A draw of this variant takes some 10 ms.
TEST(BlocksOfDraws, AreTheSameBitByBitInAnyOrderWherePathsAreLong) {
  expect_same_in_any_order(*case_model("negotiated_exit", "resolve_known"), 12, 3, 1);
}

TEST(BlocksOfDraws, SlowAreTheSameBitByBitInManyOrdersWherePathsAreLong) {
  expect_same_in_any_order(*case_model("negotiated_exit", "resolve_known"), 80, game::block_size, 3);
}

// A prediction shares chunks of 1,024 draws among threads: too many here. Small chunks are shared alike.
TEST(BlocksOfDraws, AreTheSameBitByBitForAnyNumberOfThreadsWherePathsAreLong) {
  const auto model = case_model("negotiated_exit", "resolve_known");
  const study::PreparedModel prepared(*model, study::Purpose::certified);
  constexpr std::size_t num_chunks = 6, chunk = 1;
  const auto draws = study::Draws::from(*model, {.draws = 16, .seed = 3});
  std::vector<std::vector<Bits>> first;
  for (const std::size_t threads : {1U, 2U, 4U}) {
    RunContext run;
    run.num_threads = threads;
    std::vector<std::vector<Bits>> found(num_chunks);
    std::vector<std::unique_ptr<BlockSolver>> solvers(threads);
    static_cast<void>(for_each_chunk(num_chunks, run, [&](std::size_t k, std::size_t worker) {
      if (!solvers[worker]) solvers[worker] = std::make_unique<BlockSolver>(prepared, run);
      solvers[worker]->begin_chunk(*draws, k * chunk, chunk, {});
      solvers[worker]->solve(0);
      solvers[worker]->certify();
      found[k] = bits_of(*solvers[worker], *model);
    }));
    if (threads == 1) first = found;
    EXPECT_EQ(found, first) << threads << " threads";
  }
}

}  // namespace
}  // namespace parley
