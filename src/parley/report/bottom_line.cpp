// SPDX-License-Identifier: Apache-2.0
// Puts the answers of a report into its first sentences.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/report/enough.h"
#include "parley/report/judgement.h"
#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/words.h"
#include "parley/study/predicted_draws.h"

namespace parley::report {
namespace {

constexpr std::size_t most_movers = 3;
constexpr double least_effect = 0.01;  // of the variance: less is not told in a sentence

std::string quoted(const std::string& text) { return "\u201c" + text + "\u201d"; }

std::string likelihood(const study::Average& average) {
  return fmt::format("{} ({})", likelihood_words(average.mean, average.standard_error), percent(average.mean));
}

std::vector<const study::OutcomeRow*> by_chance(const study::Prediction& prediction) {
  std::vector<const study::OutcomeRow*> rows;
  rows.reserve(prediction.outcomes.size());
  for (const study::OutcomeRow& row : prediction.outcomes) rows.push_back(&row);
  std::ranges::stable_sort(rows, [](const auto* a, const auto* b) { return a->chance.mean > b->chance.mean; });
  return rows;
}

Sentence headline(const Report& report) {
  const auto rows = by_chance(report.prediction());
  const study::OutcomeRow& first = *rows.front();
  Sentence sentence;
  const NamedLine& named = report.outcome(first.name);
  sentence.text = fmt::format("{} is {}", quoted(named.text), likelihood(first.chance));
  sentence.lines.push_back(named.line);
  if (rows.size() > 1) {
    const NamedLine& next = report.outcome(rows[1]->name);
    sentence.text += fmt::format(": the most likely of {}, before {}, {}", counted(rows.size(), "outcome"),
                                 quoted(next.text), likelihood(rows[1]->chance));
    sentence.lines.push_back(next.line);
  }
  sentence.text += ".";
  std::ranges::sort(sentence.lines);
  return sentence;
}

/// What the file says that a param is; may be empty.
std::string text_of_param(const Report& report, const std::string& name) {
  const auto found = std::ranges::find_if(
      report.scenario.assumptions, [&](const Assumption& one) { return one.kind == "param" && one.name == name; });
  return found == report.scenario.assumptions.end() ? std::string() : found->text;
}

/// "cost of keeping pressure up (upkeep)": what a param is, and its name; the name alone where the file says no more.
std::string param_text(const Report& report, const std::string& name) {
  const std::string text = text_of_param(report, name);
  return text.empty() ? name : fmt::format("{} ({})", text, name);
}

/// The text of an outcome whose chance it is, else the target as it is written.
std::string target_text(const Report& report, const std::string& target) {
  for (const NamedLine& one : report.scenario.outcomes) {
    if (target == fmt::format("P({})", one.name)) return quoted(one.text);
  }
  return target;
}

/// The params that carry the largest shares.
struct Effects {
  std::vector<std::string> names;
  std::string text;  ///< "upkeep: 31 %, p_open: 18 %"; empty where nothing moves it
};

Effects largest_effects(const Report& report, const study::Drivers& drivers) {
  std::vector<std::pair<double, std::string>> effects;
  for (const study::DriverRow& row : drivers.params) {
    const auto& share = drivers.method == study::DriversMethod::shapley ? row.shapley_effect : row.total_index;
    if (share && share->value >= least_effect) effects.emplace_back(share->value, row.name);
  }
  std::ranges::stable_sort(effects, [](const auto& a, const auto& b) { return a.first > b.first; });
  Effects largest;
  std::vector<std::string> items;
  for (std::size_t k = 0; k < std::min(most_movers, effects.size()); ++k) {
    largest.names.push_back(effects[k].second);
    items.push_back(fmt::format("{}: {}", param_text(report, effects[k].second), whole_percent(effects[k].first)));
  }
  largest.text = fmt::format("{}", fmt::join(items, "; "));
  return largest;
}

std::vector<std::uint32_t> lines_of_params(const Report& report, const std::vector<std::string>& names) {
  std::vector<std::uint32_t> lines;
  for (const Assumption& one : report.scenario.assumptions) {
    if (one.kind == "param" && std::ranges::find(names, one.name) != names.end()) lines.push_back(one.line);
  }
  return lines;
}

const study::Drivers* drivers_of(const Report& report, const std::string& target) {
  for (const study::Drivers* drivers : report.all<study::Drivers>()) {
    if (drivers->target == target) return drivers;
  }
  return nullptr;
}

/// A sentence, and the lines of the params in it; an empty text where the target was not asked for.
Sentence drivers_sentence(const Report& report, const std::string& target) {
  const study::Drivers* drivers = drivers_of(report, target);
  if (drivers == nullptr) return {};
  const Effects effects = largest_effects(report, *drivers);
  if (effects.text.empty()) {
    return {drivers->varies ? "No single input moves it much." : "Nothing that is drawn moves it."};
  }
  const char* measure = drivers->method == study::DriversMethod::shapley ? "Shapley effects" : "total indices";
  return {fmt::format("What moves it most, by share of its variance ({}): {}.", measure, effects.text),
          lines_of_params(report, effects.names)};
}

/// " (pain: what pressure takes; candy: worth of the offer)": axes that are params, in the words of the file.
std::string axes_text(const Report& report, const study::Frontier& frontier) {
  std::vector<std::string> items;
  for (const study::FrontierAxis* axis : {&frontier.x, &frontier.y}) {
    const std::string text = text_of_param(report, axis->name);
    if (!text.empty()) items.push_back(fmt::format("{}: {}", axis->name, text));
  }
  return items.empty() ? std::string() : fmt::format(" ({}.)", fmt::join(items, "; "));
}

void add_enough(const Report& report, std::vector<Sentence>& sentences) {
  for (const ReportAnswer& answer : report.answers) {
    const auto* frontier = std::get_if<study::Frontier>(&answer.of);
    if (frontier == nullptr) continue;
    std::string text = enough_sentence(*frontier);
    text += axes_text(report, *frontier);
    for (const std::string& more : {free_choice_sentence(*frontier), binding_sentence(*frontier)}) {
      if (!more.empty()) text += " " + more;
    }
    sentences.push_back({std::move(text), {answer.line}});
  }
}

/// The central draw is one of many: where it says otherwise than they do, nobody should read it as the answer.
void add_centre(const Report& report, std::vector<Sentence>& sentences) {
  const std::string most = study::most_likely_outcome(report.prediction());
  if (report.most_likely_at_centre.empty() || report.most_likely_at_centre == most) return;
  sentences.push_back(
      {fmt::format("With every range at its middle the most likely outcome would be {} instead: the answer hangs on "
                   "what is not known, and one best guess would hide it.",
                   quoted(report.outcome(report.most_likely_at_centre).text)),
       {}});
}

/// What changed since the answer that the report is compared with.
void add_changes(const Report& report, const std::string& most, std::vector<Sentence>& sentences) {
  if (!report.changes) return;
  const auto row = std::ranges::find_if(report.changes->conclusions,
                                        [&](const DiffConclusion& one) { return one.is_outcome && one.text == most; });
  if (row == report.changes->conclusions.end() || !std::isfinite(row->difference.mean)) return;
  const bool is_change = std::fabs(row->difference.mean) > 2.0 * row->difference.standard_error;
  std::string text = fmt::format("Since {} its chance went from {} to {}", report.changes->a.file,
                                 percent(row->before.mean), percent(row->after.mean));
  if (!is_change) text = fmt::format("Since {} its chance did not change beyond two errors", report.changes->a.file);
  if (report.changes->most_likely_before != most) {
    text += fmt::format("; then the most likely outcome was \u201c{}\u201d", report.changes->most_likely_before);
  }
  std::vector<std::uint32_t> lines;
  for (const DiffAssumption& one : report.changes->assumptions) {
    if (one.line_b > 0) lines.push_back(one.line_b);
  }
  std::ranges::sort(lines);
  sentences.push_back({text + ".", std::move(lines)});
}

Judgement judged(const Report& report, const std::string& subject, const study::Average& average,
                 const std::string& target, std::vector<std::uint32_t> lines) {
  Judgement judgement;
  judgement.claim.text = fmt::format("{} is {}; over what is not known it lies between {} and {} in nine draws of ten.",
                                     subject, likelihood(average), percent(average.low), percent(average.high));
  Sentence drivers = drivers_sentence(report, target);
  judgement.drivers = std::move(drivers.text);
  lines.insert(lines.end(), drivers.lines.begin(), drivers.lines.end());
  std::ranges::sort(lines);
  lines.erase(std::ranges::unique(lines).begin(), lines.end());
  std::erase(lines, 0U);
  judgement.claim.lines = std::move(lines);
  return judgement;
}

std::uint32_t line_of_target(const Report& report, const std::string& target) {
  for (const ReportAnswer& answer : report.answers) {
    if (answer.ask.find(target) != std::string::npos) return answer.line;
  }
  return 0;
}

}  // namespace

std::vector<Sentence> bottom_line(const Report& report) {
  std::vector<Sentence> sentences = {headline(report)};
  const std::string outcome = study::most_likely_outcome(report.prediction());
  add_changes(report, outcome, sentences);
  add_enough(report, sentences);
  const std::string most = fmt::format("P({})", outcome);
  for (const study::Drivers* drivers : report.all<study::Drivers>()) {
    const Effects effects = largest_effects(report, *drivers);
    if (effects.text.empty() || (drivers->target != most && drivers != report.all<study::Drivers>().front())) continue;
    sentences.push_back({fmt::format("What {} hangs on most, by share of its variance: {}.",
                                     target_text(report, drivers->target), effects.text),
                         lines_of_params(report, effects.names)});
  }
  add_centre(report, sentences);
  return sentences;
}

std::vector<Judgement> judgements(const Report& report) {
  constexpr std::size_t most_outcomes = 3;
  std::vector<Judgement> made;
  const study::Prediction& prediction = report.prediction();
  const auto rows = by_chance(prediction);
  for (std::size_t k = 0; k < std::min(most_outcomes, rows.size()); ++k) {
    const NamedLine& named = report.outcome(rows[k]->name);
    made.push_back(
        judged(report, quoted(named.text), rows[k]->chance, fmt::format("P({})", rows[k]->name), {named.line}));
  }
  for (const study::TargetRow& target : prediction.targets) {
    const bool is_told = std::ranges::any_of(prediction.outcomes, [&](const study::OutcomeRow& row) {
      return target.text == fmt::format("P({})", row.name);
    });
    if (is_told || target.text.starts_with("value(") || !std::isfinite(target.average.mean)) continue;
    made.push_back(judged(report, target.text, target.average, target.text, {line_of_target(report, target.text)}));
  }
  return made;
}

}  // namespace parley::report
