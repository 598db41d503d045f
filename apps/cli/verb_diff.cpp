// SPDX-License-Identifier: Apache-2.0
// `parley diff`: changed assumptions beside changed conclusions.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "diff_hybrids.h"
#include "diff_sides.h"
#include "parley/report/diff_text.h"
#include "parley/report/json_diff.h"
#include "parley/report/numbers.h"

namespace parley::cli {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr Estimate no_estimate = {undefined, undefined};

/// One side, predicted or as stored.
struct Side {
  const DiffOperand* operand = nullptr;
  std::optional<build::Model> model;
  std::optional<study::PredictedDraws> predicted;

  [[nodiscard]] std::vector<std::string> outcomes() const {
    std::vector<std::string> names;
    if (predicted) {
      for (const auto& row : predicted->prediction.outcomes) names.push_back(row.name);
    } else {
      for (const auto& row : operand->stored->outcomes) names.push_back(row.name);
    }
    return names;
  }
  [[nodiscard]] std::optional<study::Measured> measured(const SharedNumber& number) const {
    if (!predicted) return std::nullopt;
    const study::Prediction& p = predicted->prediction;
    if (number.is_outcome) {
      const auto row = std::ranges::find(p.outcomes, number.text, &study::OutcomeRow::name);
      if (row == p.outcomes.end()) return std::nullopt;
      const auto k = static_cast<std::size_t>(row - p.outcomes.begin());
      return study::Measured{&predicted->draws, study::outcome_target(*model, k), row->chance};
    }
    const auto row = std::ranges::find(p.targets, number.text, &study::TargetRow::text);
    if (row == p.targets.end()) return std::nullopt;
    return study::Measured{&predicted->draws, model->targets[static_cast<std::size_t>(row - p.targets.begin())],
                           row->average};
  }
  [[nodiscard]] Estimate estimate(const SharedNumber& number) const {
    if (const auto found = measured(number)) return {found->average.mean, found->average.standard_error};
    if (predicted) return no_estimate;
    const auto& rows = number.is_outcome ? operand->stored->outcomes : operand->stored->targets;
    const auto row = std::ranges::find(rows, number.text, &StoredNumber::name);
    return row == rows.end() ? no_estimate : row->estimate;
  }
  [[nodiscard]] std::string most_likely() const {
    std::string best;
    double most = -1.0;
    for (const std::string& name : outcomes()) {
      const Estimate chance = estimate({name, true});
      if (!(chance.mean > most)) continue;
      most = chance.mean;
      best = name;
    }
    return best;
  }
};

Step<std::optional<build::Model>> build_side(Session& session, DiffOperand& operand,
                                             const std::vector<std::string>& targets) {
  if (!operand.checked) return std::nullopt;
  BuildRequest request;
  for (const std::string& text : targets) {
    auto question = scenario::parse_target(operand.checked->scenario, text);
    if (!question) return std::unexpected(session.fail(question.error()));
    operand.checked->scenario = std::move(question->scenario);
    request.targets.push_back(std::move(question->target));
  }
  auto model = build_model(session, *operand.checked, request);
  if (!model) return std::unexpected(model.error());
  return **model;
}

Step<void> predict_side(Session& session, Side& side) {
  if (!side.model) return {};
  auto predicted = study::predict_with_draws(*side.model, draw_options(session.options()), session.run_context());
  if (!predicted) return std::unexpected(session.fail(predicted.error()));
  side.predicted = *std::move(predicted);
  return {};
}

std::vector<SharedNumber> numbers_of(const Side& a, const Side& b, const std::vector<std::string>& targets) {
  std::vector<SharedNumber> numbers;
  for (const std::string& name : a.outcomes()) numbers.push_back({name, true});
  for (const std::string& name : b.outcomes()) {
    if (std::ranges::find(numbers, name, &SharedNumber::text) == numbers.end()) numbers.push_back({name, true});
  }
  for (const std::string& text : targets) numbers.push_back({text, false});
  return numbers;
}

report::DiffConclusion conclusion_of(const Side& a, const Side& b, const SharedNumber& number, std::size_t replicates) {
  report::DiffConclusion made = {number.text,        number.is_outcome,  number.text.starts_with("value("),
                                 a.estimate(number), b.estimate(number), no_estimate};
  const auto before = a.measured(number), after = b.measured(number);
  if (before && after) {
    made.difference = study::difference_between(*after, *before, replicates);
  } else if (std::isfinite(made.before.mean) && std::isfinite(made.after.mean)) {
    made.difference = {made.after.mean - made.before.mean,
                       std::hypot(made.before.standard_error, made.after.standard_error)};
  }
  return made;
}

report::DiffAssumption row_of(const scenario::StatementChanges& changes, const scenario::StatementChange& change) {
  report::DiffAssumption made;
  made.kind = change.kind;
  made.name = change.name;
  const std::string before = change.a ? changes.a[*change.a].text : "";
  const std::string after = change.b ? changes.b[*change.b].text : "";
  const bool is_long = std::ranges::count(before, '\n') > 2 && std::ranges::count(after, '\n') > 2;
  const auto lines = is_long ? scenario::changed_lines(before, after) : scenario::ChangedLines{before, after};
  made.before = lines.before;
  made.after = lines.after;
  if (change.a) made.line_a = changes.a[*change.a].line;
  if (change.b) made.line_b = changes.b[*change.b].line;
  return made;
}

Result<scenario::StatementChanges> changes_of(const DiffOperand& a, const DiffOperand& b) {
  auto first = scenario::named_statements(a.checked->source, a.about.variant);
  if (!first) return std::unexpected(first.error());
  auto second = scenario::named_statements(b.checked->source, b.about.variant);
  if (!second) return std::unexpected(second.error());
  auto changes = scenario::changes_between(*std::move(first), *std::move(second));
  if (a.about.variant != b.about.variant) {  // questions of a file and of its variant are never the same
    std::erase_if(changes.wording, [](const auto& change) { return change.kind == "ask" || change.kind == "expect"; });
  }
  return changes;
}

/// Shares of every number that both sides have.
Result<void> add_shares(Session& session, const scenario::StatementChanges& changes, const Side& a, const Side& b,
                        study::SharedCoordinates coordinates, report::Diff& diff) {
  std::vector<SharedNumber> numbers;
  for (std::size_t k = 0; k < diff.conclusions.size(); ++k) {
    const report::DiffConclusion& one = diff.conclusions[k];
    if (!std::isfinite(one.difference.mean)) continue;
    const bool is_main = !one.is_outcome || one.text == diff.most_likely_after;
    diff.shared.push_back({k, is_main});
    numbers.push_back({one.text, one.is_outcome});
  }
  const std::size_t replicates = a.predicted->prediction.replicates;
  const study::Worth none = worth_of(a.predicted->draws, targets_in(*a.model, numbers), replicates);
  const study::Worth all = worth_of(b.predicted->draws, targets_in(*b.model, numbers), replicates);
  Hybrids hybrids(session, changes, a.operand->checked->source.folder(), numbers, std::move(coordinates));
  const RunContext run = session.run_context();
  auto shares = study::share_out(
      scenario::groups_by_names(changes), none, all,
      [&](const std::vector<bool>& applied) { return hybrids.worth(applied); }, {.seed = session.options().seed}, run);
  if (!shares) return std::unexpected(shares.error());
  diff.termination = shares->termination;
  for (std::size_t g = 0; g < shares->groups.size(); ++g) {
    for (const std::size_t change : shares->groups[g]) diff.assumptions[change].group = g;
  }
  diff.shares = *std::move(shares);
  return {};
}

void add_notes(const Options& options, const Side& side, const char* name, report::Diff& diff) {
  if (!side.predicted) {
    diff.notes.push_back(
        fmt::format("{} does not hold its scenario (it was stored by an earlier version): assumptions "
                    "cannot be compared, and its numbers are taken as they were stored.",
                    side.operand->about.file));
    return;
  }
  const study::Prediction& p = side.predicted->prediction;
  for (std::string& note : remarks_on_stored(options, *side.operand, p)) diff.notes.push_back(std::move(note));
  if (p.counts.unsettled + p.counts.unsolved + p.counts.failed == 0) return;
  diff.notes.push_back(fmt::format("{}: {} not settled by backward induction, {} not solved, {} failed.", name,
                                   report::counted(p.counts.unsettled, "draw"), p.counts.unsolved, p.counts.failed));
}

Termination termination_of(const Side& a, const Side& b) {
  for (const Side* side : {&a, &b}) {
    if (side->predicted && side->predicted->prediction.termination != Termination::finished) {
      return side->predicted->prediction.termination;
    }
  }
  return Termination::finished;
}

Exit told(Session& session, const DiffOperand& a, const DiffOperand& b, const report::Diff& diff) {
  const Exit exit = exit_of(diff.termination);
  if (session.options().format != Format::json) {
    return session.answer(report::diff_text(session.style(), diff), exit);
  }
  report::Head about = {.provenance = provenance(session), .diagnostics = {}};
  const DiffOperand& newest = b.checked ? b : a;
  if (newest.checked) about = head(session, *newest.checked);
  about.provenance.file_sha256 = a.about.sha256;
  return session.answer(report::diff_json(about, diff).dump() + "\n", exit);
}

}  // namespace

