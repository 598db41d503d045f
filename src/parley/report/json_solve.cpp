// SPDX-License-Identifier: Apache-2.0
// Writes one solved draw as JSON.
#include "parley/report/json_solve.h"

#include <cmath>

#include "parley/report/json_parts.h"

namespace parley::report {
namespace {

Json prob_json(const study::ChoiceProb& row) {
  Json object = Json::object();
  object.set("choice", choice_json(row.choice)).set("prob", row.prob);
  if (row.mistake) {
    object.set("mistake",
               Json::object().set("order", row.mistake->order).set("weight", std::exp(row.mistake->log_weight)));
  }
  return object;
}

Json belief_json(const study::BeliefRow& row) {
  Json object = Json::object();
  object.set("history", seen_json(row.history)).set("prob", row.prob);
  if (row.range) object.set("low", row.range->low).set("high", row.range->high);
  return object;
}

Json choice_at_infoset_json(const study::PlayAtInfoset& at) {
  Json object = Json::object();
  set_infoset(object, at.infoset);
  return object.set("probs", json_array(at.probs, prob_json))
      .set("belief", json_array(at.belief, belief_json))
      .set("margin", at.margin)
      .set("settled_by", at.settled_by)
      .set("reason", at.reason)
      .set("on_path", at.on_path)
      .set("reach", at.reach);
}

Json equilibrium_json(const study::PlayAtDraw& play) {
  Json object = Json::object();
  object.set("outcomes", named_json(play.outcomes)).set("values", named_json(play.values));
  if (!play.weighed_outcomes.empty()) {
    object.set("weighed", Json::object()
                              .set("outcomes", named_json(play.weighed_outcomes))
                              .set("values", named_json(play.weighed_values)));
  }
  if (play.path) {
    object.set(
        "logit_path",
        Json::object().set("lambda", play.path->lambda).set("payoffs_were_moved", play.path->payoffs_were_moved));
  }
  return object.set("choices", json_array(play.choices, choice_at_infoset_json))
      .set("largest_deviation_gain", play.largest_deviation_gain)
      .set("max_regret", play.max_regret)
      .set("exact", play.exact)
      .set("marks", json_array(play.marks, [](const std::string& mark) { return Json(mark); }));
}

Json rows_json(const std::vector<std::vector<double>>& rows) {
  return json_array(rows, [](const auto& row) { return json_array(row, [](double value) { return Json(value); }); });
}

Json nash_json(const study::NashAccount& nash) {
  const auto index = [](std::size_t one) { return Json(one); };
  return Json::object()
      .set("method", nash.method)
      .set("components", json_array(nash.components, [](std::uint32_t one) { return Json(std::size_t{one}); }))
      .set("subsets", json_array(nash.subsets, [&](const auto& subset) { return json_array(subset, index); }))
      .set("radii", json_array(nash.radii, [](double radius) { return Json(radius); }))
      .set("indices", json_array(nash.indices, [](int one) { return Json(one); }))
      .set("undecided", json_array(nash.undecided, [](const solve::UndecidedBox& box) {
             return Json::object().set("low", rows_json(box.low)).set("high", rows_json(box.high));
           }));
}

}  // namespace

Json solve_json(const Head& head, const study::PlaysAtDraw& plays, const std::vector<build::Held>& held) {
  std::vector<build::Held> params, levers;
  for (const build::Held& one : held) (one.is_param ? params : levers).push_back(one);
  const study::PlayAtDraw& play = plays.selected;
  Json inputs = Json::object();
  for (const auto& [name, value] : play.inputs) inputs.set(name, value);
  Json document_json = document("parley/solve/1", head);
  document_json.set("game", game_json(play.game))
      .set("concept", plays.concept_name)
      .set("at", play.at)
      .set("set", held_json(params))
      .set("held", held_json(levers))
      .set("inputs", std::move(inputs))
      .set("counts", Json::object().set("ties", play.ties).set("ties_that_matter", play.ties_that_matter))
      .set("list", list_json(plays.label.kind, plays.label.of))
      .set("equilibria", json_array(plays.equilibria, equilibrium_json));
  if (plays.nash) document_json.set("nash", nash_json(*plays.nash));
  if (plays.termination != Termination::finished) {
    document_json.set("termination", termination_name(plays.termination));
  }
  return document_json;
}

}  // namespace parley::report
