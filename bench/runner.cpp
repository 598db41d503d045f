// SPDX-License-Identifier: Apache-2.0
// Runs the benchmark cases of bench/cases: medians, and ratios of things measured in turns within this one run.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

#include "case.h"
#include "kinds.h"
#include "parley/game/lanes.h"

namespace {

using namespace parley::bench;  // NOLINT(google-build-using-namespace): a program of its own

struct Kind {
  std::string_view name;
  void (*run)(const Case& what);
};

constexpr Kind kinds[] = {
    {"engine", run_engine},
    {"predict", run_predict},
    {"frontier", run_frontier},
    {"drivers", run_drivers},
    {"evidence", run_evidence},
    {"report", run_report},
    {"signalling", run_signalling},
    {"poker", run_poker},
    {"all_equilibria", run_all_equilibria},
    {"one_equilibrium", run_one_equilibrium},
    {"zero_sum", run_zero_sum},
    {"sequence_program", run_sequence_program},
    {"pure_scan", run_pure_scan},
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

void run_case(const Case& what) {
  fmt::print("{}, {} round{}\n", what.name, what.rounds(), what.rounds() == 1 ? "" : "s");
  const std::string name = what.at("kind");
  const auto* const kind = std::ranges::find(kinds, name, &Kind::name);
  if (kind == std::end(kinds)) die(fmt::format("case {}: no such kind `{}`", what.name, name));
  kind->run(what);
  double load = 0.0;
  if (getloadavg(&load, 1) == 1) fmt::print("  load of the machine over the last minute: {:.1f}\n", load);
}

}  // namespace

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(PARLEY_BENCH_FOLDER "/cases")) {
    const std::string name = entry.path().stem();
    const bool asked = argc == 1 || std::any_of(argv + 1, argv + argc, [&](const char* a) { return name == a; });
    if (asked) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  fmt::print("lanes {}, {} hardware threads\n", parley::game::lanes_target(), std::thread::hardware_concurrency());
  for (const auto& file : files) run_case(read_case(file));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("peak memory {} MiB\n", usage.ru_maxrss / 1024);
  return files.empty() ? 2 : 0;
}
