// SPDX-License-Identifier: Apache-2.0
// The engine, solving only, in turns with the program by hand on the same draws.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <memory>

#include "clock.h"
#include "folder.h"
#include "kinds.h"
#include "model_of.h"
#include "parley/base/workers.h"
#include "parley/study/draws.h"
#include "parley/study/engine.h"

namespace parley::bench {
namespace {

/// Solves all draws; results are kept so that nothing is optimised away and the program by hand can be compared.
struct EngineRun {
  std::vector<double> rows;  // per draw: outcomes, values

  void run(const study::PreparedModel& prepared, const study::Draws& draws, std::size_t threads, bool certify) {
    const auto& game = prepared.model().game;
    const std::size_t width = game.quantities.size() + game.num_players();
    rows.resize(draws.size() * width);
    std::vector<std::unique_ptr<study::BlockSolver>> solvers(threads);
    const std::size_t chunks = (draws.size() + study::chunk_size - 1) / study::chunk_size;
    const RunContext run = with_threads(threads);
    static_cast<void>(for_each_chunk(chunks, run, [&](std::size_t chunk, std::size_t worker) {
      auto& solver = solvers[worker];
      if (!solver) solver = std::make_unique<study::BlockSolver>(prepared, run);
      const std::size_t first = chunk * study::chunk_size;
      solver->begin_chunk(draws, first, std::min(study::chunk_size, draws.size() - first), {});
      for (std::size_t block = 0; block < solver->num_blocks(); ++block) {
        solver->solve(block);
        if (certify) solver->certify();
        for (std::size_t lane = 0; lane < solver->count(); ++lane) {
          double* row = rows.data() + (solver->first_draw() + lane) * width;
          for (std::size_t q = 0; q < game.quantities.size(); ++q) *row++ = solver->quantity(q, lane);
          for (std::size_t p = 0; p < game.num_players(); ++p) *row++ = solver->value(p, lane);
        }
      }
    }));
  }
};

/// Draws per second of the program by hand on the draws in `file`; its results go to `results`.
double by_hand(const std::string& file, const std::string& results) {
  const std::string command = fmt::format("{} {} --passes 1 --write {}", PARLEY_BY_HAND, file, results);
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  char line[256];
  double speed = 0.0;
  while (pipe && std::fgets(line, sizeof line, pipe.get()) != nullptr) {
    for (const char* at = line; *at != '\0'; ++at) {
      if (*at < '0' || *at > '9') continue;
      char* end = nullptr;
      const double number = std::strtod(at, &end);
      if (std::string(end).find("draws per second") != std::string::npos && number > 1000.0) speed = number;
      at = end - 1;
    }
  }
  if (speed == 0.0) die("the program by hand told no speed");
  return speed;
}

}  // namespace

void run_engine(const Case& what) {
  const auto model = model_of(what);
  auto draws = or_die(study::Draws::from(*model, {.draws = what.number("draws"), .replicates = 16, .seed = 1}));
  const double drawing = seconds([&] { draws.tabulate(); });
  const TempFolder folder;
  const std::string file = folder.file("draws.bin"), results = folder.file("results.bin");
  {
    std::ofstream out(file, std::ios::binary);
    std::vector<double> row(model->drawn.size());
    for (std::size_t i = 0; i < draws.size(); ++i) {
      draws.draw(i, row.data());
      out.write(reinterpret_cast<const char*>(row.data()), static_cast<std::streamsize>(row.size() * sizeof(double)));
    }
  }
  const study::PreparedModel chances(*model, study::Purpose::chances);
  const study::PreparedModel certified(*model, study::Purpose::certified);
  EngineRun engine;
  std::vector<double> hand, one, two, certain;
  const auto n = static_cast<double>(draws.size());
  for (std::size_t round = 0; round < what.rounds(); ++round) {  // in turns: the rest of the machine falls on all alike
    hand.push_back(by_hand(file, results));
    certain.push_back(n / seconds([&] { engine.run(certified, draws, 1, true); }));
    two.push_back(n / seconds([&] { engine.run(chances, draws, 2, false); }));
    one.push_back(n / seconds([&] { engine.run(chances, draws, 1, false); }));
  }
  double worst = 0.0;
  std::ifstream in(results, std::ios::binary);
  for (double got : engine.rows) {
    double want = 0.0;
    if (!in.read(reinterpret_cast<char*>(&want), sizeof want)) die("the program by hand wrote too few results");
    worst = std::max(worst, std::abs(got - want) / std::max(1.0, std::abs(want)));
  }
  fmt::print("  by hand, one thread            {:>12.0f} draws/s\n", median(hand));
  fmt::print("  engine, solving, one thread    {:>12.0f} draws/s   {:.2f} times by hand\n", median(one),
             median(one) / median(hand));
  fmt::print("  engine, solving, two threads   {:>12.0f} draws/s   {:.2f} times one thread\n", median(two),
             median(two) / median(one));
  fmt::print("  with choices and certificates  {:>12.0f} draws/s   one thread\n", median(certain));
  fmt::print("  making the draws               {:>12.0f} draws/s   one thread\n", n / drawing);
  fmt::print("  largest difference per draw    {:>12.1e} of max(1, size)\n", worst);
  if (!(worst <= 1e-12)) die("the engine and the program by hand differ");
}

}  // namespace parley::bench
