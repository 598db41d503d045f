// SPDX-License-Identifier: Apache-2.0
// Writes what the evidence does as JSON.
#include "parley/report/json_evidence.h"

#include <cmath>

#include "parley/report/json_parts.h"

namespace parley::report {
namespace {

Json text_json(const std::string& text) { return {text}; }

/// By answer and outcome; null where it was not computed.
Json other_json(const std::optional<study::OtherEvidence>& other, const study::EvidenceStudy& study) {
  if (!other) return {};
  Json answers = Json::array();
  for (std::size_t k = 0; k < study.answers.size(); ++k) {
    const study::OtherEvidence::Answer& answer = other->answers[k];
    answers.push(Json::object()
                     .set("text", study.answers[k].text)
                     .set("mean", answer.mean)
                     .set("difference", answer.difference.mean)
                     .set("standard_error", answer.difference.standard_error));
  }
  return Json::object()
      .set("answers", std::move(answers))
      .set("most_likely_outcome", other->most_likely)
      .set("effective_draws", other->effective_draws);
}

Json item_json(const build::EvidenceItem& item) {
  Json likelihoods = Json::array();
  for (std::size_t l = 0; l < item.labels.size(); ++l) {
    const build::EvidenceItem::Likelihood& one = item.likelihoods[l];
    likelihoods.push(Json::object()
                         .set("label", item.labels[l])
                         .set("low", one.low)
                         .set("high", one.high)
                         .set("log_odds", log_odds(item, l)));
  }
  return Json::object().set("about", item.about).set("likelihoods", std::move(likelihoods));
}

Json turning_json(const std::optional<study::TurningPoint>& turning) {
  if (!turning) return {};
  return Json::object().set("strength", turning->strength).set("most_likely_outcome", turning->most_likely);
}

Json piece_json(const study::PieceRow& row, const study::EvidenceStudy& study) {
  return Json::object()
      .set("name", row.piece.name)
      .set("text", row.piece.text)
      .set("sources", json_array(row.piece.sources, text_json))
      .set("known_to_all", row.piece.known_to_all)
      .set("items", json_array(row.piece.items, item_json))
      .set("without", other_json(row.without, study))
      .set("known_otherwise", other_json(row.known_otherwise, study))
      .set("turning_searched", row.was_searched)
      .set("stays_from", row.was_searched ? Json(row.stays_from) : Json())
      .set("stays_to", row.was_searched ? Json(row.stays_to) : Json())
      .set("stronger", turning_json(row.stronger))
      .set("weaker", turning_json(row.weaker));
}

Json source_json(const study::SourceRow& row, const study::EvidenceStudy& study) {
  return Json::object()
      .set("name", row.source.name)
      .set("text", row.source.text)
      .set("grade", text_or_null(row.source.grade))
      .set("evidence", json_array(row.pieces, text_json))
      .set("without", other_json(row.without, study))
      .set("deceiving", other_json(row.deceiving, study));
}

Json label_json(const study::LabelRow& row) {
  return Json::object()
      .set("label", row.label)
      .set("prior", estimate_json(row.prior))
      .set("posterior", estimate_json(row.posterior));
}

Json spread_json(const study::Spread& spread) {
  return Json::object()
      .set("mean", spread.mean)
      .set("low", spread.low)
      .set("median", spread.median)
      .set("high", spread.high);
}

}  // namespace

double log_odds(const build::EvidenceItem& item, std::size_t label) {
  const auto middle = [](const build::EvidenceItem::Likelihood& one) { return std::log(one.low * one.high); };
  return (middle(item.likelihoods[label]) - middle(item.likelihoods.back())) / 2.0;
}

Json evidence_json(const Head& head, const study::EvidenceStudy& study) {
  return document("parley/evidence/1", head)
      .set("draws", study.draws)
      .set("effective_draws", study.effective_draws)
      .set("replicates", study.replicates)
      .set("held", held_json(study.held))
      .set("answers", json_array(study.answers,
                                 [](const study::EvidenceAnswer& answer) {
                                   return Json::object()
                                       .set("text", answer.text)
                                       .set("is_outcome", answer.is_outcome)
                                       .set("mean", answer.estimate.mean)
                                       .set("standard_error", answer.estimate.standard_error);
                                 }))
      .set("most_likely_outcome", study.most_likely)
      .set("without_all", other_json(study.without_all, study))
      .set("evidence", json_array(study.pieces, [&](const study::PieceRow& row) { return piece_json(row, study); }))
      .set("sources", json_array(study.sources, [&](const study::SourceRow& row) { return source_json(row, study); }))
      .set("types",
           json_array(study.types,
                      [](const study::TypeRow& row) {
                        return Json::object().set("name", row.name).set("labels", json_array(row.labels, label_json));
                      }))
      .set("params", json_array(study.inputs,
                                [](const study::InputRow& row) {
                                  return Json::object()
                                      .set("name", row.name)
                                      .set("prior", spread_json(row.prior))
                                      .set("posterior", spread_json(row.posterior));
                                }))
      .set("counts", counts_json(study.account.counts))
      .set("termination", termination_name(study.termination));
}

}  // namespace parley::report
