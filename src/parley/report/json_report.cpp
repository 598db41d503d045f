// SPDX-License-Identifier: Apache-2.0
// Writes a report as JSON.
#include "parley/report/json_report.h"

#include <type_traits>

#include "parley/report/json_boxes.h"
#include "parley/report/json_diff.h"
#include "parley/report/json_drivers.h"
#include "parley/report/json_evidence.h"
#include "parley/report/json_frontier.h"
#include "parley/report/json_information.h"
#include "parley/report/json_parts.h"
#include "parley/report/json_predict.h"
#include "parley/report/json_variants.h"
#include "parley/report/judgement.h"
#include "parley/study/predicted_draws.h"

namespace parley::report {
namespace {

Json lines_json(const std::vector<std::uint32_t>& lines) {
  return json_array(lines, [](std::uint32_t line) { return Json(line); });
}

Json sentence_json(const Sentence& sentence) {
  return Json::object().set("text", sentence.text).set("lines", lines_json(sentence.lines));
}

Json sentences_json(const std::vector<Sentence>& sentences) { return json_array(sentences, sentence_json); }

Json named_line_json(const NamedLine& one) {
  return Json::object().set("name", one.name).set("text", one.text).set("line", one.line);
}

Json scenario_json(const ReportScenario& scenario) {
  Json variant;
  if (!scenario.variant.empty()) {
    variant = Json::object().set("name", scenario.variant).set("text", scenario.variant_text);
  }
  return Json::object()
      .set("title", scenario.title)
      .set("as_of", text_or_null(scenario.as_of))
      .set("horizon", text_or_null(scenario.horizon))
      .set("note", text_or_null(scenario.note))
      .set("variant", std::move(variant))
      .set("file", scenario.file)
      .set("text", scenario.text);
}

Json confidence_json(const Confidence& confidence) {
  return Json::object()
      .set("level", level_name(confidence.level))
      .set("sentences", sentences_json(confidence_sentences(confidence)))
      .set("reasons", json_array(confidence.reasons, [](const ConfidenceReason& reason) {
             return Json::object().set("rule", reason.rule).set("lowers", reason.lowers).set("text", reason.text);
           }));
}

Json judgement_json(const Judgement& judgement) {
  return Json::object()
      .set("text", judgement.claim.text)
      .set("drivers", text_or_null(judgement.drivers))
      .set("lines", lines_json(judgement.claim.lines));
}

/// The document of each kind of answer.
struct Documents {
  const Head& head;
  const LineOf& line_of;

