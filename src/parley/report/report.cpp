// SPDX-License-Identifier: Apache-2.0
// What the parts of a report have in common.
#include "parley/report/report.h"

#include <algorithm>
#include <utility>

#include "parley/report/why_sentences.h"
#include "parley/study/predicted_draws.h"

namespace parley::report {

const study::Prediction& Report::prediction() const {
  const auto found = std::ranges::find_if(
      answers, [](const ReportAnswer& answer) { return std::holds_alternative<study::Prediction>(answer.of); });
  return std::get<study::Prediction>(found->of);
}

const NamedLine& Report::outcome(const std::string& name) const {
  return *std::ranges::find(scenario.outcomes, name, &NamedLine::name);
}

std::vector<Sentence> explanation_sentences(const Report& report, const why::Explanation& explanation) {
  std::vector<Sentence> sentences;
  for (WhySentence& one : why_sentences(explanation)) {
    sentences.push_back({std::move(one.text), lines_of(one.origins, report.line_of)});
  }
  return sentences;
}

std::optional<bool> survives(const Report& report, const Alternative& alternative) {
  if (alternative.outcomes.empty()) return std::nullopt;
  const auto most = std::ranges::max_element(alternative.outcomes, {}, &Alternative::Outcome::mean);
  const bool at_centre = alternative.draws == 1;
  return most->name == (at_centre ? report.most_likely_at_centre : study::most_likely_outcome(report.prediction()));
}

}  // namespace parley::report
