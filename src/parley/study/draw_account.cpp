// SPDX-License-Identifier: Apache-2.0
// Counts draws, and says what is wrong with too many of them.
#include "parley/study/draw_account.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/study/open_sets.h"

namespace parley::study {

namespace {

/// A study in which more than this share of the draws break a rule fails.
constexpr double most_failures = 0.5;

}  // namespace

void DrawAccount::count(const BlockSolver& solver, std::size_t lane) {
  if (solver.status(lane) == DrawStatus::failed) {
    ++counts.failed;
    const Error& error = solver.failure(lane);
    const std::string& rule = error.rule.empty() ? error.message : error.rule;
    const std::size_t draw = solver.first_draw() + lane;
    ++failures.try_emplace(rule, FailureRow{error.message, 0, draw}).first->second.draws;
    return;
  }
  if (solver.ties(lane) > 0) ++counts.ties;
  if (solver.ties_that_matter(lane) > 0) ++counts.ties_that_matter;
  if (!solver.open_sets(lane).empty()) ++counts.unsettled;
  for (const OpenSet& set : solver.open_sets(lane)) ++open[{set.infoset, set.why}];
  if (solver.status(lane) == DrawStatus::unsolved) ++counts.unsolved;
}

void DrawAccount::add(const DrawAccount& other) {
  for (const auto& [key, draws] : other.open) open[key] += draws;
  for (const auto& [rule, row] : other.failures) {
    const auto [mine, added] = failures.try_emplace(rule, row);
    if (!added) mine->second.draws += row.draws;  // the first draw is there
  }
  counts.ties += other.counts.ties;
  counts.ties_that_matter += other.counts.ties_that_matter;
  counts.unsettled += other.counts.unsettled;
  counts.unsolved += other.counts.unsolved;
  counts.cut_lists += other.counts.cut_lists;
  if (other.counts.several_equilibria) {
    counts.several_equilibria = counts.several_equilibria.value_or(0) + *other.counts.several_equilibria;
  }
  counts.failed += other.counts.failed;
}

std::optional<Error> unusable(const build::Model& model, const DrawAccount& account, std::size_t done,
                              double total_weight) {
  const StudyCounts& counts = account.counts;
  if (done == 0) return std::nullopt;
  if (static_cast<double>(counts.failed) > most_failures * static_cast<double>(done)) {
    const auto worst =
        std::ranges::max_element(account.failures, {}, [](const auto& entry) { return entry.second.draws; });
    return Error{ErrorCode::bad_scenario,
                 fmt::format("{} of {} draws break a rule; in {} of them (draw {} is the first): {}", counts.failed,
                             done, worst->second.draws, worst->second.first_draw, worst->second.message)};
  }
  if (counts.unsolved + counts.failed == done) {
    return Error{ErrorCode::unsupported, not_solved_text(unsettled_rows(model, account.open))};
  }
  if (total_weight > 0.0) return std::nullopt;
  return Error{
      ErrorCode::bad_scenario,
      fmt::format("the evidence `{}` has likelihood 0 in every one of the {} draws that are solved: nothing is "
                  "left to average; a prediction needs draws that the evidence leaves possible",
                  fmt::join(model.weighed_by, "`, `"), done - counts.unsolved - counts.failed)};
}

}  // namespace parley::study
