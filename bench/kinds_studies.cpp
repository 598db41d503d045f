// SPDX-License-Identifier: Apache-2.0
// Predictions, and studies in turns with them.
#include <fstream>

#include "clock.h"
#include "folder.h"
#include "kinds.h"
#include "model_of.h"
#include "parley/study/drivers.h"
#include "parley/study/evidence.h"
#include "parley/study/frontier.h"
#include "parley/study/prediction.h"

namespace parley::bench {
namespace {

/// A study in turns with a prediction of as many draws, on one thread and on two.
template <class Study>
void run_beside_prediction(const Case& what, const Study& study) {
  const auto model = model_of(what);
  const study::DrawOptions options = {.draws = what.number("draws"), .replicates = 16, .seed = 1};
  for (std::size_t threads : {1U, 2U}) {
    std::vector<double> times, predictions;
    std::string size;
    for (std::size_t round = 0; round < what.rounds(); ++round) {
      RunContext run = with_threads(threads);
      times.push_back(seconds([&] { size = study(*model, options, run); }));
      predictions.push_back(seconds([&] { or_die(study::predict(*model, options, run)); }));
    }
    fmt::print("  {}, {}, {} thread{}  {:>8.3f} s   {:.1f} times a prediction of {} draws ({:.3f} s)\n",
               what.at("kind"), size, threads, threads == 1 ? " " : "s", median(times),
               median(times) / median(predictions), options.draws, median(predictions));
  }
}

/// The scenario's text without one of its variants: a statement from its head to a brace at the margin.
std::string text_without(const std::string& path, const std::string& variant) {
  std::string text = text_of(path);
  const std::size_t begin = text.find("\nvariant " + variant + " ");
  const std::size_t end = begin == std::string::npos ? begin : text.find("\n}\n", begin);
  if (end == std::string::npos) die(fmt::format("{} has no variant {}", path, variant));
  return text.erase(begin, end + 2 - begin);
}

void run_program(const std::string& arguments) {
  if (std::system(fmt::format("{} {}", PARLEY_PROGRAM, arguments).c_str()) != 0) die("parley " + arguments + " failed");
}

}  // namespace

void run_predict(const Case& what) {
  const auto model = model_of(what);
  for (std::size_t threads : {1U, 2U}) {
    std::vector<double> speeds;
    for (std::size_t round = 0; round < what.rounds(); ++round) {
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
  for (std::size_t round = 0; round < what.rounds(); ++round) {
    RunContext run = with_threads(2);
    times.push_back(seconds([&] { cells = or_die(study::frontier(*model, options, run)).cells_evaluated; }));
  }
  fmt::print("  frontier, two threads          {:>12.3f} s         {} of 441 cells\n", median(times), cells);
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

/// From command to file, in turns with a prediction from command to file; a variant that needs the general solver
/// aside.
void run_report(const Case& what) {
  const TempFolder folder;
  const std::string scenario = folder.file("scenario.parley"), page = folder.file("page.html");
  std::ofstream(scenario) << text_without(std::string(PARLEY_BENCH_SCENARIOS) + "/" + what.at("scenario") + ".parley",
                                          what.at("without"));
  for (std::size_t threads : {1U, 2U}) {
    std::vector<double> times, predictions;
    for (std::size_t round = 0; round < what.rounds(); ++round) {
      times.push_back(
          seconds([&] { run_program(fmt::format("report {} --threads {} -q -o {}", scenario, threads, page)); }));
      predictions.push_back(
          seconds([&] { run_program(fmt::format("predict {} --threads {} -q -o {}.txt", scenario, threads, page)); }));
    }
    fmt::print("  report, {} thread{}  {:>8.2f} s   {:.1f} times a prediction ({:.3f} s)   {} kB\n", threads,
               threads == 1 ? " " : "s", median(times), median(times) / median(predictions), median(predictions),
               std::filesystem::file_size(page) / 1000);
  }
}

}  // namespace parley::bench
