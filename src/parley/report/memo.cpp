// SPDX-License-Identifier: Apache-2.0
// Sections of sentences, and the order of all.
#include "parley/report/memo.h"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "parley/report/change_numbers.h"
#include "parley/report/judgement.h"
#include "parley/report/memo_parts.h"
#include "parley/report/numbers.h"
#include "parley/report/sentences.h"

namespace parley::report {
namespace {

MemoSection bottom_line_section(const Report& report) {
  std::vector<Sentence> sentences = bottom_line(report);
  MemoSection section{.id = "bottom-line", .title = "Bottom line"};
  if (sentences.empty()) return section;
  section.parts.emplace_back(MemoSentences{{std::move(sentences.front())}});
  sentences.erase(sentences.begin());
  if (!sentences.empty()) section.parts.emplace_back(MemoSentences{std::move(sentences), true});
  return section;
}

MemoSection judgements_section(const Report& report) {
  MemoSection section{.id = "judgements", .title = "Key judgements"};
  MemoSentences list{.is_list = true};
  for (Judgement& one : judgements(report)) {
    if (!one.drivers.empty()) one.claim.text += " " + one.drivers;
    list.sentences.push_back(std::move(one.claim));
  }
  if (!list.sentences.empty()) section.parts.emplace_back(std::move(list));
  return section;
}

MemoSection provenance_section(const Head& head, const Report& report) {
  const Provenance& from = head.provenance;
  MemoSection section{.id = "provenance", .title = "Provenance"};
  section.parts.emplace_back(
      MemoSentences{{{fmt::format("Made from {} (SHA-256 {}) by parley {} on {}, seed {}. The "
                                  "same file, program and machine give the same numbers with:",
                                  report.scenario.file, from.file_sha256, from.version, from.isa, from.seed)}}});
  section.parts.emplace_back(MemoCode{"parley " + from.command});
  if (report.termination != Termination::finished) {
    section.parts.emplace_back(MemoSentences{{{"It was stopped before everything was computed."}}});
  }
  return section;
}

MemoSection of_sentences(std::string id, std::string title, std::vector<Sentence> sentences, bool is_list) {
  MemoSection section{.id = std::move(id), .title = std::move(title)};
  section.parts.emplace_back(MemoSentences{std::move(sentences), is_list});
  return section;
}

/// With the questions that got no answer.
MemoSection method_section(const Report& report) {
  std::vector<Sentence> sentences = method_sentences(report);
  for (const ReportAnswer& answer : report.answers) {
    const auto* none = std::get_if<Unanswered>(&answer.of);
    if (none != nullptr)
      sentences.push_back({fmt::format("No answer to \u201c{}\u201d: {}.", answer.ask, none->reason), {answer.line}});
  }
  return of_sentences("method", "Method", std::move(sentences), true);
}

std::string subtitle_of(const ReportScenario& scenario) {
  std::vector<std::string> items;
  if (!scenario.as_of.empty()) items.push_back("As of " + scenario.as_of);
  if (!scenario.horizon.empty()) items.push_back((items.empty() ? "Horizon: " : "horizon: ") + scenario.horizon);
  if (!scenario.variant.empty()) {
    items.push_back(fmt::format("variant {}{}", scenario.variant,
                                scenario.variant_text.empty() ? "" : ": " + scenario.variant_text));
  }
  if (!scenario.note.empty()) items.push_back(scenario.note);
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : "; ") + item;
  return text;
}

}  // namespace

MemoCell words(const std::string& text) { return {.text = text}; }

MemoCell chance(const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return {};
  return {.text = percent(*value), .value = value};
}

MemoCell number(const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return {};
  return {.text = amount(*value), .value = value};
}

MemoCell with_error(double mean, double standard_error, bool is_value) {
  const NumberWords as{.is_value = is_value};
  if (!std::isfinite(mean)) return {};
  std::string text = is_value ? amount(mean) : percent(mean);
  if (std::isfinite(standard_error)) text += " " + as.error(standard_error);
  return {.text = std::move(text), .value = mean};
}

void cut(MemoTable& table) {
  if (table.rows.size() <= most_memo_rows) return;
  table.left_out = table.rows.size() - most_memo_rows;
  table.rows.resize(most_memo_rows);
}

Memo memo_of(const Head& head, const Report& report) {
  Memo memo{.title = report.scenario.title, .subtitle = subtitle_of(report.scenario)};
  const auto add = [&memo](MemoSection section) {
    if (!section.parts.empty()) memo.sections.push_back(std::move(section));
  };
  add(bottom_line_section(report));
  if (report.changes) add(changes_section(*report.changes));
  add(of_sentences("confidence", "Confidence", confidence_sentences(confidence(report)), false));
  add(judgements_section(report));
  add(frontier_section(report));
  add(outcomes_section(report));
  add(switches_section(report));
  add(why_section(report));
  add(tree_section(report));
  add(drivers_section(report));
  add(boxes_section(report));
  add(information_section(report));
  add(alternatives_section(report));
  add(evidence_section(report));
  add(assumptions_section(report));
  add(of_sentences("left-out", "What the model leaves out", left_out(report), true));
  add(method_section(report));
  add(provenance_section(head, report));
  return memo;
}

}  // namespace parley::report
