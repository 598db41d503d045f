// SPDX-License-Identifier: Apache-2.0
// Puts rows of a comparison into words and compares these.
#include "parley/report/conclusions.h"

#include <cmath>

#include "parley/report/words.h"

namespace parley::report {
namespace {

std::string side_of(const study::Average& average) {
  const double reach = 2.0 * average.standard_error;
  if (average.mean - reach > 0.5) return "above";
  if (average.mean + reach < 0.5) return "below";
  return "open";
}

RowConclusions conclusions_of(const study::VariantRow& row, std::size_t t) {
  RowConclusions made;
  made.is_known = row.prediction.draws_done > 0;
  if (!made.is_known) return made;
  made.most_likely = study::most_likely_outcome(row.prediction);
  const study::TargetRow& target = row.prediction.targets[t];
  if (target.text.starts_with("value(") || !std::isfinite(target.average.mean)) return made;
  made.side = side_of(target.average);
  made.likelihood = likelihood_words(target.average.mean, target.average.standard_error);
  return made;
}

bool contradict(std::string_view kind, const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return a != b;
  if (kind == "side") return a != b && a != "open" && b != "open";
  return kind == "likelihood" ? !share_a_word(a, b) : a != b;
}

}  // namespace

bool share_a_word(std::string_view a, std::string_view b) {
  constexpr std::string_view either = " or ";
  const auto words = [&](std::string_view text) {
    const std::size_t at = text.find(either);
    if (at == std::string_view::npos) return std::vector{text};
    return std::vector{text.substr(0, at), text.substr(at + either.size())};
  };
  for (const std::string_view one : words(a)) {
    for (const std::string_view other : words(b)) {
      if (one == other) return true;
    }
  }
  return false;
}

Conclusions conclusions_of(const study::VariantComparison& comparison, std::size_t t) {
  Conclusions made;
  made.rows.reserve(comparison.rows.size());
  for (const study::VariantRow& row : comparison.rows) made.rows.push_back(conclusions_of(row, t));
  if (made.rows.empty() || !made.rows.front().is_known) return made;
  const auto compare = [&](const char* kind, std::string RowConclusions::* word) {
    Conclusion conclusion = {kind, made.rows.front().*word, {}};
    if (conclusion.of_file.empty()) return;  // a value, or a condition that is not defined: nothing to contradict
    for (std::size_t k = 1; k < made.rows.size(); ++k) {
      if (!made.rows[k].is_known || !contradict(kind, conclusion.of_file, made.rows[k].*word)) continue;
      conclusion.differing.push_back(comparison.rows[k].name);
      made.rows[k].differs_in.emplace_back(kind);
    }
    made.all.push_back(std::move(conclusion));
  };
  compare("most_likely_outcome", &RowConclusions::most_likely);
  compare("side", &RowConclusions::side);
  compare("likelihood", &RowConclusions::likelihood);
  return made;
}

}  // namespace parley::report
