// SPDX-License-Identifier: Apache-2.0
// What a report says of its own limits: alternatives, what is left out, how the numbers were made.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/report/judgement.h"
#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/study/predicted_draws.h"

namespace parley::report {
namespace {

std::string names_of(const std::vector<NamedLine>& all) {
  std::vector<std::string> names;
  names.reserve(all.size());
  for (const NamedLine& one : all) names.push_back(one.name);
  return listed(names);
}

std::vector<std::uint32_t> lines_of(const std::vector<NamedLine>& all) {
  std::vector<std::uint32_t> lines;
  lines.reserve(all.size());
  for (const NamedLine& one : all) lines.push_back(one.line);
  std::ranges::sort(lines);
  return lines;
}

std::string most_likely_of(const Alternative& alternative) {
  return std::ranges::max_element(alternative.outcomes, {}, &Alternative::Outcome::mean)->name;
}

/// Of the alternatives over draws, or of those at the centre, which agree with `outcome`.
void add_survival(const Report& report, bool at_centre, const std::string& outcome, std::vector<Sentence>& sentences) {
  std::size_t asked = 0, agreeing = 0;
  std::vector<std::string> others;
  for (const Alternative& one : report.alternatives) {
    if ((one.draws == 1) != at_centre || one.outcomes.empty()) continue;
    ++asked;
    if (most_likely_of(one) == outcome) {
      ++agreeing;
    } else {
      others.push_back(fmt::format("{} (\u201c{}\u201d)", one.name, report.outcome(most_likely_of(one)).text));
    }
  }
  if (asked == 0) return;
  std::string text = fmt::format("That \u201c{}\u201d is the most likely outcome {} survives in {} of {}",
                                 report.outcome(outcome).text, at_centre ? "at the centre" : "over the draws", agreeing,
                                 counted(asked, "alternative"));
  if (!others.empty()) text += "; otherwise under " + listed(others);
  sentences.push_back({text + ".", {report.outcome(outcome).line}});
}

std::string draws_text(const study::Prediction& prediction) {
  std::string text =
      fmt::format("{} in {}", counted(prediction.draws_done, "draw"), counted(prediction.replicates, "replicate"));
  if (static_cast<double>(prediction.draws_done) - prediction.effective_draws >= 1.0) {
    text +=
        fmt::format(", worth {} after the evidence has weighed them", grouped(std::floor(prediction.effective_draws)));
  }
  return text;
}

std::string trouble_text(const study::StudyCounts& counts) {
  if (counts.ties + counts.unsettled + counts.unsolved + counts.failed == 0) {
    return "No draw has a tie, none is left open by backward induction, and none failed.";
  }
  const auto count = [](std::size_t n) { return n == 0 ? std::string("none") : grouped(std::uint64_t{n}); };
  return fmt::format(
      "Draws with a tie: {}, with one that changes an outcome: {}; not settled by backward induction: {}; solved by no "
      "verified equilibrium and left out: {}; failed and left out: {}.",
      count(counts.ties), count(counts.ties_that_matter), count(counts.unsettled), count(counts.unsolved),
      count(counts.failed));
}

}  // namespace

std::vector<Sentence> alternative_sentences(const Report& report) {
  std::vector<Sentence> sentences;
  add_survival(report, false, study::most_likely_outcome(report.prediction()), sentences);
  if (!report.most_likely_at_centre.empty()) add_survival(report, true, report.most_likely_at_centre, sentences);
  if (sentences.empty()) {
    sentences.push_back({"The scenario has no variant, and no other way of playing it was tried.", {}});
  }
  return sentences;
}

std::vector<Sentence> left_out(const Report& report) {
  const ReportScenario& scenario = report.scenario;
  std::vector<Sentence> sentences = {
      {"This is the answer of a model: what would follow if the players were as the file says and chose as it assumes. "
       "It is not a forecast of events, and what the file does not name cannot happen in it.",
       {}},
      {common_knowledge_sentence(), {}}};
  const auto add = [&](const std::vector<NamedLine>& all, const std::string& text) {
    if (!all.empty()) sentences.push_back({fmt::format(fmt::runtime(text), names_of(all)), lines_of(all)});
  };
  add(scenario.only_noted, "Noted and not weighed: {}.");
  add(scenario.certain, "Taken as certain, one number each: {}.");
  add(scenario.without_source, "Ranges that rest on no source: {}.");
  add(scenario.perhaps_secret,
      "Known to every player here, though one player's payoffs alone use it: {}. It may be a secret.");
  if (!scenario.horizon.empty()) {
    sentences.push_back({fmt::format("Nothing after its horizon: {}.", scenario.horizon), {}});
  }
  const double outside = report.prediction().share_outside_scale;
  if (outside > 0.0) {
    sentences.push_back(
        {fmt::format("In {} of the draws some payoff leaves the declared scale.", percent(outside)), {}});
  }
  return sentences;
}

std::vector<Sentence> method_sentences(const Report& report) {
  const study::Prediction& prediction = report.prediction();
  return {
      {fmt::format("The game is solved in {}.", draws_text(prediction)), {}},
      {trouble_text(prediction.counts), {}},
      {fmt::format("Each solution is certified anew from the game: the largest gain of any deviation, over all "
                   "draws, is {} payoff units.",
                   amount(prediction.largest_deviation_gain)),
       {}},
      {"A number after \u00b1 is the standard error of the computation. A 5-95 % range says how far the chance moves "
       "with what we do not know.",
       {}},
      {"Words: remote (below 1 %), almost no chance (to 5 %), very unlikely (to 20 %), unlikely (to 45 %), roughly "
       "even (to 55 %), likely (to 80 %), very likely (to 95 %), almost certain (to 99 %), nearly always.",
       {}},
      {common_knowledge_sentence(), {}}};
}

}  // namespace parley::report
