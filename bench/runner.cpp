// SPDX-License-Identifier: Apache-2.0
// Runs the benchmark cases of bench/cases: medians, and ratios of things measured in turns within this one run.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

#include "games.h"
#include "parley/base/workers.h"
#include "parley/build/builder.h"
#include "parley/game/certificate.h"
#include "parley/game/lanes.h"
#include "parley/scenario/analyse.h"
#include "parley/solve/sequential.h"
#include "parley/solve/settled.h"
#include "parley/study/drivers.h"
#include "parley/study/engine.h"
#include "parley/study/evidence.h"
#include "parley/study/frontier.h"
#include "parley/study/prediction.h"

namespace {

using namespace parley;  // NOLINT(google-build-using-namespace): a program of its own

constexpr int rounds = 5;

[[noreturn]] void die(const std::string& message) {
  fmt::print(stderr, "parley_bench: {}\n", message);
  std::exit(2);
}

template <class T>
T or_die(Result<T> result) {
  if (!result) die(result.error().message);
  return *std::move(result);
}

/// A case: lines of a key and a value.
struct Case {
  std::string name;
  std::map<std::string, std::string> values;

  [[nodiscard]] std::string at(const std::string& key) const {
    const auto it = values.find(key);
    if (it == values.end()) die(fmt::format("case {} has no `{}`", name, key));
    return it->second;
  }
  [[nodiscard]] std::size_t number(const std::string& key) const { return std::stoul(at(key)); }
};

Case read_case(const std::filesystem::path& path) {
  Case found{path.stem().string(), {}};
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string key;
    if (!(words >> key) || key.front() == '#') continue;
    std::string value;
    std::getline(words >> std::ws, value);
    found.values[key] = value;
  }
  return found;
}

