// SPDX-License-Identifier: Apache-2.0
// Sections of a memo for what an answer rests on: changes, switches, play, alternatives, evidence, assumptions.
#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/report/change_numbers.h"
#include "parley/report/evidence_text.h"
#include "parley/report/judgement.h"
#include "parley/report/memo_parts.h"
#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/why_sentences.h"

namespace parley::report {
namespace {

std::string line_text(std::uint32_t line) { return line == 0 ? "" : fmt::format("{}", line); }

std::string grade_text(const std::vector<std::string>& sources, const std::string& grade) {
  const std::string names = listed(sources);
  return grade.empty() || names.empty() ? names : fmt::format("{} ({})", names, grade);
}

MemoTable outcomes_of_alternatives(const Report& report) {
  MemoTable table{
      .caption =
          "The same question under other assumptions; \u201csurvives\u201d: the most likely outcome is "
          "the same.",
      .columns = {{"alternative"}, {"most likely"}, {"chance", true}, {"draws", true}, {"survives"}, {"note"}}};
  for (const Alternative& one : report.alternatives) {
    const auto most = std::ranges::max_element(one.outcomes, {}, &Alternative::Outcome::mean);
    const bool has_answer = most != one.outcomes.end();
    const std::optional<bool> same = survives(report, one);
    std::string note = one.text;
    if (!one.note.empty()) note += (note.empty() ? "" : "; ") + one.note;
    const double error = has_answer ? most->standard_error.value_or(std::nan("")) : 0.0;
    table.rows.push_back({words(one.name),
                          words(has_answer ? report.outcome(most->name).text : ""),
                          has_answer ? with_error(most->mean, error, false) : words(""),
                          {.text = grouped(std::uint64_t{one.draws}), .value = static_cast<double>(one.draws)},
                          words(!same   ? ""
                                : *same ? "yes"
                                        : "no"),
                          words(note)});
  }
  return table;
}

MemoTable variants_table(const ComparedVariants& variants) {
  MemoTable table{.caption = variants.target + " under the file and its variants, on the same draws.",
                  .columns = {{"variant"}, {"mean", true}, {"5-95 %", true}, {"change", true}}};
  const bool is_value = variants.target.starts_with("value(");
  const NumberWords as{.is_value = is_value};
  for (const study::VariantRow& row : variants.comparison->rows) {
    const study::Average& average = row.prediction.targets[variants.index].average;
    const Estimate& difference = row.differences[variants.index];
    table.rows.push_back({words(row.name.empty() ? "the file" : row.name),
                          with_error(average.mean, average.standard_error, is_value),
                          words(as.range(average)),
                          {.text = row.name.empty() ? "" : as.change(difference), .value = difference.mean}});
  }
  return table;
}

/// The answer whose changes are told: the chance of the most likely outcome.
std::size_t answer_told(const study::EvidenceStudy& study) {
  const auto found = std::ranges::find(study.answers, study.most_likely, &study::EvidenceAnswer::text);
  return found == study.answers.end() ? 0 : static_cast<std::size_t>(found - study.answers.begin());
}

std::vector<MemoCell> other_cells(const study::EvidenceStudy& study, std::size_t k,
                                  const std::optional<study::OtherEvidence>& other) {
  if (!other) return {words(""), words(""), words("")};
  const NumberWords as{.is_value = !study.answers[k].is_chance};
  const study::OtherEvidence::Answer& answer = other->answers[k];
  return {chance(answer.mean),
          {.text = as.change(answer.difference), .value = answer.difference.mean},
          words(other->most_likely)};
}

std::vector<MemoCell> row_of(std::vector<MemoCell> first, std::vector<MemoCell> then) {
  std::ranges::move(then, std::back_inserter(first));
  return first;
}

MemoTable pieces_table(const study::EvidenceStudy& study) {
  const std::size_t k = answer_told(study);
  MemoTable table{
      .caption = fmt::format("What each report says, and P({}) without it.", study.most_likely),
      .columns = {{"report"}, {"sources"}, {"it is"}, {"without it", true}, {"change", true}, {"most likely"}}};
  for (const study::PieceRow& row : study.pieces) {
    std::vector<std::string> says;
    says.reserve(row.piece.items.size());
    for (const build::EvidenceItem& item : row.piece.items) {
      says.push_back(item.about + ": " + likelihood_sentence(item));
    }
    table.rows.push_back(row_of({words(row.piece.text.empty() ? row.piece.name : row.piece.text),
                                 words(listed(row.piece.sources)), words(says.empty() ? "only noted" : listed(says))},
                                other_cells(study, k, row.without)));
  }
  table.rows.push_back(
      row_of({words("all the evidence"), words(""), words("")}, other_cells(study, k, study.without_all)));
  return table;
}

MemoTable sources_of_evidence(const study::EvidenceStudy& study) {
  const std::size_t k = answer_told(study);
  MemoTable table{.caption = fmt::format("P({}) if a source deceives: its odds turned round.", study.most_likely),
                  .columns = {{"source"}, {"reports"}, {"if it deceives", true}, {"change", true}, {"most likely"}}};
  for (const study::SourceRow& row : study.sources) {
    table.rows.push_back(row_of({words(grade_text({row.source.name}, row.source.grade)), words(listed(row.pieces))},
                                other_cells(study, k, row.deceiving)));
  }
  return table;
}

/// A few sentences of each part: a long path of play would bury the rest.
MemoSentences first_of_each_part(const Report& report, const why::Explanation& explanation) {
  constexpr std::size_t most = 4;
  MemoSentences told{.is_list = true};
  std::size_t of_part = 0, left_out = 0;
  WhyPart part = WhyPart::answer;
  for (WhySentence& one : why_sentences(explanation)) {
    of_part = one.part == part ? of_part + 1 : 1;
    part = one.part;
    if (of_part > most) {
      ++left_out;
    } else {
      told.sentences.push_back({std::move(one.text), lines_of(one.origins, report.line_of)});
    }
  }
  if (left_out > 0) told.sentences.push_back({fmt::format("{} more in the JSON.", grouped(std::uint64_t{left_out}))});
  return told;
}

std::string course_of(const ReachedTree& tree, std::size_t id) {
  std::vector<std::string> labels;  // from the end to the root
  for (auto at = static_cast<std::uint32_t>(id); tree.nodes[at].row.parent != game::none;
       at = tree.nodes[at].row.parent) {
    labels.push_back(tree.nodes[at].row.label);
  }
  std::ranges::reverse(labels);
  return fmt::format("{}", fmt::join(labels, ", "));
}

}  // namespace

MemoSection changes_section(const Diff& changes) {
  MemoSection section{.id = "changes", .title = "What changed since the last judgement"};
  MemoTable conclusions{.caption = fmt::format("Before: {}. After: {}.", changes.a.file, changes.b.file),
                        .columns = {{"conclusion"}, {"before", true}, {"after", true}, {"change", true}}};
  for (const DiffConclusion& one : changes.conclusions) {
    const NumberWords as{.is_value = one.is_value};
    conclusions.rows.push_back({words(one.text),
                                with_error(one.before.mean, one.before.standard_error, one.is_value),
                                with_error(one.after.mean, one.after.standard_error, one.is_value),
                                {.text = as.change(one.difference), .value = one.difference.mean}});
  }
  cut(conclusions);
  if (!conclusions.rows.empty()) section.parts.emplace_back(std::move(conclusions));
  MemoTable assumptions{.caption = "Assumptions that changed.", .columns = {{"assumption"}, {"before"}, {"after"}}};
  for (const DiffAssumption& one : changes.assumptions) {
    assumptions.rows.push_back({words(name_of(one)), words(one.before), words(one.after)});
  }
  cut(assumptions);
  if (!assumptions.rows.empty()) section.parts.emplace_back(std::move(assumptions));
  MemoSentences notes{.is_list = true};
  for (const std::string& note : changes.notes) notes.sentences.push_back({note});
  if (!notes.sentences.empty()) section.parts.emplace_back(std::move(notes));
  return section;
}

MemoSection switches_section(const Report& report) {
  MemoSection section{.id = "switches", .title = "What would change our mind"};
  MemoTable table{
      .caption =
          "Values of one input, all others at their centres, at which the central answer turns; the "
          "nearest first.",
      .columns = {{"input"}, {"1-99 % range", true}, {"centre", true}, {"turns at", true}, {"what"}, {"line", true}}};
  for (const SwitchRow& row : report.switches) {
    const std::string who = row.turn.infoset ? mover_having_seen(*row.turn.infoset) + ": " : "";
    table.rows.push_back({words(row.param), words(fmt::format("{} to {}", amount(row.low), amount(row.high))),
                          number(row.centre), number(row.turn.value),
                          words(fmt::format("{}{} \u2192 {}", who, row.turn.from, row.turn.to)),
                          words(line_text(row.line))});
  }
  cut(table);
  if (!table.rows.empty()) section.parts.emplace_back(std::move(table));
  return section;
}

MemoSection why_section(const Report& report) {
  MemoSection section{.id = "why", .title = "Why, and why not"};
  for (const ReportAnswer& answer : report.answers) {
    const auto* explanation = std::get_if<why::Explanation>(&answer.of);
    if (explanation == nullptr) continue;
    const std::string name =
        explanation->outcome_text.empty() ? explanation->outcome : "\u201c" + explanation->outcome_text + "\u201d";
    section.parts.emplace_back(
        MemoSentences{{{fmt::format("Why{} {}:", explanation->negated ? " not" : "", name), {answer.line}}}});
    section.parts.emplace_back(first_of_each_part(report, *explanation));
  }
  return section;
}

MemoSection tree_section(const Report& report) {
  MemoSection section{.id = "tree", .title = "How play goes at the centre"};
  if (!report.tree) return section;
  std::vector<std::size_t> ends;
  for (std::size_t id = 0; id < report.tree->nodes.size(); ++id) {
    if (report.tree->nodes[id].row.kind == game::NodeKind::terminal) ends.push_back(id);
  }
  std::ranges::stable_sort(ends, std::ranges::greater{}, [&](std::size_t id) { return report.tree->nodes[id].reach; });
  MemoTable table{.caption = "The courses of play that the equilibrium of the central draw takes most often.",
                  .columns = {{"course"}, {"outcome"}, {"chance", true}}};
  for (const std::size_t id : ends) {
    const ReachedNode& node = report.tree->nodes[id];
    table.rows.push_back(
        {words(course_of(*report.tree, id)), words(report.outcome(node.row.outcome).text), chance(node.reach)});
  }
  cut(table);
  if (!table.rows.empty()) section.parts.emplace_back(std::move(table));
  return section;
}

MemoSection alternatives_section(const Report& report) {
  MemoSection section{.id = "alternatives", .title = "Alternatives"};
  section.parts.emplace_back(MemoSentences{alternative_sentences(report)});
  if (!report.alternatives.empty()) section.parts.emplace_back(outcomes_of_alternatives(report));
  for (const ComparedVariants* variants : report.all<ComparedVariants>()) {
    section.parts.emplace_back(variants_table(*variants));
  }
  return section;
}

MemoSection evidence_section(const Report& report) {
  MemoSection section{.id = "evidence", .title = "Evidence"};
  if (!report.evidence) return section;
  section.parts.emplace_back(pieces_table(*report.evidence));
  section.parts.emplace_back(sources_of_evidence(*report.evidence));
  return section;
}

MemoSection assumptions_section(const Report& report) {
  MemoSection section{.id = "assumptions", .title = "Assumptions"};
  MemoTable table{.columns = {{"assumption"}, {"what it is"}, {"value"}, {"source"}, {"line", true}}};
  for (const Assumption& one : report.scenario.assumptions) {
    const std::string known = one.private_to.empty() ? "" : " (known to " + one.private_to + " alone)";
    table.rows.push_back({words(one.kind + " " + one.name), words(one.text + known), words(one.value),
                          words(grade_text(one.sources, one.grade)), words(line_text(one.line))});
  }
  cut(table);
  if (!table.rows.empty()) section.parts.emplace_back(std::move(table));
  MemoTable sources{.caption = "Sources.",
                    .columns = {{"source"}, {"what it is"}, {"grade"}, {"date"}, {"line", true}}};
  for (const SourceLine& one : report.scenario.sources) {
    const std::string address = one.url.empty() ? "" : " <" + one.url + ">";
    sources.rows.push_back(
        {words(one.name), words(one.text + address), words(one.grade), words(one.date), words(line_text(one.line))});
  }
  cut(sources);
  if (!sources.rows.empty()) section.parts.emplace_back(std::move(sources));
  return section;
}

}  // namespace parley::report