  Json operator()(const Unanswered&) const { return {}; }
  Json operator()(const study::Prediction& one) const { return predict_json(head, one, {}); }
  Json operator()(const study::Frontier& one) const { return frontier_json(head, one); }
  Json operator()(const study::Drivers& one) const { return drivers_json(head, one); }
  Json operator()(const study::Boxes& one) const { return boxes_json(head, one); }
  Json operator()(const study::Information& one) const { return information_json(head, one); }
  Json operator()(const why::Explanation& one) const { return why_json(head, one, line_of); }
  Json operator()(const ComparedVariants& one) const {
    return variants_json(head, one.target, *one.comparison, one.index);
  }
};

/// Inside a report a document has the command of its own, and the report's diagnostics are told once.
Json answer_json(const Head& head, const LineOf& line_of, const ReportAnswer& answer) {
  Head own = {.provenance = head.provenance, .diagnostics = {}};
  if (!answer.command.empty()) own.provenance.command = answer.command;
  Json object = Json::object();
  object.set("line", answer.line).set("ask", answer.ask).set("result", std::visit(Documents{own, line_of}, answer.of));
  if (const auto* none = std::get_if<Unanswered>(&answer.of)) object.set("problem", none->reason);
  return object;
}

Json switch_json(const SwitchRow& row) {
  Json infoset;
  if (row.turn.infoset) {
    infoset = Json::object();
    set_infoset(infoset, *row.turn.infoset);
  }
  return Json::object()
      .set("param", row.param)
      .set("text", row.text)
      .set("low", row.low)
      .set("centre", row.centre)
      .set("high", row.high)
      .set("value", row.turn.value)
      .set("from", row.turn.from)
      .set("to", row.turn.to)
      .set("infoset", std::move(infoset))
      .set("line", row.line);
}

Json alternative_json(const Report& report, const Alternative& one) {
  const Alternative::Outcome* most = nullptr;
  for (const Alternative::Outcome& outcome : one.outcomes) {
    if (most == nullptr || outcome.mean > most->mean) most = &outcome;
  }
  return Json::object()
      .set("kind", kind_name(one.kind))
      .set("name", one.name)
      .set("text", one.text)
      .set("lambda", one.lambda)
      .set("draws", one.draws)
      .set("seconds", one.seconds)
      .set("most_likely_outcome", most == nullptr ? Json() : Json(most->name))
      .set("outcomes", json_array(one.outcomes,
                                  [](const Alternative::Outcome& outcome) {
                                    return Json::object()
                                        .set("name", outcome.name)
                                        .set("mean", outcome.mean)
                                        .set("standard_error", outcome.standard_error);
                                  }))
      .set("survives", survives(report, one))
      .set("note", text_or_null(one.note));
}

Json alternatives_json(const Report& report) {
  return Json::object()
      .set("conclusion", study::most_likely_outcome(report.prediction()))
      .set("conclusion_at_centre", text_or_null(report.most_likely_at_centre))
      .set("rows", json_array(report.alternatives, [&](const auto& one) { return alternative_json(report, one); }))
      .set("sentences", sentences_json(alternative_sentences(report)));
}

Json assumption_json(const Assumption& one) {
  return Json::object()
      .set("kind", one.kind)
      .set("name", one.name)
      .set("text", text_or_null(one.text))
      .set("value", one.value)
      .set("sources", json_array(one.sources, [](const std::string& name) { return Json(name); }))
      .set("grade", text_or_null(one.grade))
      .set("line", one.line)
      .set("private_to", text_or_null(one.private_to));
}

Json source_json(const SourceLine& one) {
  return Json::object()
      .set("name", one.name)
      .set("text", one.text)
      .set("grade", text_or_null(one.grade))
      .set("date", text_or_null(one.date))
      .set("url", text_or_null(one.url))
      .set("line", one.line);
}

Json method_json(const Report& report) {
  const study::Prediction& prediction = report.prediction();
  return Json::object()
      .set("sentences", sentences_json(method_sentences(report)))
      .set("draws", prediction.draws_done)
      .set("replicates", prediction.replicates)
      .set("effective_draws", prediction.effective_draws)
      .set("counts", counts_json(prediction.counts))
      .set("largest_deviation_gain", prediction.largest_deviation_gain);
}

Json time_json(const PartTime& one) {
  return Json::object().set("part", one.part).set("seconds", one.seconds).set("draws", one.draws);
}

}  // namespace

std::string_view kind_name(Alternative::Kind kind) {
  if (kind == Alternative::Kind::variant) return "variant";
  return kind == Alternative::Kind::quantal ? "quantal" : "concept";
}

Json report_json(const Head& head, const Report& report) {
  const ReportScenario& scenario = report.scenario;
  const Head inner = {.provenance = head.provenance, .diagnostics = {}};
  return document("parley/report/1", head)
      .set("scenario", scenario_json(scenario))
      .set("players", json_array(scenario.players, named_line_json))
      .set("outcomes", json_array(scenario.outcomes, named_line_json))
      .set("bottom_line", sentences_json(bottom_line(report)))
      .set("changes", report.changes ? diff_json(inner, *report.changes) : Json())
      .set("confidence", confidence_json(confidence(report)))
      .set("judgements", json_array(judgements(report), judgement_json))
      .set("answers",
           json_array(report.answers, [&](const auto& answer) { return answer_json(head, report.line_of, answer); }))
      .set("switches", json_array(report.switches, switch_json))
      .set("tree", report.tree ? reached_tree_json(*report.tree) : Json())
      .set("alternatives", alternatives_json(report))
      .set("evidence", report.evidence ? evidence_json(inner, *report.evidence) : Json())
      .set("assumptions", json_array(scenario.assumptions, assumption_json))
      .set("sources", json_array(scenario.sources, source_json))
      .set("left_out", sentences_json(left_out(report)))
      .set("method", method_json(report))
      .set("timings", json_array(report.timings, time_json))
      .set("termination", termination_name(report.termination));
}

}  // namespace parley::report