std::shared_ptr<const build::Model> model_of(const Case& what) {
  const auto path = std::string(PARLEY_BENCH_SCENARIOS) + "/" + what.at("scenario") + ".parley";
  const auto source = or_die(scenario::read_source(path));
  const std::string variant = what.values.contains("variant") ? what.at("variant") : "";
  auto scenario = or_die(scenario::analyse(source, variant)).scenario;
  if (!scenario) die(path + " has errors");
  build::BuildOptions options;
  if (what.values.contains("event")) {
    auto question = or_die(scenario::parse_event(scenario, what.at("event")));
    scenario = question.scenario;
    options.targets.push_back(question.target);
  }
  if (what.values.contains("hold")) {
    std::istringstream holds(what.at("hold"));
    for (std::string hold; holds >> hold;) options.holds.push_back(or_die(scenario::parse_hold(*scenario, hold)));
  }
  const auto built = build::build(scenario, options);
  if (!built.model) die(path + " cannot be built");
  return built.model;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

template <class Work>
double seconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Of this program's processors: what else the machine does counts for less.
template <class Work>
double processor_seconds(Work work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

RunContext with_threads(std::size_t threads) {
  RunContext run;
  run.num_threads = threads;
  return run;
}

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

void run_engine(const Case& what) {
  const auto model = model_of(what);
  auto draws = or_die(study::Draws::from(*model, {.draws = what.number("draws"), .replicates = 16, .seed = 1}));
  const double drawing = seconds([&] { draws.tabulate(); });
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("parley_bench_{}", getpid());
  std::filesystem::create_directories(folder);
  const std::string file = folder / "draws.bin", results = folder / "results.bin";
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
  for (int round = 0; round < rounds; ++round) {  // in turns: what else the machine does falls on all alike
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
  std::filesystem::remove_all(folder);
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

void run_predict(const Case& what) {
  const auto model = model_of(what);
  for (std::size_t threads : {1U, 2U}) {
    std::vector<double> speeds;
    for (int round = 0; round < rounds; ++round) {
      RunContext run = with_threads(threads);
      const double taken = seconds(
          [&] { or_die(study::predict(*model, {.draws = what.number("draws"), .replicates = 16, .seed = 1}, run)); });
      speeds.push_back(static_cast<double>(what.number("draws")) / taken);
    }
    fmt::print("  predict, {} thread{}             {:>12.0f} draws/s   {:.3f} s\n", threads, threads == 1 ? " " : "s",
               median(speeds), static_cast<double>(what.number("draws")) / median(speeds));
  }
}

void run_frontier(const Case& what) {
  const auto model = model_of(what);
  study::FrontierOptions options;
  options.x = what.at("x");
  options.y = what.at("y");
  options.draws.draws = what.number("draws");
  options.refine = what.at("refine") == "yes";
  std::vector<double> times;
  std::size_t cells = 0;
  for (int round = 0; round < rounds; ++round) {
    RunContext run = with_threads(2);
    times.push_back(seconds([&] { cells = or_die(study::frontier(*model, options, run)).cells_evaluated; }));
  }
  fmt::print("  frontier, two threads          {:>12.3f} s         {} of 441 cells\n", median(times), cells);
}

/// A game solved from the start: what is settled, then the path on the core. False where that ends in no equilibrium.
bool solve_one(const game::NumericGame<double>& game, bool& needs_path) {
  const RunContext run;
  const auto settled = solve::solve_settled(game, {}, run);
  needs_path = !settled.all_settled;
  return solve::solve_sequential(game, settled, {}, run).verified;
}

/// Fresh payoffs in every game: nothing is carried over from one to the next.
void run_signalling(const Case& what) {
  const std::size_t games = what.number("games");
  std::vector<double> speeds;
  std::size_t by_path = 0, failed = 0;
  for (int round = 0; round < rounds; ++round) {
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
  for (int round = 0; round < rounds; ++round) {
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

/// A study in turns with a prediction of as many draws, on one thread and on two.
template <class Study>
void run_beside_prediction(const Case& what, const Study& study) {
  const auto model = model_of(what);
  const study::DrawOptions options = {.draws = what.number("draws"), .replicates = 16, .seed = 1};
  for (std::size_t threads : {1U, 2U}) {
    std::vector<double> times, predictions;
    std::string size;
    for (int round = 0; round < rounds; ++round) {
      RunContext run = with_threads(threads);
      times.push_back(seconds([&] { size = study(*model, options, run); }));
      predictions.push_back(seconds([&] { or_die(study::predict(*model, options, run)); }));
    }
    fmt::print("  {}, {}, {} thread{}  {:>8.3f} s   {:.1f} times a prediction of {} draws ({:.3f} s)\n",
               what.at("kind"), size, threads, threads == 1 ? " " : "s", median(times),
               median(times) / median(predictions), options.draws, median(predictions));
  }
}

/// Builds nothing: the model is there.
void run_drivers(const Case& what) {
  run_beside_prediction(what, [](const build::Model& model, const study::DrawOptions& options, RunContext& run) {
    const auto drivers = or_die(study::drivers(model, model.targets.front(), options, run));
    return fmt::format("{} inputs", drivers.params.size());
  });
}

/// Builds the game anew with strengths as levers, and once for each piece on types.
void run_evidence(const Case& what) {
  run_beside_prediction(what, [](const build::Model& model, const study::DrawOptions& options, RunContext& run) {
    return fmt::format("{} pieces", or_die(study::evidence_study(model, options, run)).pieces.size());
  });
}

/// The scenario's text without one of its variants: a statement from its head to a brace at the margin.
std::string text_without(const std::string& path, const std::string& variant) {
  std::ifstream file(path);
  std::string text(std::istreambuf_iterator<char>(file), {});
  const std::size_t begin = text.find("\nvariant " + variant + " ");
  const std::size_t end = begin == std::string::npos ? begin : text.find("\n}\n", begin);
  if (end == std::string::npos) die(fmt::format("{} has no variant {}", path, variant));
  return text.erase(begin, end + 2 - begin);
}

void run_program(const std::string& arguments) {
  if (std::system(fmt::format("{} {}", PARLEY_PROGRAM, arguments).c_str()) != 0) die("parley " + arguments + " failed");
}

/// From command to file, in turns with a prediction from command to file; a variant that needs the general solver
/// aside.
void run_report(const Case& what) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("parley_bench_{}", getpid());
  std::filesystem::create_directories(folder);
  const std::string scenario = folder / "scenario.parley", page = folder / "page.html";
  std::ofstream(scenario) << text_without(std::string(PARLEY_BENCH_SCENARIOS) + "/" + what.at("scenario") + ".parley",
                                          what.at("without"));
  for (std::size_t threads : {1U, 2U}) {
    std::vector<double> times, predictions;
    for (int round = 0; round < rounds; ++round) {
      times.push_back(
          seconds([&] { run_program(fmt::format("report {} --threads {} -q -o {}", scenario, threads, page)); }));
      predictions.push_back(
          seconds([&] { run_program(fmt::format("predict {} --threads {} -q -o {}.txt", scenario, threads, page)); }));
    }
    fmt::print("  report, {} thread{}  {:>8.2f} s   {:.1f} times a prediction ({:.3f} s)   {} kB\n", threads,
               threads == 1 ? " " : "s", median(times), median(times) / median(predictions), median(predictions),
               std::filesystem::file_size(page) / 1000);
  }
  std::filesystem::remove_all(folder);
}

void run_case(const Case& what) {
  fmt::print("{}\n", what.name);
  const std::string kind = what.at("kind");
  if (kind == "engine") {
    run_engine(what);
  } else if (kind == "predict") {
    run_predict(what);
  } else if (kind == "drivers") {
    run_drivers(what);
  } else if (kind == "evidence") {
    run_evidence(what);
  } else if (kind == "frontier") {
    run_frontier(what);
  } else if (kind == "report") {
    run_report(what);
  } else if (kind == "signalling") {
    run_signalling(what);
  } else if (kind == "poker") {
    run_poker(what);
  } else {
    die(fmt::format("case {}: no such kind `{}`", what.name, kind));
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(PARLEY_BENCH_FOLDER "/cases")) {
    const std::string name = entry.path().stem();
    const bool asked = argc == 1 || std::any_of(argv + 1, argv + argc, [&](const char* a) { return name == a; });
    if (asked) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  fmt::print("lanes {}, {} hardware threads, medians of {} rounds\n", game::lanes_target(),
             std::thread::hardware_concurrency(), rounds);
  for (const auto& file : files) run_case(read_case(file));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("peak memory {} MiB\n", usage.ru_maxrss / 1024);
  return files.empty() ? 2 : 0;
}