Step<report::Diff> difference_of(Session& session, DiffOperand& operand_a, DiffOperand& operand_b) {
  report::Diff diff;
  diff.a = operand_a.about;
  diff.b = operand_b.about;
  const auto targets = read_targets(session.options(), operand_a, operand_b, diff.notes);
  if (!targets) return std::unexpected(session.fail(targets.error()));
  auto model_a = build_side(session, operand_a, *targets);
  if (!model_a) return std::unexpected(model_a.error());
  auto model_b = build_side(session, operand_b, *targets);
  if (!model_b) return std::unexpected(model_b.error());
  Side a = {&operand_a, *std::move(model_a), std::nullopt};
  Side b = {&operand_b, *std::move(model_b), std::nullopt};
  std::optional<study::SharedCoordinates> coordinates;
  if (a.model && b.model) {
    coordinates.emplace(*a.model);
    coordinates->add(*b.model);
    a.model = coordinates->on_these(*std::move(a.model));
    b.model = coordinates->on_these(*std::move(b.model));
  }
  for (Side* side : {&a, &b}) {
    if (const auto done = predict_side(session, *side); !done) return std::unexpected(done.error());
  }
  const std::size_t replicates = session.options().replicates;
  for (const SharedNumber& number : numbers_of(a, b, *targets)) {
    diff.conclusions.push_back(conclusion_of(a, b, number, replicates));
  }
  diff.most_likely_before = a.most_likely();
  diff.most_likely_after = b.most_likely();
  diff.draws = session.options().draws;
  diff.termination = termination_of(a, b);
  diff.has_assumptions = a.predicted && b.predicted;
  if (diff.has_assumptions) {
    const auto changes = changes_of(operand_a, operand_b);
    if (!changes) return std::unexpected(session.fail(changes.error()));
    for (const auto& change : changes->assumptions) diff.assumptions.push_back(row_of(*changes, change));
    for (const auto& change : changes->wording) diff.wording.push_back(row_of(*changes, change));
    if (!changes->assumptions.empty() && diff.termination == Termination::finished) {
      const auto added = add_shares(session, *changes, a, b, *std::move(coordinates), diff);
      if (!added) return std::unexpected(session.fail(added.error()));
    }
  }
  add_notes(session.options(), a, "A", diff);
  add_notes(session.options(), b, "B", diff);
  return diff;
}

Exit run_diff(Session& session) {
  auto operands = open_operands(session);
  if (!operands) return operands.error();
  auto& [a, b] = *operands;
  remark_on_draws(session);
  const auto diff = difference_of(session, a, b);
  if (!diff) return diff.error();
  return told(session, a, b, *diff);
}

}  // namespace parley::cli
