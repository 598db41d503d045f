// SPDX-License-Identifier: Apache-2.0
// Writes a prediction as JSON.
#include "parley/report/json_predict.h"

#include "parley/report/json_parts.h"

namespace parley::report {
namespace {

Json& set_average(Json& object, const study::Average& average) {
  return object.set("mean", average.mean)
      .set("standard_error", average.standard_error)
      .set("low", average.low)
      .set("high", average.high);
}

void set_found(Json& object, const std::optional<study::FoundBounds>& found) {
  if (found) object.set("lowest_found", found->lowest).set("highest_found", found->highest);
}

Json outcome_json(const study::OutcomeRow& row) {
  Json object = Json::object();
  object.set("name", row.name).set("text", row.text);
  set_average(object, row.chance).set("most_likely_share", row.most_likely_share);
  set_found(object, row.found);
  return object;
}

Json target_json(const study::TargetRow& row) {
  Json object = Json::object();
  object.set("text", row.text);
  set_average(object, row.average);
  if (row.condition_chance) object.set("condition_chance", *row.condition_chance);
  set_found(object, row.found);
  return object;
}

Json value_json(const study::ValueRow& row) {
  Json object = Json::object();
  object.set("player", row.player);
  return set_average(object, row.value);
}

Json plan_json(const study::PlanRow& row) {
  Json object = Json::object();
  set_infoset(object, row.infoset);
  return object.set("choice", choice_json(row.choice)).set("share", row.share).set("exists_share", row.exists_share);
}

Json unsettled_json(const study::UnsettledRow& row) {
  Json object = Json::object();
  set_infoset(object, row.infoset);
  return object.set("why", row.why).set("draws", row.draws);
}

/// With what lists found.
Json counts_and_lists_json(const study::StudyCounts& counts) {
  return Json::object()
      .set("ties", counts.ties)
      .set("ties_that_matter", counts.ties_that_matter)
      .set("unsettled", counts.unsettled)
      .set("unsolved", counts.unsolved)
      .set("several_equilibria", counts.several_equilibria ? Json(*counts.several_equilibria) : Json())
      .set("cut_lists", counts.cut_lists)
      .set("failed", counts.failed);
}

}  // namespace

Json predict_json(const Head& head, const study::Prediction& prediction, const PredictedScenario& scenario) {
  return document("parley/predict/1", head)
      .set("draws", prediction.draws)
      .set("effective_draws", prediction.effective_draws)
      .set("replicates", prediction.replicates)
      .set("held", held_json(prediction.held))
      .set("list", list_json(prediction.list.kind, prediction.list.of))
      .set("outcomes", json_array(prediction.outcomes, outcome_json))
      .set("targets", json_array(prediction.targets, target_json))
      .set("values", json_array(prediction.values, value_json))
      .set("plans", json_array(prediction.plans, plan_json))
      .set("counts", counts_and_lists_json(prediction.counts))
      .set("largest_deviation_gain", prediction.largest_deviation_gain)
      .set("unsettled", json_array(prediction.unsettled, unsettled_json))
      .set("failures", failures_json(prediction.failures))
      .set("share_outside_scale", prediction.share_outside_scale)
      .set("draws_done", prediction.draws_done)
      .set("termination", termination_name(prediction.termination))
      .set("scenario_text", text_or_null(scenario.text))
      .set("variant", text_or_null(scenario.variant));
}

}  // namespace parley::report
