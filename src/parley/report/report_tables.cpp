// SPDX-License-Identifier: Apache-2.0
// Sentences, switches, assumptions, sources and the method as tables; all tables of a report in their order.
#include "parley/report/report_tables.h"

#include <iterator>

#include <fmt/format.h>

#include "parley/report/judgement.h"
#include "parley/report/sentences.h"

namespace parley::report {
namespace {

/// "12 60": lines of the scenario.
Cell lines_cell(const std::vector<std::uint32_t>& lines) {
  std::string text;
  for (const std::uint32_t line : lines) text += fmt::format("{}{}", text.empty() ? "" : " ", line);
  return cell(text);
}

DataTable sentences_table(const std::string& name, const std::string& caption, const std::vector<Sentence>& sentences) {
  DataTable table{.name = name, .caption = caption, .columns = {"text", "lines"}, .rows = {}};
  for (const Sentence& one : sentences) table.add({cell(one.text), lines_cell(one.lines)});
  return table;
}

DataTable confidence_table(const Report& report) {
  const Confidence trust = confidence(report);
  DataTable table{.name = "confidence",
                  .caption = fmt::format("Confidence is {}: the rules, and what each says of this report.",
                                         level_name(trust.level)),
                  .columns = {"level", "rule", "lowers", "text"},
                  .rows = {}};
  for (const ConfidenceReason& reason : trust.reasons) {
    table.add({cell(level_name(trust.level)), cell(reason.rule), truth(reason.lowers), cell(reason.text)});
  }
  return table;
}

DataTable judgements_table(const Report& report) {
  DataTable table{.name = "judgements",
                  .caption = "Key judgements, what moves each, and the lines of the scenario that it rests on.",
                  .columns = {"text", "drivers", "lines"},
                  .rows = {}};
  for (const Judgement& one : judgements(report)) {
    table.add({cell(one.claim.text), cell(one.drivers), lines_cell(one.claim.lines)});
  }
  return table;
}

struct AnswerTables {
  const Report& report;
  std::vector<DataTable>& tables;
  std::size_t frontiers = 0, drivers = 0, boxes = 0, information = 0, variants = 0, explanations = 0;

  void add(std::vector<DataTable> more) {
    tables.insert(tables.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  void operator()(const Unanswered&) {}
  void operator()(const study::Prediction& one) { add(prediction_tables(one)); }
  void operator()(const study::Frontier& one) { add(frontier_tables(one, ++frontiers)); }
  void operator()(const study::Drivers& one) { add(drivers_tables(one, ++drivers)); }
  void operator()(const study::Boxes& one) { add(boxes_tables(one, ++boxes)); }
  void operator()(const study::Information& one) { add(information_tables(one, ++information)); }
  void operator()(const why::Explanation& one) {
    tables.push_back(sentences_table(fmt::format("why_{}", ++explanations),
                                     fmt::format("Why{} {}, sentence by sentence, with the lines it rests on.",
                                                 one.negated ? " not" : "", one.outcome),
                                     explanation_sentences(report, one)));
  }
  void operator()(const ComparedVariants& one) { add(variants_tables(one, ++variants)); }
};

}  // namespace

std::vector<DataTable> sentence_tables(const Report& report) {
  return {sentences_table("bottom_line", "The bottom line, sentence by sentence, with the lines it rests on.",
                          bottom_line(report)),
          confidence_table(report), judgements_table(report)};
}

DataTable switches_table(const Report& report) {
  DataTable table{.name = "switches",
                  .caption =
                      "Values of one input, all others at their centres, at which the central draw's answer turns; "
                      "`low`, `centre`, `high`: the input's 1, 50 and 99 % points.",
                  .columns = {"param", "text", "low", "centre", "high", "value", "from", "to", "who", "line"},
                  .rows = {}};
  for (const SwitchRow& row : report.switches) {
    table.add({cell(row.param), cell(row.text), cell(row.low), cell(row.centre), cell(row.high), cell(row.turn.value),
               cell(row.turn.from), cell(row.turn.to),
               row.turn.infoset ? cell(mover_having_seen(*row.turn.infoset)) : Cell(), line_cell(row.line)});
  }
  return table;
}

std::vector<DataTable> scenario_tables(const Report& report) {
  DataTable assumptions{.name = "assumptions",
                        .caption = "What the file takes as given, with its sources and the best of their grades.",
                        .columns = {"kind", "name", "text", "value", "sources", "grade", "private_to", "line"},
                        .rows = {}};
  for (const Assumption& one : report.scenario.assumptions) {
    assumptions.add({cell(one.kind), cell(one.name), cell(one.text), cell(one.value), cell(listed(one.sources)),
                     cell(one.grade), cell(one.private_to), line_cell(one.line)});
  }
  DataTable sources{.name = "sources",
                    .caption = "The sources that the file names.",
                    .columns = {"name", "text", "grade", "date", "url", "line"},
                    .rows = {}};
  for (const SourceLine& one : report.scenario.sources) {
    sources.add({cell(one.name), cell(one.text), cell(one.grade), cell(one.date), cell(one.url), line_cell(one.line)});
  }
  return {std::move(assumptions), std::move(sources),
          sentences_table("left_out", "What the model leaves out.", left_out(report))};
}

std::vector<DataTable> method_tables(const Report& report) {
  const study::Prediction& prediction = report.prediction();
  const study::StudyCounts& counts = prediction.counts;
  DataTable table{.name = "method",
                  .caption =
                      "Numbers of draws behind the prediction, and the largest gain of any deviation in payoff "
                      "units.",
                  .columns = {"name", "value"},
                  .rows = {}};
  const auto count = [&](const std::string& name, std::size_t value) {
    table.add({cell(name), cell(std::uint64_t{value})});
  };
  count("draws", prediction.draws_done);
  count("replicates", prediction.replicates);
  table.add({cell(std::string("effective_draws")), cell(prediction.effective_draws)});
  count("ties", counts.ties);
  count("ties_that_matter", counts.ties_that_matter);
  count("unsettled", counts.unsettled);
  count("unsolved", counts.unsolved);
  if (counts.several_equilibria) count("several_equilibria", *counts.several_equilibria);
  count("cut_lists", counts.cut_lists);
  count("failed", counts.failed);
  table.add({cell(std::string("largest_deviation_gain")), cell(prediction.largest_deviation_gain)});
  DataTable timings{.name = "timings",
                    .caption = "Seconds and draws of each part; no two runs have the same seconds.",
                    .columns = {"part", "seconds", "draws"},
                    .rows = {}};
  for (const PartTime& one : report.timings) {
    timings.add({cell(one.part), cell(one.seconds), cell(std::uint64_t{one.draws})});
  }
  return {sentences_table("method_sentences", "How the numbers were made.", method_sentences(report)), std::move(table),
          std::move(timings)};
}

std::vector<DataTable> report_tables(const Report& report) {
  std::vector<DataTable> tables = sentence_tables(report);
  const auto add = [&](std::vector<DataTable> more) {
    tables.insert(tables.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  if (report.changes) add(changes_tables(*report.changes));
  AnswerTables answers{.report = report, .tables = tables};
  for (const ReportAnswer& answer : report.answers) std::visit(answers, answer.of);
  tables.push_back(switches_table(report));
  if (report.tree) add(tree_tables(*report.tree));
  add(alternatives_tables(report));
  if (report.evidence) add(evidence_tables(*report.evidence));
  add(scenario_tables(report));
  add(method_tables(report));
  std::erase_if(tables, [](const DataTable& table) { return table.rows.empty(); });
  return tables;
}

}  // namespace parley::report
