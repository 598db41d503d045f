// SPDX-License-Identifier: Apache-2.0
// Applies the rules of confidence to a report.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/report/judgement.h"
#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/study/predicted_draws.h"

namespace parley::report {
namespace {

constexpr double wide_range = 0.5;
constexpr double narrow_range = 0.2;
constexpr double many_draws = 0.2;

const study::OutcomeRow& most_likely(const study::Prediction& prediction) {
  return *std::ranges::max_element(prediction.outcomes, {},
                                   [](const study::OutcomeRow& row) { return row.chance.mean; });
}

/// Grades sort as text: "A1" is better than "A2", "A6" better than "B1".
const SourceLine* best_source(const Report& report) {
  const SourceLine* best = nullptr;
  for (const SourceLine& source : report.scenario.sources) {
    if (source.grade.empty()) continue;
    if (best == nullptr || source.grade < best->grade) best = &source;
  }
  return best;
}

/// B2 or better: a source that is usually reliable, and what it says probably true.
bool is_good(const SourceLine& source) {
  return source.grade.size() == 2 && source.grade[0] <= 'B' && source.grade[1] <= '2';
}

ConfidenceReason of_sources(const Report& report) {
  const SourceLine* best = best_source(report);
  if (best == nullptr) return {"sources", false, "no source of the scenario has a grade"};
  return {"sources", best->grade.front() >= 'D',
          fmt::format("the best source is graded {} ({})", best->grade, best->name)};
}

ConfidenceReason of_range(const study::Average& chance) {
  const double width = chance.high - chance.low;
  return {"range", width > wide_range,
          fmt::format("the chance moves between {} and {} with what is not known (5-95 % range)", percent(chance.low),
                      percent(chance.high))};
}

ConfidenceReason of_equilibria(const study::Prediction& prediction) {
  const auto& counts = prediction.counts;
  const std::size_t open = std::max(counts.unsettled, counts.several_equilibria.value_or(0));
  const double share =
      prediction.draws_done == 0 ? 0.0 : static_cast<double>(open) / static_cast<double>(prediction.draws_done);
  return {"equilibria", share > many_draws,
          open == 0
              ? std::string("every draw has one equilibrium, found by backward induction alone")
              : fmt::format("{} of the draws have several equilibria or one that backward induction does not settle",
                            percent(share))};
}

/// Variants in which the outcome lies on the other side of 1/2, by more than two standard errors on both.
ConfidenceReason of_variants(const Report& report, const study::OutcomeRow& outcome) {
  const auto side = [](double mean, double error) {
    if (mean - 2.0 * error > 0.5) return 1;
    return mean + 2.0 * error < 0.5 ? -1 : 0;
  };
  const int own = side(outcome.chance.mean, outcome.chance.standard_error);
  std::size_t compared = 0;
  std::vector<std::string> others;
  for (const Alternative& one : report.alternatives) {
    if (one.kind != Alternative::Kind::variant) continue;
    const auto row = std::ranges::find(one.outcomes, outcome.name, &Alternative::Outcome::name);
    if (row == one.outcomes.end()) continue;
    ++compared;
    if (own * side(row->mean, row->standard_error.value_or(0.0)) < 0) {
      others.push_back(one.text.empty() ? one.name : fmt::format("{} (\u201c{}\u201d)", one.name, one.text));
    }
  }
  if (compared == 0) return {"variants", false, "the scenario has no variant to compare with"};
  if (others.empty()) return {"variants", false, "no variant puts the chance on the other side of one half"};
  return {"variants", true, fmt::format("the chance lies on the other side of one half under {}", listed(others))};
}

}  // namespace

std::string level_name(ConfidenceLevel level) {
  if (level == ConfidenceLevel::low) return "low";
  return level == ConfidenceLevel::high ? "high" : "moderate";
}

Confidence confidence(const Report& report) {
  const study::OutcomeRow& outcome = most_likely(report.prediction());
  Confidence made;
  made.reasons = {of_sources(report), of_range(outcome.chance), of_equilibria(report.prediction()),
                  of_variants(report, outcome)};
  const bool is_narrow = outcome.chance.high - outcome.chance.low < narrow_range;
  if (std::ranges::any_of(made.reasons, &ConfidenceReason::lowers)) {
    made.level = ConfidenceLevel::low;
  } else if (is_narrow && std::ranges::any_of(report.scenario.sources, is_good)) {
    made.level = ConfidenceLevel::high;
  }
  return made;
}

std::vector<Sentence> confidence_sentences(const Confidence& confidence) {
  std::vector<std::string> against, others;
  for (const ConfidenceReason& reason : confidence.reasons) (reason.lowers ? against : others).push_back(reason.text);
  std::vector<Sentence> sentences;
  const std::string level = level_name(confidence.level);
  if (!against.empty()) {
    sentences.push_back({fmt::format("Confidence in it is {}, since {}.", level, listed(against)), {}});
    if (!others.empty()) sentences.push_back({fmt::format("What does not lower it: {}.", listed(others)), {}});
  } else {
    sentences.push_back({fmt::format("Confidence in it is {}: {}.", level, listed(others)), {}});
  }
  return sentences;
}

}  // namespace parley::report
