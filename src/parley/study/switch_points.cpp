// SPDX-License-Identifier: Apache-2.0
// Scans one input after the other and halves the steps in which something changes.
#include "parley/study/switch_points.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <numeric>
#include <utility>

#include "parley/base/workers.h"
#include "parley/study/engine.h"
#include "parley/study/points.h"

namespace parley::study {

namespace {

/// Every drawn input at its centre but one.
class OneWay final : public Points {
 public:
  OneWay(std::vector<double> centre, std::size_t input, std::vector<double> values)
      : centre_(std::move(centre)), input_(input), values_(std::move(values)) {}

  [[nodiscard]] std::size_t size() const override { return values_.size(); }
  void draw(std::size_t index, double* out) const override {
    std::ranges::copy(centre_, out);
    out[input_] = values_[index];
  }

 private:
  std::vector<double> centre_;
  std::size_t input_;
  std::vector<double> values_;
};

/// What is played at one point.
struct Answer {
  static constexpr std::uint32_t not_reached = 0xffff'ffffU;
  bool is_known = false;
  std::size_t outcome = 0;             ///< the most likely one, the first of those tied
  std::vector<std::uint32_t> choices;  ///< by information set
};

/// The first set to which play comes at both and at which something else is chosen.
std::optional<std::size_t> changed_plan(const Answer& a, const Answer& b) {
  for (std::size_t h = 0; h < a.choices.size(); ++h) {
    const bool both = a.choices[h] != Answer::not_reached && b.choices[h] != Answer::not_reached;
    if (both && a.choices[h] != b.choices[h]) return h;
  }
  return std::nullopt;
}

bool differ(const Answer& a, const Answer& b) {
  return a.is_known && b.is_known && (a.outcome != b.outcome || changed_plan(a, b));
}

class Scan {
 public:
  Scan(const PreparedModel& prepared, const RunContext& run) : model_(prepared.model()), solver_(prepared, run) {
    for (const std::uint32_t input : model_.drawn) centre_.push_back(model_.inputs[input].centre.value);
  }

  /// False where the run was to stop.
  bool scan(std::size_t input, std::vector<Switch>& found) {
    const Distribution& distribution = model_.inputs[model_.drawn[input]].distribution;
    const std::vector<double> values = scan_values(distribution);
    const std::vector<Answer> answers = solve(input, values);
    if (solver_.stopped()) return false;
    std::vector<Step> steps;
    for (std::size_t k = 1; k < values.size(); ++k) {
      if (differ(answers[k - 1], answers[k])) steps.push_back({values[k - 1], values[k], answers[k - 1], answers[k]});
    }
    if (!distribution.is_discrete() && !halve(input, width_of(values.front(), values.back()), steps)) return false;
    for (const Step& step : steps) {
      add_switches(step, distribution.is_discrete() ? step.high : std::midpoint(step.low, step.high), found);
    }
    return true;
  }

 private:
  struct Step {
    double low = 0.0, high = 0.0;
    Answer before, after;
  };

  /// How wide a step may stay: of a narrow range far from 0 not less than a few roundings, which cannot be halved.
  static double width_of(double low, double high) {
    const double roundings = 4.0 * std::numeric_limits<double>::epsilon() * std::max(std::fabs(low), std::fabs(high));
    return std::max((high - low) * switch_width, roundings);
  }

  static std::vector<double> scan_values(const Distribution& distribution) {
    std::vector<double> values;
    if (distribution.is_discrete()) {
      for (const auto& [value, prob] : distribution.discrete_values()) values.push_back(value.value);
      return values;
    }
    const double low = distribution.quantile(0.01);
    const double high = distribution.quantile(0.99);
    values.reserve(switch_scan_points);
    for (std::size_t k = 0; k < switch_scan_points; ++k) {
      values.push_back(std::lerp(low, high, static_cast<double>(k) / (switch_scan_points - 1)));
    }
    return values;
  }

