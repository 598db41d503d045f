// SPDX-License-Identifier: Apache-2.0
// Tells a report in sentences and lists, without figures.
#include "parley/report/page_summary.h"

#include <fmt/format.h>

#include "parley/report/judgement.h"
#include "parley/report/numbers.h"
#include "parley/report/page.h"
#include "parley/report/words.h"

namespace parley::report {

namespace {

std::string with_lines(const Sentence& sentence) {
  if (sentence.lines.empty()) return sentence.text;
  std::string text = fmt::format("{} ({} ", sentence.text, sentence.lines.size() == 1 ? "line" : "lines");
  for (std::size_t i = 0; i < sentence.lines.size(); ++i)
    text += fmt::format("{}{}", i == 0 ? "" : ", ", sentence.lines[i]);
  return text + ")";
}

void add_paragraphs(HtmlText& html, const std::vector<Sentence>& sentences) {
  for (const Sentence& sentence : sentences) html.paragraph(with_lines(sentence));
}

void add_list(HtmlText& html, std::string_view title, const std::vector<Sentence>& sentences) {
  if (sentences.empty()) return;
  html.heading(2, title).begin_list();
  for (const Sentence& sentence : sentences) html.item(with_lines(sentence));
  html.end_list();
}

std::string dated(const ReportScenario& scenario) {
  std::string text;
  if (!scenario.as_of.empty()) text = "As of " + scenario.as_of;
  if (!scenario.horizon.empty()) text += fmt::format("{}Horizon: {}", text.empty() ? "" : ". ", scenario.horizon);
  return text;
}

void add_judgements(HtmlText& html, const Report& report) {
  const std::vector<Judgement> all = judgements(report);
  if (all.empty()) return;
  html.heading(2, "Key judgements").begin_list();
  for (const Judgement& one : all) {
    html.item(one.drivers.empty() ? with_lines(one.claim) : with_lines(one.claim) + " " + one.drivers);
  }
  html.end_list();
}

void add_outcomes(HtmlText& html, const Report& report) {
  html.heading(2, "Outcomes").begin_list();
  for (const study::OutcomeRow& row : report.prediction().outcomes) {
    const study::Average& chance = row.chance;
    html.item(fmt::format("{}: {}, {} (5-95 % range {})", row.text.empty() ? row.name : row.text, percent(chance.mean),
                          likelihood_words(chance.mean, chance.standard_error),
                          percent_range(chance.low, chance.high)));
  }
  html.end_list();
}

}  // namespace

std::string page_summary(const Report& report, std::string_view command) {
  const ReportScenario& scenario = report.scenario;
  HtmlText html;
  html.heading(1, scenario.title);
  if (const std::string text = dated(scenario); !text.empty()) html.paragraph(text);
  if (!scenario.note.empty()) html.paragraph(scenario.note);
  html.paragraph("This is the summary; the page shows figures, tables and sources where scripts may run.");
  html.heading(2, "Bottom line");
  add_paragraphs(html, bottom_line(report));
  html.heading(2, "Confidence");
  add_paragraphs(html, confidence_sentences(confidence(report)));
  add_judgements(html, report);
  add_outcomes(html, report);
  add_list(html, "Alternatives", alternative_sentences(report));
  add_list(html, "What the model leaves out", left_out(report));
  add_list(html, "Method", method_sentences(report));
  html.heading(2, "Provenance").paragraph("This command makes the report again:");
  html.preformatted(fmt::format("parley {}", command));
  return html.html();
}

}  // namespace parley::report
