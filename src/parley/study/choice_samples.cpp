// SPDX-License-Identifier: Apache-2.0
// Builds and solves each combination, one after the other, and keeps the player's values.
#include "parley/study/choice_samples.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parley/study/sampler.h"

namespace parley::study {

namespace {

/// Draws of the scenario as a model of it takes them that has some of its inputs.
class InputsOf final : public Points {
 public:
  InputsOf(const Draws& draws, const build::Model& all, const build::Model& some)
      : draws_(draws), num_all_(all.drawn.size()) {
    from_.reserve(some.drawn.size());
    for (const std::uint32_t input : some.drawn) {
      const auto it = std::ranges::find_if(
          all.drawn, [&](std::uint32_t one) { return all.inputs[one].name == some.inputs[input].name; });
      if (it == all.drawn.end()) throw InternalError("an input that is not drawn: " + some.inputs[input].name);
      from_.push_back(static_cast<std::size_t>(it - all.drawn.begin()));
    }
  }
  [[nodiscard]] std::size_t size() const override { return draws_.size(); }
  void draw(std::size_t index, double* out) const override {
    std::vector<double> all(num_all_);
    draws_.draw(index, all.data());
    for (std::size_t d = 0; d < from_.size(); ++d) out[d] = all[from_[d]];
  }

 private:
  const Draws& draws_;
  std::size_t num_all_;
  std::vector<std::size_t> from_;
};

class Solving {
 public:
  Solving(const build::Model& model, std::size_t player, const Draws& draws, std::size_t num_samples,
          const RunContext& run)
      : model_(model), player_(player), draws_(draws), num_samples_(num_samples), run_(run), reporting_(run) {
    reporting_.on_progress = [this](const Progress& progress) {
      run_.report({progress.phase, done_ * progress.total + progress.done, num_samples_ * progress.total});
    };
  }

  /// One model at all draws.
  Result<Sample> at(const Result<build::Model>& model) {
    if (!model) return std::unexpected(model.error());
    auto sample = Sampler(*model).at(InputsOf(draws_, model_, *model), {}, reporting_, "solving each choice");
    if (!sample) return sample;
    if (sample->size() < draws_.size()) {
      return fail(ErrorCode::stopped,
                  fmt::format("stopped after {} of {} games to solve at every draw, one for each choice and each "
                              "thing to know; `--time-limit` gives more time, fewer `--draws` or `--by` need less",
                              done_, num_samples_));
    }
    ++done_;
    return sample;
  }

  /// One choice more of what is known.
  Result<Sample> add(const Result<build::Model>& model, Known& known) {
    auto sample = at(model);
    if (!sample) return sample;
    known.values.push_back(sample->values[player_]);
    std::vector<bool>& is_solved = known.is_solved.emplace_back(sample->size());
    for (std::size_t i = 0; i < sample->size(); ++i) is_solved[i] = sample->weights[i] > 0.0;
    return sample;
  }

  [[nodiscard]] const RunContext& run() const { return run_; }
  [[nodiscard]] std::size_t player() const { return player_; }