  std::vector<Answer> solve(std::size_t input, const std::vector<double>& values) {
    std::vector<Answer> answers;
    answers.reserve(values.size());
    const OneWay points(centre_, input, values);
    for (std::size_t first = 0; first < values.size() && !solver_.stopped(); first += chunk_size) {
      solver_.begin_chunk(points, first, std::min(chunk_size, values.size() - first), {});
      for (std::size_t block = 0; block < solver_.num_blocks(); ++block) {
        solver_.solve(block);
        if (solver_.stopped()) break;
        solver_.certify();
        for (std::size_t lane = 0; lane < solver_.count(); ++lane) answers.push_back(read_off(lane));
      }
    }
    return answers;
  }

  [[nodiscard]] Answer read_off(std::size_t lane) const {
    Answer answer;
    answer.is_known = solver_.status(lane) == DrawStatus::solved;
    if (!answer.is_known) return answer;
    for (std::size_t k = 1; k < model_.outcome_texts.size(); ++k) {
      if (solver_.quantity(k, lane) > solver_.quantity(answer.outcome, lane)) answer.outcome = k;
    }
    answer.choices.reserve(model_.game.infosets.size());
    for (std::size_t h = 0; h < model_.game.infosets.size(); ++h) {
      answer.choices.push_back(solver_.on_path(h, lane) ? solver_.choice(h, lane) : Answer::not_reached);
    }
    return answer;
  }

  /// Halves every step until it is no wider; one in whose middle something else is played becomes two.
  bool halve(std::size_t input, double width, std::vector<Step>& steps) {
    while (!steps.empty() && steps.front().high - steps.front().low > width) {
      std::vector<double> middles;
      middles.reserve(steps.size());
      for (const Step& step : steps) middles.push_back(std::midpoint(step.low, step.high));
      const std::vector<Answer> answers = solve(input, middles);
      if (solver_.stopped()) return false;
      std::vector<Step> halves;
      for (std::size_t k = 0; k < steps.size(); ++k) {
        const Step& step = steps[k];
        if (differ(step.before, answers[k])) halves.push_back({step.low, middles[k], step.before, answers[k]});
        if (differ(answers[k], step.after)) halves.push_back({middles[k], step.high, answers[k], step.after});
      }
      steps = std::move(halves);
    }
    return true;
  }

  void add_switches(const Step& step, double value, std::vector<Switch>& found) const {
    const auto name = [&](std::size_t outcome) { return model_.game.quantities[outcome].name; };
    if (step.before.outcome != step.after.outcome) {
      found.push_back({value, name(step.before.outcome), name(step.after.outcome)});
    }
    if (const auto h = changed_plan(step.before, step.after)) {
      const game::Infoset& set = model_.game.infosets[*h];
      const auto choice = [&](const Answer& answer) {
        return choice_text(choice_name(model_.game, set, answer.choices[*h]));
      };
      found.push_back({value, choice(step.before), choice(step.after), infoset_name(model_.game, set)});
    }
  }

  const build::Model& model_;
  BlockSolver solver_;
  std::vector<double> centre_;
};

}  // namespace

SwitchPoints switch_points(const build::Model& model, const RunContext& run) {
  const PreparedModel prepared(model, Purpose::certified);
  SwitchPoints points;
  points.by_input.resize(model.drawn.size());
  std::vector<std::unique_ptr<Scan>> scans(std::max<std::size_t>(run.num_threads, 1));
  const auto work = [&](std::size_t input, std::size_t worker) {
    if (!scans[worker]) scans[worker] = std::make_unique<Scan>(prepared, run);
    scans[worker]->scan(input, points.by_input[input]);
  };
  points.termination = for_each_chunk(model.drawn.size(), run, work, "scanning for switch points");
  if (run.should_stop()) points.termination = run.why_stopped();
  return points;
}

}  // namespace parley::study