 private:
  const build::Model& model_;
  std::size_t player_;
  const Draws& draws_;
  std::size_t num_samples_;
  std::size_t done_ = 0;
  const RunContext& run_;
  RunContext reporting_;
};

/// Index among the targets of `asking_types` of a player's first label.
std::size_t first_target(const build::Knowledge& knowledge, const std::string& player) {
  std::size_t target = 0;
  for (const build::TypedPlayer& type : knowledge.types) {
    if (type.player == player) break;
    target += type.labels.size();
  }
  return target;
}

std::vector<std::vector<double>> label_chances(const build::Model& model, const Sample& sample, std::size_t first,
                                               std::size_t num_labels) {
  std::vector<std::vector<double>> chances;
  chances.reserve(num_labels);
  for (std::size_t l = 0; l < num_labels; ++l) {
    chances.push_back(sample.quantities[model.targets[first + l].event]);
  }
  return chances;
}

Result<void> solve_type(Solving& solving, const build::Model& held, TypeSample& type) {
  for (std::size_t l = 0; l + 1 < type.labels.size(); ++l) {
    const auto known = solving.add(build::with_hint(held, type.player, l, solving.run()), type.hinted[l]);
    if (!known) return std::unexpected(known.error());
  }
  return {};
}

Result<void> solve_report(Solving& solving, const build::Model& held, const build::Knowledge& knowledge, bool is_first,
                          ReportSample& sample) {
  const build::Report& report = sample.report;
  if (!report.left_out.empty() || (report.player.empty() && !is_first)) return {};
  const auto model = build::without_evidence(held, report.name, solving.run());
  const auto without = solving.add(model, sample.without);
  if (!without) return std::unexpected(without.error());
  if (is_first) sample.weights = without->weights;
  if (report.player.empty()) return {};
  if (is_first) {
    sample.chances = label_chances(*model, *without, first_target(knowledge, report.player), report.odds.size());
  }
  const auto given = solving.add(build::with_hidden_evidence(held, report.name, solving.run()), sample.given);
  if (!given) return std::unexpected(given.error());
  return {};
}

void add_counts(StudyCounts& counts, const StudyCounts& more) {
  counts.ties += more.ties;
  counts.ties_that_matter += more.ties_that_matter;
  counts.unsettled += more.unsettled;
  counts.unsolved += more.unsolved;
  counts.failed += more.failed;
}

/// Everything of one combination of the levers' choices.
Result<void> solve_choice(Solving& solving, const build::Model& held, const build::Knowledge& knowledge,
                          ChoiceSamples& samples) {
  const bool is_first = samples.values.empty();
  const auto sample = solving.at(held);
  if (!sample) return std::unexpected(sample.error());
  add_counts(samples.counts, sample->account.counts);
  samples.values.push_back(sample->values[solving.player()]);
  if (is_first) {
    samples.weights = sample->weights;
    samples.is_unsolved.assign(sample->size(), false);
  }
  for (std::size_t i = 0; i < sample->size(); ++i) {
    if (!sample->solved[i]) samples.is_unsolved[i] = true;
    if (!(sample->weights[i] > 0.0)) samples.weights[i] = 0.0;
  }
  for (TypeSample& type : samples.types) {
    if (is_first) {
      type.chances = label_chances(held, *sample, first_target(knowledge, type.player), type.labels.size());
    }
    if (auto done = solve_type(solving, held, type); !done) return done;
  }
  for (ReportSample& report : samples.reports) {
    if (auto done = solve_report(solving, held, knowledge, is_first, report); !done) return done;
  }
  return {};
}

/// Models to solve for one combination, and for the first alone.
std::pair<std::size_t, std::size_t> num_models(const build::Knowledge& knowledge) {
  std::size_t each = 1, once = 0;
  for (const build::TypedPlayer& type : knowledge.types) each += type.labels.size() - 1;
  for (const build::Report& report : knowledge.reports) {
    if (!report.left_out.empty()) continue;
    if (report.player.empty()) {
      ++once;
    } else {
      each += 2;
    }
  }
  return {each, once};
}

}  // namespace

std::vector<std::vector<std::size_t>> combinations(const std::vector<build::Lever>& levers) {
  std::vector<std::vector<std::size_t>> all = {{}};
  for (const build::Lever& lever : levers) {
    std::vector<std::vector<std::size_t>> longer;
    longer.reserve(all.size() * lever.labels.size());
    for (const auto& one : all) {
      for (std::size_t l = 0; l < lever.labels.size(); ++l) {
        longer.push_back(one);
        longer.back().push_back(l);
      }
    }
    all = std::move(longer);
  }
  return all;
}

Result<ChoiceSamples> solve_choices(const build::Model& model, std::size_t player,
                                    const std::vector<build::Lever>& levers, const Draws& draws,
                                    const build::Knowledge& knowledge, const RunContext& run) {
  constexpr double most_numbers = 1 << 27;
  ChoiceSamples samples;
  samples.choices = combinations(levers);
  const auto [each, once] = num_models(knowledge);
  const auto num_samples = samples.choices.size() * each + once;
  if (static_cast<double>(num_samples) * static_cast<double>(draws.size()) > most_numbers) {
    return fail(ErrorCode::too_large,
                fmt::format("{} draws for each of {} games (choices, and things to know of each) are more numbers than "
                            "the {:.0f} that are kept; fewer `--draws`, or name fewer levers by `--by`",
                            draws.size(), num_samples, most_numbers));
  }
  samples.types.reserve(knowledge.types.size());
  samples.reports.reserve(knowledge.reports.size());
  for (const build::TypedPlayer& type : knowledge.types) {
    samples.types.push_back({type.player, type.labels, {}, std::vector<Known>(type.labels.size() - 1)});
  }
  for (const build::Report& report : knowledge.reports) samples.reports.push_back({report, {}, {}, {}, {}});
  const auto asking = build::asking_types(model, run);
  if (!asking) return std::unexpected(asking.error());
  Solving solving(model, player, draws, num_samples, run);
  for (const auto& choice : samples.choices) {
    std::vector<build::Hold> holds;
    holds.reserve(levers.size());
    for (std::size_t k = 0; k < levers.size(); ++k) holds.push_back({levers[k].name, levers[k].labels[choice[k]]});
    const auto held = build::hold(*asking, holds, run);
    if (!held) return std::unexpected(held.error());
    if (auto done = solve_choice(solving, *held, knowledge, samples); !done) return std::unexpected(done.error());
  }
  return samples;
}

}  // namespace parley::study
